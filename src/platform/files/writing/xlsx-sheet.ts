import type { CellType, RowSource } from './cell-text';
import { type CellStyle, cellXml, columnLetters } from './xlsx-cells';
import { DATE_FORMAT, HEADER_STYLE, type StyleTable } from './xlsx-package';

/** A column of a sheet. `format` is an Excel number format (`#,##0.00`, `0.0%`); `width` is in characters. */
export interface SheetColumn {
  header: string;
  type: CellType;
  width?: number;
  format?: string;
}

/** One sheet: its columns, and its rows from memory or streamed from a cursor. */
export interface SheetSpec {
  name: string;
  columns: readonly SheetColumn[];
  /** Rows above the column headers (group headings), styled and frozen with them. */
  headingRows?: readonly (readonly string[])[];
  freezeHeader?: boolean;
  autoFilter?: boolean;
  rows: RowSource;
}

/** How the sheet came out, for the workbook part. */
export interface SheetResult {
  /** Absolute range of the auto filter, if there is one. */
  filter?: string;
  dataRows: number;
}

/** Excel's own limit; a longer report goes on in a further sheet. */
export const MAX_ROWS = 1_048_576;
/** Pieces handed to the compressor: large enough for its speed, small enough to stay flat in memory. */
const CHUNK_CHARS = 64 * 1024;

const START =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';

/** The worksheet XML in pieces; takes rows until they end or `maxRows` lines are written, and returns what it did. */
export async function* sheetXml(
  spec: SheetSpec,
  rows: AsyncIterator<readonly unknown[]> | Iterator<readonly unknown[]>,
  settings: { styles: StyleTable; neutralise: boolean; maxRows?: number },
): AsyncGenerator<Buffer, SheetResult & { more: boolean }, undefined> {
  const columns = cellStyles(spec, settings);
  const letters = spec.columns.map((_, index) => columnLetters(index));
  const headerRows = headingLines(spec, letters);
  const maxRows = Math.max(settings.maxRows ?? MAX_ROWS, headerRows.length + 1);

  let chunk =
    START + viewXml(spec, headerRows.length) + widthsXml(spec.columns) + '<sheetData>' + headerRows.join('');
  let line = headerRows.length;
  let more = true;
  while (line < maxRows) {
    const step = rows.next();
    const next = step instanceof Promise ? await step : step;
    if (next.done === true) {
      more = false;
      break;
    }
    line += 1;
    chunk += rowXml(line, letters, columns, next.value);
    if (chunk.length < CHUNK_CHARS) continue;
    yield Buffer.from(chunk, 'utf8');
    chunk = '';
  }
  const filter = filterRange(spec, letters, headerRows.length, line);
  yield Buffer.from(
    `${chunk}</sheetData>${filter === undefined ? '' : `<autoFilter ref="${filter}"/>`}</worksheet>`,
    'utf8',
  );
  return { dataRows: line - headerRows.length, more, filter: filter?.replace(/[A-Z]+|\d+/g, '$$$&') };
}

function cellStyles(spec: SheetSpec, settings: { styles: StyleTable; neutralise: boolean }): CellStyle[] {
  return spec.columns.map(({ type, format }) => ({
    type,
    style: settings.styles.styleFor(format ?? (type === 'date' ? DATE_FORMAT : undefined)),
    neutralise: settings.neutralise,
  }));
}

function headingLines(spec: SheetSpec, letters: readonly string[]): string[] {
  const lines = [...(spec.headingRows ?? []), spec.columns.map((column) => column.header)];
  const style: CellStyle = { type: 'text', style: HEADER_STYLE, neutralise: false };
  return lines.map((texts, index) =>
    rowXml(
      index + 1,
      letters,
      letters.map(() => style),
      texts,
    ),
  );
}

function rowXml(
  line: number,
  letters: readonly string[],
  columns: readonly CellStyle[],
  values: readonly unknown[],
): string {
  let cells = '';
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index];
    if (column) cells += cellXml(`${letters[index]}${line}`, column, values[index]);
  }
  return `<row r="${line}">${cells}</row>`;
}

function viewXml(spec: SheetSpec, headerRows: number): string {
  if (spec.freezeHeader === false) return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>';
  const top = `A${headerRows + 1}`;
  return (
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRows}" topLeftCell="${top}" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="${top}" sqref="${top}"/></sheetView></sheetViews>`
  );
}

function widthsXml(columns: readonly SheetColumn[]): string {
  const widths = columns
    .map(({ width }, index) =>
      width === undefined
        ? ''
        : `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join('');
  return widths === '' ? '' : `<cols>${widths}</cols>`;
}

function filterRange(
  spec: SheetSpec,
  letters: readonly string[],
  headerRow: number,
  lastRow: number,
): string | undefined {
  const last = letters.at(-1);
  return spec.autoFilter === true && last !== undefined ? `A${headerRow}:${last}${lastRow}` : undefined;
}
