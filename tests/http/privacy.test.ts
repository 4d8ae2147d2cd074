import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApiKey } from '../../src/features/access';
import { openTestApp, type TestApp } from '../support/scope';

// Names, numbers of people and secrets that must be in no log, whatever goes right or wrong.
const NAME = 'Canarina';
const CN = 'ZZCANARY7';
const FORGED = 'hr_0123456789ab_canarycanarycanarycanarycanarycanarycana';

let app: TestApp;
let child: ChildProcess;
let url: string;
let key: string;
let logs = '';

beforeAll(async () => {
  app = await openTestApp();
  const made = await app
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name: 'logs', role: 'admin', lobs: [] }));
  key = made.text;
  child = spawn(process.execPath, ['-r', './scripts/register.cjs', 'src/main.ts'], {
    cwd: join(__dirname, '../..'),
    env: {
      ...process.env,
      DATABASE_URL: app.database.url,
      PORT: '0',
      LOG_LEVEL: 'debug',
      HEADROOM_AUTH: 'keys',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr?.on('data', (chunk: Buffer) => (logs += chunk.toString()));
  if (!child.stdout) throw new Error('No standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    logs += line;
    url = /ready at (\S+)/.exec(line)?.[1] ?? '';
    if (url) break;
  }
}, 60_000);
afterAll(async () => {
  child.kill('SIGTERM');
  await once(child, 'exit');
  await app.close();
});

const call = async (path: string, init: RequestInit = {}): Promise<number> => {
  const answer = await fetch(`${url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
  });
  await answer.text();
  return answer.status;
};

it('keeps names, numbers of people and secrets out of the logs', async () => {
  const person = {
    cn: CN,
    first_name: NAME,
    last_name: NAME,
    opid: CN,
    primary_platform: 'Amisys',
    location: 'Domestic',
    state_list: 'FL',
    skills: 'FTC',
    production_percentage: 1,
  };
  const post = (path: string, body: object): Promise<number> =>
    call(path, { method: 'POST', body: JSON.stringify(body) });
  const statuses = [
    await post('/api/v2/resources', person),
    await post('/api/v2/resources', person),
    await post('/api/v2/resources', { ...person, location: NAME }),
    await call(`/api/v2/resources/${CN}`),
    await call(`/api/v2/resources?search=${NAME}&state=${NAME}`),
    await post('/graphql', { query: `{ resource(cn: "${CN}") { cn ${NAME} } }` }),
    await post('/graphql', { query: `{ resource(cn: "${CN}") { firstName } }` }),
    await call('/api/v2/resources', { method: 'POST', body: `{"cn": "${CN}", ` }),
    await call('/api/v2/resources', { headers: { authorization: `Bearer ${FORGED}` } }),
    await call(`/api/v2/reports/powerbi/tiers?api_key=${FORGED}`, { headers: { authorization: '' } }),
    await call(`/api/v2/${NAME}/${CN}`),
    await call('/auth/session', { method: 'POST', body: JSON.stringify({ key: FORGED }) }),
  ];
  expect(statuses.slice(0, 3)).toEqual([201, 409, 400]);
  // The log is written behind the answers.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(logs.match(/"answered"/g)?.length).toBeGreaterThan(8);
  for (const canary of [NAME, CN, FORGED, FORGED.slice(-43), key, key.slice(-43)])
    expect([canary, logs.includes(canary)]).toEqual([canary, false]);
});
