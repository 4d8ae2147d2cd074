import { safeText, type ExportCell, type ExportTable } from './table';

function cellText(cell: ExportCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  return `"${safeText(cell).replaceAll('"', '""')}"`;
}

/** The table as CSV (RFC 4180), with the mark by which Excel knows UTF-8. */
export function csvOf({ headers, rows }: ExportTable): string {
  const lines = [headers, ...rows].map((line) => line.map(cellText).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
