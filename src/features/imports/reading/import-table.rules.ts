import type { Reason } from '../../../domain/codes';
import type { OnDuplicate, WriteWarning } from '../../../domain/writing';

/** One cell as the file reader delivers it: text, or null when blank. */
export type Cell = string | null;

/** One row of a file; `row` is its 1-based number in the sheet. */
export interface TableRow {
  row: number;
  cells: readonly Cell[];
  /** Of a row of text with fewer cells than one before it: how many were written. */
  width?: number;
  /** 0-based columns whose formula has no stored value; their cells hold the formula. */
  uncomputed?: readonly number[];
  /** 0-based columns whose number has more digits than a workbook keeps. */
  inexact?: readonly number[];
  /** The row is hidden in its sheet. */
  hidden?: true;
  /** The text ends in this row without a line end. */
  unterminated?: true;
}

/** What is known of a table beside its rows; the delimiter before the first row, the rest after the last. */
export interface TableFacts {
  /** What separates the cells of a text file. */
  delimiter?: string;
  sheet?: string;
  merged?: { named: string[]; count: number };
}

/** One thing to say about one row; `column` is the header as the file spells it, `key` names the record. */
export interface RowIssue {
  row: number;
  key: string | null;
  column: string | null;
  value: string | null;
  message: string;
  severity: 'error' | 'warning';
  code: Reason;
}

/** Options that every file takes. */
export interface ParseOptions {
  onDuplicate?: OnDuplicate;
  /** Order of day and month in dates such as 5/1/2025, which may be read both ways. */
  dateOrder?: DateOrder | undefined;
  /** What the file's reader finds out about it. */
  facts?: TableFacts | undefined;
}

/** Whether the month or the day of a date comes first. */
export type DateOrder = 'mdy' | 'dmy';

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
