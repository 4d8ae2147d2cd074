import type { FileLimits } from './file-limits';
import type { SheetHead, TableFacts, TableRow } from './table-row';

/** Rows per message: small enough that unpacking one never holds the event loop for more than a few milliseconds. */
export const BATCH_ROWS = 200;
/** Batches the worker may be ahead of the reader. */
export const BATCH_WINDOW = 4;

/** What the worker is started with. */
export interface WorkerInput {
  readonly source: { path: string } | { bytes: Uint8Array<ArrayBuffer> };
  readonly fileName: string;
  readonly limits: FileLimits;
  readonly sheet?: string | undefined;
  /** Rows to give of each sheet instead of the rows of one. */
  readonly headRows?: number | undefined;
}

/** Messages of the worker. */
export type WorkerMessage =
  | { kind: 'rows'; rows: TableRow[] }
  | { kind: 'facts'; facts: TableFacts }
  | { kind: 'sheets'; sheets: SheetHead[] }
  | { kind: 'end' }
  | { kind: 'failed'; code: 'BAD_FILE' | 'TOO_LARGE'; message: string };
