import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** Identifies Headroom's migration lock among the server's advisory locks. */
const MIGRATION_LOCK = 7_204_118_001;
const ASK_AGAIN_MS = 200;
const ANSWER_MS = 5_000;

/**
 * Runs all pending migrations and returns how many ran. Holds an advisory lock on a connection of its own, so that
 * servers starting together on one database migrate it once (TypeORM itself takes no lock).
 */
export async function migrate(dataSource: DataSource, url: string): Promise<number> {
  const lock = new Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  lock.on('error', () => undefined);
  try {
    await lock.connect();
    // A lock of a transaction: behind PgBouncer one of a session would outlive this connection.
    await lock.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0');
    while (!(await isTaken(lock))) await sleep(ASK_AGAIN_MS);
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.length;
  } finally {
    // Not awaited: a connection that is cut would never say goodbye.
    void lock.end().catch(() => undefined);
  }
}

/** Asked again and again rather than waited for: a wait cannot be told from a connection that is cut. */
async function isTaken(lock: Client): Promise<boolean> {
  const { rows } = await lock.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
    MIGRATION_LOCK,
  ]);
  return rows[0]?.taken === true;
}
