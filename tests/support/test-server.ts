import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabaseServer } from '../../src/platform/database/database-url';
import { migrateTemplate } from './template-migration';

const PREFIX = 'headroom_test_';

/** What the workers need to know of the run; handed over in the environment. */
export interface TestRun {
  adminUrl: string;
  runId: string;
  template: string;
}

interface OpenTestServer {
  run: TestRun;
  close(): Promise<void>;
}

/** Another database of the server. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/**
 * A server for one jest run: TEST_DATABASE_URL, DATABASE_URL or a throw-away one; with a migrated template database.
 * Every name carries the run's id, so that several runs share a server without meeting.
 */
export async function openTestServer(): Promise<OpenTestServer> {
  const server = await openDatabaseServer({
    databaseUrl: process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL'] || undefined,
    dataDir: join(tmpdir(), 'headroom-test'),
    ephemeral: true,
  });
  const runId = `${PREFIX}${process.pid}_${randomBytes(4).toString('hex')}`;
  // Held for the whole run: as long as a session of this name exists, no other run takes our databases for leftovers.
  const holder = new Client({ connectionString: server.url, application_name: runId });
  holder.on('error', () => undefined);
  try {
    await holder.connect();
    await dropDatabases(holder, await listLeftovers(holder));
    const template = `${runId}_template`;
    await createTemplate(holder, server.url, template);
    return { run: { adminUrl: server.url, runId, template }, close };
  } catch (error) {
    await close();
    throw error;
  }

  async function close(): Promise<void> {
    const left = await listDatabases(holder).catch(() => []);
    await dropDatabases(
      holder,
      left.filter((name) => name.startsWith(runId)),
    );
    await holder.end().catch(() => undefined);
    await server.stop();
  }
}

async function createTemplate(admin: Client, url: string, template: string): Promise<void> {
  await admin.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  await migrateTemplate(withDatabase(url, template));
  // Nobody can then be connected to it while a test file copies it, autovacuum included.
  await admin.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false`);
}

async function listDatabases(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
      WHERE starts_with(datname, $1) AND pg_has_role(datdba, 'USAGE')`,
    [PREFIX],
  );
  return rows.map((row) => row.name);
}

/** Databases of runs that were killed: no session carries their run's id any more. */
async function listLeftovers(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    'SELECT application_name AS name FROM pg_stat_activity',
  );
  const live = rows.map((row) => row.name).filter((name) => name.startsWith(PREFIX));
  return (await listDatabases(admin)).filter((name) => !live.some((run) => name.startsWith(run)));
}

async function dropDatabases(admin: Client, names: string[]): Promise<void> {
  for (const name of names) {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`).catch(() => undefined);
  }
}
