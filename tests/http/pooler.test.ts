import type { TestDatabase } from '../support/database';
import { insertWorkedExample } from '../support/factories/report';
import { startPooler, type Pooler } from '../support/pooler';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { openTestApp } from '../support/scope';

// Two servers whose connections PgBouncer mixes in transaction mode.
let database: TestDatabase;
let pooler: Pooler;
const servers: ServerProcess[] = [];

beforeAll(async () => {
  const app = await openTestApp();
  database = app.database;
  await insertWorkedExample(database, () => app.newScope());
  pooler = await startPooler(database.url);
  const environment = { DATABASE_DIRECT_URL: database.url, HEADROOM_ANSWERS_MB: '0' };
  servers.push(...(await Promise.all([1, 2].map(() => startServerProcess(pooler.url, environment)))));
  await Promise.all(servers.map(untilReady));
}, 120_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await pooler.close();
  await database.drop();
});

async function untilReady({ url }: ServerProcess): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200) await new Promise((done) => setTimeout(done, 100));
}

interface Tree {
  data: { capacityTree: { metrics: { forecast: number } } | null };
}

async function forecast({ url }: ServerProcess): Promise<number> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ capacityTree { metrics { forecast } } }' }),
  });
  const text = await answer.text();
  const { data } = JSON.parse(text) as Tree;
  if (!data.capacityTree) throw new Error(text);
  return data.capacityTree.metrics.forecast;
}

it('reads and writes right through shared connections, from both servers at once', async () => {
  const rename = (server: ServerProcess | undefined, i: number): Promise<Response> =>
    fetch(`${server?.url}/api/v2/capacity-tiers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tier_name: `Tier ${i}`, capacity_percentage: (i + 1) / 1_000 }),
    });
  // Often enough that every statement has its name, on every connection.
  for (let round = 0; round < 10; round += 1) {
    const [writes, reads] = await Promise.all([
      Promise.all(servers.map((server, i) => rename(server, round * 2 + i).then(({ status }) => status))),
      Promise.all([...servers, ...servers, ...servers].map(forecast)),
    ]);
    expect(writes).toEqual([201, 201]);
    expect(new Set(reads)).toEqual(new Set([5040]));
  }
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM production_capacity_tier WHERE tier_name LIKE 'Tier %'`,
  );
  expect(row?.count).toBe(20);
}, 120_000);

it('plans and executes through it', async () => {
  const answer = await fetch(`${servers[0]?.url}/api/v2/allocation/execute`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from_week: '2025-W18' }),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('plan_hash')]);
}, 60_000);

it('streams a report through it', async () => {
  const answer = await fetch(`${servers[1]?.url}/api/v2/reports/powerbi/monthly-summary?format=csv`);
  expect(answer.status).toBe(200);
  expect((await answer.text()).split('\r\n').length).toBeGreaterThan(2);
});

it('says that events do not arrive through it, rather than wait for them for ever', async () => {
  const server = await startServerProcess(pooler.url);
  try {
    await untilReady(server);
    const answer = await fetch(`${server.url}/api/v2/events`);
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('DATABASE_DIRECT_URL'),
    ]);
  } finally {
    await server.stop();
  }
  const direct = await fetch(`${servers[0]?.url}/api/v2/events`);
  expect(direct.status).toBe(200);
  await direct.body?.cancel();
}, 60_000);
