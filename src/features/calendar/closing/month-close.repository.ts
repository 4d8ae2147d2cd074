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

/** Closes a month, which keeps the tiers as they are now; undefined if it is closed already. */
export function insertMonthClose(
  tx: WriteScope,
  monthStart: string,
  note: string | null,
): Promise<MonthCloseRow | undefined> {
  const row = { monthStart, closedBy: tx.actor.name, closedDatetime: tx.at, note };
  return tx.db.first(
    sql`WITH c AS (
       INSERT INTO month_close ${CLOSES.insert(row)} ON CONFLICT (month_start) DO NOTHING RETURNING *
     ), kept AS (
       INSERT INTO closed_month_tier (month_start, tier_id, tier_name, capacity_percentage, is_active)
       SELECT c.month_start, t.id, t.tier_name, t.capacity_percentage, t.is_active
       FROM c CROSS JOIN production_capacity_tier t
       ON CONFLICT (month_start, tier_id) DO UPDATE
       SET tier_name = excluded.tier_name, capacity_percentage = excluded.capacity_percentage,
         is_active = excluded.is_active
     )
     SELECT ${COLUMNS} FROM c`,
  );
}

/** Makes the kept tiers follow the closings: today's where a closed month has none, none where a month is open. */
export async function rewriteTiersOfClosed(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    sql`DELETE FROM closed_month_tier k
     WHERE NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = k.month_start)`,
  );
  await tx.db.execute(
    sql`INSERT INTO closed_month_tier (month_start, tier_id, tier_name, capacity_percentage, is_active)
     SELECT c.month_start, t.id, t.tier_name, t.capacity_percentage, t.is_active
     FROM month_close c CROSS JOIN production_capacity_tier t
     WHERE NOT EXISTS (SELECT FROM closed_month_tier k WHERE k.month_start = c.month_start)`,
  );
}

/** Reopens a month; the row that closed it, or undefined if it is open. */
export function deleteMonthClose(tx: WriteScope, monthStart: string): Promise<MonthCloseRow | undefined> {
  return tx.db.first(
    sql`WITH c AS (DELETE FROM month_close WHERE month_start = ${monthStart}::date RETURNING *),
       gone AS (DELETE FROM closed_month_tier k USING c WHERE k.month_start = c.month_start)
     SELECT ${COLUMNS} FROM c`,
  );
}
