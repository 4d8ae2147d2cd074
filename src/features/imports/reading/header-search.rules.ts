import { type FileSpec, normaliseHeader } from './header.rules';
import type { TableRow } from './import-table.rules';

/** Rows of a sheet among which its header must stand. */
export const HEADER_ROWS = 20;

/** Where a table begins. */
export interface FoundHeader {
  /** Undefined when the table has no row at all. */
  header: TableRow | undefined;
  /** Rows above it, a title for instance. */
  above: TableRow[];
  /** The rows below it. */
  rows: AsyncIterable<TableRow>;
}

/** The normalised names of a row. */
export function namesOf(row: TableRow): ReadonlySet<string> {
  return new Set(row.cells.map((cell) => normaliseHeader(cell ?? '')));
}

/** How many of the columns of a file a row names; `complete` when no required one is missing. */
export function columnsIn<F extends string>(
  row: TableRow,
  { columns }: FileSpec<F>,
): { count: number; complete: boolean } {
  const names = namesOf(row);
  const found = columns.map(({ field, label, aliases = [] }) =>
    [field, label, ...aliases].some((name) => names.has(normaliseHeader(name))),
  );
  const complete = columns.every(({ required }, index) => !required || found[index] === true);
  return { count: found.filter(Boolean).length, complete };
}

/** The first of the first rows that is a header; if none is, the one that comes nearest by `rank`. */
export async function findHeader(
  rows: AsyncIterable<TableRow>,
  isHeader: (row: TableRow) => boolean,
  rank: (row: TableRow) => number,
): Promise<FoundHeader> {
  const iterator = rows[Symbol.asyncIterator]();
  const head: TableRow[] = [];
  while (head.length < HEADER_ROWS) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    if (isHeader(next.value))
      return { header: next.value, above: head.slice(0, -1), rows: resume([], iterator) };
  }
  const ranks = head.map(rank);
  const best = ranks.indexOf(ranks.reduce((most, one) => (one > most ? one : most), 0));
  return {
    header: head[best],
    above: head.slice(0, best < 0 ? 0 : best),
    rows: resume(head.slice(best + 1), iterator),
  };
}

async function* resume(held: readonly TableRow[], rest: AsyncIterator<TableRow>): AsyncGenerator<TableRow> {
  try {
    yield* held;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
