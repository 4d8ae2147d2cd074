import { attempt, refuseIssues } from '../../../domain/issue-collector';
import {
  MONTH_DAYS,
  OCCUPANCY,
  readDecimal,
  readInteger,
  SHRINKAGE,
  WEEK_DAYS,
  WORK_HOURS,
  type DecimalRange,
  type IntegerRange,
  type GivenDecimal,
} from '../../../domain/decimal-input';
import { invalid, type Issue } from '../../../domain/errors';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import { didYouMean } from '../../../domain/nearest-name';
import { MONTH_NAMES, monthName, parseMonthName } from '../../../domain/time/month';
import { plain } from '../../../domain/rounding';

/** Days, hours and shares of a week or month; absent = not given. */
export interface WorkingTimeInput {
  workingDays?: number | null | undefined;
  workHours?: GivenDecimal | null | undefined;
  occupancy?: GivenDecimal | null | undefined;
  shrinkage?: GivenDecimal | null | undefined;
}

/** Days, hours and shares that may be stored. */
export interface WorkingTime {
  workingDays: number;
  workHours: string;
  occupancy: string;
  shrinkage: string;
}

/** Absent = as stored; null cannot stand in any of these fields, so it is read and refused. */
function given<T>(value: T | null | undefined, stored: T | undefined): T | null {
  return value === undefined ? (stored ?? null) : value;
}

/** Reads working time field by field; a field that is absent is taken from `stored`, or missed. */
export function readWorkingTime(
  input: WorkingTimeInput,
  kind: 'week' | 'month',
  stored?: WorkingTime,
): WorkingTime {
  const issues: Issue[] = [];
  const days = (): number => {
    const range: IntegerRange = kind === 'week' ? WEEK_DAYS : MONTH_DAYS;
    return readInteger(given(input.workingDays, stored?.workingDays), { ...range, path: 'workingDays' });
  };
  const share = (path: 'workHours' | 'occupancy' | 'shrinkage', range: DecimalRange): string =>
    plain(readDecimal(given(input[path], stored?.[path]), { ...range, path }));
  const workingDays = attempt(issues, days);
  const workHours = attempt(issues, () => share('workHours', WORK_HOURS));
  const occupancy = attempt(issues, () => share('occupancy', OCCUPANCY));
  const shrinkage = attempt(issues, () => share('shrinkage', SHRINKAGE));
  refuseIssues(issues);
  return { workingDays, workHours, occupancy, shrinkage } as WorkingTime;
}

/** A calendar or ISO year that Headroom keeps. */
export function readYear(year: number, path = 'year'): number {
  return readInteger(year, { min: FIRST_YEAR, max: LAST_YEAR, path });
}

const MAX_VALUES = 1000;

/** The years of a filter, or null for all. */
export function readYears(
  years: readonly number[] | null | undefined,
  path = 'filter.years',
): number[] | null {
  return readList(years, path)?.map((year) => readYear(year, path)) ?? null;
}

/** Full names of the months that a filter names in any spelling, or null for all. */
export function readMonthNames(
  months: readonly string[] | null | undefined,
  path = 'filter.monthNames',
): string[] | null {
  const read = (text: string): string => {
    const month = parseMonthName(text);
    if (month === undefined)
      throw invalid(path, text, `the name of a month such as May${didYouMean(text, MONTH_NAMES)}`);
    return monthName(month);
  };
  return readList(months, path)?.map(read) ?? null;
}

function readList<T>(values: readonly T[] | null | undefined, path: string): readonly T[] | undefined {
  if (!values) return undefined;
  if (values.length > MAX_VALUES)
    throw invalid(path, `${values.length} values`, `at most ${MAX_VALUES} values`);
  return values;
}
