import { stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { DomainError } from '../../../domain/errors';
import { startWorker } from '../../worker/start-worker';
import { ACCEPTED_FORMATS, badFile, tooLarge } from './file-errors';
import { bytesText, type FileLimits } from './file-limits';
import type { SheetHead, TableFacts, TableRow } from './table-row';
import type { WorkerInput, WorkerMessage } from './tabular-protocol';

/** Heap of the parsing thread, in MB; a file that needs more fails there and nowhere else. */
const WORKER_HEAP = { maxOldGenerationSizeMb: 144, maxYoungGenerationSizeMb: 16 };

/** Where the bytes are: a file on disk (preferred: it is never held whole) or memory. */
export type TableSource = { path: string } | { buffer: Buffer };

/** How to read a table. */
export interface ReadTableOptions {
  /** The name the file was given by its owner; its extension helps to tell what it is. */
  readonly fileName: string;
  readonly limits: FileLimits;
  /** Sheet to read if the workbook has one of that name; otherwise the first visible one that holds anything. */
  readonly sheet?: string | undefined;
  /** Filled in while the table is read. */
  readonly facts?: TableFacts | undefined;
}

/**
 * Reads the rows of a CSV or XLSX file. Parsing runs in a thread with a bounded heap, so neither a large nor a hostile
 * file stalls or kills the process; leaving the loop early stops the thread. Refusals are DomainErrors.
 */
export async function* readTable(source: TableSource, options: ReadTableOptions): AsyncGenerator<TableRow> {
  await checkSize(source, options);
  const worker = startReader(source, options);
  const inbox = new Inbox(worker, options.facts);
  try {
    for (let rows = await inbox.next(); rows; rows = await inbox.next()) {
      for (const row of rows) yield row;
      // Messages are delivered a thousand at a time as long as more arrive: without a pause before granting more, a
      // busy reader would keep everything else in this process waiting for seconds.
      await nextTurn();
      worker.postMessage('taken');
    }
  } finally {
    await worker.terminate();
  }
}

/**
 * The sheets of a workbook in their order, each with its first rows: which of them holds the wanted table is for the
 * caller to say. Empty for text files.
 */
export async function readSheetHeads(
  source: TableSource,
  options: ReadTableOptions & { headRows: number },
): Promise<SheetHead[]> {
  await checkSize(source, options);
  const worker = startReader(source, options);
  const inbox = new Inbox(worker);
  try {
    await inbox.next();
    return inbox.sheets;
  } finally {
    await worker.terminate();
  }
}

async function checkSize(source: TableSource, { fileName, limits }: ReadTableOptions): Promise<void> {
  const size = 'path' in source ? (await stat(source.path)).size : source.buffer.length;
  if (size === 0) throw badFile(`the file ${fileName} is empty; expected ${ACCEPTED_FORMATS}`);
  if (size > limits.fileBytes) {
    throw tooLarge(
      `the file ${fileName} has ${bytesText(size)}; at most ${bytesText(limits.fileBytes)} are accepted`,
    );
  }
}

function startReader(source: TableSource, options: ReadTableOptions & { headRows?: number }): Worker {
  // The caller keeps its buffer: the thread gets a copy of its own, handed over without a second one.
  const bytes = 'buffer' in source ? new Uint8Array(source.buffer) : undefined;
  const input: WorkerInput = {
    source: 'path' in source ? { path: source.path } : { bytes: bytes ?? new Uint8Array(0) },
    fileName: options.fileName,
    limits: options.limits,
    sheet: options.sheet,
    headRows: options.headRows,
  };
  return startWorker({
    module: require.resolve('./tabular-worker'),
    heap: WORKER_HEAP,
    data: input,
    transfer: bytes ? [bytes.buffer] : [],
  });
}

/** Turns the messages and the end of the thread, whatever its kind, into batches or one error. */
class Inbox {
  sheets: SheetHead[] = [];
  private readonly batches: TableRow[][] = [];
  private outcome: 'open' | 'ended' | Error = 'open';
  private wake: (() => void) | undefined;

  constructor(
    worker: Worker,
    private readonly facts: TableFacts = {},
  ) {
    worker.on('message', (message: WorkerMessage) => this.receive(message));
    worker.on('error', (error) => this.finish(threadFailure(error)));
    worker.on('exit', () => this.finish(badFile('reading the file stopped before its end; try again')));
  }

  /** The next batch, or undefined at the end. */
  async next(): Promise<TableRow[] | undefined> {
    for (;;) {
      const batch = this.batches.shift();
      if (batch) return batch;
      if (this.outcome instanceof Error) throw this.outcome;
      if (this.outcome === 'ended') return undefined;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private receive(message: WorkerMessage): void {
    if (message.kind === 'rows') this.batches.push(message.rows);
    else if (message.kind === 'facts') Object.assign(this.facts, message.facts);
    else if (message.kind === 'sheets') this.sheets = message.sheets;
    else this.finish(message.kind === 'end' ? 'ended' : refusal(message));
    this.wake?.();
  }

  private finish(outcome: 'ended' | Error): void {
    if (this.outcome === 'open') this.outcome = outcome;
    this.wake?.();
  }
}

function refusal({ code, message }: { code: 'BAD_FILE' | 'TOO_LARGE'; message: string }): DomainError {
  return code === 'TOO_LARGE' ? tooLarge(message) : badFile(message);
}

function threadFailure(error: unknown): Error {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return tooLarge(
      'reading the file needs more memory than is allowed for one import; split it or save it as CSV',
    );
  }
  const failure = badFile(
    `the file could not be read (${message ?? 'unknown fault'}); save it again as .xlsx or .csv`,
  );
  failure.cause = error;
  return failure;
}
