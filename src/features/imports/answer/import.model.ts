import type { FileLimits } from '../../../platform/files/reading/file-limits';

/** What an import file holds. */
export const IMPORT_KINDS = [
  'ROSTER',
  'FORECAST',
  'MAPPING',
  'MONTH_CONFIG',
  'TARGET_CPH',
  'HOLIDAYS',
  'ASSIGNMENTS',
] as const;

/** One of IMPORT_KINDS. MAPPING and ASSIGNMENTS take the same files; their columns tell which of the two it is. */
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What is done with a key that is stored already. */
export const IMPORT_CONFLICTS = ['ERROR', 'SKIP', 'REPLACE'] as const;

/** What is done when a row is refused. */
export const IMPORT_ERRORS = ['abort', 'skip'] as const;

/** What is done with a key that the file holds twice. */
export const IMPORT_DUPLICATES = ['error', 'last'] as const;

/** How to import; everything has a default. */
export interface ImportOptions {
  /** Does everything, answers, and saves nothing. */
  dryRun?: boolean | null | undefined;
  /** Default REPLACE; ERROR for assignments. */
  onConflict?: (typeof IMPORT_CONFLICTS)[number] | null | undefined;
  /** `abort` (default): a refused row refuses the file. `skip`: the good rows are saved. */
  onError?: (typeof IMPORT_ERRORS)[number] | null | undefined;
  /** `error` (default): a repeated key is refused. `last`: the last row counts. */
  onDuplicate?: (typeof IMPORT_DUPLICATES)[number] | null | undefined;
  /** Report month of a forecast whose file name does not say it: `March`, `Mar` or `3`. */
  reportMonth?: string | null | undefined;
  reportYear?: number | null | undefined;
  /** The calendar months of `month1` … `month6` of a tidy forecast, e.g. `Apr-25`; by default the six after the report. */
  months?: readonly string[] | null | undefined;
  /** First ISO week of a mapping that is imported, `2025-W14`. */
  since?: string | null | undefined;
}

/** How far an import is. */
export interface ImportProgress {
  stage: 'reading' | 'saving' | 'done';
  /** Rows of the file read so far. */
  rows: number;
}

/** Hears how far an import is. */
export type OnImportProgress = (progress: ImportProgress) => void;

/** A file to import. */
export interface ImportFileRequest {
  kind: ImportKind;
  path: string;
  /** The name its owner gave it. */
  fileName: string;
  options?: ImportOptions | undefined;
  limits?: FileLimits | undefined;
  progress?: OnImportProgress | undefined;
}

/** Rows to import that are no file: objects whose names are the columns. */
export interface ImportRowsRequest {
  kind: ImportKind;
  rows: readonly unknown[];
  options?: ImportOptions | undefined;
}

/** What became of one row. */
export type ImportStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/** One row in the answer. */
export interface ImportRow {
  /** Its number in the sheet; for rows that are no file its 1-based position. */
  row: number;
  /** What the record is called, e.g. `AA000001` or `May 2025 Domestic`; null when that cannot be read. */
  key: string | null;
  status: ImportStatus;
  /** The column that the message is about, as the file spells it. */
  column: string | null;
  value: string | null;
  /** Why it failed or was skipped; on saved rows a warning. */
  message: string | null;
  /** Kind of failure or warning, e.g. INVALID_VALUE. */
  code: string | null;
}

/** Records by what became of them. */
export type ImportCounts = Record<ImportStatus, number>;

/** The answer of every import. */
export interface ImportAnswer {
  dryRun: boolean;
  counts: ImportCounts;
  /** Up to 1,000 input rows all of them; above that the failed and warned ones, at most 1,000. */
  rows: ImportRow[];
  /** Not every row is listed. */
  rowsTruncated: boolean;
  warnings: string[];
  /** Columns that were not used. */
  unknownColumns: string[];
  /** First days of the closed months that were left alone. */
  skippedClosed: string[];
}
