import type { SqlRow } from '../../platform/database/db';
import { sqlOrdering } from '../../platform/database/keyset';
import type { Page } from '../../platform/database/page';
import type { RequestScope } from '../../platform/scope/request-scope';
import { textKey } from '../../domain/text-key';
import { SUMMARY_ORDER, type SummaryFilter, type SummaryKey, type SummaryRow } from './summary.model';

const COLUMNS = `s.id AS id, s.report_month AS report_month, s.report_year AS report_year,
  s.forecast_month_index AS forecast_month_index, s.forecast_month AS forecast_month, s.forecast_year AS forecast_year,
  s.main_lob AS main_lob, s.state AS state, s.case_type AS case_type, s.total_forecast AS total_forecast,
  s.total_fte_count AS total_fte_count, s.total_fte_equivalent AS total_fte_equivalent, s.total_capacity AS total_capacity,
  s.fte_required AS fte_required, s.fte_required_reason AS fte_required_reason, s.capacity_gap AS capacity_gap,
  s.tier_breakdown AS tier_breakdown, s.unknown_capacity_count AS unknown_capacity_count, s.is_frozen AS is_frozen,
  s.computed_datetime AS computed_datetime`;

function readSummary(row: SqlRow): SummaryRow {
  return {
    id: row.id as number,
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    forecastMonthIndex: row.forecast_month_index as number,
    forecastMonth: row.forecast_month as string,
    forecastYear: row.forecast_year as number,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
    totalForecast: row.total_forecast as number,
    totalFteCount: row.total_fte_count as number,
    totalFteEquivalent: row.total_fte_equivalent as string,
    totalCapacity: row.total_capacity as string,
    fteRequired: row.fte_required as number | null,
    fteRequiredReason: row.fte_required_reason as string | null,
    capacityGap: row.capacity_gap as string,
    tierBreakdown: row.tier_breakdown as Record<string, number>,
    unknownCapacityCount: row.unknown_capacity_count as number,
    isFrozen: row.is_frozen as boolean,
    computedDatetime: row.computed_datetime as Date,
  };
}

/** Summaries of these demand-months, in no particular order. */
export function findSummaries(scope: RequestScope, keys: readonly SummaryKey[]): Promise<SummaryRow[]> {
  return scope.db.query(
    `SELECT ${COLUMNS}
     FROM unnest($1::integer[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[])
       AS k (report_year, report_month, forecast_month_index, main_lob, state, case_type)
     JOIN monthly_capacity_summary s ON s.report_year = k.report_year AND s.report_month = k.report_month
       AND s.forecast_month_index = k.forecast_month_index AND s.main_lob = k.main_lob AND s.state = k.state
       AND s.case_type = k.case_type`,
    [
      keys.map((key) => key.reportYear),
      keys.map((key) => key.reportMonth),
      keys.map((key) => key.forecastMonthIndex),
      keys.map((key) => key.mainLob),
      keys.map((key) => key.state),
      keys.map((key) => key.caseType),
    ],
    readSummary,
  );
}

const MATCHES = `s.report_year = $1 AND s.report_month = $2
  AND ($3::integer[] IS NULL OR s.forecast_month_index = ANY($3::integer[]))
  AND ($4::text[] IS NULL OR text_key(s.main_lob) = ANY($4::text[]))
  AND ($5::text[] IS NULL OR text_key(s.state) = ANY($5::text[]))
  AND ($6::text[] IS NULL OR text_key(s.case_type) = ANY($6::text[]))`;

/** The report and the filter as parameters $1 … $6. */
function criteria(report: { reportYear: number; reportMonth: string }, filter: SummaryFilter): unknown[] {
  const { forecastMonthIndexes, mainLobs, states, caseTypes } = filter;
  const texts = [mainLobs, states, caseTypes].map((names) => names?.map(textKey) ?? null);
  return [report.reportYear, report.reportMonth, forecastMonthIndexes ?? null, ...texts];
}

const ORDER = sqlOrdering(SUMMARY_ORDER, 's');

/** Summaries of one report by LOB, state, case type and month. */
export function listSummaries(
  scope: RequestScope,
  report: { reportYear: number; reportMonth: string },
  filter: SummaryFilter,
  page: Page,
): Promise<SummaryRow[]> {
  const after = ORDER.after(page, 9);
  return scope.db.query(
    `SELECT ${COLUMNS} FROM monthly_capacity_summary s WHERE ${MATCHES} ${after.sql}
     ORDER BY ${ORDER.orderBy} LIMIT $7 OFFSET $8`,
    [...criteria(report, filter), page.limit, page.offset, ...after.params],
    readSummary,
  );
}

/** How many summaries of one report the filter matches. */
export async function countSummaries(
  scope: RequestScope,
  report: { reportYear: number; reportMonth: string },
  filter: SummaryFilter,
): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    `SELECT count(*)::integer AS total FROM monthly_capacity_summary s WHERE ${MATCHES}`,
    criteria(report, filter),
  );
  return row?.total ?? 0;
}
