import type { Demand } from '../../../domain/demand/demand-key';
import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { ReportMonthKey } from '../table/demand.model';
import { sameReportMonth, sameSpelling } from '../table/demand-month.sql';

/** A demand to which people are assigned in a live month whose report lacks it. */
export interface HomelessDemand extends Demand, ReportMonthKey {
  monthStart: string;
  /** Its assignments have the live report's keys already, so their spelling must stay. */
  isCarried: boolean;
  /** Its CPH in the newest report that has one, else the configured one. */
  lastCph: string | null;
}

/** Demands of active assignments in these live calendar months that have no forecast row there; carried assignments or not. */
export function listHomelessDemands(
  tx: WriteScope,
  monthStarts: readonly string[],
): Promise<HomelessDemand[]> {
  return tx.db.query(
    sql`WITH held AS MATERIALIZED (
       SELECT live.report_year, live.report_month, live.forecast_month_index, live.month_start, a.demand_main_lob AS main_lob,
         a.demand_state AS state, a.demand_case_type AS case_type, bool_or(any_report.id = live.id) AS is_carried
       FROM forecast_report_month live
       JOIN forecast_report_month any_report ON any_report.month_start = live.month_start
       JOIN weekly_resource_assignment a ON a.is_active AND ${sameReportMonth('a', 'any_report')}
       WHERE NOT live.is_frozen AND live.month_start = ANY(${monthStarts}::date[])
       GROUP BY live.report_year, live.report_month, live.forecast_month_index, live.month_start, a.demand_main_lob,
         a.demand_state, a.demand_case_type
     ), homeless AS MATERIALIZED (
       SELECT h.* FROM held h
       WHERE NOT EXISTS (
         SELECT FROM forecast f
         WHERE ${sameReportMonth('f', 'h')} AND ${sameSpelling('f', 'h')})
     )
     SELECT h.report_year AS "reportYear", h.report_month AS "reportMonth",
       h.forecast_month_index AS "forecastMonthIndex", h.month_start AS "monthStart", h.main_lob AS "mainLob",
       h.state AS state, h.case_type AS "caseType", h.is_carried AS "isCarried",
       coalesce(last.target_cph, configured.target_cph) AS "lastCph"
     FROM homeless h
     LEFT JOIN LATERAL (
       SELECT f.target_cph
       FROM forecast_report r
       JOIN forecast_report_month m ON m.report_year = r.report_year AND m.report_month = r.report_month
       JOIN forecast f ON ${sameReportMonth('f', 'm')}
       WHERE f.target_cph IS NOT NULL AND ${sameSpelling('f', 'h')}
       ORDER BY r.report_start DESC, m.month_start = h.month_start DESC, m.forecast_month_index DESC
       LIMIT 1
     ) last ON true
     LEFT JOIN target_cph configured ON text_key(configured.main_lob) = text_key(h.main_lob)
       AND text_key(configured.case_type) = text_key(h.case_type)
     ORDER BY h.month_start, h.main_lob, h.state, h.case_type`,
  );
}
