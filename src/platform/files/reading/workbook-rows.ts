import { cleanNumber, serialToIso, unescapeText } from './excel-values';
import { badFile } from './file-errors';
import type { FileLimits } from './file-limits';
import type { Cell, TableRow } from './table-row';
import { columnLetters, toCell, trimRow } from './table-row';
import type { WorkbookParts } from './workbook-parts';
import { openWorkbook } from './workbook-parts';
import type { XmlAttributes, XmlHandlers } from './xml-stream';
import { xmlChunks } from './xml-stream';
import { ZipArchive } from './zip-archive';

/** The last row and column that Excel knows. */
const EXCEL_ROWS = 1_048_576;
const EXCEL_COLUMNS = 16_384;

/** Reads one sheet row by row, the first that holds anything; only the text table is held in memory. */
export async function* xlsxRows(
  source: { path: string } | { buffer: Buffer },
  limits: Required<FileLimits>,
  sheet?: string,
): AsyncGenerator<TableRow> {
  const archive = await ZipArchive.open(source, limits);
  try {
    const workbook = await openWorkbook(archive, sheet);
    for (const sheet of workbook.sheets) {
      const reader = new SheetReader(workbook, sheet.name, limits);
      const steps = xmlChunks(sheet.part, archive.read(sheet.part), reader);
      while (!(await steps.next()).done) yield* reader.drain();
      if (reader.holdsRows) return;
    }
  } finally {
    archive.close();
  }
}

/** Turns the elements of a worksheet into rows. */
class SheetReader implements XmlHandlers {
  /** Whether any row so far has a filled cell. */
  holdsRows = false;
  private rows: TableRow[] = [];
  private row = 0;
  private cells: Cell[] = [];
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  /** Inside `<v>` or the `<t>` of an inline string; formulas and phonetic hints are not values. */
  private inValue = false;
  private phonetic = false;

  constructor(
    private readonly workbook: WorkbookParts,
    private readonly sheetName: string,
    private readonly limits: Required<FileLimits>,
  ) {}

  drain(): TableRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: XmlAttributes): void => {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || (name === 't' && !this.phonetic)) this.inValue = true;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'rPh') this.phonetic = true;
  };

  readonly text = (text: string): void => {
    if (this.inValue) this.value += text;
  };

  readonly close = (name: string): void => {
    if (name === 'c') this.closeCell();
    else if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'row' && trimRow(this.cells)) this.keepRow();
    else if (name === 'rPh') this.phonetic = false;
  };

  private keepRow(): void {
    this.rows.push({ row: this.row, cells: this.cells });
    this.holdsRows = true;
  }

  private openRow(attributes: XmlAttributes): void {
    const given = attributes['r'];
    const row = given === undefined ? this.row + 1 : Number(given);
    if (!Number.isInteger(row) || row < 1 || row > EXCEL_ROWS) {
      throw badFile(`the sheet ${this.sheetName} has a row numbered ${String(given)}; it is damaged`);
    }
    this.row = row;
    this.cells = [];
    this.column = -1;
  }

  private openCell(attributes: XmlAttributes): void {
    const reference = attributes['r'];
    this.column = reference === undefined ? this.column + 1 : columnIndex(reference);
    this.type = attributes['t'] ?? 'n';
    this.style = Number(attributes['s'] ?? 0);
    this.value = '';
  }

  private closeCell(): void {
    const cell = this.value === '' ? null : toCell(this.decode());
    if (cell === null) return;
    const place = `${columnLetters(this.column)}${this.row}`;
    if (this.column >= this.limits.maxColumns) {
      throw badFile(
        `cell ${place} lies beyond column ${this.limits.maxColumns}; at most that many columns are accepted`,
      );
    }
    if (cell.length > this.limits.maxCellLength) {
      throw badFile(
        `cell ${place} holds ${cell.length} characters; at most ${this.limits.maxCellLength} are accepted`,
      );
    }
    while (this.cells.length < this.column) this.cells.push(null);
    this.cells[this.column] = cell;
  }

  private decode(): string {
    switch (this.type) {
      case 's':
        return this.sharedString();
      case 'b':
        return this.value.trim() === '1' || this.value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.value.slice(0, 10);
      case 'n':
        return this.decodeNumber();
      default:
        return unescapeText(this.value);
    }
  }

  private decodeNumber(): string {
    const date =
      this.workbook.dateStyles[this.style] === true && serialToIso(this.value, this.workbook.epoch1904);
    return date || cleanNumber(this.value);
  }

  private sharedString(): string {
    const text = this.workbook.strings[Number(this.value)];
    if (text === undefined) {
      throw badFile(
        `row ${this.row} refers to text ${this.value.slice(0, 20)} that the workbook does not hold; it is damaged`,
      );
    }
    return text;
  }
}

/** `B7` → 1. */
function columnIndex(reference: string): number {
  let index = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    index = index * 26 + (code - 64);
  }
  if (at === 0 || at > 3 || index > EXCEL_COLUMNS)
    throw badFile(`the sheet has a cell at ${reference.slice(0, 20)}; it is damaged`);
  return index - 1;
}
