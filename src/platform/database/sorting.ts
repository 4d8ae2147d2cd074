import { compareC } from '../../domain/ordering';
import { decimal } from '../../domain/rounding';
import { turned, type Ordering } from './keyset';
import type { Position, SortColumn, SortType } from './page';

type Columns<Row> = Ordering<Row>['columns'];

/** What a list can be sorted by, one entry for each: rows that are equal in it come in the list's own order. */
export interface Sorting<Row> {
  /** The order of the list where nothing else is asked for. */
  listed: Ordering<Row>;
  /** What that order is, in words: `by LOB, state and case type`. */
  about: string;
  /** By name: what it is, in words, and the columns. */
  by: Readonly<Record<string, { about: string; columns: Columns<Row> }>>;
}

/** The list's own order, and that from its other end. */
export const LISTED = 'LISTED';
export const REVERSED = 'REVERSED';
export const ASCENDING = '_ASC';
export const DESCENDING = '_DESC';

/** The order that names of a sorting ask for: by the first, ties by the next, at last as listed. */
export function orderingBy<Row>(sorting: Sorting<Row>, names: readonly string[]): Ordering<Row> {
  const { listed } = sorting;
  if (names.length === 0 || names[0] === LISTED) return listed;
  const found = new Map<string, Columns<Row>[number]>();
  for (const column of [...names.flatMap((name) => columnsBy(sorting, name)), ...listed.columns])
    if (!found.has(column.field)) found.set(column.field, column);
  return { name: `${listed.name} ${names.join(' ')}`, columns: [...found.values()] };
}

function columnsBy<Row>({ listed, by }: Sorting<Row>, name: string): Columns<Row> {
  if (name === LISTED) return listed.columns;
  if (name === REVERSED) return turned(listed.columns);
  const isDescending = name.endsWith(DESCENDING);
  const ending = isDescending ? DESCENDING : ASCENDING;
  const [, { columns } = { columns: [] }] = Object.entries(by).find(([key]) => key + ending === name) ?? [];
  // What is unknown stays at the end.
  return isDescending ? columns.map((column) => ({ ...column, descending: !column.descending })) : columns;
}

type Value = Position[number];

/** How lists in memory compare two positions, as the database does. */
export function comparePositions(columns: readonly SortColumn[], a: Position, b: Position): number {
  for (const [i, column] of columns.entries()) {
    const order = compareValues(column, a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues({ type, descending, nulls }: SortColumn, a: Value, b: Value): number {
  if (a === null || b === null) {
    const order = Number(a === null) - Number(b === null);
    return nulls === 'first' ? -order : order;
  }
  const order = COMPARE[type](a, b);
  return descending ? -order : order;
}

const asNumbers = (a: Value, b: Value): number => Number(a) - Number(b);
const asTexts = (a: Value, b: Value): number => compareC(String(a), String(b));
const exactly = (a: Value, b: Value): number => decimal(String(a)).cmp(String(b));

const COMPARE: Readonly<Record<SortType, (a: Value, b: Value) => number>> = {
  text: asTexts,
  date: asTexts,
  instant: asTexts,
  integer: asNumbers,
  boolean: asNumbers,
  bigint: exactly,
  decimal: exactly,
};
