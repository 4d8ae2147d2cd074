import type { QueryRunner } from 'typeorm';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** One allocation at a time writes, whichever process runs it. */
const ALLOCATION_LOCK = 7_204_118_005;

/**
 * Takes the lock of allocation and returns how to give it back; undefined if it is held and `wait` is false. It is a lock of
 * a transaction that does nothing else, so that it works through a pooler; who waits longest is next.
 */
export async function takeAllocationLock(
  scope: RequestScope,
  wait: boolean,
  signal: AbortSignal,
): Promise<(() => Promise<void>) | undefined> {
  const runner = scope.db.manager.connection.createQueryRunner();
  const release = async (): Promise<void> => {
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  };
  try {
    const backend = await beginPatient(runner);
    if (await tryLock(runner)) return release;
    if (wait) {
      await lockInTurn(runner, backend, signal);
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
async function beginPatient(runner: QueryRunner): Promise<number> {
  await runner.connect();
  await runner.query(
    `START TRANSACTION; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 0;
     SET LOCAL statement_timeout = 0`,
  );
  const rows = (await runner.query('SELECT pg_backend_pid() AS pid')) as { pid: number }[];
  return rows[0]?.pid ?? 0;
}

async function tryLock(runner: QueryRunner): Promise<boolean> {
  const rows: unknown = await runner.query('SELECT pg_try_advisory_xact_lock($1) AS taken', [
    ALLOCATION_LOCK,
  ]);
  return (rows as { taken: boolean }[])[0]?.taken === true;
}

/** Waits in the database's own line; aborting gives up the place. */
async function lockInTurn(runner: QueryRunner, backend: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let cancelling: Promise<unknown> | undefined;
  const cancel = (): void => {
    cancelling = runner.connection.query('SELECT pg_cancel_backend($1)', [backend]).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await runner.query('SELECT pg_advisory_xact_lock($1)', [ALLOCATION_LOCK]);
  } finally {
    signal.removeEventListener('abort', cancel);
    // A cancellation still on its way would hit whoever gets the connection next.
    await cancelling;
    signal.throwIfAborted();
  }
}
