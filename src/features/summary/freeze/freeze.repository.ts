import type { WriteScope } from '../../../platform/scope/request-scope';
import type { CalendarReportMonth, ReportKey, ReportMonthKey } from '../../demand';

const SUMMARY_COLUMNS = `report_month, report_year, forecast_month_index, forecast_month, forecast_year, main_lob, state,
  case_type, total_forecast, total_fte_count, total_fte_equivalent, total_capacity, fte_required, fte_required_reason,
  capacity_gap, tier_breakdown, unknown_capacity_count, is_frozen, computed_datetime`;

/** Largest value that the column for required people holds. */
const LARGEST_FTE = 2_147_483_647;

/**
 * Writes the summaries of months that are frozen from birth: nobody has ever been assigned to them, so there is no
 * capacity, and the whole forecast is the gap. The people required follow from today's week configurations.
 */
export async function insertBornFrozenSummaries(
  tx: WriteScope,
  report: ReportKey,
  indexes: readonly number[],
): Promise<void> {
  await tx.db.execute(
    `WITH labels AS (
       SELECT coalesce(json_object_agg(tier_label(t.capacity_percentage), 0 ORDER BY t.capacity_percentage DESC), '{}'::json) AS zeros
       FROM (SELECT DISTINCT p.capacity_percentage FROM production_capacity_tier p WHERE p.is_active) t
     ), hours AS (
       SELECT m.forecast_month_index, l.locality, iso_weeks_in_month(m.month_start) AS weeks, count(c.id) AS configured,
         sum(c.working_days * c.work_hours * (1 - c.shrinkage)) AS hours
       FROM forecast_report_month m
       CROSS JOIN (VALUES ('Domestic'), ('Global')) AS l (locality)
       LEFT JOIN week_configuration c ON c.month_start = m.month_start AND c.work_type = l.locality
       WHERE m.report_year = $1 AND m.report_month = $2 AND m.forecast_month_index = ANY($3::integer[])
       GROUP BY m.forecast_month_index, l.locality, m.month_start
     ), known AS (
       SELECT f.*, CASE WHEN f.forecast = 0 THEN NULL WHEN f.target_cph IS NULL THEN 'NO_CPH'
           WHEN f.target_cph = 0 THEN 'ZERO_CPH' WHEN h.configured < h.weeks THEN 'NO_WEEK_CONFIG'
           WHEN h.hours = 0 THEN 'NO_HOURS' WHEN f.forecast > h.hours * f.target_cph * ${LARGEST_FTE} THEN 'TOO_LARGE' END AS reason,
         h.hours * f.target_cph AS cases_per_person
       FROM forecast f
       JOIN hours h ON h.forecast_month_index = f.forecast_month_index AND h.locality = f.locality
       WHERE f.report_year = $1 AND f.report_month = $2
     )
     INSERT INTO monthly_capacity_summary (${SUMMARY_COLUMNS})
     SELECT k.report_month, k.report_year, k.forecast_month_index, m.forecast_month, m.forecast_year, k.main_lob, k.state,
       k.case_type, k.forecast, 0, 0, 0,
       CASE WHEN k.forecast = 0 THEN 0 WHEN k.reason IS NULL THEN ceil_div(k.forecast, k.cases_per_person)::integer END,
       k.reason, -k.forecast, l.zeros, 0, true, $4
     FROM known k
     CROSS JOIN labels l
     JOIN forecast_report_month m ON m.report_year = k.report_year AND m.report_month = k.report_month
       AND m.forecast_month_index = k.forecast_month_index`,
    [report.reportYear, report.reportMonth, indexes, tx.at],
  );
}

/** Gives a carried closed month its summaries under the new report: the same figures under new keys. */
export async function copySummaries(tx: WriteScope, from: ReportMonthKey, to: ReportMonthKey): Promise<void> {
  await tx.db.execute(
    `INSERT INTO monthly_capacity_summary (${SUMMARY_COLUMNS})
     SELECT f.report_month, f.report_year, f.forecast_month_index, s.forecast_month, s.forecast_year, f.main_lob, f.state,
       f.case_type, s.total_forecast, s.total_fte_count, s.total_fte_equivalent, s.total_capacity, s.fte_required,
       s.fte_required_reason, s.capacity_gap, s.tier_breakdown, s.unknown_capacity_count, false, s.computed_datetime
     FROM monthly_capacity_summary s
     JOIN forecast f ON f.report_year = $4 AND f.report_month = $5 AND f.forecast_month_index = $6
       AND text_key(f.main_lob) = text_key(s.main_lob) AND text_key(f.state) = text_key(s.state)
       AND text_key(f.case_type) = text_key(s.case_type)
     WHERE s.report_year = $1 AND s.report_month = $2 AND s.forecast_month_index = $3`,
    [
      ...[from.reportYear, from.reportMonth, from.forecastMonthIndex],
      ...[to.reportYear, to.reportMonth, to.forecastMonthIndex],
    ],
  );
}

/** Marks the summaries of frozen months. */
export async function markFrozen(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<void> {
  await tx.db.execute(
    `UPDATE monthly_capacity_summary AS s SET is_frozen = true
     FROM unnest($1::integer[], $2::text[], $3::integer[]) AS k (report_year, report_month, forecast_month_index)
     WHERE s.report_year = k.report_year AND s.report_month = k.report_month
       AND s.forecast_month_index = k.forecast_month_index`,
    [
      months.map((month) => month.reportYear),
      months.map((month) => month.reportMonth),
      months.map((month) => month.forecastMonthIndex),
    ],
  );
}
