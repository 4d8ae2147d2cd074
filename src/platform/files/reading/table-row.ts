/**
 * One cell as text, the same from CSV and XLSX; null when blank. Numbers of a workbook are plain decimal text cleaned to
 * 15 significant digits, dates `YYYY-MM-DD`, booleans `TRUE`/`FALSE`, errors their own text (`#N/A`).
 */
export type Cell = string | null;

/** One row that has at least one filled cell; `row` is its 1-based number in the sheet. Trailing blanks are cut. */
export interface TableRow {
  row: number;
  cells: Cell[];
}

/** White space only (NBSP included) counts as blank. */
export function toCell(text: string): Cell {
  return text.trim() === '' ? null : text;
}

/** Cuts blank cells off the end in place and says whether anything is left. */
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
