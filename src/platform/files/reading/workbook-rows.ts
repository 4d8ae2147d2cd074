import { cleanNumber, isInexact, padDigits, serialToIso, unescapeText } from './excel-values';
import { badFile } from './file-errors';
import type { FileLimits } from './file-limits';
import type { Cell, SheetHead, TableFacts, TableRow } from './table-row';
import { columnLetters, toCell, trimRow } from './table-row';
import type { WorkbookParts } from './workbook-parts';
import { listSheets, openWorkbook } from './workbook-parts';
import type { XmlAttributes, XmlHandlers } from './xml-stream';
import { xmlChunks } from './xml-stream';
import { ZipArchive } from './zip-archive';

/** The last row and column that Excel knows. */
const EXCEL_ROWS = 1_048_576;
const EXCEL_COLUMNS = 16_384;
/** Characters of a formula that a message shows. */
const MAX_FORMULA_LENGTH = 100;

/** How a workbook is read. */
interface WorkbookOptions {
  limits: FileLimits;
  /** Sheet to read if there is one of that name; otherwise the first visible one that holds anything. */
  sheet?: string | undefined;
  onFacts: (facts: TableFacts) => void;
}

type PackedSource = { path: string } | { buffer: Buffer };

/** Reads one sheet row by row; only the text table is held in memory. */
export async function* xlsxRows(
  source: PackedSource,
  { limits, sheet: wanted, onFacts }: WorkbookOptions,
): AsyncGenerator<TableRow> {
  const archive = await ZipArchive.open(source, limits);
  try {
    const workbook = await openWorkbook(archive, wanted);
    for (const sheet of workbook.sheets) {
      const reader = new SheetReader(workbook, sheet.name, limits);
      const steps = xmlChunks(sheet.part, archive.read(sheet.part), reader);
      while (!(await steps.next()).done) yield* reader.drain();
      if (!reader.holdsRows) continue;
      onFacts({ sheet: sheet.name, ...(reader.merged.count > 0 && { merged: reader.merged }) });
      return;
    }
  } finally {
    archive.close();
  }
}

/** The sheets of a workbook in their order, each with its first rows; a single sheet is not looked into. */
export async function sheetHeads(
  source: PackedSource,
  limits: FileLimits,
  headRows: number,
): Promise<SheetHead[]> {
  const archive = await ZipArchive.open(source, limits);
  try {
    const { sheets } = await listSheets(archive);
    if (sheets.length === 1) return sheets.map(({ name, hidden }) => ({ name, hidden, rows: [] }));
    const workbook = await openWorkbook(archive);
    const heads: SheetHead[] = [];
    for (const { name, part, hidden } of sheets) {
      const rows: TableRow[] = [];
      const reader = new SheetReader(workbook, name, limits);
      const steps = xmlChunks(part, archive.read(part), reader);
      while (rows.length < headRows && !(await steps.next()).done) rows.push(...reader.drain());
      await steps.return(undefined);
      heads.push({ name, hidden, rows: rows.slice(0, headRows) });
    }
    return heads;
  } finally {
    archive.close();
  }
}

/** Merged ranges that are remembered. */
const MERGED_NAMED = 100;

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
  private isFormula = false;
  private formula = '';
  private inFormula = false;
  private uncomputed: number[] = [];
  private inexact: number[] = [];
  private isHidden = false;
  readonly merged = { named: [] as string[], count: 0 };
  /** Inside `<v>` or the `<t>` of an inline string; formulas and phonetic hints are not values. */
  private inValue = false;
  private phonetic = false;

  constructor(
    private readonly workbook: WorkbookParts,
    private readonly sheetName: string,
    private readonly limits: FileLimits,
  ) {}

  drain(): TableRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: XmlAttributes): void => {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'f') this.openFormula();
    else if (name === 'mergeCell') this.noteMerged(attributes['ref'] ?? '');
    else if (name === 'v' || (name === 't' && !this.phonetic)) this.inValue = true;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'rPh') this.phonetic = true;
  };

  readonly text = (text: string): void => {
    if (this.inValue) this.value += text;
    else if (this.inFormula && this.formula.length < MAX_FORMULA_LENGTH) this.formula += text;
  };

  readonly close = (name: string): void => {
    if (name === 'c') this.closeCell();
    else if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'f') this.inFormula = false;
    else if (name === 'row' && trimRow(this.cells)) this.keepRow();
    else if (name === 'rPh') this.phonetic = false;
  };

  private keepRow(): void {
    const row: TableRow = { row: this.row, cells: this.cells };
    if (this.uncomputed.length > 0) row.uncomputed = this.uncomputed;
    if (this.inexact.length > 0) row.inexact = this.inexact;
    if (this.isHidden) row.hidden = true;
    this.rows.push(row);
    this.holdsRows = true;
  }

  private openFormula(): void {
    this.isFormula = true;
    this.inFormula = true;
    this.formula = '';
  }

  private noteMerged(range: string): void {
    this.merged.count += 1;
    if (this.merged.named.length < MERGED_NAMED) this.merged.named.push(range.slice(0, 20));
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
    this.uncomputed = [];
    this.inexact = [];
    this.isHidden = ['1', 'true'].includes(attributes['hidden'] ?? '');
  }

  private openCell(attributes: XmlAttributes): void {
    const reference = attributes['r'];
    this.column = reference === undefined ? this.column + 1 : columnIndex(reference);
    this.type = attributes['t'] ?? 'n';
    this.style = Number(attributes['s'] ?? 0);
    this.value = '';
    this.isFormula = false;
  }

  private closeCell(): void {
    const cell = this.read();
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

  /** Programs that write files without computing them leave the value of a formula out. */
  private read(): Cell {
    if (this.value !== '') return toCell(this.decode());
    if (!this.isFormula || this.type === 'str') return null;
    this.uncomputed.push(this.column);
    return `=${this.formula}`;
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
    const { isDate, padded } = this.workbook.styles[this.style] ?? {};
    const shown = isDate
      ? serialToIso(this.value, this.workbook.epoch1904)
      : padded !== undefined && padDigits(this.value, padded);
    if (!isDate && isInexact(this.value)) this.inexact.push(this.column);
    return shown || cleanNumber(this.value);
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
