import { csvOf } from './csv';
import type { ExportTable } from './table';
import { xlsxOf } from './xlsx';

/** The formats of every export. */
export type ExportFormat = 'csv' | 'xlsx';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Saves a table as a file of the reader. */
export async function saveTable(table: ExportTable, format: ExportFormat): Promise<void> {
  const content = format === 'csv' ? csvOf(table) : await xlsxOf(table);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: TYPES[format] }));
  link.download = `${table.name}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
