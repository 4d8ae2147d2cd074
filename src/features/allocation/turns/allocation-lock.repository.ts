import { createDb, type Db } from '../../../platform/database/db';
import { literal, sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** One allocation at a time writes, whichever process runs it. */
const ALLOCATION_LOCK = literal(7_204_118_005);

/**
 * Takes the lock of allocation and returns how to give it back; undefined if it is held and `wait` is false. It is a lock of
 * a transaction that does nothing else, so that it works through a pooler; who waits longest is next.
 */
export async function lockAllocation(
  scope: RequestScope,
  wait: boolean,
  signal: AbortSignal,
): Promise<(() => Promise<void>) | undefined> {
  const runner = scope.db.manager.connection.createQueryRunner();
  const db = createDb(runner.manager, (use) => use(runner));
  const release = async (): Promise<void> => {
    await db.execute(sql`ROLLBACK`).catch(() => undefined);
    await runner.release();
  };
  try {
    const backend = await beginPatient(db);
    if (await tryLock(db)) return release;
    if (wait) {
      await lockInTurn(db, { backend, scope, signal });
      return release;
    }
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return undefined;
}

/** Opens a transaction that may stand idle; returns the database process that it runs in. */
async function beginPatient(db: Db): Promise<number> {
  db.later(sql`START TRANSACTION`);
  db.later(sql`SELECT set_config('idle_in_transaction_session_timeout', '0', true), set_config('lock_timeout', '0', true),
    set_config('statement_timeout', '0', true)`);
  const row = await db.first<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
  return row?.pid ?? 0;
}

async function tryLock(db: Db): Promise<boolean> {
  const row = await db.first<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${ALLOCATION_LOCK}) AS taken`,
  );
  return row?.taken === true;
}

interface Waiting {
  /** The database process that waits. */
  backend: number;
  scope: RequestScope;
  signal: AbortSignal;
}

/** Waits in the database's own line; aborting gives up the place. */
async function lockInTurn(db: Db, { backend, scope, signal }: Waiting): Promise<void> {
  signal.throwIfAborted();
  let cancelling: Promise<unknown> | undefined;
  const cancel = (): void => {
    cancelling = scope.sharedDb.query(sql`SELECT pg_cancel_backend(${backend})`).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await db.execute(sql`SELECT pg_advisory_xact_lock(${ALLOCATION_LOCK})`);
  } finally {
    signal.removeEventListener('abort', cancel);
    // A cancellation still on its way would hit whoever gets the connection next.
    await cancelling;
    signal.throwIfAborted();
  }
}
