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

const DATE_OID = 1082;

/** Copies the migrated template: call it once per test file, in `beforeAll`, and `drop()` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, runId, template } = currentRun();
  const name = `${runId}_${randomBytes(5).toString('hex')}`;
  await asAdmin(adminUrl, (admin) => copyTemplate(admin, name, template));
  const url = withDatabase(adminUrl, name);
  const pool = new Pool({ connectionString: url, max: 4, types: { getTypeParser: testTypeParser } });
  pool.on('error', () => undefined);
  return {
    url,
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      return (await pool.query(sql, [...params])).rows as Row[];
    },
    async drop() {
      await pool.end();
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

function currentRun(): TestRun {
  const run = process.env['HEADROOM_TEST_RUN'];
  if (!run) {
    throw new Error('No test database server: tests that use one live in tests/ but not in tests/unit/.');
  }
  return JSON.parse(run) as TestRun;
}

/** 55006: another session was still looking at the template; it cannot stay, since connections are not allowed. */
async function copyTemplate(admin: Client, name: string, template: string, triesLeft = 5): Promise<void> {
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } catch (error) {
    if (triesLeft === 0 || (error as { code?: string }).code !== '55006') throw error;
    await sleep(200);
    await copyTemplate(admin, name, template, triesLeft - 1);
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
