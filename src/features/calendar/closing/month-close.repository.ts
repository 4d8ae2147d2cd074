import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { MonthCloseRow } from './month-close.model';

const COLUMNS = `c.id AS id, c.month_start AS month_start, c.closed_by AS closed_by,
  c.closed_datetime AS closed_datetime, c.note AS note`;

function readMonthClose(row: SqlRow): MonthCloseRow {
  return {
    id: row.id as number,
    monthStart: row.month_start as string,
    closedBy: row.closed_by as string,
    closedDatetime: row.closed_datetime as Date,
    note: row.note as string | null,
  };
}

/** Closed months in order; all of them, or those among `monthStarts`. */
export function listMonthCloses(
  scope: RequestScope,
  monthStarts?: readonly string[],
): Promise<MonthCloseRow[]> {
  return scope.db.query(
    `SELECT ${COLUMNS} FROM month_close c
     WHERE $1::date[] IS NULL OR c.month_start = ANY($1::date[])
     ORDER BY c.month_start`,
    [monthStarts ?? null],
    readMonthClose,
  );
}

/** Closes a month; undefined if it is closed already. */
export function insertMonthClose(
  tx: WriteScope,
  monthStart: string,
  note: string | null,
): Promise<MonthCloseRow | undefined> {
  return tx.db.first(
    `INSERT INTO month_close AS c (month_start, closed_by, closed_datetime, note)
     VALUES ($1, $2, $3, $4) ON CONFLICT (month_start) DO NOTHING RETURNING ${COLUMNS}`,
    [monthStart, tx.actor.name, tx.at, note],
    readMonthClose,
  );
}

/** Reopens a month; the row that closed it, or undefined if it is open. */
export function deleteMonthClose(tx: WriteScope, monthStart: string): Promise<MonthCloseRow | undefined> {
  return tx.db.first(
    `DELETE FROM month_close c WHERE c.month_start = $1 RETURNING ${COLUMNS}`,
    [monthStart],
    readMonthClose,
  );
}
