import type { FieldChange, WriteStatus } from '../../../domain/writing';
import type { Issue } from '../../../domain/errors';
import type { RecordNote, StoredRecord } from './import-answer.rules';

/** What became of one record, as its feature reports it; `path` of an issue is the record's field. */
interface DoorResult {
  key: string;
  status: WriteStatus;
  /** Why it was skipped or failed. */
  issues: readonly Issue[];
  /** What deserves a look although the record was taken. */
  warnings?: readonly Issue[];
  /** What it changed in a stored record. */
  changes?: readonly FieldChange[];
}

/** The door's results as records of a file; `rows` are their rows, in the same order. */
export function storedRecords(
  results: readonly DoorResult[],
  rows: readonly { row: number }[],
): StoredRecord[] {
  return results.map(({ key, status, issues, warnings = [], changes = [] }, index) => ({
    row: rows[index]?.row ?? 0,
    key,
    status,
    changes,
    notes: [...notesOf(status === 'failed' ? 'error' : 'warning', issues), ...notesOf('warning', warnings)],
  }));
}

function notesOf(severity: RecordNote['severity'], issues: readonly Issue[]): RecordNote[] {
  return issues.map(({ path, message, value, code }) => ({
    severity,
    column: path === 'key' || path === '' ? null : columnName(path),
    value: value === undefined || value === null ? null : textOf(value),
    message,
    code: code ?? null,
  }));
}

/** `months.2` of a forecast is its third month. */
function columnName(field: string): string {
  return field
    .replace(/^months\.(\d+)$/, (_all, index: string) => `month${Number(index) + 1}`)
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
