import { downloadCsv } from '../ui/csv';
import type { ImportRow } from './upload';

const HEADERS = ['row', 'key', 'status', 'column', 'value', 'message', 'changes'];

/** Saves rows as a CSV file, for whoever keeps the file that was imported. */
export function remarksCsv(rows: readonly ImportRow[], fileName: string): void {
  const lines = rows.map(({ row, key, status, column, value, message, changes }) => [
    ...[row, key, status, column],
    value === null ? '' : shown(value),
    message,
    changes.map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`).join('; '),
  ]);
  downloadCsv(`${fileName.replace(/\.[^.]*$/, '')}-rows`, HEADERS, lines);
}

/** A stored value as readers see it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
