import { DomainError, invalid } from '../../../domain/errors';
import { monthFromStart, monthLabel, monthStart, parseMonthLabel } from '../../../domain/time/month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { ReportMonthRow } from '../table/report.model';
import { listLiveMonths, listMonthsOfReports } from '../table/report.repository';
import { getReport } from './report.service';

/** A forecast month of a report as callers name it. */
export interface ReportMonthChoice {
  /** `2025-04`; without, the live report of the month, or the current one for an index. */
  reportMonth?: string | null | undefined;
  /** The forecast month by index, by calendar month (`2025-05`), or both if they agree. */
  forecastMonthIndex?: number | null | undefined;
  forecastMonth?: string | null | undefined;
}

/** The month that the choice names; without a report the live one of the calendar month, or the current report's for an index. */
export async function findReportMonth(tx: WriteScope, change: ReportMonthChoice): Promise<ReportMonthRow> {
  const chosen = readMonth(change);
  const candidates = await candidateMonths(tx, change, chosen.monthStart !== null);
  const found = candidates.find(
    (month) =>
      (chosen.index ?? month.forecastMonthIndex) === month.forecastMonthIndex &&
      (chosen.monthStart ?? month.monthStart) === month.monthStart,
  );
  if (found) return found;
  const accepted = candidates.map((month) => labelOf(month)).join(', ');
  throw invalid(
    chosen.monthStart === null ? 'forecastMonthIndex' : 'forecastMonth',
    chosen.monthStart ?? chosen.index,
    accepted === '' ? 'a month that a stored report covers' : `a month that the report covers: ${accepted}`,
  );
}

async function candidateMonths(
  tx: WriteScope,
  { reportMonth }: ReportMonthChoice,
  hasMonth: boolean,
): Promise<ReportMonthRow[]> {
  if (typeof reportMonth === 'string') return listMonthsOfReports(tx, [await getReport(tx, reportMonth)]);
  return hasMonth ? listLiveMonths(tx) : listMonthsOfReports(tx, [await getReport(tx)]);
}

function readMonth(change: ReportMonthChoice): { index: number | null; monthStart: string | null } {
  const index = change.forecastMonthIndex ?? null;
  if (typeof change.forecastMonth !== 'string') {
    if (index === null) throw invalid('forecastMonth', null, 'a month and year, or forecastMonthIndex');
    return { index, monthStart: null };
  }
  const month = parseMonthLabel(change.forecastMonth);
  if (!month) throw invalid('forecastMonth', change.forecastMonth, 'a month with its year such as 2025-05');
  return { index, monthStart: monthStart(month) };
}

function labelOf(month: ReportMonthRow): string {
  return `${month.forecastMonthIndex} = ${monthLabel(monthFromStart(month.monthStart))}`;
}

/** Why a month that a newer report covers takes no change. */
export function frozenConflict(month: ReportMonthRow): DomainError {
  const label = monthLabel(monthFromStart(month.monthStart));
  const message = `${label} of the report ${month.reportMonth} ${month.reportYear} is frozen: a newer report covers it`;
  return new DomainError('CONFLICT', message, [{ path: 'forecastMonth', message, value: month.monthStart }]);
}
