import type { Page, Position, SortColumn, SortType } from './page';
import { columnName } from './pool/snake-naming';
import { constantSql, identifier, joinSql, sql, type Sql } from './sql';

/** The order of a list; its columns together are unique, so that every row has a position of its own. */
export interface Ordering<Row> {
  /** Tells the cursors of one list and order from those of others. */
  name: string;
  columns: readonly (SortColumn & { field: keyof Row & string })[];
}

/** Where a row stands. */
export function positionOf<Row>({ columns }: Ordering<Row>, row: Row): Position {
  return columns.map(({ field }) => positionValue(row[field]));
}

function positionValue(value: unknown): string | number | boolean | null {
  return value instanceof Date ? value.toISOString() : ((value ?? null) as string | number | boolean | null);
}

/** Columns from their other end. */
export function turned<Column extends SortColumn>(columns: readonly Column[]): Column[] {
  return columns.map((column) => ({
    ...column,
    descending: !(column.descending ?? false),
    ...(column.nulls && { nulls: column.nulls === 'last' ? 'first' : 'last' }),
  }));
}

/** SQL of a list's columns where it is not `alias.snake_case`. */
type Expressions<Row> = Partial<Record<keyof Row & string, Sql>>;

/** The order of a page as its statement needs it. */
interface PageOrder {
  /** The list after ORDER BY. */
  orderBy: Sql;
  /** Condition on rows after the page's position; `true` on a first page. */
  after: Sql;
}

/** An ordering as statements need it: of each page the order in which it is read. */
export type ListOrder = (page: Pick<Page, 'after' | 'columns'>) => PageOrder;

/** The SQL of an ordering: `alias` is the table's, `expressions` are columns that stand elsewhere. */
export function listOrder<Row>(
  listed: Ordering<Row>,
  alias: string,
  expressions: Expressions<Row> = {},
): ListOrder {
  const sqlOf = ({ field, type, collated }: SortColumn): Sql => {
    const plain = expressions[field as keyof Row & string] ?? identifier(alias, columnName(field));
    if (collated) return sql`${plain} COLLATE "C"`;
    return type === 'instant' ? sql`date_trunc('milliseconds', ${plain})` : plain;
  };
  return ({ after, columns = listed.columns }) => {
    const sorted = columns.map((column) => ({ ...column, sql: sqlOf(column) }));
    return {
      orderBy: joinSql(sorted.map(directionOf), ', '),
      after: after ? isAfter(sorted.map((column, i) => ({ ...column, at: after[i] ?? null }))) : sql`true`,
    };
  };
}

interface Sorted extends SortColumn {
  sql: Sql;
}

function directionOf({ sql: column, descending, nulls }: Sorted): Sql {
  const direction = descending ? sql` DESC` : sql``;
  return nulls
    ? sql`${column}${direction} NULLS ${constantSql(nulls.toUpperCase())}`
    : sql`${column}${direction}`;
}

/** A column with its value at the position that rows are to come after. */
interface Compared extends Sorted {
  at: string | number | boolean | null;
}

const SQL_TYPES: Readonly<Record<SortType, string>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  date: 'date',
  boolean: 'boolean',
  decimal: 'numeric',
  instant: 'timestamptz',
};

function valueOf({ at, type }: Compared): Sql {
  return sql`${at}::${constantSql(SQL_TYPES[type])}`;
}

/** One comparison of rows, which an index can follow; for mixed directions and nulls one for each column. */
function isAfter(columns: readonly Compared[]): Sql {
  const [first, ...rest] = columns;
  if (!first) return sql`false`;
  if (columns.every((column) => !column.nulls && isDescending(column) === isDescending(first))) {
    const list = (of: (column: Compared) => Sql): Sql => joinSql(columns.map(of), ', ');
    return sql`(${list((column) => column.sql)}) ${signOf(first)} (${list(valueOf)})`;
  }
  if (first.nulls) return sql`(${isBeyond(first)} OR (${isThere(first)} AND ${isAfter(rest)}))`;
  const compared = sql`${first.sql} ${signOf(first)}`;
  const value = valueOf(first);
  return sql`(${compared}= ${value} AND (${compared} ${value} OR ${isAfter(rest)}))`;
}

const isDescending = ({ descending = false }: SortColumn): boolean => descending;
const signOf = (column: SortColumn): Sql => constantSql(isDescending(column) ? '<' : '>');

/** Whether a row lies beyond the position by a column that may be null. */
function isBeyond(column: Compared): Sql {
  const { sql: expression, nulls, at } = column;
  if (at === null) return nulls === 'last' ? sql`false` : sql`${expression} IS NOT NULL`;
  const beyond = sql`${expression} ${signOf(column)} ${valueOf(column)}`;
  return nulls === 'last' ? sql`(${beyond} OR ${expression} IS NULL)` : beyond;
}

/** Whether a row stands level with the position. */
function isThere(column: Compared): Sql {
  return column.at === null ? sql`${column.sql} IS NULL` : sql`${column.sql} = ${valueOf(column)}`;
}
