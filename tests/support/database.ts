import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool, types } from 'pg';
import { withDatabase, type TestRun } from './test-server';

/** A database of a test file's own, migrated and empty. */
export interface TestDatabase {
  url: string;
  /** Rows of one statement; `date` comes as `YYYY-MM-DD`, numeric and bigint as strings. */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Closes every connection to it and removes it. */
  drop(): Promise<void>;
}

/** As much of a database as factories need. */
export type Queries = Pick<TestDatabase, 'query'>;

const DATE_OID = 1082;

/** More added assignments than this are recorded by the chunk of so many; `HEADROOM_TEST_CHUNK_ROWS=2` for every test. */
export interface ChunkRows {
  chunkRows?: number | undefined;
}

/** Data that several test files start from. */
export interface Prepared {
  name: string;
  /** Fills an empty database and leaves no connection open. */
  fill: (url: string) => Promise<void>;
}

/**
 * Copies the migrated template, or one that is `prepared` once per run: call it once per test file, in `beforeAll`, and
 * `drop()` in `afterAll`.
 */
export async function createTestDatabase(
  prepared?: Prepared,
  { chunkRows = Number(process.env['HEADROOM_TEST_CHUNK_ROWS'] ?? 1000) }: ChunkRows = {},
): Promise<TestDatabase> {
  const run = currentRun();
  const { adminUrl, runId } = run;
  const name = `${runId}_${randomBytes(5).toString('hex')}`;
  await asAdmin(adminUrl, async (admin) => {
    const template = prepared ? await preparedTemplate(admin, run, prepared) : run.template;
    await copyTemplate(admin, name, template);
    if (chunkRows !== 1000)
      await admin.query(`ALTER DATABASE ${name} SET headroom.chunk_rows = ${chunkRows}`);
  });
  const { close, ...database } = connectDatabase(withDatabase(adminUrl, name));
  return {
    ...database,
    async drop() {
      await close();
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** A database that is there already, as tests ask it: until it is closed, not dropped. */
export function connectDatabase(url: string): Omit<TestDatabase, 'drop'> & { close: () => Promise<void> } {
  const pool = new Pool({ connectionString: url, max: 4, types: { getTypeParser: testTypeParser } });
  pool.on('error', () => undefined);
  return {
    url,
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      return (await pool.query(sql, [...params])).rows as Row[];
    },
    close: () => pool.end(),
  };
}

function currentRun(): TestRun {
  const run = process.env['HEADROOM_TEST_RUN'];
  if (!run) {
    throw new Error('No test database server: tests that use one live in tests/ but not in tests/unit/.');
  }
  return JSON.parse(run) as TestRun;
}

/** The template that holds the prepared data. Workers run at once: the first fills it, the others wait for it. */
async function preparedTemplate(
  admin: Client,
  { adminUrl, runId, template }: TestRun,
  { name, fill }: Prepared,
): Promise<string> {
  const made = `${runId}_${name}`;
  const lock = [made];
  await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', lock);
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [made]);
    if (rowCount === 0) {
      const draft = `${made}_draft`;
      await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
      await copyTemplate(admin, draft, template);
      await fill(withDatabase(adminUrl, draft));
      await whenUnused(admin, `ALTER DATABASE ${draft} RENAME TO ${made}`);
      await admin.query(`ALTER DATABASE ${made} WITH ALLOW_CONNECTIONS false`);
    }
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', lock);
  }
  return made;
}

function copyTemplate(admin: Client, name: string, template: string): Promise<void> {
  return whenUnused(admin, `CREATE DATABASE ${name} TEMPLATE ${template}`);
}

/** 55006: another session is still looking at the database; it cannot stay, since no test connects to it. */
async function whenUnused(admin: Client, statement: string, triesLeft = 5): Promise<void> {
  try {
    await admin.query(statement);
  } catch (error) {
    if (triesLeft === 0 || (error as { code?: string }).code !== '55006') throw error;
    await sleep(200);
    await whenUnused(admin, statement, triesLeft - 1);
  }
}

async function asAdmin(url: string, use: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: url });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    await use(admin);
  } finally {
    await admin.end();
  }
}

const testTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === DATE_OID
    ? (value: string) => value
    : types.getTypeParser(oid, format)) as typeof types.getTypeParser;
