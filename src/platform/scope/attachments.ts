import type { FileLimits } from '../files/file-limits';

/** A file that came with the request, stored outside the database until the request ends. */
export interface UploadedFile {
  path: string;
  /** The name its owner gave it; the report month of a forecast stands there. */
  fileName: string;
  /** What reading it may cost: the transport that took the file knows the configured limits. */
  limits: FileLimits;
}

/** A table too large for one JSON answer: validated and authorised by its GraphQL field, drained by the HTTP layer. */
export interface RowSource {
  /** Everything but the rows. */
  head: Readonly<Record<string, unknown>>;
  rows: AsyncIterable<readonly unknown[]>;
}

/** A running job as the work in it sees it. */
export interface JobHandle {
  /** Aborted when somebody cancels the job or the server stops: the work then throws and saves nothing. */
  readonly signal: AbortSignal;
  /** Says how far the work is: 0 to 100, what it is at, and figures of the moment. */
  progress(percent: number, stage: string, details?: unknown): void;
}

/** What travels beside an operation inside the process; GraphQL clients cannot set it. */
export interface Attachments {
  upload?: UploadedFile;
  /** Set by a transport that can stream: a report field then leaves its rows here instead of answering them. */
  wantsRows?: boolean;
  rowSource?: RowSource;
  /** Set when the operation runs as a job. */
  job?: JobHandle;
}
