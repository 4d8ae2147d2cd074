import { sealChangeSets } from '../features/history';
import type { Logger } from '../platform/logging/logger';
import type { Actor } from '../platform/scope/actor';
import type { NewScope } from './services';

const SEALER: Actor = { name: 'sealer', role: 'admin', lobScope: null };
const PAUSE_MS = 500;

/** Takes committed change sets up into the audit chain, twice a second. Returns how to stop: what runs ends first. */
export function startSealer(newScope: NewScope, log: Logger, isServing: () => boolean): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (!isServing()) return;
    running ??= seal(newScope, log).finally(() => (running = undefined));
  }, PAUSE_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function seal(newScope: NewScope, log: Logger): Promise<void> {
  try {
    await sealChangeSets(newScope({ actor: SEALER }));
  } catch (error) {
    log.warn({ err: error }, 'change sets could not be sealed; it will be tried again');
  }
}
