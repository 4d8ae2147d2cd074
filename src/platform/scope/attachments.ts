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

/** What travels beside an operation inside the process; GraphQL clients cannot set it. */
export interface Attachments {
  upload?: UploadedFile;
  /** Set by a transport that can stream: a report field then leaves its rows here instead of answering them. */
  wantsRows?: boolean;
  rowSource?: RowSource;
}
