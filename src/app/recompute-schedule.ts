import { recomputeAll } from '../features/summary';
import type { Logger } from '../platform/logging/logger';
import type { Actor } from '../platform/scope/actor';
import type { NewScope } from './services';

const SCHEDULE: Actor = { name: 'schedule', role: 'admin', lobScope: null };
const MINUTE_MS = 60_000;
const STATEMENT_TIMEOUT_MS = 600_000;

/** Recomputes every derived figure now and then and logs what had been wrong; 0 minutes = never. Returns how to stop it. */
export function scheduleRecompute(newScope: NewScope, minutes: number, log: Logger): () => void {
  if (minutes === 0) return () => undefined;
  let running = false;
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      const change = {
        action: 'summary.recompute',
        lock: 'exclusive',
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      } as const;
      const differences = await newScope({ actor: SCHEDULE }).write(change, recomputeAll);
      if (differences.length > 0)
        log.warn(
          { differences: differences.slice(0, 20), count: differences.length },
          'recompute found differences',
        );
      else log.info('recompute found no difference');
    } catch (error) {
      log.error({ err: error }, 'scheduled recompute failed; it will be tried again');
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void run(), minutes * MINUTE_MS);
  timer.unref();
  return () => clearInterval(timer);
}
