import { textKey } from '../../../domain/text-key';
import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../table/demand.model';
import { FORECAST_ORDERS, type ForecastRow, type ForecastSort } from '../table/forecast.model';
import { FORECAST_COLUMNS, FORECAST_MONTH, readForecast } from '../table/forecast.repository';

/** A checked filter; null = anything. */
export interface ForecastCriteria {
  reports: readonly ReportKey[] | null;
  /** Calendar months; a year of null is any year. */
  months: readonly { month: number; year: number | null }[] | null;
  mainLobs: readonly string[] | null;
  states: readonly string[] | null;
  caseTypes: readonly string[] | null;
  platforms: readonly string[] | null;
  localities: readonly string[] | null;
  live: boolean | null;
}

const MATCHES = `($1::integer[] IS NULL OR (f.report_year, f.report_month) IN (SELECT * FROM unnest($1::integer[], $2::text[])))
  AND ($3::integer[] IS NULL OR EXISTS (
    SELECT FROM unnest($3::integer[], $4::integer[]) AS k (month_number, year)
    WHERE k.month_number = extract(month FROM m.month_start) AND coalesce(k.year, m.forecast_year) = m.forecast_year))
  AND ($5::text[] IS NULL OR text_key(f.main_lob) = ANY($5::text[]))
  AND ($6::text[] IS NULL OR text_key(f.state) = ANY($6::text[]))
  AND ($7::text[] IS NULL OR text_key(f.case_type) = ANY($7::text[]))
  AND ($8::text[] IS NULL OR text_key(f.platform) = ANY($8::text[]))
  AND ($9::text[] IS NULL OR f.locality = ANY($9::text[]))
  AND ($10::boolean IS NULL OR m.is_frozen <> $10)`;

function criteriaParams(criteria: ForecastCriteria): unknown[] {
  const keys = (texts: readonly string[] | null): string[] | null => texts?.map(textKey) ?? null;
  return [
    criteria.reports?.map((report) => report.reportYear) ?? null,
    criteria.reports?.map((report) => report.reportMonth) ?? null,
    criteria.months?.map((month) => month.month) ?? null,
    criteria.months?.map((month) => month.year) ?? null,
    ...[criteria.mainLobs, criteria.states, criteria.caseTypes, criteria.platforms].map(keys),
    criteria.localities,
    criteria.live,
  ];
}

/** A page of forecast rows. */
export function listForecasts(
  scope: RequestScope,
  criteria: ForecastCriteria,
  { sort, ...page }: Page & { sort: ForecastSort },
): Promise<ForecastRow[]> {
  const order = sqlOrdering(FORECAST_ORDERS[sort], 'f', { monthStart: 'm.month_start' });
  const after = order.after(page, 13);
  return scope.db.query(
    `SELECT ${FORECAST_COLUMNS} FROM forecast f JOIN ${FORECAST_MONTH} WHERE ${MATCHES} ${after.sql}
     ORDER BY ${order.orderBy} LIMIT $11 OFFSET $12`,
    [...criteriaParams(criteria), page.limit, page.offset, ...after.params],
    readForecast,
  );
}

/** How many forecast rows the criteria match. */
export async function countForecasts(scope: RequestScope, criteria: ForecastCriteria): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    `SELECT count(*)::integer AS total FROM forecast f JOIN ${FORECAST_MONTH} WHERE ${MATCHES}`,
    criteriaParams(criteria),
  );
  return row?.total ?? 0;
}

/** Every case type that a forecast or a configured CPH names, in the newest spelling. */
export function listCaseTypes(scope: RequestScope): Promise<string[]> {
  return scope.db.query(
    `SELECT DISTINCT ON (text_key(k.case_type)) k.case_type AS case_type
     FROM (
       SELECT f.case_type, max(r.report_start) AS since
       FROM forecast f JOIN forecast_report r ON r.report_year = f.report_year AND r.report_month = f.report_month
       GROUP BY f.case_type
       UNION ALL SELECT t.case_type, NULL FROM target_cph t
     ) k
     ORDER BY text_key(k.case_type), k.since DESC NULLS LAST, k.case_type`,
    [],
    (row) => row.case_type as string,
  );
}
