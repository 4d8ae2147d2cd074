import type { Reason } from './codes';

/** What is done with a key that is stored already: refuse the row, leave what is stored, or put the row in its place. */
export const ON_CONFLICT = ['ERROR', 'SKIP', 'REPLACE'] as const;

/** One of ON_CONFLICT. */
export type OnConflict = (typeof ON_CONFLICT)[number];

/** What is done when a row is refused: save nothing, or save the good rows. */
export const ON_ERROR = ['abort', 'skip'] as const;

/** One of ON_ERROR. */
export type OnError = (typeof ON_ERROR)[number];

/** What is done with a key that the input holds twice: refuse the later row, or let the last row count. */
export const ON_DUPLICATE = ['error', 'last'] as const;

/** One of ON_DUPLICATE. */
export type OnDuplicate = (typeof ON_DUPLICATE)[number];

/** What became of a row of a write. */
export const WRITE_STATUSES = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;

/** One of WRITE_STATUSES. */
export type WriteStatus = (typeof WRITE_STATUSES)[number];

/** Rows listed in one answer. */
export const MAX_ROWS = 1000;

/** A stored field that a row changed; texts, numbers and booleans as they are stored, null for nothing. */
export interface FieldChange {
  /** Name of the field, in snake_case. */
  field: string;
  before: unknown;
  after: unknown;
}

/** One input row in the answer of a write: what became of it, and what there is to know about it. */
export interface WriteRow {
  /** 1-based position in the request, or number of the row in the sheet. */
  row: number;
  /** What the record is called, e.g. `AA000001` or `AA000001 2025-W18`; null when that cannot be read. */
  key: string | null;
  status: WriteStatus;
  /** The field or column that the message is about, as the caller spells it. */
  column: string | null;
  /** The value seen there. */
  value: unknown;
  /** Why it failed or was skipped; on saved rows a warning. */
  message: string | null;
  /** Kind of failure or warning, e.g. DOUBLE_BOOKING. */
  code: Reason | null;
  /** What a row changed in a stored record. */
  changes: FieldChange[];
}

/** Records by what became of them; of assignments person-weeks. */
export type WriteCounts = Record<WriteStatus, number>;

/** Something to know about the whole input. */
export interface WriteWarning {
  /** Kind of warning, e.g. STALE_WEEKS. */
  code: Reason;
  message: string;
}

/** The answer of every write of many rows, whether they came as a file, as objects or as a list of inputs. */
export interface WriteAnswer {
  dryRun: boolean;
  counts: WriteCounts;
  /** Up to 1,000 input rows all of them; above that the failed and warned ones, at most 1,000. */
  rows: WriteRow[];
  /** Not every row is listed. */
  rowsTruncated: boolean;
  warnings: WriteWarning[];
  /** Columns of a file that were not used. A request with unknown fields is refused, so of one there are none. */
  unknownColumns: string[];
  /** First days of the closed months that were left alone. */
  skippedClosed: string[];
}

/** Counts with nothing in them but the failed rows: what a refused write answers. */
export function onlyFailed(failed: number): WriteCounts {
  return { created: 0, updated: 0, unchanged: 0, skipped: 0, failed };
}
