import type { WorkType } from '../../../domain/demand/lob';
import type { Db } from '../../../platform/database/db';
import { sql, type Sql } from '../../../platform/database/sql';
import type { MonthKey } from './month-state.model';

/** A demand-month as read. */
export interface DemandMonthRow {
  forecastId: number;
  mainLob: string;
  state: string;
  caseType: string;
  platform: string;
  market: string;
  locality: WorkType;
  unknownCapacity: number;
  lacksRequired: boolean;
  computedAt: number | null;
}

const SELECTED = sql`f.id AS "forecastId", f.main_lob AS "mainLob", f.state, f.case_type AS "caseType", f.platform, f.market,
  f.locality, coalesce(s.unknown_capacity_count, 0) AS "unknownCapacity",
  s.id IS NOT NULL AND s.fte_required IS NULL AS "lacksRequired",
  (extract(epoch FROM s.computed_datetime) * 1000)::double precision AS "computedAt"`;
const SAME_DEMAND = sql`s.main_lob = f.main_lob AND s.state = f.state AND s.case_type = f.case_type`;

/** The demand-months of one month: both sides are read once and hashed. */
export function listDemandMonths(
  db: Db,
  { reportYear, reportMonth, index }: MonthKey,
): Promise<DemandMonthRow[]> {
  const key = (alias: Sql): Sql =>
    sql`(${alias}.report_year, ${alias}.report_month, ${alias}.forecast_month_index) = (${reportYear}, ${reportMonth}, ${index})`;
  return db.query(
    sql`SELECT ${SELECTED} FROM forecast f
     LEFT JOIN (SELECT s.* FROM monthly_capacity_summary s WHERE ${key(sql`s`)} OFFSET 0) s ON ${SAME_DEMAND}
     WHERE ${key(sql`f`)}`,
  );
}

/** The demand-months of these forecast rows, as far as there are any left. */
export function listDemandMonthsOf(db: Db, forecastIds: readonly number[]): Promise<DemandMonthRow[]> {
  return db.query(
    sql`SELECT ${SELECTED} FROM unnest(${forecastIds}::integer[]) AS k (id) JOIN forecast f ON f.id = k.id
     LEFT JOIN LATERAL (SELECT s.* FROM monthly_capacity_summary s WHERE s.report_year = f.report_year
       AND s.report_month = f.report_month AND s.forecast_month_index = f.forecast_month_index AND ${SAME_DEMAND}
       OFFSET 0) s ON true`,
  );
}
