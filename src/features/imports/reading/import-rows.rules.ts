import { describe, DomainError, invalid } from '../../../domain/errors';
import type { Cell, TableRow } from './import-table.rules';

/** Rows in one request; more come as a file. */
export const MAX_JSON_ROWS = 100_000;

/** Turns objects into the rows of a table whose header (row 0) are the names they use, in order of appearance. */
export function* tableOfObjects(rows: readonly unknown[]): Generator<TableRow> {
  if (rows.length === 0 || rows.length > MAX_JSON_ROWS)
    throw invalid('rows', rows.length, `a list of 1 to ${MAX_JSON_ROWS} objects`);
  const objects = rows.map(requireObject);
  const columns = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  yield { row: 0, cells: columns };
  for (const [index, object] of objects.entries()) {
    yield { row: index + 1, cells: columns.map((column) => cellOf(object[column], index, column)) };
  }
}

function requireObject(row: unknown, index: number): Record<string, unknown> {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>;
  throw refuse(`rows.${index}`, row, 'an object whose names are the columns of the file');
}

function cellOf(value: unknown, index: number, column: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  throw refuse(`rows.${index}.${column}`, value, 'text, a number, true, false or null');
}

function refuse(path: string, value: unknown, accepted: string): DomainError {
  const message = `${describe(value)} is not accepted; expected ${accepted}`;
  return new DomainError('VALIDATION', `${path}: ${message}`, [{ path, message, value }]);
}
