import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** One allocation at a time writes, whichever process runs it. */
const ALLOCATION_LOCK = 7_204_118_005;
const POLL_MS = 500;

/** Takes the lock of allocation and returns how to give it back; undefined if it is held and `wait` is false. */
export async function takeAllocationLock(
  scope: RequestScope,
  wait: boolean,
  signal: AbortSignal,
): Promise<(() => Promise<void>) | undefined> {
  const runner = scope.db.manager.connection.createQueryRunner();
  try {
    // The lock lives as long as the connection: asked for again and again, so that waiting can be cancelled.
    while (!(await tryLock(runner))) {
      if (!wait) {
        await runner.release();
        return undefined;
      }
      await sleep(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  } catch (error) {
    await runner.release();
    throw error;
  }
  return async () => {
    await runner.query('SELECT pg_advisory_unlock($1)', [ALLOCATION_LOCK]).catch(() => undefined);
    await runner.release();
  };
}

async function tryLock(runner: QueryRunner): Promise<boolean> {
  const rows: unknown = await runner.query('SELECT pg_try_advisory_lock($1) AS taken', [ALLOCATION_LOCK]);
  return (rows as { taken: boolean }[])[0]?.taken === true;
}
