import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { MonthCloseEntity } from './month-close.entity';
import type { MonthCloseRow } from './month-close.model';

const CLOSES = table(MonthCloseEntity);
const COLUMNS = CLOSES.columns('c');

/** Closed months in order; all of them, or those among `monthStarts`. */
export function listMonthCloses(
  scope: RequestScope,
  monthStarts?: readonly string[],
): Promise<MonthCloseRow[]> {
  const wanted = monthStarts ? sql`c.month_start = ANY(${monthStarts}::date[])` : sql`true`;
  return scope.db.query(sql`SELECT ${COLUMNS} FROM month_close c WHERE ${wanted} ORDER BY c.month_start`);
}

/** Closes a month; undefined if it is closed already. */
export function insertMonthClose(
  tx: WriteScope,
  monthStart: string,
  note: string | null,
): Promise<MonthCloseRow | undefined> {
  const row = { monthStart, closedBy: tx.actor.name, closedDatetime: tx.at, note };
  return tx.db.first(
    sql`INSERT INTO month_close AS c ${CLOSES.insert(row)} ON CONFLICT (month_start) DO NOTHING RETURNING ${COLUMNS}`,
  );
}

/** Reopens a month; the row that closed it, or undefined if it is open. */
export function deleteMonthClose(tx: WriteScope, monthStart: string): Promise<MonthCloseRow | undefined> {
  return tx.db.first(
    sql`DELETE FROM month_close c WHERE c.month_start = ${monthStart}::date RETURNING ${COLUMNS}`,
  );
}
