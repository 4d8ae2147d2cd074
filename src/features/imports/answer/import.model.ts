import type { OnConflict, OnDuplicate, OnError } from '../../../domain/writing';

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

/** Orders of day and month in a date. */
export const DATE_ORDERS = ['mdy', 'dmy'] as const;

/** What a blank cell of a roster does to what is stored. */
export const ON_BLANK = ['keep', 'clear'] as const;

/** How to import; everything has a default. */
export interface ImportOptions {
  /** Does everything, answers, and saves nothing. */
  dryRun?: boolean | null | undefined;
  /** Default REPLACE; ERROR for assignments. */
  onConflict?: OnConflict | null | undefined;
  /** `abort` (default): a refused row refuses the file. `skip`: the good rows are saved. */
  onError?: OnError | null | undefined;
  /** `error` (default): a repeated key is refused. `last`: the last row counts. */
  onDuplicate?: OnDuplicate | null | undefined;
  /** Report month of a forecast whose file name does not say it: `March`, `Mar` or `3`. */
  reportMonth?: string | null | undefined;
  reportYear?: number | null | undefined;
  /** The calendar months of `month1` … `month6` of a tidy forecast, e.g. `Apr-25`; by default the six after the report. */
  months?: readonly string[] | null | undefined;
  /** First ISO week of a mapping that is imported, `2025-W14`. */
  since?: string | null | undefined;
  /** Sheet of a workbook; by default the first that holds the wanted columns. */
  sheet?: string | null | undefined;
  /** Order of day and month in dates such as 5/1/2025; without it a date that can be read both ways is refused. */
  dateOrder?: (typeof DATE_ORDERS)[number] | null | undefined;
  /** What a blank cell of a roster does to what is stored; default `keep`. */
  onBlank?: (typeof ON_BLANK)[number] | null | undefined;
  /** First ISO week to free of people whom a roster makes inactive. */
  deallocateFrom?: string | null | undefined;
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
  progress?: OnImportProgress | undefined;
}

/** Rows to import that are no file: objects whose names are the columns. */
export interface ImportRowsRequest {
  kind: ImportKind;
  rows: readonly unknown[];
  options?: ImportOptions | undefined;
}
