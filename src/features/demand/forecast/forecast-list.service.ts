import { invalid } from '../../../domain/errors';
import { didYouMean } from '../../../domain/nearest-name';
import { MONTH_NAMES, parseMonthText } from '../../../domain/time/month';
import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../table/demand.model';
import {
  countForecasts,
  listCaseTypes,
  listForecasts,
  type ForecastCriteria,
} from './forecast-list.repository';
import type { ForecastFilter, ForecastRow } from '../table/forecast.model';
import { currentReport, readReportChoice } from '../forecast-report/report.service';

/** What of the list of forecast rows is wanted. */
export interface ForecastPage extends Page {
  filter?: ForecastFilter | null | undefined;
  withTotal: boolean;
}

/** A page of forecast rows, with one row more than `limit` if more follow; `total` is 0 unless asked for. */
export async function getForecasts(
  scope: RequestScope,
  { filter, withTotal, ...page }: ForecastPage,
): Promise<{ rows: ForecastRow[]; total: number }> {
  const criteria = await readCriteria(scope, filter ?? {});
  const [rows, total] = await Promise.all([
    listForecasts(scope, criteria, { ...page, limit: page.limit + 1 }),
    withTotal ? countForecasts(scope, criteria) : 0,
  ]);
  return { rows, total };
}

async function readCriteria(scope: RequestScope, filter: ForecastFilter): Promise<ForecastCriteria> {
  return {
    reports: await readReports(scope, filter),
    months: readMonths(filter),
    mainLobs: filter.mainLobs ?? null,
    states: filter.states ?? null,
    caseTypes: filter.caseTypes ?? null,
    platforms: filter.platforms ?? null,
    localities: filter.localities ?? null,
    live: filter.live ?? null,
  };
}

/** The reports asked for; without any the current one, unless live or frozen months of all reports are wanted. */
async function readReports(scope: RequestScope, filter: ForecastFilter): Promise<ReportKey[] | null> {
  if (filter.reports)
    return filter.reports.map((report, i) => readReportChoice(report, `filter.reports.${i}`));
  if (typeof filter.live === 'boolean') return null;
  const current = await currentReport(scope);
  return current ? [current] : [];
}

/** Months of one year and months of any year are alternatives of the same filter. */
function readMonths({ months, monthNames }: ForecastFilter): ForecastCriteria['months'] {
  if (!months && !monthNames) return null;
  return [
    ...(months ?? []).map((text, i) => readMonth(text, `filter.months.${i}`)),
    ...(monthNames ?? []).map((text, i) => readMonth(text, `filter.monthNames.${i}`)),
  ];
}

function readMonth(text: string, path: string): { month: number; year: number | null } {
  const parsed = parseMonthText(text);
  if (!parsed) {
    const hint = didYouMean(text, MONTH_NAMES);
    throw invalid(path, text, `a month such as May-25, 2025-05, or May for any year${hint}`);
  }
  return { month: parsed.month, year: parsed.year ?? null };
}

/** Every case type known from forecasts and configured CPHs: what skills are read against. */
export function knownCaseTypes(scope: RequestScope): Promise<string[]> {
  return listCaseTypes(scope);
}
