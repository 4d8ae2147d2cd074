import { DomainError } from '../../../domain/errors';
import { patiently } from '../../../platform/database/pool/patience';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { lockAllocation } from './allocation-lock.repository';

/** What a second execution does while one is running. */
export type IfBusy = 'wait' | 'refuse';

/** Runs in order, each when the one before has ended; aborting gives up the place. */
class Queue {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  get isBusy(): boolean {
    return this.waiting > 0;
  }

  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const before = this.last;
    let done: () => void = () => undefined;
    this.last = Promise.all([before, new Promise<void>((resolve) => (done = resolve))]);
    try {
      await abortable(before, signal);
      return await work();
    } finally {
      this.waiting -= 1;
      done();
    }
  }
}

async function abortable(turn: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([turn, aborted]);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
}

const threads = new Queue();
const executions = new Queue();

/** One planning thread at a time in this process: a second would only share the cores and double the memory. */
export function inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return threads.run(signal, work);
}

/** One allocation that writes at a time, over all processes; the next waits or is refused. */
export function exclusively<T>(
  scope: RequestScope,
  { ifBusy, signal }: { ifBusy: IfBusy; signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  if (ifBusy === 'refuse' && executions.isBusy) throw busy();
  return executions.run(signal, async () => {
    const release = await patiently(signal, () => lockAllocation(scope, ifBusy === 'wait', signal));
    if (!release) throw busy();
    try {
      return await work();
    } finally {
      await release();
    }
  });
}

function busy(): DomainError {
  const message =
    'an allocation is being executed just now; ifBusy: wait (the default) takes its turn after it';
  return new DomainError('CONFLICT', message, [{ path: 'ifBusy', message, value: 'refuse', code: 'BUSY' }]);
}
