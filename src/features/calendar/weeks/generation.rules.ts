import { DomainError, type Issue } from '../../../domain/errors';
import type { WorkType } from '../../../domain/demand/lob';
import { weekdaysOfMonth } from '../../../domain/time/iso-week';
import { monthName, monthStart } from '../../../domain/time/month';

/** The facts of one configured month that generating checks. */
export interface ConfiguredMonth {
  monthStart: string;
  workType: WorkType;
  workingDays: number;
  /** Holidays on Mondays to Fridays of the calendar month. */
  knownHolidays: number;
}

/** A month and work type of one year. */
interface MonthOfWork {
  month: number;
  monthStart: string;
  workType: WorkType;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

function monthsOf(year: number, workTypes: readonly WorkType[], closed: ReadonlySet<string>): MonthOfWork[] {
  return MONTHS.flatMap((month) => {
    const start = monthStart({ year, month });
    return closed.has(start) ? [] : workTypes.map((workType) => ({ month, monthStart: start, workType }));
  });
}

/** Refuses a year of which an open month has no configuration, naming all such months. */
export function requireEveryMonth(
  year: number,
  workTypes: readonly WorkType[],
  known: { configured: readonly ConfiguredMonth[]; closed: ReadonlySet<string> },
): void {
  const there = new Set(known.configured.map((config) => `${config.monthStart} ${config.workType}`));
  const issues = monthsOf(year, workTypes, known.closed)
    .filter((month) => !there.has(`${month.monthStart} ${month.workType}`))
    .map(({ month, monthStart: start, workType }): Issue => ({
      path: 'year',
      message: `${monthName(month)} ${year} ${workType} has no month configuration; set or import it first`,
      value: `${start.slice(0, 7)} ${workType}`,
      code: 'NO_MONTH_CONFIG',
    }));
  if (issues.length === 0) return;
  const names = issues.map((issue) => issue.message.replace(/ has no .*/, '')).join(', ');
  throw new DomainError('VALIDATION', `Months without a month configuration: ${names}`, issues);
}

/** A month whose weekdays, configured days and known holidays do not add up. */
export interface MonthDiscrepancy {
  year: number;
  /** Full month name. */
  month: string;
  monthStart: string;
  workType: WorkType;
  /** Mondays to Fridays of the calendar month. */
  weekdays: number;
  /** Working days that the month configuration states. */
  configuredWorkingDays: number;
  /** Holidays that follow from it: weekdays − configured working days. */
  impliedHolidays: number;
  /** Holidays on weekdays that are known in the month. */
  knownHolidays: number;
  message: string;
}

/** The months of a year in which configuration and holidays disagree, in order. */
export function findDiscrepancies(
  year: number,
  workTypes: readonly WorkType[],
  known: { configured: readonly ConfiguredMonth[]; closed: ReadonlySet<string> },
): MonthDiscrepancy[] {
  const configs = new Map(
    known.configured.map((config) => [`${config.monthStart} ${config.workType}`, config]),
  );
  return monthsOf(year, workTypes, known.closed).flatMap(({ month, monthStart: start, workType }) => {
    const config = configs.get(`${start} ${workType}`);
    const weekdays = weekdaysOfMonth({ year, month });
    if (!config || weekdays - config.workingDays === config.knownHolidays) return [];
    const impliedHolidays = weekdays - config.workingDays;
    const { workingDays: configuredWorkingDays, knownHolidays } = config;
    const message =
      `${monthName(month)} ${year} ${workType}: ${weekdays} weekdays − ${configuredWorkingDays} configured working days ` +
      `= ${impliedHolidays} holidays, but ${knownHolidays} known`;
    const figures = { weekdays, configuredWorkingDays, impliedHolidays, knownHolidays };
    return [{ year, month: monthName(month), monthStart: start, workType, ...figures, message }];
  });
}
