import type { Issue } from '../../domain/errors';
import type { Sql } from '../database/sql';

/** A file that came with the request, stored outside the database until the request ends. */
export interface UploadedFile {
  path: string;
  /** The name its owner gave it; the report month of a forecast stands there. */
  fileName: string;
}

/** A statement whose rows are the table’s, and what a transport may make of it before anything runs. */
export interface TableStatement {
  columns: readonly TableColumn[];
  /** Without an order. */
  sql: Sql;
  /** The list after ORDER BY. */
  order: Sql;
  /** At most so many rows, the first in this order. */
  limit?: number | undefined;
  /** The statement with only these of its columns; the order stays possible. */
  select?(names: readonly string[]): Sql;
  /** One row with one number, `count`: how many rows there are, where that costs less than to make them. */
  count?: Sql;
}

/** A statement that a transport has narrowed; `total` counts in the same snapshot what the rows are a part of. */
export interface NarrowedStatement extends TableStatement {
  /** Rows left out before the first. */
  skip?: number;
  total?: Sql;
}

/** A table too large for one JSON answer: validated and authorised by its GraphQL field, drained by the HTTP layer. */
export interface RowSource {
  /** Raised by every write: enough to answer “not modified” without reading a row. */
  dataVersion: number;
  /**
   * Takes one snapshot of the data and starts reading it; whoever opens it closes it. Aborting ends the statement.
   * `narrow` may select, filter, order and limit the rows in the database; what it throws refuses the request.
   */
  open(signal: AbortSignal, narrow?: (table: TableStatement) => NarrowedStatement): Promise<OpenTable>;
  /** The columns that it would have, without reading a row. */
  describe(): Promise<readonly TableColumn[]>;
}

/** What a column of a table holds. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean';

/** A column as clients see it. */
export interface TableColumn {
  name: string;
  type: ColumnType;
  nullable: boolean;
  description: string;
}

/** Cells in column order: exact decimals, ISO dates, moments as `2025-04-28T09:00:00.5Z`, `t` and `f`, null. */
export type TextRow = readonly (string | null)[];

/** One snapshot of a table; or, in place of rows, a nested document. */
export interface OpenTable {
  dataVersion: number;
  columns: readonly TableColumn[];
  /** Rows in batches, each read only when the one before has been taken. */
  batches: AsyncIterable<readonly TextRow[]>;
  /** How many rows the narrowed statement’s `total` counted. */
  total?: number;
  /** Facts about the whole table that are known before its rows. */
  meta: Readonly<Record<string, unknown>>;
  /** A nested answer; the table then has no columns and no rows. */
  document?: Readonly<Record<string, unknown>>;
  /** Further members of the document as JSON in pieces, without braces around them. */
  documentJson?: AsyncIterable<string>;
  close(): Promise<void>;
}

/** What a job's work answers: an object of the GraphQL schema, by the name of its type. */
export interface JobAnswer {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** How long work is stopped, and how it reports. */
export interface JobProgress {
  /** Aborted when somebody cancels the job or the server stops: the work then throws and saves nothing. */
  readonly signal: AbortSignal;
  /** Reports how far the work is: 0 to 100, what it is at, and figures of the moment. */
  progress(percent: number, stage: string, details?: unknown): void;
}

/** A running job as the work in it sees it. */
export interface JobHandle extends JobProgress {
  /** Keeps what the work answers, whatever its transport makes of it. */
  answer(answer: JobAnswer): void;
}

/** What travels beside an operation inside the process; GraphQL clients cannot set it. */
export interface Attachments {
  upload?: UploadedFile;
  /** Set by a transport that can stream: a report field then leaves its rows here instead of answering them. */
  wantsRows?: boolean;
  rowSource?: RowSource;
  /** Set when the operation runs as a job. */
  job?: JobHandle;
  /** Set by a transport that sends JSON: lists of plain objects are then answered as texts. */
  sendsText?: boolean;
  /** Set while an operation runs without HTTP: nobody reads the extensions of its answer. */
  isInner?: boolean;
  /** What the operation remarks without refusing it, e.g. a filter’s value that nothing has. */
  warnings?: Issue[];
}
