import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { monthHours } from '../../calendar/sql';
import type { CalendarReportMonth, ReportKey, ReportMonthKey } from '../../demand';
import { reportMonthOf, sameReportMonth, sameSpelling } from '../../demand/sql';
import { fteRequired, fteUnknownReason } from '../table/fte-required.sql';
import { SummaryEntity } from '../table/summary.entity';

const SUMMARIES = table(SummaryEntity);
const KEY = ['reportYear', 'reportMonth', 'forecastMonthIndex'] as const;
const COLUMNS = sql`report_month, report_year, forecast_month_index, forecast_month, forecast_year, main_lob, state,
  case_type, total_forecast, total_fte_count, total_fte_equivalent, total_capacity, fte_required, fte_required_reason,
  capacity_gap, tier_breakdown, unknown_capacity_count, is_frozen, computed_datetime`;

/**
 * Writes the summaries of months that are frozen from birth: nobody has ever been assigned to them, so there is no
 * capacity, and the whole forecast is the gap. The people required follow from today's week configurations.
 */
export async function insertBornFrozenSummaries(
  tx: WriteScope,
  { reportYear, reportMonth }: ReportKey,
  indexes: readonly number[],
): Promise<void> {
  const months = sql`SELECT m.month_start, l.locality FROM forecast_report_month m
    CROSS JOIN (VALUES ('Domestic'), ('Global')) AS l (locality)
    WHERE m.report_year = ${reportYear} AND m.report_month = ${reportMonth}
      AND m.forecast_month_index = ANY(${indexes}::integer[])`;
  const requirement = { forecast: sql`f.forecast`, targetCph: sql`f.target_cph`, hours: sql`h.hours` };
  const weeks = { configured: sql`h.configured`, inMonth: sql`h.weeks` };
  await tx.db.execute(
    sql`WITH labels AS (
       SELECT coalesce(json_object_agg(tier_label(t.capacity_percentage), 0 ORDER BY t.capacity_percentage DESC), '{}'::json) AS zeros
       FROM (SELECT DISTINCT p.capacity_percentage FROM production_capacity_tier p WHERE p.is_active) t
     ), hours AS (${monthHours(months)}),
     known AS (
       SELECT f.*, m.forecast_month, m.forecast_year, h.hours, ${fteUnknownReason(requirement, weeks)} AS reason
       FROM forecast f JOIN ${reportMonthOf('f')}
       JOIN hours h ON h.month_start = m.month_start AND h.locality = f.locality
       WHERE f.report_year = ${reportYear} AND f.report_month = ${reportMonth}
     )
     INSERT INTO monthly_capacity_summary (${COLUMNS})
     SELECT f.report_month, f.report_year, f.forecast_month_index, f.forecast_month, f.forecast_year, f.main_lob, f.state,
       f.case_type, f.forecast, 0, 0, 0, ${fteRequired({ ...requirement, hours: sql`f.hours` }, sql`f.reason`)},
       f.reason, -f.forecast, l.zeros, 0, true, ${tx.at}::timestamptz
     FROM known f CROSS JOIN labels l`,
  );
}

/** Gives a carried closed month its summaries under the new report: the same figures under new keys. */
export async function copySummaries(tx: WriteScope, from: ReportMonthKey, to: ReportMonthKey): Promise<void> {
  await tx.db.execute(
    sql`INSERT INTO monthly_capacity_summary (${COLUMNS})
     SELECT f.report_month, f.report_year, f.forecast_month_index, s.forecast_month, s.forecast_year, f.main_lob, f.state,
       f.case_type, s.total_forecast, s.total_fte_count, s.total_fte_equivalent, s.total_capacity, s.fte_required,
       s.fte_required_reason, s.capacity_gap, s.tier_breakdown, s.unknown_capacity_count, false, s.computed_datetime
     FROM monthly_capacity_summary s
     JOIN ${SUMMARIES.unnest('o', KEY, [from])} ON ${sameReportMonth('o', 's')}
     CROSS JOIN ${SUMMARIES.unnest('n', KEY, [to])}
     JOIN forecast f ON ${sameReportMonth('f', 'n')} AND ${sameSpelling('f', 's')}`,
  );
}

/** Marks the summaries of frozen months. */
export async function markFrozen(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<void> {
  const keys: readonly ReportMonthKey[] = months;
  await tx.db.execute(
    sql`UPDATE monthly_capacity_summary AS s SET is_frozen = true
     FROM ${SUMMARIES.unnest('k', KEY, keys)} WHERE ${sameReportMonth('s', 'k')}`,
  );
}
