/** Rows as the file reader delivers them: 1-based numbers, blank cells null, wholly blank rows left out. */
export async function* rowsOf(
  table: readonly (readonly (string | number | null)[])[],
): AsyncGenerator<{ row: number; cells: (string | null)[] }> {
  for (const [index, line] of table.entries()) {
    const cells = line.map((cell) => (cell === null || String(cell).trim() === '' ? null : String(cell)));
    if (cells.some((cell) => cell !== null)) yield { row: index + 1, cells };
  }
}

/** Rows from lines of text whose cells are separated by `;` (CSV without quoting). */
export function rowsFromText(text: string): AsyncGenerator<{ row: number; cells: (string | null)[] }> {
  return rowsOf(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(';').map((cell) => cell.trim())),
  );
}
