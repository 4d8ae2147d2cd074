import { extname, join } from 'node:path';
import { Worker, type ResourceLimits, type TransferListItem } from 'node:worker_threads';

/** What a thread is given. */
export interface WorkerStart {
  /** The module it runs, resolved by the caller: `require.resolve('./my-worker')`. */
  module: string;
  /** The most its heap may hold: work that needs more ends with ERR_WORKER_OUT_OF_MEMORY and harms nothing else. */
  heap: Pick<ResourceLimits, 'maxOldGenerationSizeMb' | 'maxYoungGenerationSizeMb'>;
  /** Handed to the module as `workerData`. */
  data?: unknown;
  /** Parts of `data` that move to the thread instead of being copied. */
  transfer?: readonly TransferListItem[];
}

/** Starts a thread of its own heap. Run from source it needs the compiling require hook; built code needs nothing. */
export function startWorker({ module, heap, data, transfer = [] }: WorkerStart): Worker {
  const isSource = extname(module) === '.ts';
  return new Worker(module, {
    workerData: data,
    transferList: [...transfer],
    resourceLimits: heap,
    execArgv: isSource ? ['-r', join(__dirname, '../../../scripts/register.cjs')] : [],
  });
}
