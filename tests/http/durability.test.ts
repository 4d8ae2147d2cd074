import { setTimeout as sleep } from 'node:timers/promises';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabaseServer } from '../../src/platform/database/database-url';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { addAssignable, DEMAND } from '../support/factories/assignment';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { withDatabase, type TestRun } from '../support/test-server';

jest.setTimeout(90_000);

const PEOPLE = 400;
const WEEKS = Array.from({ length: 25 }, (_, i) => 19 + i); // May to October 2025
const ROWS = 10_000; // 400 × 25

let database: TestDatabase;
const processes: ServerProcess[] = [];

async function start(url: string): Promise<ServerProcess> {
  const server = await startServerProcess(url);
  processes.push(server);
  return server;
}

beforeAll(async () => {
  database = await createTestDatabase();
  await addAssignable(database);
  await database.query(
    `INSERT INTO resource_v2 (cn, primary_platform, location, state_list, skills, created_datetime, updated_datetime)
     SELECT 'BK' || lpad(i::text, 6, '0'), 'Amisys', 'Domestic', 'FL', 'FTC-Basic/Non MMP', '2025-01-01Z', '2025-01-01Z'
     FROM generate_series(1, $1) i`,
    [PEOPLE],
  );
});
afterAll(async () => {
  await Promise.all(processes.map((server) => server.kill().catch(() => undefined)));
  await database.drop();
});

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function send(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const demand = { main_lob: DEMAND.mainLob, state: DEMAND.state, case_type: DEMAND.caseType };
const bulk = {
  on_conflict: 'SKIP',
  assignments: Array.from({ length: PEOPLE }, (_, i) =>
    WEEKS.map((week) => ({
      resource_cn: `BK${String(i + 1).padStart(6, '0')}`,
      year: 2025,
      week_number: week,
      ...demand,
    })),
  ).flat(),
};

async function bulkRows(): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM weekly_resource_assignment WHERE resource_cn LIKE 'BK%' AND is_active`,
  );
  return row?.n ?? -1;
}

/** Until no session of a killed server is left: PostgreSQL may still be finishing its last statement. */
async function sessionsGone(): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    const [row] = await database.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'headroom'`,
    );
    if (row?.n === 0) return;
    await sleep(50);
  }
  throw new Error('The sessions of a killed server stay');
}

test.each([150, 700, 1_500])(
  'killed %i ms into a bulk of 10,000: all of it or nothing, acknowledged is present, once more completes it',
  async (moment) => {
    await database.query(`DELETE FROM weekly_resource_assignment WHERE resource_cn LIKE 'BK%'`);
    const first = await start(database.url);
    const answer = send(`${first.url}/api/v2/assignments/bulk`, bulk).catch(() => undefined);
    await sleep(moment);
    await first.kill();
    const acknowledged = (await answer)?.status === 200;
    await sessionsGone();
    const left = await bulkRows();
    expect([0, ROWS]).toContain(left);
    if (acknowledged) expect(left).toBe(ROWS);
    if (moment !== 700) return;
    const second = await start(database.url);
    const { status } = await send(`${second.url}/api/v2/assignments/bulk`, bulk);
    expect(status).toBe(200);
    expect(await bulkRows()).toBe(ROWS);
    await second.stop();
  },
);

test('two servers race for a person-week: one gets it, the others are told who has it; a stop lets what runs finish', async () => {
  await database.query(`DELETE FROM weekly_resource_assignment WHERE resource_cn LIKE 'BK%'`);
  const [a, b] = await Promise.all([start(database.url), start(database.url)]);
  for (const week of WEEKS.slice(0, 8)) {
    const body = { resource_cn: 'AA000001', year: 2025, week_number: week, ...demand };
    const answers = await Promise.all([a, b, a, b].map(({ url }) => send(`${url}/api/v2/assignments`, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const winner = answers.find(({ status }) => status === 201)?.body['id'];
    for (const { status, body: refused } of answers) {
      if (status === 201) continue;
      expect(refused).toMatchObject({ code: 'DOUBLE_BOOKING', existing: { id: winner } });
    }
  }
  const running = send(`${a.url}/api/v2/assignments/bulk`, bulk);
  await sleep(200);
  const stopped = a.stop();
  expect((await running).status).toBe(200);
  expect(await stopped).toBe(0);
  expect(await bulkRows()).toBe(ROWS);
  expect(await b.stop()).toBe(0);
});

test('terminated database sessions: the same process answers again within seconds and never stops living', async () => {
  const server = await start(database.url);
  const statuses = new Set<number>();
  const ends = Date.now() + 2_000;
  while (Date.now() < ends) {
    const asked = Array.from({ length: 4 }, () =>
      send(`${server.url}/graphql`, { query: '{ capacityTiers { id } }' }),
    );
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'headroom'`,
    );
    for (const { status, headers } of await Promise.all(asked)) {
      statuses.add(status);
      if (status === 503) expect(headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  }
  for (const status of statuses) expect([200, 503]).toContain(status);
  await sleep(500);
  expect((await send(`${server.url}/graphql`, { query: '{ capacityTiers { id } }' })).status).toBe(200);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.stop();
});

test('three servers that start together on an empty database migrate it once', async () => {
  const { adminUrl, runId } = JSON.parse(process.env['HEADROOM_TEST_RUN'] ?? '{}') as TestRun;
  const name = `${runId}_empty`;
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
    const url = withDatabase(adminUrl, name);
    const servers = await Promise.all([start(url), start(url), start(url)]);
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration');
    await client.end();
    const files = await readdir(join(__dirname, '../../migrations'));
    expect(rows).toHaveLength(files.filter((file) => /^\d.*\.ts$/.test(file)).length);
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0, 0]);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
});

test('while the database is away: alive, not ready, 503 with Retry-After, no hang', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-away-'));
  await chmod(folder, 0o755);
  const postgres = await openDatabaseServer({ dataDir: folder, ephemeral: true });
  try {
    const server = await start(postgres.url);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await postgres.stop();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    const started = performance.now();
    const graphql = await send(`${server.url}/graphql`, { query: '{ capacityTiers { id } }' });
    const rest = await fetch(`${server.url}/api/v2/capacity-tiers`);
    const write = await send(`${server.url}/api/v2/capacity-tiers`, {
      tier_name: 'x',
      capacity_percentage: 0.4,
    });
    for (const { status, headers } of [graphql, rest, write]) {
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(await server.stop()).toBe(0);
  } finally {
    await postgres.stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
});
