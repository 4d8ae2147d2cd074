import { monthName, monthStart, parseMonthLabel, type CalendarMonth } from '../../../domain/time/month';
import { DomainError, invalid } from '../../../domain/errors';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { closedMonths } from '../../calendar';
import type { ReportKey } from '../table/demand.model';
import { planMonths } from './report-plan.rules';
import type { CalendarReportMonth, ReportMonthRow, ReportPlan, ReportRow } from '../table/report.model';
import {
  findCurrentReport,
  findReports,
  freezeMonths,
  listLiveMonths,
  listMonthsForPlan,
  listReports,
} from '../table/report.repository';

/** A report as callers name it: its month with the year, `2025-04`. */
export type ReportChoice = string;

/** The newest report, which is the default everywhere; undefined before the first import. */
export function currentReport(scope: RequestScope): Promise<ReportRow | undefined> {
  return findCurrentReport(scope);
}

/** All reports, newest first. */
export function getReports(scope: RequestScope): Promise<ReportRow[]> {
  return listReports(scope);
}

/** The report chosen, or the current one; undefined if there is none. */
export async function findReport(
  scope: RequestScope,
  choice?: ReportChoice | null,
): Promise<ReportRow | undefined> {
  if (!choice) return currentReport(scope);
  return (await findReports(scope, [readReportChoice(choice)]))[0];
}

/** The report chosen, or the current one; NO_REPORT if there is none. */
export async function getReport(scope: RequestScope, choice?: ReportChoice | null): Promise<ReportRow> {
  const report = await findReport(scope, choice);
  if (report) return report;
  const message = choice ? `there is no report ${choice}` : 'no forecast report is stored; import one first';
  throw new DomainError('NO_REPORT', message, [{ path: 'report', message, value: choice ?? null }]);
}

/** The key of a report as callers name it, whether or not it is stored. */
export function readReportChoice(report: ReportChoice, path = 'report'): ReportKey {
  const month = parseMonthLabel(report);
  if (month === undefined) throw invalid(path, report, 'a report month such as 2025-04');
  return { reportMonth: monthName(month.month), reportYear: month.year };
}

/** The live month of each calendar month that any report covers, in order of the calendar. */
export function liveMonths(scope: RequestScope): Promise<ReportMonthRow[]> {
  return listLiveMonths(scope);
}

/**
 * Step 1 of importing a report: returns what it freezes, and which of its months will be live, closed or frozen from birth.
 * A stored report whose months differ from `mapping` is refused.
 */
export async function planReport(
  scope: RequestScope,
  { report, mapping }: { report: CalendarMonth; mapping: readonly CalendarMonth[] },
): Promise<ReportPlan> {
  const key = { reportMonth: monthName(report.month), reportYear: report.year };
  const starts = mapping.map(monthStart);
  const stored = await listMonthsForPlan(scope, key, starts);
  const closed = await closedMonths(scope, starts);
  const newest = await findCurrentReport(scope);
  return planMonths({ report, mapping, stored, closed, newestStart: newest?.reportStart });
}

/** Step 3 of importing a report, after their assignments are copied: freezes older reports' months. Their summaries follow in the summary feature. */
export async function freezeReportMonths(
  tx: WriteScope,
  months: readonly CalendarReportMonth[],
): Promise<void> {
  if (months.length > 0) await freezeMonths(tx, months);
}
