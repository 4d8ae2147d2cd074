import { DomainError, invalid } from '../../../domain/errors';
import {
  compareMonths,
  monthFromStart,
  monthLabel,
  monthName,
  monthStart,
  type CalendarMonth,
} from '../../../domain/time/month';
import type { PlannedMonth, ReportMonthRow, ReportPlan } from '../table/report.model';

/** How many calendar months a report forecasts. */
const MONTHS_OF_REPORT = 6;

/** What is known before a report is planned. */
export interface PlanFacts {
  report: CalendarMonth;
  /** Calendar months of the indexes 1 to 6. */
  mapping: readonly CalendarMonth[];
  /** Months of all reports that stand for one of the mapping, and all of the report's own. */
  stored: readonly ReportMonthRow[];
  /** First days of closed months. */
  closed: ReadonlySet<string>;
  /** First day of the newest stored report's month. */
  newestStart: string | undefined;
}

/** What importing the report does with each of its months: the newest report that covers a month is its live one. */
export function planMonths(facts: PlanFacts): ReportPlan {
  checkMapping(facts);
  const { report, mapping, stored, newestStart } = facts;
  const start = monthStart(report);
  const months = mapping.map((month, position) => planMonth(facts, month, position + 1));
  const startsOf = (wanted: (month: PlannedMonth) => boolean): string[] =>
    months
      .filter(wanted)
      .map((month) => month.monthStart)
      .sort();
  return {
    report: { reportMonth: monthName(report.month), reportYear: report.year, reportStart: start },
    isNew: !stored.some((month) => month.reportStart === start),
    isCurrent: newestStart === undefined || newestStart <= start,
    months,
    freezes: months.flatMap((month) =>
      month.replaces ? { ...month.replaces, monthStart: month.monthStart } : [],
    ),
    liveMonths: startsOf((month) => month.isLive),
    closedMonths: startsOf((month) => month.isLive && month.isClosed),
    bornFrozenMonths: startsOf((month) => !month.isLive && month.isNew),
    frozenMonths: startsOf((month) => !month.isLive && !month.isNew),
  };
}

function planMonth(facts: PlanFacts, month: CalendarMonth, forecastMonthIndex: number): PlannedMonth {
  const start = monthStart(facts.report);
  const first = monthStart(month);
  const covering = facts.stored.filter((other) => other.monthStart === first);
  const own = covering.find((other) => other.reportStart === start);
  const isLive = own ? !own.isFrozen : !covering.some((other) => other.reportStart > start);
  const older = isLive && !own ? covering.find((other) => !other.isFrozen) : undefined;
  return {
    forecastMonthIndex,
    forecastMonth: monthName(month.month),
    forecastYear: month.year,
    monthStart: first,
    isLive,
    isNew: !own,
    isClosed: facts.closed.has(first),
    replaces: older
      ? {
          reportMonth: older.reportMonth,
          reportYear: older.reportYear,
          forecastMonthIndex: older.forecastMonthIndex,
        }
      : null,
  };
}

function checkMapping({ report, mapping, stored }: PlanFacts): void {
  const labels = mapping.map(monthLabel);
  if (mapping.length !== MONTHS_OF_REPORT || new Set(labels).size !== MONTHS_OF_REPORT)
    throw invalid('mapping', labels, `${MONTHS_OF_REPORT} different calendar months`);
  const own = stored
    .filter((month) => month.reportStart === monthStart(report))
    .sort((a, b) => a.forecastMonthIndex - b.forecastMonthIndex)
    .map((month) => monthFromStart(month.monthStart));
  if (own.length === 0) return;
  if (own.every((month, position) => compareMonths(month, mapping[position] ?? month) === 0)) return;
  const message =
    `the report ${monthLabel(report)} is stored with the months ${own.map(monthLabel).join(', ')}; ` +
    `this file has ${labels.join(', ')}, and a stored report keeps its months`;
  throw new DomainError('CONFLICT', message, [{ path: 'mapping', message, value: labels }]);
}
