import type { Page, Position } from './page';

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
type Expressions<Row> = Partial<Record<keyof Row & string, string>>;

/** An ordering as a statement needs it. */
export interface SqlOrdering {
  /** The list after ORDER BY. */
  orderBy: string;
  /** Condition on rows after the page's position, beginning with AND, with parameters from `$first` on. */
  after(page: Pick<Page, 'after'>, first: number): { sql: string; params: Position };
}

/** The SQL of an ordering: `alias` is the table's, `expressions` are columns that stand elsewhere. */
export function sqlOrdering<Row>(
  { columns }: Ordering<Row>,
  alias: string,
  expressions: Expressions<Row> = {},
): SqlOrdering {
  const sorted = columns.map(({ field, type, descending = false }) => {
    return { sql: expressions[field] ?? `${alias}.${columnOf(field)}`, type, descending };
  });
  return {
    orderBy: sorted.map(({ sql, descending }) => `${sql}${descending ? ' DESC' : ''}`).join(', '),
    after({ after }, first) {
      if (!after) return { sql: '', params: [] };
      const compared = sorted.map((column, i) => ({ ...column, value: `$${first + i}::${column.type}` }));
      return { sql: `AND ${isAfter(compared)}`, params: after };
    },
  };
}

function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface Compared {
  sql: string;
  value: string;
  descending: boolean;
}

/** One comparison of rows, which an index can follow; for mixed directions one for each column. */
function isAfter(columns: readonly Compared[]): string {
  const [first, ...rest] = columns;
  if (!first) return 'false';
  const sign = first.descending ? '<' : '>';
  const list = (of: (column: Compared) => string): string => columns.map(of).join(', ');
  if (rest.every(({ descending }) => descending === first.descending))
    return `(${list(({ sql }) => sql)}) ${sign} (${list(({ value }) => value)})`;
  const { sql, value } = first;
  return `(${sql} ${sign}= ${value} AND (${sql} ${sign} ${value} OR ${isAfter(rest)}))`;
}
