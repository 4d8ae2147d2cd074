import { tableOf, type ExportTable } from '../ui/export/table';
import type { ImportRow } from './upload';

/** Rows as a file holds them, for whoever keeps the file that was imported. */
export const rowsTable = (rows: readonly ImportRow[], fileName: string): ExportTable =>
  tableOf(`${fileName.replace(/\.[^.]*$/, '')}-rows`, rows, {
    row: ({ row }) => row,
    key: ({ key }) => key,
    status: ({ status }) => status,
    column: ({ column }) => column,
    value: ({ value }) => (value === null ? null : shown(value)),
    message: ({ message }) => message,
    changes: ({ changes }) =>
      changes.map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`).join('; '),
  });

/** A stored value as readers see it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
