import { hadNoConnection } from './pg-errors';

/** As long as a stream waits for its turn to read. */
const PATIENCE_MS = 60_000;

/**
 * Does work that has cost more than a request is given: while the pool has no connection for it, it stands in line again.
 * The work must be such that it may begin anew.
 */
export async function patiently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!hadNoConnection(error) || performance.now() > until) throw error;
    }
  }
}
