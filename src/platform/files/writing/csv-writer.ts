import { stringify } from 'csv-stringify/sync';

import { type ExportColumn, type RowSource, exactDecimal, safeText } from './cell-text';

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
/** Without these a cell stands for itself. */
const NEEDS_QUOTES = /[",\r\n]/;

/** Rows in batches, each of which becomes one piece of text. */
type RowBatches = AsyncIterable<readonly (readonly unknown[])[]> | Iterable<readonly (readonly unknown[])[]>;

/** As `csvBatches`, from single rows. */
export function csvLines(
  columns: readonly ExportColumn[],
  rows: RowSource,
  options: CsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  return csvBatches(columns, inBatches(rows), options);
}

async function* inBatches(rows: RowSource): AsyncGenerator<readonly (readonly unknown[])[]> {
  let batch: (readonly unknown[])[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_CHUNK) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The CSV of a report in pieces: UTF-8 with BOM, CRLF, RFC 4180 quoting, exact decimals without trailing zeros. */
export async function* csvBatches(
  columns: readonly ExportColumn[],
  batches: RowBatches,
  options: CsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  const neutralise = options.neutraliseFormulas ?? true;
  const headers = columns.map((column) => column.header);
  yield (options.bom === false ? '' : BOM) + record(headers);
  for await (const batch of batches) {
    let text = '';
    for (const row of batch) text += csvRow(columns, row, neutralise);
    if (text !== '') yield text;
  }
}

/** Most rows need no quotes at all: they are joined, and only the others take the long way. */
function csvRow(columns: readonly ExportColumn[], row: readonly unknown[], neutralise: boolean): string {
  const cells: string[] = [];
  let isPlain = true;
  for (let at = 0; at < columns.length; at += 1) {
    const exact = columns[at]?.type === 'number' ? exactDecimal(row[at]) : undefined;
    const cell = exact ?? csvText(row[at], neutralise);
    if (exact === undefined && isPlain && NEEDS_QUOTES.test(cell)) isPlain = false;
    cells.push(cell);
  }
  return isPlain && cells.length > 1 ? `${cells.join(',')}\r\n` : record(cells);
}

function record(cells: string[]): string {
  return stringify([cells], { record_delimiter: '\r\n', quote: '"', delimiter: ',' });
}

function csvText(value: unknown, neutralise: boolean): string {
  return value === null || value === undefined ? '' : safeText(value, neutralise);
}
