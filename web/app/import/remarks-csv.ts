import type { ImportRow } from './upload';

const HEADERS = ['row', 'key', 'status', 'column', 'value', 'message', 'changes'];
/** A cell that begins so is a formula to a spreadsheet program. */
const FORMULA = /^[=+\-@\t\r]/;

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : plain(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Saves rows as a CSV file, for whoever keeps the file that was imported. */
export function remarksCsv(rows: readonly ImportRow[], fileName: string): void {
  const lines = rows.map(({ row, key, status, column, value, message, changes }) => [
    ...[row, key, status, column, value, message],
    changes.map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`).join('; '),
  ]);
  const text = [HEADERS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv' }));
  link.download = `${fileName.replace(/\.[^.]*$/, '')}-rows.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** A stored value as readers see it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ');
  return plain(value);
}
