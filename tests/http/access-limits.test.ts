import { Client } from 'pg';
import { createApiKey } from '../../src/features/access';
import { startTestServer, type TestServer } from '../support/http';

/** Which every change takes. */
const STRUCTURE_LOCK = 7_204_118_002;
let server: TestServer;
const keys = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer({
    HEADROOM_AUTH: 'keys',
    HEADROOM_JOBS_PER_CALLER: '2',
    HEADROOM_REFUSALS_PER_MINUTE: '5',
    HEADROOM_RATE_PER_MINUTE: '60',
  });
  for (const name of ['ann', 'bob', 'eve']) {
    const key = { name, role: 'admin' as const, lobs: [] };
    const made = await server.newScope().write({ action: 'key.create' }, (tx) => createApiKey(tx, key));
    keys.set(name, made.text);
  }
});
afterAll(() => server.close());

const recompute = (name: string, wait: number): Promise<Response> =>
  fetch(`${server.url}/api/v2/reports/recompute?wait_s=${wait}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.get(name)}` },
  });

it('runs two jobs of one caller at once and refuses the third, whoever else runs any', async () => {
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  // Recomputations wait for it.
  await client.query(`SELECT pg_advisory_lock(${STRUCTURE_LOCK})`);
  try {
    const many = await Promise.all([1, 2, 3].map(() => recompute('ann', 0)));
    expect(many.map(({ status }) => status).sort()).toEqual([202, 202, 429]);
    const refused = many.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({
      code: 'RATE_LIMITED',
      detail:
        'ann has 2 jobs running, and at most 2 of one caller run at once; wait for one to end or cancel it',
    });
    expect((await recompute('bob', 0)).status).toBe(202);
  } finally {
    await client.end();
  }
  // They end, and there is room again.
  let status = 429;
  for (let i = 0; i < 20 && status === 429; i += 1) status = (await recompute('ann', 10)).status;
  expect(status).toBe(200);
});

it('answers 429 to a caller who asks too often, and to no other', async () => {
  const ask = (name: string): Promise<Response> =>
    fetch(`${server.url}/api/v2/capacity-tiers`, { headers: { authorization: `Bearer ${keys.get(name)}` } });
  const statuses: number[] = [];
  for (let i = 0; i < 62; i += 1) statuses.push((await ask('eve')).status);
  expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 200));
  expect(statuses.slice(60)).toEqual([429, 429]);
  expect((await ask('eve')).headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect((await ask('bob')).status).toBe(200);
});

it('slows down whoever tries keys at the sign-in', async () => {
  const signIn = (key: string): Promise<Response> =>
    fetch(`${server.url}/auth/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
  const wrong = `hr_${'0'.repeat(12)}_${'A'.repeat(43)}`;
  const statuses: number[] = [];
  for (let i = 0; i < 7; i += 1) statuses.push((await signIn(wrong)).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect((await signIn(wrong)).headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
});
