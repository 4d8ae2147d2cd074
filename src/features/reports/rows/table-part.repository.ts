import { invalid } from '../../../domain/errors';
import { literal, sql, type Sql } from '../../../platform/database/sql';
import type { NarrowedStatement } from '../../../platform/scope/attachments';
import type { ReportFilter, ReportStatement, TableColumn } from '../tables/report.model';

const COUNT: readonly TableColumn[] = [
  { name: 'count', type: 'integer', nullable: false, description: 'Number of rows.' },
];

type Part = Pick<ReportFilter, 'columns' | 'limit' | 'isCount'>;

/** The part of a flat table that is asked for: some columns, the first rows, or how many rows there are. */
export function partOf(table: ReportStatement, { columns: names, limit, isCount }: Part): ReportStatement {
  const columns = names?.map((name) => columnOf(table, name));
  const selected = (names && table.select?.(names)) ?? table.sql;
  if (!isCount) return { ...table, columns: columns ?? table.columns, sql: selected, limit };
  return { columns: COUNT, sql: countOf({ ...table, sql: selected, limit }), order: sql`1` };
}

/** How many rows a table has: as it says by itself, or by counting them. The first rows are a table of their own. */
function countOf({ sql: rows, count, limit }: ReportStatement): Sql {
  if (limit !== undefined) return countRows(sql`${rows} LIMIT ${literal(limit)}`);
  return count ?? countRows(rows);
}

function countRows(rows: Sql): Sql {
  return sql`SELECT count(*) AS count FROM (${rows}) AS counted`;
}

/** The rows of a statement in its order, from the first one asked for to the last. */
export function orderedRows({ sql: rows, order, limit, skip = 0 }: NarrowedStatement): Sql {
  const ordered = sql`${rows}
  ORDER BY ${order}`;
  return limit === undefined ? ordered : sql`${ordered} LIMIT ${literal(limit)} OFFSET ${literal(skip)}`;
}

function columnOf({ columns }: ReportStatement, name: string): TableColumn {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  throw invalid('columns', name, `among ${columns.map((column) => column.name).join(', ')}`);
}
