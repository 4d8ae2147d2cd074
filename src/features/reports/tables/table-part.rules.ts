import { invalid } from '../../../domain/errors';
import type { ReportFilter, ReportStatement, TableColumn } from './report.model';

const COUNT: readonly TableColumn[] = [
  { name: 'count', type: 'integer', nullable: false, description: 'Number of rows.' },
];

type Part = Pick<ReportFilter, 'columns' | 'limit' | 'isCount'>;

/** The part of a flat table that is asked for: some columns, the first rows, or how many rows there are. */
export function partOf(table: ReportStatement, { columns: names, limit, isCount }: Part): ReportStatement {
  const columns = names?.map((name) => columnOf(table, name));
  const sql = (names && table.select?.(names)) ?? table.sql;
  if (!isCount) return { ...table, columns: columns ?? table.columns, sql, limit };
  const rows = limit === undefined ? sql : `${sql} LIMIT ${limit}`;
  return {
    columns: COUNT,
    sql: `SELECT count(*) AS count FROM (${rows}) AS counted`,
    order: '1',
    params: table.params,
  };
}

function columnOf({ columns }: ReportStatement, name: string): TableColumn {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  throw invalid('columns', name, `among ${columns.map((column) => column.name).join(', ')}`);
}
