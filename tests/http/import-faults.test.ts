import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { openDatabaseServer, type DatabaseServer } from '../../src/platform/database/database-url';
import { HOLIDAYS, MAPPING, MARCH, MONTH_CONFIGS, ROSTER, TARGET_CPHS } from '../support/factories/imports';
import { RestClient } from '../support/rest';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { buildCsv } from '../support/xlsx';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');

let folder: string;
let postgres: DatabaseServer;
let server: ServerProcess;
let rest: RestClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-import-faults-'));
  await chmod(folder, 0o755);
  postgres = await openDatabaseServer({ dataDir: folder });
  server = await startServerProcess(postgres.url);
  rest = new RestClient(server);
  for (const [path, name, table] of [
    ['/month-config', 'months.csv', MONTH_CONFIGS],
    ['/holidays', 'holidays.csv', HOLIDAYS],
    ['/target-cph', 'cph.csv', TARGET_CPHS],
    ['/forecasts', 'forecast_March_2025.csv', MARCH],
    ['/resources', 'roster.csv', ROSTER],
  ] as const)
    expect((await rest.upload(`${path}/bulk-import`, name, buildCsv(table))).status).toBe(200);
  expect((await rest.post('/week-config/generate', { year: 2025 })).status).toBe(200);
});
afterAll(async () => {
  await server.kill();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const importMapping = () => rest.upload('/assignments/bulk-import', 'mapping.csv', buildCsv(MAPPING));

/** Runs with a connection of its own, which dies with the database. */
async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const WRITERS = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'relation'`;

async function until<T>(found: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const value = await found().catch(() => undefined);
    if (value !== undefined) return value;
    await sleep(100);
  }
  throw new Error('waited too long');
}

const stored = () =>
  withClient(async (client) => {
    const { rows } = await client.query<Record<string, number>>(
      `SELECT (SELECT count(*)::integer FROM weekly_resource_assignment) AS assignments,
         (SELECT count(*)::integer FROM change_set WHERE action = 'import.assignments') AS sets,
         (SELECT count(*)::integer FROM change_set_entry WHERE entity = 'weekly_resource_assignment') AS entries`,
    );
    return rows[0];
  });

const isReady = async () => ((await fetch(`${server.url}/readyz`)).status === 200 ? true : undefined);

/** Kills a process of the database with -9 while an import stands in the middle of writing; returns its answer. */
async function killDuringImport(victim: (writer: number) => number): ReturnType<typeof importMapping> {
  return withClient(async (holder) => {
    await holder.query('BEGIN');
    // Reading is allowed, writing waits: the import stands in the middle of its transaction.
    await holder.query('LOCK TABLE weekly_resource_assignment IN SHARE MODE');
    const answer = importMapping();
    const writer = await until(() =>
      withClient(async (client) => (await client.query<{ pid: number }>(WRITERS)).rows[0]?.pid),
    );
    process.kill(victim(writer), 'SIGKILL');
    return answer;
  });
}

const postmaster = (): number =>
  Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);

test.each([
  ['backend', (writer: number) => writer],
  ['postmaster', postmaster],
])(
  'an import whose PostgreSQL %s is killed with -9 is refused with 503 and leaves nothing; the server recovers by itself',
  async (_name, victim) => {
    const { status, headers, body } = await killDuringImport(victim);
    expect([status, body.code]).toEqual([503, 'UNAVAILABLE']);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    await until(isReady);
    expect(await stored()).toEqual({ assignments: 0, sets: 0, entries: 0 });
    // Signal 0 only asks: it is the process that was started.
    expect(process.kill(server.pid, 0)).toBe(true);
  },
);

test('what was refused goes through when it is sent again, once and whole', async () => {
  const { status, body } = await importMapping();
  expect([status, body.counts.created]).toEqual([200, 14]);
  expect(await stored()).toEqual({ assignments: 14, sets: 1, entries: 14 });
  const check = ['-r', './scripts/register.cjs', 'src/cli.ts', 'check'];
  const env = { ...process.env, DATABASE_URL: postgres.url };
  const { stdout } = await promisify(execFile)(process.execPath, check, { cwd: ROOT, env });
  expect(stdout).not.toContain('violation');
});
