import type { WorkType } from '../../../domain/demand/lob';
import type { Db, SqlRow } from '../../../platform/database/db';
import type { MonthKey } from './month-state.model';

/** A demand-month as read. */
export interface DemandMonthRow extends MonthKey {
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

function readRow(row: SqlRow): DemandMonthRow {
  return {
    forecastId: row.id as number,
    reportYear: row.report_year as number,
    reportMonth: row.report_month as string,
    index: row.forecast_month_index as number,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
    platform: row.platform as string,
    market: row.market as string,
    locality: row.locality as WorkType,
    unknownCapacity: row.unknown_capacity as number,
    lacksRequired: row.lacks_required as boolean,
    computedAt: row.computed_at as number | null,
  };
}

const SELECTED = `SELECT f.id, f.report_year, f.report_month, f.forecast_month_index, f.main_lob, f.state, f.case_type,
  f.platform, f.market, f.locality, coalesce(s.unknown_capacity_count, 0) AS unknown_capacity,
  s.id IS NOT NULL AND s.fte_required IS NULL AS lacks_required,
  (extract(epoch FROM s.computed_datetime) * 1000)::double precision AS computed_at`;
const SAME_DEMAND = `s.main_lob = f.main_lob AND s.state = f.state AND s.case_type = f.case_type`;

/** The demand-months of one month: both sides are read once and hashed. */
export function listDemandMonths(
  db: Db,
  { reportYear, reportMonth, index }: MonthKey,
): Promise<DemandMonthRow[]> {
  const ofMonth = (alias: string): string =>
    `${alias}.report_year = $1 AND ${alias}.report_month = $2 AND ${alias}.forecast_month_index = $3`;
  return db.query(
    `${SELECTED} FROM forecast f LEFT JOIN (SELECT s.* FROM monthly_capacity_summary s WHERE ${ofMonth('s')} OFFSET 0) s
       ON ${SAME_DEMAND}
     WHERE ${ofMonth('f')}`,
    [reportYear, reportMonth, index],
    readRow,
  );
}

/** The demand-months of these forecast rows, as far as there are any left. */
export function listDemandMonthsOf(db: Db, forecastIds: readonly number[]): Promise<DemandMonthRow[]> {
  return db.query(
    `${SELECTED} FROM unnest($1::integer[]) AS k (id) JOIN forecast f ON f.id = k.id
     LEFT JOIN LATERAL (SELECT s.* FROM monthly_capacity_summary s WHERE s.report_year = f.report_year
       AND s.report_month = f.report_month AND s.forecast_month_index = f.forecast_month_index AND ${SAME_DEMAND} OFFSET 0) s ON true`,
    [forecastIds],
    readRow,
  );
}
