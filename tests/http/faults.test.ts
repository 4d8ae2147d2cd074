import { setTimeout as sleep } from 'node:timers/promises';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabaseServer } from '../../src/platform/database/database-url';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process';
import { openTcpProxy } from '../support/tcp-proxy';

jest.setTimeout(90_000);

let database: TestDatabase;
const processes: ServerProcess[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(processes.map((server) => server.kill().catch(() => undefined)));
  await database.drop();
});

async function start(url: string, environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServerProcess(url, environment);
  processes.push(server);
  return server;
}

interface Answer {
  status: number;
  retryAfter: string | null;
  body: string;
  ms: number;
}

/** A refused or lost connection answers with status 0. */
async function ask(url: string, body?: unknown): Promise<Answer> {
  const started = performance.now();
  try {
    const response = await fetch(url, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const ms = performance.now() - started;
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: text, ms };
  } catch (error) {
    return { status: 0, retryAfter: null, body: String(error), ms: performance.now() - started };
  }
}

function tier(name: string): object {
  return { tier_name: name, capacity_percentage: 0.4 };
}

async function until(wanted: () => Promise<boolean>, ms: number): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < ms) {
    if (await wanted()) break;
    await sleep(100);
  }
  return performance.now() - started;
}

const isReady = (url: string) => async () => (await ask(`${url}/readyz`)).status === 200;

test('a database behind a cut wire: not ready within 6 s, no answer later than 8 s, back within 10 s of mending', async () => {
  const proxy = await openTcpProxy(database.url);
  const server = await start(proxy.url);
  const answers: Answer[] = [];
  const acknowledged: string[] = [];
  let working = true;
  const readers = Array.from({ length: 4 }, async () => {
    while (working) {
      answers.push(await ask(`${server.url}/api/v2/capacity-tiers`));
      await sleep(20);
    }
  });
  const writer = (async () => {
    for (let i = 0; working; i += 1) {
      const answer = await ask(`${server.url}/api/v2/capacity-tiers`, tier(`cut ${i}`));
      answers.push(answer);
      if (answer.status === 201) acknowledged.push(`cut ${i}`);
      await sleep(50);
    }
  })();
  await sleep(1_000);
  proxy.partition();
  const cutAt = performance.now();
  await until(async () => (await ask(`${server.url}/readyz`)).status === 503, 9_000);
  expect(performance.now() - cutAt).toBeLessThan(6_000);
  expect((await ask(`${server.url}/livez`)).status).toBe(200);
  await sleep(10_000 - (performance.now() - cutAt));
  expect((await ask(`${server.url}/livez`)).status).toBe(200);
  proxy.heal();
  expect(await until(isReady(server.url), 20_000)).toBeLessThan(10_000);
  const after = await ask(`${server.url}/api/v2/capacity-tiers`, tier('mended'));
  expect(after.status).toBe(201);
  working = false;
  await Promise.all([...readers, writer]);
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(8_000);
  expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([200, 201, 503]);
  for (const { status, retryAfter } of answers) if (status === 503) expect(retryAfter).toMatch(/^\d+$/);
  const rows = await database.query<{ name: string }>(
    `SELECT tier_name AS name FROM production_capacity_tier WHERE tier_name LIKE 'cut %'`,
  );
  const stored = new Set(rows.map(({ name }) => name));
  expect(acknowledged.filter((name) => !stored.has(name))).toEqual([]);
  expect(await server.stop()).toBe(0);
  await proxy.close();
});

test('a server that starts before its database lives, is not ready, answers 503, and serves when the database comes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-late-'));
  await chmod(folder, 0o755);
  const first = await openDatabaseServer({ dataDir: folder, ephemeral: true });
  const port = await freePort();
  const proxy = await openTcpProxy(first.url);
  proxy.partition();
  const starting = start(proxy.url, { PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(async () => (await ask(`${url}/livez`)).status === 200, 40_000);
    expect((await ask(`${url}/livez`)).status).toBe(200);
    expect((await ask(`${url}/readyz`)).status).toBe(503);
    for (const answer of [
      await ask(`${url}/api/v2/capacity-tiers`),
      await ask(`${url}/graphql`, { query: '{ capacityTiers { id } }' }),
    ]) {
      expect([answer.status, answer.retryAfter]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    }
    proxy.heal();
    await starting;
    expect((await ask(`${url}/readyz`)).status).toBe(200);
    expect((await ask(`${url}/api/v2/capacity-tiers`)).status).toBe(200);
    expect(await (await starting).stop()).toBe(0);
  } finally {
    proxy.heal();
    await (await starting).stop();
    await proxy.close();
    await first.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('connections all blocked by a foreign lock: every answer within 6.5 s, refusals say when to come back', async () => {
  const server = await start(database.url, { POOL_SIZE: '4' });
  const locker = new Client({ connectionString: database.url });
  await locker.connect();
  try {
    await locker.query('BEGIN; LOCK TABLE production_capacity_tier IN ACCESS EXCLUSIVE MODE');
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        i % 2
          ? ask(`${server.url}/api/v2/capacity-tiers`)
          : ask(`${server.url}/graphql`, { query: '{ capacityTiers { id } }' }),
      ),
    );
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(6_500);
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([503]);
    for (const { retryAfter } of answers) expect(retryAfter).toMatch(/^\d+$/);
    // Readiness is the database's, not the queue's.
    const held = Array.from({ length: 30 }, () => ask(`${server.url}/api/v2/capacity-tiers`));
    await sleep(200);
    const ready = await ask(`${server.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(ready.ms).toBeLessThan(1_000);
    await Promise.all(held);
    await locker.query('ROLLBACK');
    expect((await ask(`${server.url}/api/v2/capacity-tiers`)).status).toBe(200);
  } finally {
    await locker.end();
  }
  expect(await server.stop()).toBe(0);
});
