import { textKey } from '../../../domain/text-key';
import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { allOf, sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../table/demand.model';
import { FORECAST_SORTING, type ForecastRow } from '../table/forecast.model';
import { FORECAST_COLUMNS, FORECASTS_WITH_MONTH } from '../table/forecast.repository';

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

/** Conditions on a forecast row `f` with its report month `m`: those of the criteria that are given. */
function matches(criteria: ForecastCriteria): Sql {
  const { reports, months, localities, live } = criteria;
  const given: Sql[] = [];
  if (reports) {
    const years = reports.map(({ reportYear }) => reportYear);
    const names = reports.map(({ reportMonth }) => reportMonth);
    given.push(
      sql`(f.report_year, f.report_month) IN (SELECT * FROM unnest(${years}::integer[], ${names}::text[]))`,
    );
  }
  if (months) {
    const numbers = months.map(({ month }) => month);
    const years = months.map(({ year }) => year);
    given.push(sql`EXISTS (
      SELECT FROM unnest(${numbers}::integer[], ${years}::integer[]) AS k (month_number, year)
      WHERE k.month_number = extract(month FROM m.month_start) AND coalesce(k.year, m.forecast_year) = m.forecast_year)`);
  }
  if (localities) given.push(sql`f.locality = ANY(${localities}::text[])`);
  if (live !== null) given.push(sql`m.is_frozen <> ${live}`);
  return allOf([...given, ...spelled(criteria)]);
}

function spelled({ mainLobs, states, caseTypes, platforms }: ForecastCriteria): Sql[] {
  const isOneOf = (column: Sql, values: readonly string[] | null): Sql[] =>
    values ? [sql`text_key(${column}) = ANY(${values.map(textKey)}::text[])`] : [];
  return [
    ...isOneOf(sql`f.main_lob`, mainLobs),
    ...isOneOf(sql`f.state`, states),
    ...isOneOf(sql`f.case_type`, caseTypes),
    ...isOneOf(sql`f.platform`, platforms),
  ];
}

const ORDER = listOrder(FORECAST_SORTING.listed, 'f', { monthStart: sql`m.month_start` });

/** A page of forecast rows. */
export function listForecasts(
  scope: RequestScope,
  criteria: ForecastCriteria,
  page: Page,
): Promise<ForecastRow[]> {
  const { after, orderBy } = ORDER(page);
  return scope.db.query(
    sql`SELECT ${FORECAST_COLUMNS} FROM ${FORECASTS_WITH_MONTH} WHERE ${matches(criteria)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${page.limit} OFFSET ${page.offset}`,
  );
}

/** How many forecast rows the criteria match. */
export async function countForecasts(scope: RequestScope, criteria: ForecastCriteria): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM ${FORECASTS_WITH_MONTH} WHERE ${matches(criteria)}`,
  );
  return row?.total ?? 0;
}

/** Every case type that a forecast or a configured CPH names, in the newest spelling. */
export async function listCaseTypes(scope: RequestScope): Promise<string[]> {
  const rows = await scope.db.query<{ caseType: string }>(
    sql`SELECT DISTINCT ON (text_key(k.case_type)) k.case_type AS "caseType"
     FROM (
       SELECT f.case_type, max(r.report_start) AS since
       FROM forecast f JOIN forecast_report r ON r.report_year = f.report_year AND r.report_month = f.report_month
       GROUP BY f.case_type
       UNION ALL SELECT t.case_type, NULL FROM target_cph t
     ) k
     ORDER BY text_key(k.case_type), k.since DESC NULLS LAST, k.case_type`,
  );
  return rows.map(({ caseType }) => caseType);
}
