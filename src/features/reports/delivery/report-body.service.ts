import { PassThrough, Readable } from 'node:stream';
import { csvBatches } from '../../../platform/files/writing/csv-writer';
import { cellText, type CellType } from '../../../platform/files/writing/cell-text';
import { createXlsx } from '../../../platform/files/writing/xlsx-writer';
import type { ColumnType, OpenTable, TableColumn, TextRow } from '../../../platform/scope/attachments';
import type { ReportFormat } from './report-format.rules';
import { objectWriter, rowJson } from '../rows/report-json.rules';

/** Facts about a file beside its rows. */
export interface BodyTitle {
  title: string;
  description: string;
  /** Path and query, as asked for. */
  url: string;
  /** Texts that begin like a formula are written as they are stored. */
  keepsFormulas: boolean;
}

/** Pieces kept ready for a slow reader; more would only be memory. */
const FEW = { highWaterMark: 2 };

/** The whole answer in one of the formats, produced as fast as it is read. */
export function bodyOf(table: OpenTable, format: ReportFormat, about: BodyTitle): Readable {
  switch (format) {
    case 'json':
      return Readable.from(table.document ? documentJson(table) : tableJson(table), FEW);
    case 'ndjson':
      return Readable.from(ndjson(table), FEW);
    case 'csv':
      return Readable.from(
        csvBatches(table.columns.map(exportColumn), cellBatches(table), {
          neutraliseFormulas: !about.keepsFormulas,
        }),
        FEW,
      );
    case 'xlsx':
      return workbook(table, about);
  }
}

/** The document with its meta behind it; what follows its fields is passed on as it comes. */
async function* documentJson({ document, documentJson: further, meta }: OpenTable): AsyncGenerator<string> {
  if (!further) {
    yield JSON.stringify({ ...document, meta });
    return;
  }
  yield `${JSON.stringify(document).slice(0, -1)},`;
  yield* further;
  yield `,"meta":${JSON.stringify(meta)}}`;
}

/** Columns and rows first, as the proposal shows them; what follows needs the number of rows. */
async function* tableJson(table: OpenTable): AsyncGenerator<string> {
  const { columns } = table;
  yield `{"columns":${JSON.stringify(columns.map(({ name }) => name))},"rows":[`;
  let count = 0;
  for await (const batch of table.batches) {
    const text = batch.map((row) => rowJson(columns, row)).join(',\n');
    yield count === 0 ? `\n${text}` : `,\n${text}`;
    count += batch.length;
  }
  yield `],"schema":${JSON.stringify(columns)},"meta":${JSON.stringify(metaOf(table, count))}}`;
}

/** The facts in their order, with the exact number of rows. */
function metaOf({ meta }: OpenTable, rowCount: number): Record<string, unknown> {
  const { report, as_of, computed_at, ...rest } = meta;
  return { report, as_of, computed_at, row_count: rowCount, ...rest };
}

async function* ndjson(table: OpenTable): AsyncGenerator<string> {
  const write = objectWriter(table.columns);
  for await (const batch of table.batches) yield `${batch.map(write).join('\n')}\n`;
}

const CELL_TYPES: Readonly<Record<ColumnType, CellType>> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  datetime: 'date',
  boolean: 'boolean',
};

function exportColumn({ name, type }: TableColumn): { header: string; type: CellType } {
  return { header: name, type: CELL_TYPES[type] };
}

/** Rows with booleans as such; the writers read the rest from text. */
async function* cellBatches(
  table: OpenTable,
  counter = { rows: 0 },
): AsyncGenerator<readonly (readonly unknown[])[]> {
  const flags = table.columns.flatMap(({ type }, at) => (type === 'boolean' ? [at] : []));
  for await (const batch of table.batches) {
    counter.rows += batch.length;
    yield flags.length === 0 ? batch : batch.map((row) => withFlags(row, flags));
  }
}

/** Cells of the table, row by row. */
async function* cellRows(table: OpenTable, counter: { rows: number }): AsyncGenerator<readonly unknown[]> {
  for await (const batch of cellBatches(table, counter)) yield* batch;
}

function withFlags(row: TextRow, flags: readonly number[]): readonly unknown[] {
  const cells: unknown[] = [...row];
  for (const at of flags) cells[at] = row[at] === null ? null : row[at] === 't';
  return cells;
}

const WIDE = 24;
const NARROW = 14;

function workbook(table: OpenTable, about: BodyTitle): Readable {
  const out = new PassThrough();
  writeWorkbook(table, about, out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

async function writeWorkbook(table: OpenTable, about: BodyTitle, out: PassThrough): Promise<void> {
  const counter = { rows: 0 };
  const xlsx = createXlsx(out, { neutraliseFormulas: !about.keepsFormulas });
  await xlsx.addSheet({
    name: about.title,
    columns: table.columns.map((column) => ({
      ...exportColumn(column),
      width: column.type === 'text' ? WIDE : NARROW,
    })),
    freezeHeader: true,
    autoFilter: true,
    rows: cellRows(table, counter),
  });
  await xlsx.addSheet({
    name: 'About',
    columns: [
      { header: 'What', type: 'text', width: WIDE },
      { header: 'Value', type: 'text', width: 100 },
    ],
    freezeHeader: true,
    rows: aboutRows(table, about, counter.rows),
  });
  await xlsx.end();
}

function aboutRows(table: OpenTable, { title, description, url }: BodyTitle, rowCount: number): string[][] {
  const { warnings, ...facts } = metaOf(table, rowCount);
  return [
    ['Report', title],
    ['What it tells', description],
    ['Source', url],
    ...Object.entries(facts).map(([name, value]) => [name, cellText(value)]),
    ...(warnings as string[]).map((warning) => ['Warning', warning]),
    ...table.columns.map(({ name, description: what }) => [`Column ${name}`, what]),
  ];
}
