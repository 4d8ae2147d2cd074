import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createApiKey, revokeApiKey } from '../../src/features/access';
import { openTestApp, type TestApp } from '../support/scope';

const ROOT = path.join(__dirname, '../..');
const AUDIENCE = 'headroom';

interface Server {
  url: string;
  logs: () => string;
  stop: () => Promise<void>;
}

let app: TestApp;
let provider: ChildProcess;
let issuer: string;
let server: Server;
const keys: Record<string, string> = {};

async function start(jwtIssuer: string): Promise<Server> {
  const child = spawn(process.execPath, ['-r', './scripts/register.cjs', 'src/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: app.database.url,
      PORT: '0',
      LOG_LEVEL: 'debug',
      HEADROOM_AUTH: 'keys,jwt',
      HEADROOM_JWT_ISSUER: jwtIssuer,
      HEADROOM_JWT_AUDIENCE: AUDIENCE,
      HEADROOM_METRICS_ADDRESSES: '127.0.0.1',
      HEADROOM_REFUSALS_PER_MINUTE: '100000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logs = '';
  child.stderr.on('data', (chunk: Buffer) => (logs += chunk.toString()));
  const exited = once(child, 'exit');
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /ready at (\S+)/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, logs: () => logs, stop };
}

beforeAll(async () => {
  app = await openTestApp();
  const scope = app.newScope();
  for (const name of ['good', 'gone'])
    keys[name] = (
      await scope.write({ action: 'key.create' }, (tx) =>
        createApiKey(tx, { name, role: 'planner', lobs: [] }),
      )
    ).text;
  await scope.write({ action: 'key.revoke' }, (tx) => revokeApiKey(tx, keys['gone']?.slice(3, 15) ?? ''));
  provider = spawn(
    process.execPath,
    [path.join(__dirname, '../support/identity-provider.mjs'), 'http://127.0.0.1/x'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [line] = (await once(
    createInterface({ input: provider.stdout as NodeJS.ReadableStream }),
    'line',
  )) as [string];
  issuer = line;
  server = await start(issuer);
}, 90_000);
afterAll(async () => {
  await server.stop();
  provider.kill();
  await app.close();
});

async function token(claims: object, kid = 'k1'): Promise<string> {
  const query = new URLSearchParams({ claims: JSON.stringify(claims), kid });
  return (await fetch(`${issuer}/test-token?${query.toString()}`)).text();
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const resources = (headers: Record<string, string>, at = server.url): Promise<Response> =>
  fetch(`${at}/api/v2/resources`, { headers });
const bearer = (text: string | undefined): Record<string, string> => ({
  authorization: `Bearer ${text ?? ''}`,
});

async function statements(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^database_statements_total (\d+)/m.exec(text)?.[1] ?? 'NaN');
}

const now = (): number => Math.trunc(Date.now() / 1000);
/** A claim that must be in no log. */
const SECRET = 'canary-subject';

async function badTokens(): Promise<Record<string, string>> {
  const claims = { sub: SECRET, roles: ['admin'] };
  const good = await token(claims);
  const [head, body] = good.split('.');
  return {
    'alg none': `${encoded({ alg: 'none' })}.${body}.`,
    'a secret instead of a key pair': `${encoded({ alg: 'HS256', kid: 'k1' })}.${body}.AAAA`,
    'another signature': `${head}.${body}.${'A'.repeat(342)}`,
    'wrong audience': await token({ ...claims, aud: 'another' }),
    'wrong issuer': await token({ ...claims, iss: 'https://other.example' }),
    expired: await token({ ...claims, exp: now() - 120 }),
    'not yet valid': await token({ ...claims, nbf: now() + 120 }),
    'no end': await token({ ...claims, exp: null }),
    'unknown key id': await token(claims, 'k2'),
    'not a token': 'a.b.c',
    'eight kilobytes': 'x'.repeat(8_192),
    'nothing a key looks like': 'hr_',
  };
}

it('refuses bad tokens with 401, at once and without asking the database', async () => {
  expect((await resources(bearer(await token({ sub: 'm', roles: ['viewer'] })))).status).toBe(200);
  const tokens = await badTokens();
  // Keys of an unknown id are looked for once.
  await resources(bearer(tokens['unknown key id']));
  const before = await statements();
  for (const [name, text] of Object.entries(tokens)) {
    const times: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const started = performance.now();
      const answer = await resources(bearer(text));
      times.push(performance.now() - started);
      expect([name, answer.status, await answer.json()]).toEqual([
        name,
        401,
        expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      ]);
    }
    expect([name, Math.min(...times) < 50]).toEqual([name, true]);
  }
  // 60 refusals; the chain of the history looks for new entries twice a second all the while.
  expect((await statements()) - before).toBeLessThan(30);
});

it('refuses bad keys, keys elsewhere and cookies that mean nothing', async () => {
  const good = keys['good'] ?? '';
  const id = good.slice(3, 15);
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const bad: Record<string, string>[] = [
    bearer(keys['gone']),
    bearer(`hr_${id}_${'A'.repeat(43)}`),
    bearer(`hr_${'0'.repeat(12)}_${good.slice(16)}`),
    basic(`${id}:${'A'.repeat(43)}`),
    basic(id),
    { authorization: good },
    { authorization: `Digest ${good}` },
    { 'x-api-key': good },
    { cookie: `headroom_session=${good}` },
    { cookie: 'headroom_session=AAAA' },
  ];
  for (const headers of bad) {
    const answer = await resources(headers);
    expect([Object.values(headers)[0]?.slice(0, 12), answer.status]).toEqual([
      Object.values(headers)[0]?.slice(0, 12),
      401,
    ]);
  }
  expect((await resources(bearer(good))).status).toBe(200);
  const inAddress = (method: string, where: string) =>
    fetch(`${server.url}${where}?api_key=${good}`, {
      method,
      headers: { 'content-type': 'application/json' },
    });
  expect((await inAddress('GET', '/api/v2/reports/powerbi')).status).toBe(200);
  for (const [method, where] of [
    ['GET', '/api/v2/resources'],
    ['GET', '/graphql'],
    ['POST', '/api/v2/reports/recompute'],
    ['GET', '/api/v2/events'],
  ] as const)
    expect([where, (await inAddress(method, where)).status]).toEqual([where, 401]);
});

it('writes no secret into a log, whatever was refused', async () => {
  for (const text of Object.values(await badTokens())) await resources(bearer(text));
  await fetch(`${server.url}/api/v2/reports/powerbi?api_key=${keys['good']}`);
  const logs = server.logs();
  expect(logs).toContain('credentials refused');
  for (const secret of [SECRET, keys['good']?.slice(16) ?? '', keys['gone']?.slice(16) ?? '', 'eyJ'])
    expect([secret.slice(0, 4), logs.includes(secret)]).toEqual([secret.slice(0, 4), false]);
});

it('says that an issuer is away rather than that a token is wrong', async () => {
  const good = await token({ sub: 'm', roles: ['viewer'] });
  const lonely = await start('http://127.0.0.1:9');
  try {
    const answer = await resources(bearer(good), lonely.url);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'UNAVAILABLE' }),
    ]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    // What is no token needs no issuer, and keys need none either.
    expect((await resources(bearer('a.b.c'), lonely.url)).status).toBe(401);
    expect((await resources(bearer(keys['good']), lonely.url)).status).toBe(200);
  } finally {
    await lonely.stop();
  }
}, 60_000);
