import type { Page, Position } from './page';
import { columnName } from './pool/snake-naming';
import { constantSql, identifier, joinSql, sql, type Sql } from './sql';

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
type Expressions<Row> = Partial<Record<keyof Row & string, Sql>>;

/** An ordering as a statement needs it. */
export interface ListOrder {
  /** The list after ORDER BY. */
  orderBy: Sql;
  /** Condition on rows after the page's position; `true` on a first page. */
  after(page: Pick<Page, 'after'>): Sql;
  /** The order from the end. */
  readonly reversed: ListOrder;
}

/** The order in which a page is read. */
export function directed(order: ListOrder, { reversed }: Pick<Page, 'reversed'>): ListOrder {
  return reversed ? order.reversed : order;
}

/** An ordering from its end. */
export function reversedOrdering<Row>({ name, columns }: Ordering<Row>): Ordering<Row> {
  const turned = columns.map((column) => ({ ...column, descending: !(column.descending ?? false) }));
  return { name: `${name}.reversed`, columns: turned };
}

/** The SQL of an ordering: `alias` is the table's, `expressions` are columns that stand elsewhere. */
export function listOrder<Row>(
  ordering: Ordering<Row>,
  alias: string,
  expressions: Expressions<Row> = {},
): ListOrder {
  const { columns } = ordering;
  const sorted = columns.map(({ field, type, descending = false }) => ({
    sql: expressions[field] ?? identifier(alias, columnName(field)),
    type,
    descending,
  }));
  return {
    get reversed() {
      return listOrder(reversedOrdering(ordering), alias, expressions);
    },
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
