/**
 * One cell as text, the same from CSV and XLSX; null when blank. Numbers of a workbook are plain decimal text cleaned to
 * 15 significant digits, dates `YYYY-MM-DD`, booleans `TRUE`/`FALSE`, errors their own text (`#N/A`).
 */
export type Cell = string | null;

/** One row that has at least one filled cell; `row` is its 1-based number in the sheet. Trailing blanks are cut. */
export interface TableRow {
  row: number;
  cells: Cell[];
  /** Of a row of text with fewer cells than one before it: how many were written, blank ones included. */
  width?: number;
  /** 0-based columns whose formula has no stored value; their cells hold the formula. */
  uncomputed?: number[];
  /** 0-based columns whose number has more digits than a workbook keeps. */
  inexact?: number[];
  /** The row is hidden in its sheet. */
  hidden?: true;
  /** The text ends in this row without a line end. */
  unterminated?: true;
}

/** What is known of a table beside its rows; filled in while it is read, the delimiter before the first row. */
export interface TableFacts {
  /** What separates the cells of a text file. */
  delimiter?: string;
  /** The sheet that is read. */
  sheet?: string;
  /** Merged ranges of the sheet, the first few, and how many there are. */
  merged?: { named: string[]; count: number };
}

/** A sheet of a workbook with its first rows. */
export interface SheetHead {
  name: string;
  hidden: boolean;
  rows: TableRow[];
}

/** White space only (NBSP included) counts as blank. */
export function toCell(text: string): Cell {
  return text.trim() === '' ? null : text;
}

/** Cuts blank cells off the end in place and returns whether anything is left. */
export function trimRow(cells: Cell[]): boolean {
  while (cells.length > 0 && (cells[cells.length - 1] ?? null) === null) cells.pop();
  return cells.length > 0;
}

/** `A`, `Z`, `AA` … for a 0-based column index. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.trunc((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}
