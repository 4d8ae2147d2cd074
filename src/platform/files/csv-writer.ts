import { stringify } from 'csv-stringify/sync';

import { type ExportColumn, type RowSource, cellText, exactDecimal, safeText } from './cell-text';

/** How a CSV file is written; the defaults are what Excel and Power BI open without questions. */
export interface CsvOptions {
  /** UTF-8 byte order mark, without which Excel reads accents wrongly. Default true. */
  bom?: boolean;
  /** Leading apostrophe on text that starts a formula. Default true; numbers are never touched. */
  neutraliseFormulas?: boolean;
}

/** Rows turned into one piece of text at a time: enough to amortise the calls, little enough to stay flat in memory. */
const ROWS_PER_CHUNK = 256;
const BOM = '\uFEFF';

/** The CSV of a report in pieces: UTF-8 with BOM, CRLF, RFC 4180 quoting, exact decimals without trailing zeros. */
export async function* csvLines(
  columns: readonly ExportColumn[],
  rows: RowSource,
  options: CsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  const neutralise = options.neutraliseFormulas ?? true;
  const headers = columns.map((column) => column.header);
  yield (options.bom === false ? '' : BOM) + records([headers]);

  let batch: string[][] = [];
  for await (const row of rows) {
    batch.push(columns.map((column, index) => csvCell(column, row[index], neutralise)));
    if (batch.length < ROWS_PER_CHUNK) continue;
    yield records(batch);
    batch = [];
  }
  if (batch.length > 0) yield records(batch);
}

function records(batch: string[][]): string {
  return stringify(batch, { record_delimiter: '\r\n', quote: '"', delimiter: ',' });
}

function csvCell(column: ExportColumn, value: unknown, neutralise: boolean): string {
  if (value === null || value === undefined) return '';
  if (column.type === 'number') return exactDecimal(value) ?? safeText(value, neutralise);
  if (column.type === 'boolean' && typeof value === 'boolean') return cellText(value);
  return safeText(value, neutralise);
}
