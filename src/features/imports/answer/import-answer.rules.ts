import type { Reason } from '../../../domain/codes';
import {
  MAX_ROWS,
  onlyFailed,
  type FieldChange,
  type WriteAnswer,
  type WriteCounts,
  type WriteRow,
  type WriteStatus,
  type WriteWarning,
} from '../../../domain/writing';
import { DomainError, type Issue } from '../../../domain/errors';
import type { ParsedFile, RowIssue } from '../reading/import-table.rules';

/** One outcome of storing one record. */
export interface RecordNote {
  severity: 'error' | 'warning';
  column: string | null;
  value: string | null;
  message: string;
  code: Reason | null;
}

/** What became of one record when it was stored. */
export interface StoredRecord {
  row: number;
  key: string;
  status: WriteStatus;
  notes: readonly RecordNote[];
  /** What it changed in a stored record. */
  changes?: readonly FieldChange[];
}

/** What storing the records of a file did. */
export interface StoredFile {
  records: readonly StoredRecord[];
  warnings: readonly WriteWarning[];
  skippedClosed: readonly string[];
}

/** What an answer needs of the parsed file. */
export type ReadFile = Omit<ParsedFile<unknown>, 'records'>;

/** What is said to be wrong with a file: everything but its good records. */
interface Lines {
  rows: WriteRow[];
  /** Each thing that is wrong, one by one. */
  failures: { row: WriteRow; note: RecordNote }[];
}

/** An answer, and what is wrong with its failed rows, thing by thing. */
export interface Composed {
  answer: WriteAnswer;
  issues: Issue[];
}

/** Joins what the parser and the storage say about the rows of a file. */
export function composeAnswer(file: ReadFile, stored: StoredFile, dryRun: boolean): Composed {
  const lines = linesOf(file, stored.records);
  const counts = countStatuses(lines.rows);
  // Of a file with very many bad rows not every one is remembered; all are counted.
  counts.failed = file.failedRows + stored.records.filter(({ status }) => status === 'failed').length;
  const rows = listRows(lines.rows, file.rowsRead);
  return {
    answer: {
      dryRun,
      counts,
      rows,
      rowsTruncated: file.rowsRead > MAX_ROWS || rows.length < lines.rows.length,
      warnings: [...file.warnings, ...stored.warnings],
      unknownColumns: file.unknownColumns,
      skippedClosed: [...stored.skippedClosed],
    },
    issues: lines.failures.slice(0, MAX_ROWS).map(({ row, note }) => issueOf(row, note)),
  };
}

/** Every row when there are few; else the failed ones and, as far as there is room, the warned ones. */
export function listRows(rows: readonly WriteRow[], inputRows: number): WriteRow[] {
  const all =
    inputRows <= MAX_ROWS ? rows : rows.filter((row) => row.status === 'failed' || row.message !== null);
  if (all.length <= MAX_ROWS) return [...all].sort(byRow);
  const failed = all.filter((row) => row.status === 'failed');
  const others = all.filter((row) => row.status !== 'failed');
  return [...failed, ...others].slice(0, MAX_ROWS).sort(byRow);
}

const byRow = (a: WriteRow, b: WriteRow): number => a.row - b.row;

/** The refusal of a whole file because of its failed rows; `details.result` is the answer that lists them. */
export function refuseFile(what: string, { answer, issues }: Composed): DomainError {
  const failed = answer.counts.failed;
  const rows = answer.rows.filter((row) => row.status === 'failed');
  const [first] = rows;
  const column = first?.column ? `, column ${first.column}` : '';
  const message =
    `${failed} row${failed === 1 ? '' : 's'} of the ${what} ${failed === 1 ? 'is' : 'are'} refused and nothing was saved; ` +
    `the first is row ${first?.row ?? '?'}${column}: ${first?.message ?? ''}`;
  return new DomainError('VALIDATION', message, issues, {
    result: { ...answer, counts: onlyFailed(failed), rows },
  });
}

/** Where an issue of a row points. */
export function rowPath(row: number, column: string | null): string {
  return column === null ? `rows.${row}` : `rows.${row}.${column}`;
}

function issueOf({ row }: WriteRow, { column, message, value, code }: RecordNote): Issue {
  return { path: rowPath(row, column), message, value, ...(code !== null && { code }) };
}

function linesOf(file: ReadFile, records: readonly StoredRecord[]): Lines {
  const said = notesByRow(file.issues);
  const lines: Lines = { rows: [], failures: [] };
  const add = (record: StoredRecord): void => {
    const row = rowOf(record);
    lines.rows.push(row);
    if (row.status !== 'failed') return;
    for (const note of record.notes) if (note.severity === 'error') lines.failures.push({ row, note });
  };
  for (const record of records) {
    add({ ...record, notes: [...record.notes, ...(said.get(record.row) ?? [])] });
    said.delete(record.row);
  }
  for (const [row, notes] of said) add({ row, key: notes[0]?.key ?? '', status: statusOf(notes), notes });
  return lines;
}

function notesByRow(issues: readonly RowIssue[]): Map<number, RowIssue[]> {
  const notes = new Map<number, RowIssue[]>();
  for (const issue of issues) {
    const known = notes.get(issue.row);
    if (known) known.push(issue);
    else notes.set(issue.row, [issue]);
  }
  return notes;
}

/** A row that is part of no record: refused, or passed over. */
function statusOf(notes: readonly RowIssue[]): WriteStatus {
  return notes.some(({ severity }) => severity === 'error') ? 'failed' : 'skipped';
}

function rowOf({ row, key, status, notes, changes = [] }: StoredRecord): WriteRow {
  const first = notes.find(({ severity }) => severity === 'error') ?? notes[0];
  return {
    row,
    key: key === '' ? null : key,
    status,
    column: null,
    value: null,
    code: null,
    ...(first && { column: first.column, value: first.value, code: first.code }),
    message: messageOf(notes, first),
    changes: status === 'updated' ? [...changes] : [],
  };
}

/** What is said about one column stands alone; of several columns each message names its own. */
function messageOf(notes: readonly RecordNote[], first: RecordNote | undefined): string | null {
  if (!first) return null;
  const others = notes
    .filter((note) => note !== first)
    .map(({ column, message }) =>
      column === null || column === first.column ? message : `${column}: ${message}`,
    );
  return [...new Set([first.message, ...others])].join('; ');
}

function countStatuses(rows: readonly WriteRow[]): WriteCounts {
  const counts = onlyFailed(0);
  for (const { status } of rows) counts[status] += 1;
  return counts;
}
