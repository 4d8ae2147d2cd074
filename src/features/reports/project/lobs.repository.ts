import type { TableStatement } from '../../../platform/scope/attachments';

/** The lines of business of a table of demands, each once. */
export function onlyLobs({ columns, sql, params }: TableStatement): TableStatement {
  return {
    columns: columns.filter(({ name }) => name === 'main_lob'),
    sql: `SELECT DISTINCT t.main_lob FROM (${sql}) t`,
    order: '1',
    params,
  };
}
