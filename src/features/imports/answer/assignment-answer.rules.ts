import { MAX_ROWS, type WriteAnswer, type WriteRow, type WriteWarning } from '../../../domain/writing';
import type { AssignmentFile } from '../formats/assignment-file.rules';
import { composeAnswer, listRows, type Composed } from './import-answer.rules';

/** What is known of an assignment file once it has been read. */
export interface Reading {
  composed: Composed;
  rowsRead: number;
  /** Refused rows; at most 1,000 of them. */
  failed: WriteRow[];
  /** Refused rows beyond those. */
  moreFailed: number;
  /** Rows that another row of the file outdoes. */
  passedOver: WriteRow[];
  passedOverCount: number;
  /** What is worth a look about rows that are placed. */
  remarks: ReadonlyMap<number, WriteRow>;
  warnings: WriteWarning[];
  unknownColumns: string[];
}

/** The answer of placing person-weeks, as far as it is joined. */
type PlacedAnswer = Omit<WriteAnswer, 'unknownColumns'>;

/** Sorts what the parser said into refused rows, rows passed over and remarks about placed rows. */
export function readingOf(file: AssignmentFile, warnings: readonly WriteWarning[], dryRun: boolean): Reading {
  const warned = new Set(file.issues.map(({ row }) => row));
  const records: readonly { row: number }[] = file.records;
  const placed = warned.size === 0 ? [] : records.filter(({ row }) => warned.has(row));
  const composed = composeAnswer(
    file,
    {
      records: placed.map(({ row }) => ({ row, key: '', status: 'unchanged', notes: [] })),
      warnings: [],
      skippedClosed: [],
    },
    dryRun,
  );
  const { rows, counts } = composed.answer;
  const failed = rows.filter(({ status }) => status === 'failed');
  return {
    composed,
    rowsRead: file.rowsRead,
    failed,
    moreFailed: counts.failed - failed.length,
    passedOver: rows.filter(({ status }) => status === 'skipped'),
    passedOverCount: file.rowsRead - records.length - file.failedRows,
    remarks: new Map(rows.filter(({ status }) => status === 'unchanged').map((row) => [row.row, row])),
    warnings: [...file.warnings, ...warnings],
    unknownColumns: file.unknownColumns,
  };
}

/** Joins what reading a file and placing its person-weeks said. */
export function joinAnswers(placed: PlacedAnswer, reading: Reading): WriteAnswer {
  const rows = [...placed.rows.map((row) => remarked(row, reading)), ...reading.passedOver];
  const { counts } = placed;
  return {
    ...placed,
    counts: {
      ...counts,
      failed: counts.failed + reading.moreFailed,
      skipped: counts.skipped + reading.passedOverCount,
    },
    rows: listRows(rows, reading.rowsRead),
    rowsTruncated: placed.rowsTruncated || reading.rowsRead > MAX_ROWS,
    warnings: [...reading.warnings, ...placed.warnings],
    unknownColumns: reading.unknownColumns,
  };
}

/** Columns of the file for the fields that placing speaks of. */
const COLUMNS: Readonly<Record<string, string>> = { resourceCn: 'cn', mainLob: 'main_lob' };

function remarked(given: WriteRow, { remarks }: Reading): WriteRow {
  const row = { ...given, column: given.column === null ? null : (COLUMNS[given.column] ?? given.column) };
  const remark = remarks.get(row.row);
  if (!remark || row.status === 'failed') return row;
  const { column, value, message, code } = remark;
  return row.message === null
    ? { ...row, column, value, message, code }
    : { ...row, message: `${row.message}; ${message}` };
}
