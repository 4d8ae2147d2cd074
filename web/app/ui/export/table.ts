/** A text, a figure, or a day as `2025-05-01`. */
export type ExportCell = string | number | null | undefined;

/** A table as a file holds it. */
export interface ExportTable {
  /** Name of the file, without its ending. */
  name: string;
  headers: readonly string[];
  rows: readonly (readonly ExportCell[])[];
}

/** The columns of a table by their headings, each with what it takes of a row. */
export type ExportColumns<Row> = Readonly<Record<string, (row: Row) => ExportCell>>;

/** The table of these rows. */
export function tableOf<Row>(name: string, rows: readonly Row[], columns: ExportColumns<Row>): ExportTable {
  const takers = Object.values(columns);
  return { name, headers: Object.keys(columns), rows: rows.map((row) => takers.map((take) => take(row))) };
}

/** A text that begins so is a formula to a spreadsheet program. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that no spreadsheet program runs. */
export const safeText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
