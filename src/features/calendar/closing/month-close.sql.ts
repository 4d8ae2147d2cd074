import { sql, type Sql } from '../../../platform/database/sql';

/** Whether a calendar month, given by its first day, is closed by hand. */
export function isClosed(monthStart: Sql): Sql {
  return sql`EXISTS (SELECT FROM month_close closing WHERE closing.month_start = ${monthStart})`;
}
