import type { Demand } from '../../../domain/demand/demand-key';
import type { SqlRow } from '../../../platform/database/db';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { ReportMonthKey } from '../table/demand.model';

/** A demand to which people are assigned in a live month whose report lacks it. */
export interface HomelessDemand extends Demand, ReportMonthKey {
  monthStart: string;
  /** Its assignments have the live report's keys already, so their spelling must stay. */
  isCarried: boolean;
  /** Its CPH in the newest report that has one, else the configured one. */
  lastCph: string | null;
}

function readHomeless(row: SqlRow): HomelessDemand {
  return {
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    forecastMonthIndex: row.forecast_month_index as number,
    monthStart: row.month_start as string,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
    isCarried: row.is_carried as boolean,
    lastCph: row.last_cph as string | null,
  };
}

/** Demands of active assignments in these live calendar months that have no forecast row there; carried assignments or not. */
export function listHomelessDemands(
  tx: WriteScope,
  monthStarts: readonly string[],
): Promise<HomelessDemand[]> {
  return tx.db.query(
    `WITH held AS MATERIALIZED (
       SELECT live.report_year, live.report_month, live.forecast_month_index, live.month_start, a.demand_main_lob AS main_lob,
         a.demand_state AS state, a.demand_case_type AS case_type, bool_or(any_report.id = live.id) AS is_carried
       FROM forecast_report_month live
       JOIN forecast_report_month any_report ON any_report.month_start = live.month_start
       JOIN weekly_resource_assignment a ON a.is_active AND a.report_year = any_report.report_year
         AND a.report_month = any_report.report_month AND a.forecast_month_index = any_report.forecast_month_index
       WHERE NOT live.is_frozen AND live.month_start = ANY($1::date[])
       GROUP BY live.report_year, live.report_month, live.forecast_month_index, live.month_start, a.demand_main_lob,
         a.demand_state, a.demand_case_type
     ), homeless AS MATERIALIZED (
       SELECT h.* FROM held h
       WHERE NOT EXISTS (
         SELECT FROM forecast f
         WHERE f.report_year = h.report_year AND f.report_month = h.report_month
           AND f.forecast_month_index = h.forecast_month_index AND text_key(f.main_lob) = text_key(h.main_lob)
           AND text_key(f.state) = text_key(h.state) AND text_key(f.case_type) = text_key(h.case_type))
     )
     SELECT h.report_year AS report_year, h.report_month AS report_month, h.forecast_month_index AS forecast_month_index,
       h.month_start AS month_start, h.main_lob AS main_lob, h.state AS state, h.case_type AS case_type,
       h.is_carried AS is_carried, coalesce(last.target_cph, configured.target_cph) AS last_cph
     FROM homeless h
     LEFT JOIN LATERAL (
       SELECT f.target_cph
       FROM forecast_report r
       JOIN forecast_report_month m ON m.report_year = r.report_year AND m.report_month = r.report_month
       JOIN forecast f ON f.report_year = m.report_year AND f.report_month = m.report_month
         AND f.forecast_month_index = m.forecast_month_index
       WHERE f.target_cph IS NOT NULL AND text_key(f.main_lob) = text_key(h.main_lob)
         AND text_key(f.state) = text_key(h.state) AND text_key(f.case_type) = text_key(h.case_type)
       ORDER BY r.report_start DESC, m.month_start = h.month_start DESC, m.forecast_month_index DESC
       LIMIT 1
     ) last ON true
     LEFT JOIN target_cph configured ON text_key(configured.main_lob) = text_key(h.main_lob)
       AND text_key(configured.case_type) = text_key(h.case_type)
     ORDER BY h.month_start, h.main_lob, h.state, h.case_type`,
    [monthStarts],
    readHomeless,
  );
}
