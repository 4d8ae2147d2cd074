import type { Page, Position } from './page';
import { columnName } from './pool/snake-naming';
import { compileSql, constantSql, identifier, joinSql, sql, type Sql } from './sql';

/** Types of columns that order lists. None of them may be null. */
export type SortType = 'text' | 'integer' | 'bigint' | 'date';

/** A column that orders a list, by its name in the rows. */
export interface SortColumn {
  field: string;
  type: SortType;
  descending?: boolean;
}

/** The order of a list; its columns together are unique, so that every row has a position of its own. */
export interface Ordering<Row> {
  /** Tells the cursors of one list and order from those of others. */
  name: string;
  columns: readonly (SortColumn & { field: keyof Row & string })[];
}

/** Where a row stands. */
export function positionOf<Row>({ columns }: Ordering<Row>, row: Row): Position {
  return columns.map(({ field }) => row[field] as string | number);
}

/** SQL of a list's columns where it is not `alias.snake_case`. */
type Expressions<Row, Text> = Partial<Record<keyof Row & string, Text>>;

/** An ordering as a statement needs it. */
export interface ListOrder {
  /** The list after ORDER BY. */
  orderBy: Sql;
  /** Condition on rows after the page's position; `true` on a first page. */
  after(page: Pick<Page, 'after'>): Sql;
}

/** The SQL of an ordering: `alias` is the table's, `expressions` are columns that stand elsewhere. */
export function listOrder<Row>(
  { columns }: Ordering<Row>,
  alias: string,
  expressions: Expressions<Row, Sql> = {},
): ListOrder {
  const sorted = columns.map(({ field, type, descending = false }) => ({
    sql: expressions[field] ?? identifier(alias, columnName(field)),
    type,
    descending,
  }));
  return {
    orderBy: joinSql(
      sorted.map((column) => (column.descending ? sql`${column.sql} DESC` : column.sql)),
      ', ',
    ),
    after({ after }) {
      if (!after) return sql`true`;
      const value = (i: number, type: SortType): Sql => sql`${after[i] ?? null}::${constantSql(type)}`;
      return isAfter(sorted.map((column, i) => ({ ...column, value: value(i, column.type) })));
    },
  };
}

interface Compared {
  sql: Sql;
  value: Sql;
  descending: boolean;
}

/** One comparison of rows, which an index can follow; for mixed directions one for each column. */
function isAfter(columns: readonly Compared[]): Sql {
  const [first, ...rest] = columns;
  if (!first) return sql`false`;
  const sign = constantSql(first.descending ? '<' : '>');
  const list = (of: (column: Compared) => Sql): Sql => joinSql(columns.map(of), ', ');
  if (rest.every(({ descending }) => descending === first.descending))
    return sql`(${list((column) => column.sql)}) ${sign} (${list(({ value }) => value)})`;
  return sql`(${first.sql} ${sign}= ${first.value} AND (${first.sql} ${sign} ${first.value} OR ${isAfter(rest)}))`;
}

/** An ordering for a statement that is still text. */
export interface SqlOrdering {
  /** The list after ORDER BY. */
  orderBy: string;
  /** Condition on rows after the page's position, beginning with AND, with parameters from `$first` on. */
  after(page: Pick<Page, 'after'>, first: number): { sql: string; params: Position };
}

/** `listOrder` for a statement that is still text. */
export function sqlOrdering<Row>(
  ordering: Ordering<Row>,
  alias: string,
  expressions: Expressions<Row, string> = {},
): SqlOrdering {
  const fragments = Object.entries<string | undefined>(expressions).map(
    ([field, text]) => [field, constantSql(text ?? '')] as const,
  );
  const order = listOrder(ordering, alias, Object.fromEntries(fragments) as Expressions<Row, Sql>);
  return {
    orderBy: compileSql(order.orderBy).text,
    after(page, first) {
      if (!page.after) return { sql: '', params: [] };
      const { text, values } = compileSql(order.after(page));
      const renumbered = text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + first - 1}`);
      return { sql: `AND ${renumbered}`, params: values as Position };
    },
  };
}
