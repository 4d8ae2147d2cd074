import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { MigrationExecutor, type DataSource } from 'typeorm';

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
    return await runPending(dataSource);
  } finally {
    // Not awaited: a connection that is cut would never say goodbye.
    void lock.end().catch(() => undefined);
  }
}

/**
 * Each migration in a transaction of its own that may work as long as it needs: an index over millions of rows takes longer
 * than the statement of a request may. For a lock it waits as short as they do, since everybody else waits behind it: a
 * server that starts tries again.
 */
async function runPending(dataSource: DataSource): Promise<number> {
  const runner = dataSource.createQueryRunner();
  const begin = runner.startTransaction.bind(runner);
  runner.startTransaction = async (...level) => {
    await begin(...level);
    await runner.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
  };
  try {
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    return (await executor.executePendingMigrations()).length;
  } finally {
    await runner.release();
  }
}

/** Asked again and again rather than waited for: a wait cannot be told from a connection that is cut. */
async function isTaken(lock: Client): Promise<boolean> {
  const { rows } = await lock.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
    MIGRATION_LOCK,
  ]);
  return rows[0]?.taken === true;
}
