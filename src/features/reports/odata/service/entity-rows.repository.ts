import { allOf, identifier, joinSql, sql, type Sql } from '../../../../platform/database/sql';
import type { NarrowedStatement, TableColumn, TableStatement } from '../../../../platform/scope/attachments';
import { COLUMN_TYPES } from '../../tables/report-columns.sql';
import { orderedRows } from '../../rows/table-part.repository';
import type { Expression, OrderItem, QueryOptions } from '../language/expression.model';
import { filterCondition, unknownProperty } from '../language/filter.sql';
import { SQL_FUNCTIONS } from '../language/sql-functions.sql';
import { readSkipToken, type SkipToken } from '../language/skip-token.reader';

/** Functions that a filter may use. */
export const FILTER_FUNCTIONS: readonly string[] = Object.keys(SQL_FUNCTIONS);

/** What is asked of a table's rows. */
export interface RowsWanted {
  options: QueryOptions;
  /** Columns that tell rows apart; with them every order is a total one. */
  key: readonly string[];
  /** Columns that order the rows where the request does not. */
  order: readonly OrderItem[];
  /** The row of this key alone. */
  keyIs?: Expression;
  /** Whatever tells the pages of this list from those of others. */
  list: readonly unknown[];
  /** Most rows of a page. */
  page: number;
}

/** A narrowed statement: its first columns are those selected, behind them stand others that order the rows. */
export interface NarrowedRows extends NarrowedStatement {
  selected: readonly TableColumn[];
  /** Columns that order the rows, each with its place among all columns of the statement. */
  ordering: readonly (OrderItem & { at: number })[];
  /** Rows of this page at most; one more is read to see whether there is a next page. */
  size: number;
  /** Rows that $top allows from this page on; null = all. */
  remaining: number | null;
}

/** The rows asked for as one statement around the table's own: PostgreSQL selects, filters, orders and limits. */
export function narrowRows(table: TableStatement, wanted: RowsWanted): NarrowedRows {
  const { options } = wanted;
  const selected = selectedColumns(table, options.select);
  const order = totalOrder(table, wanted);
  const columns = [...selected, ...furtherColumns(table, order, selected)];
  const ordering = order.map((item) => ({
    ...item,
    at: columns.findIndex(({ name }) => name === item.name),
  }));
  const place = placeOf(wanted, columns, ordering);
  const conditions = rowConditions(table, wanted);
  if (place) conditions.push(afterPosition(columns, ordering, place.position));
  const { size, limit, remaining } = pageOf(wanted, place);
  const list = ordering.map(({ name, descending }) =>
    descending ? sql`${columnOf(name)} DESC NULLS LAST` : sql`${columnOf(name)} NULLS FIRST`,
  );
  const names = columns.map(({ name }) => columnOf(name));
  const statement = {
    columns,
    sql: sql`SELECT ${joinSql(names, ', ')}
  FROM (${firstRows(table)}) t
  WHERE ${allOf(conditions)}`,
    order: joinSql(list, ', '),
    limit,
    skip: options.skip,
    ...(options.count && { total: countOf(table, wanted) }),
  };
  return { ...statement, selected, ordering, size, remaining };
}

/** A column of the table `t`. */
function columnOf(name: string): Sql {
  return sql`t.${identifier(name)}`;
}

/** Where the table's own statement is of its first rows only, they are the first in its own order. */
function firstRows(table: TableStatement): Sql {
  return table.limit === undefined ? table.sql : orderedRows(table);
}

function placeOf(
  { options: { token }, list }: RowsWanted,
  columns: readonly TableColumn[],
  ordering: NarrowedRows['ordering'],
): SkipToken | undefined {
  if (token === undefined) return undefined;
  return readSkipToken(
    token,
    list,
    ordering.flatMap(({ at }) => columns[at] ?? []),
  );
}

/** How many rows are read: one more than the page holds, unless $top ends the list on it. */
function pageOf({ options: { top }, page }: RowsWanted, place: SkipToken | undefined) {
  const remaining = place ? place.remaining : (top ?? null);
  if (remaining !== null && remaining <= page) return { size: remaining, limit: remaining, remaining };
  return { size: page, limit: page + 1, remaining };
}

/** How many rows the filter leaves, as the only row of a table. */
export function narrowToCount(
  table: TableStatement,
  wanted: Pick<RowsWanted, 'options' | 'keyIs'>,
): NarrowedStatement {
  const count: TableColumn = {
    name: 'count',
    type: 'integer',
    nullable: false,
    description: 'Number of rows.',
  };
  return { columns: [count], sql: countOf(table, wanted), order: sql`1` };
}

function countOf(table: TableStatement, wanted: Pick<RowsWanted, 'options' | 'keyIs'>): Sql {
  const conditions = rowConditions(table, wanted);
  if (conditions.length === 0 && table.count) return table.count;
  return sql`SELECT count(*) AS count FROM (${table.sql}) t
  WHERE ${allOf(conditions)}`;
}

function rowConditions(
  { columns }: TableStatement,
  { options: { filter }, keyIs }: Pick<RowsWanted, 'options' | 'keyIs'>,
): Sql[] {
  return [
    ...(filter ? [filterCondition(filter, { target: '$filter', columns })] : []),
    ...(keyIs ? [filterCondition(keyIs, { target: 'key', columns })] : []),
  ];
}

function selectedColumns(
  { columns }: TableStatement,
  names: readonly string[] | undefined,
): readonly TableColumn[] {
  if (!names) return columns;
  for (const name of names) findColumn('$select', name, columns);
  const wanted = new Set(names);
  return columns.filter(({ name }) => wanted.has(name));
}

function findColumn(target: string, name: string, columns: readonly TableColumn[]): TableColumn {
  const column = columns.find((known) => known.name === name);
  if (!column) throw unknownProperty(target, name, columns);
  return column;
}

/** The order asked for, or the table's own; then the key (without one: every column), so that each row has its place. */
function totalOrder(
  { columns }: TableStatement,
  { options: { order: asked }, order, key }: RowsWanted,
): OrderItem[] {
  for (const { name } of asked) findColumn('$orderby', name, columns);
  const rest = key.length > 0 ? key : columns.map(({ name }) => name);
  const all = [...(asked.length > 0 ? asked : order), ...rest.map((name) => ({ name, descending: false }))];
  return all.filter(({ name }, at) => all.findIndex((item) => item.name === name) === at);
}

function furtherColumns(
  { columns }: TableStatement,
  order: readonly OrderItem[],
  selected: readonly TableColumn[],
): readonly TableColumn[] {
  const shown = new Set(selected.map(({ name }) => name));
  return columns.filter(({ name }) => !shown.has(name) && order.some((item) => item.name === name));
}

/** Rows behind a position. Null comes before every value, descending behind them, as the standard has it. */
function afterPosition(
  columns: readonly TableColumn[],
  ordering: NarrowedRows['ordering'],
  position: readonly (string | null)[],
): Sql {
  let condition: Sql | undefined;
  for (const [index, { name, descending, at }] of [...ordering.entries()].reverse()) {
    const column = columnOf(name);
    const { type, nullable } = columns[at] ?? { type: 'text', nullable: true };
    const value = position[index] ?? null;
    const found = value === null ? null : sql`${value}::${COLUMN_TYPES[type]}`;
    const beyond = beyondValue(column, found, { descending, nullable });
    const same = found === null ? sql`${column} IS NULL` : sql`${column} = ${found}`;
    condition = condition === undefined ? beyond : sql`(${beyond} OR (${same} AND ${condition}))`;
  }
  return condition ?? sql`false`;
}

function beyondValue(
  column: Sql,
  value: Sql | null,
  { descending, nullable }: { descending: boolean; nullable: boolean },
): Sql {
  if (value === null) return descending ? sql`false` : sql`${column} IS NOT NULL`;
  const beyond = descending ? sql`${column} < ${value}` : sql`${column} > ${value}`;
  return descending && nullable ? sql`(${beyond} OR ${column} IS NULL)` : beyond;
}
