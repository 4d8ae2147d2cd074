import { sql } from '../../../platform/database/sql';
import type { TableStatement } from '../../../platform/scope/attachments';

/** The lines of business of a table of demands, each once. */
export function onlyLobs({ columns, sql: demands }: TableStatement): TableStatement {
  return {
    columns: columns.filter(({ name }) => name === 'main_lob'),
    sql: sql`SELECT DISTINCT t.main_lob FROM (${demands}) t`,
    order: sql`1`,
  };
}
