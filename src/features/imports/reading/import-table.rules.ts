import type { OnDuplicate, WriteWarning } from '../../../domain/writing';

/** One cell as the file reader delivers it: text, or null when blank. */
export type Cell = string | null;

/** One row of a file; `row` is its 1-based number in the sheet. */
export interface TableRow {
  row: number;
  cells: readonly Cell[];
}

/** Why a row is refused or worth a look. */
export type RowIssueCode =
  | 'INVALID_VALUE'
  | 'MISSING_VALUE'
  | 'DUPLICATE'
  | 'CONFLICT_IN_FILE'
  | 'DROPPED'
  | 'ASSUMED'
  | 'SUMMED'
  | 'SUPERSEDED'
  | 'UNKNOWN_NAME';

/** One thing to say about one row; `column` is the header as the file spells it, `key` names the record. */
export interface RowIssue {
  row: number;
  key: string | null;
  column: string | null;
  value: string | null;
  message: string;
  severity: 'error' | 'warning';
  code: RowIssueCode;
}

/** Options that every file takes. */
export interface ParseOptions {
  onDuplicate?: OnDuplicate;
}

/** What a file said: its good records, what is wrong with the others, and what it holds beyond them. */
export interface ParsedFile<R> {
  records: R[];
  /** At most MAX_ISSUES of them; `failedRows` counts all. */
  issues: RowIssue[];
  issuesTruncated: boolean;
  /** Rows that give no record because of an error. */
  failedRows: number;
  /** Rows below the header that were looked at. */
  rowsRead: number;
  /** Remarks about the whole file. */
  warnings: WriteWarning[];
  unknownColumns: string[];
}

/** Issues kept; an answer lists at most 1,000 rows, and a file of 500,000 bad rows must not fill the memory. */
export const MAX_ISSUES = 5_000;

/** Gathers issues row by row: keeps the first ones, counts all. */
export class IssueLog {
  readonly issues: RowIssue[] = [];
  issuesTruncated = false;
  private readonly failed = new Set<number>();

  get failedRows(): number {
    return this.failed.size;
  }

  hasFailed(row: number): boolean {
    return this.failed.has(row);
  }

  add(issue: RowIssue): void {
    if (issue.severity === 'error') this.failed.add(issue.row);
    if (this.issues.length < MAX_ISSUES) this.issues.push(issue);
    else this.issuesTruncated = true;
  }
}
