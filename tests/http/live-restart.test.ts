import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabaseServer, type DatabaseServer } from '../../src/platform/database/database-url';
import { listenTo, type LiveClient } from '../support/events';
import { startServerProcess, type ServerProcess } from '../support/server-process';

jest.setTimeout(120_000);

/** A PostgreSQL of this test's own, which it may stop. */
let dataDir: string;
let postgres: DatabaseServer;
const servers: ServerProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'headroom-restart-'));
  // As root the database runs under another account, which has to reach the folder.
  await chmod(dataDir, 0o755);
  postgres = await openDatabaseServer({ dataDir });
  for (let i = 0; i < 2; i += 1) servers.push(await startServerProcess(postgres.url));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function addTier(server: ServerProcess | undefined, name: string): Promise<number> {
  const response = await fetch(`${server?.url}/api/v2/capacity-tiers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tier_name: name, capacity_percentage: 0.4 }),
  });
  await response.text();
  return response.status;
}

async function readiness(): Promise<number[]> {
  return Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/readyz`)).status));
}

async function until(wanted: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await readiness()).every((status) => status === wanted)) return;
    await sleep(100);
  }
  throw new Error(`The servers are not ${wanted}: ${String(await readiness())}`);
}

const lastId = ({ events }: LiveClient): number =>
  Number(events.filter(({ id }) => id !== undefined).at(-1)?.id);

test('listeners hear of changes again after PostgreSQL was stopped and started, without coming back', async () => {
  const [here, there] = servers;
  const clients = await Promise.all(servers.map(({ url }) => listenTo(url)));
  await Promise.all(clients.map((client) => client.next(({ name }) => name === 'ready')));
  expect(await addTier(here, 'before')).toBe(201);
  await Promise.all(clients.map((client) => client.next(({ name }) => name === 'change')));
  const before = clients.map(lastId);

  await postgres.stop();
  await until(503);
  expect(await addTier(here, 'while away')).toBe(503);
  const { url } = postgres;
  postgres = await openDatabaseServer({ dataDir });
  expect(postgres.url).toBe(url);
  await until(200);

  // Told of the change itself, or that something may have been missed.
  expect(await addTier(there, 'after')).toBe(201);
  await Promise.all(
    clients.map((client, i) => client.next(({ id }) => Number(id ?? 0) > (before[i] ?? 0), 10_000)),
  );
  expect(await addTier(there, 'after that')).toBe(201);
  const heard = await Promise.all(
    clients.map((client, i) =>
      client.next(({ name, id }) => name === 'change' && Number(id) === (before[i] ?? 0) + 2, 2_000),
    ),
  );
  expect(heard.map(({ data }) => data['action'])).toEqual(['tier.create', 'tier.create']);
  for (const client of clients) client.close();
});
