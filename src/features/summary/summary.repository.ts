import { directed, listOrder } from '../../platform/database/keyset';
import type { Page } from '../../platform/database/page';
import { allOf, sql, type Sql } from '../../platform/database/sql';
import { table } from '../../platform/database/table';
import type { RequestScope } from '../../platform/scope/request-scope';
import { textKey } from '../../domain/text-key';
import { sameDemandMonth } from '../demand/sql';
import { SUMMARY_ORDER, type SummaryFilter, type SummaryKey, type SummaryRow } from './summary.model';
import { SummaryEntity } from './table/summary.entity';

const SUMMARIES = table(SummaryEntity);
const COLUMNS = SUMMARIES.columns('s');
const KEY = ['reportYear', 'reportMonth', 'forecastMonthIndex', 'mainLob', 'state', 'caseType'] as const;
const ORDER = listOrder(SUMMARY_ORDER, 's');

/** Summaries of these demand-months, in no particular order. */
export function findSummaries(scope: RequestScope, keys: readonly SummaryKey[]): Promise<SummaryRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM ${SUMMARIES.unnest('k', KEY, keys)}
     JOIN monthly_capacity_summary s ON ${sameDemandMonth('s', 'k')}`,
  );
}

type Report = Pick<SummaryKey, 'reportYear' | 'reportMonth'>;

/** Conditions on a summary `s`: of the report, and of what the filter asks for. */
function matches({ reportYear, reportMonth }: Report, filter: SummaryFilter): Sql {
  const { forecastMonthIndexes, mainLobs, states, caseTypes } = filter;
  const isOneOf = (column: Sql, names: readonly string[] | null | undefined): Sql[] =>
    names ? [sql`text_key(${column}) = ANY(${names.map(textKey)}::text[])`] : [];
  return allOf([
    sql`s.report_year = ${reportYear} AND s.report_month = ${reportMonth}`,
    ...(forecastMonthIndexes ? [sql`s.forecast_month_index = ANY(${forecastMonthIndexes}::integer[])`] : []),
    ...isOneOf(sql`s.main_lob`, mainLobs),
    ...isOneOf(sql`s.state`, states),
    ...isOneOf(sql`s.case_type`, caseTypes),
  ]);
}

/** A page of summaries. */
export interface SummaryListPage extends Page {
  /** The properties of the rows that are read, besides those of the order; all if absent. */
  properties?: readonly string[] | undefined;
}

/** Summaries of one report by LOB, state, case type and month. */
export function listSummaries(
  scope: RequestScope,
  report: Report,
  filter: SummaryFilter,
  { properties, ...page }: SummaryListPage,
): Promise<SummaryRow[]> {
  return scope.db.query(
    sql`SELECT ${columnsOf(properties)} FROM monthly_capacity_summary s WHERE ${matches(report, filter)} AND ${directed(ORDER, page).after(page)}
     ORDER BY ${directed(ORDER, page).orderBy} LIMIT ${page.limit} OFFSET ${page.offset}`,
  );
}

/** Always with what their order is made of. */
function columnsOf(properties: readonly string[] | undefined): Sql {
  if (!properties) return COLUMNS;
  const wanted = new Set<string>([...properties, ...SUMMARY_ORDER.columns.map(({ field }) => field)]);
  return SUMMARIES.columns(
    's',
    SUMMARIES.properties.filter((property) => wanted.has(property)),
  );
}

/** How many summaries of one report the filter matches. */
export async function countSummaries(
  scope: RequestScope,
  report: Report,
  filter: SummaryFilter,
): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM monthly_capacity_summary s WHERE ${matches(report, filter)}`,
  );
  return row?.total ?? 0;
}
