import { recomputeAll } from '../features/summary';
import type { Logger } from '../platform/logging/logger';
import type { Actor } from '../platform/scope/actor';
import type { NewScope } from './services';

const SCHEDULE: Actor = { name: 'schedule', role: 'admin', lobScope: null };
const MINUTE_MS = 60_000;
const STATEMENT_TIMEOUT_MS = 600_000;
const SHOWN_DIFFERENCES = 20;

/**
 * Recomputes every derived figure now and then and logs what had been wrong; 0 minutes = never. Returns how to stop it:
 * nothing begins any more, and what is running ends first.
 */
export function scheduleRecompute(newScope: NewScope, minutes: number, log: Logger): () => Promise<void> {
  if (minutes === 0) return () => Promise.resolve();
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= recompute(newScope, log).finally(() => (running = undefined));
  }, minutes * MINUTE_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function recompute(newScope: NewScope, log: Logger): Promise<void> {
  const change = {
    action: 'summary.recompute',
    lock: 'exclusive',
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  } as const;
  try {
    const differences = await newScope({ actor: SCHEDULE }).write(change, recomputeAll);
    const count = differences.length;
    if (count === 0) log.info('recompute found no difference');
    else
      log.warn(
        { differences: differences.slice(0, SHOWN_DIFFERENCES), count },
        'recompute found differences',
      );
  } catch (error) {
    log.error({ err: error }, 'scheduled recompute failed; it will be tried again');
  }
}
