import { DomainError, describe, invalid } from '../errors';
import { dateOfDay, dayNumber, FIRST_YEAR, LAST_YEAR, requireDay, weekdayIndex } from './iso-date';
import { addMonths, type CalendarMonth } from './month';
import { floorInt } from '../rounding';

export { isWeekday, parseIsoDate } from './iso-date';

/** An ISO 8601 week: Monday to Sunday, `week` 1–52 or 53, `year` the ISO year. */
export interface IsoWeek {
  year: number;
  week: number;
}

/** Day number of the Monday of week 1: the week that holds 4 January. */
function firstMonday(year: number): number {
  const fourth = dayNumber(year, 1, 4);
  return fourth - weekdayIndex(fourth);
}

function mondayOf({ year, week }: IsoWeek): number {
  return firstMonday(year) + (week - 1) * 7;
}

function weekOfDay(days: number): IsoWeek {
  const thursday = days - weekdayIndex(days) + 3;
  const year = Number(dateOfDay(thursday).slice(0, 4));
  return { year, week: floorInt((thursday - firstMonday(year)) / 7) + 1 };
}

/** 53 in a long ISO year, else 52. */
export function weeksInYear(year: number): number {
  return (firstMonday(year + 1) - firstMonday(year)) / 7;
}

/** Whether the week exists: week 53 only in long years, years 1900–2200. */
export function isIsoWeek({ year, week }: IsoWeek): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(week)) return false;
  return year >= FIRST_YEAR && year <= LAST_YEAR && week >= 1 && week <= weeksInYear(year);
}

/** The week, or an error that states which weeks its year has. */
export function requireIsoWeek(week: IsoWeek, path = 'week'): IsoWeek {
  if (isIsoWeek(week)) return week;
  if (!Number.isInteger(week.year) || week.year < FIRST_YEAR || week.year > LAST_YEAR) {
    throw invalid(path, week.year, `an ISO year from ${FIRST_YEAR} to ${LAST_YEAR}`);
  }
  throw invalid(path, week.week, `a week from 1 to ${weeksInYear(week.year)}, the ISO weeks of ${week.year}`);
}

/** Reads `2025-W18`; refuses weeks that do not exist, such as `2025-W53`. */
export function parseIsoWeek(text: unknown, path = 'week'): IsoWeek {
  const match = typeof text === 'string' ? /^(\d{4})-W(\d{2})$/.exec(text.trim()) : null;
  if (!match) throw invalid(path, text, 'an ISO week such as 2025-W18');
  const week = { year: Number(match[1]), week: Number(match[2]) };
  if (isIsoWeek(week)) return week;
  const inRange = week.year >= FIRST_YEAR && week.year <= LAST_YEAR;
  const message = inRange
    ? `${describe(text)} does not exist: ${week.year} has the ISO weeks 1 to ${weeksInYear(week.year)}`
    : `${describe(text)} is out of range: expected an ISO year from ${FIRST_YEAR} to ${LAST_YEAR}`;
  throw new DomainError('VALIDATION', `${path}: ${message}`, [{ path, message, value: text }]);
}

/** `2025-W18`. */
export function formatIsoWeek({ year, week }: IsoWeek): string {
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

/** Monday of the week, `YYYY-MM-DD`. */
export function weekStart(week: IsoWeek): string {
  return dateOfDay(mondayOf(week));
}

/** Sunday of the week, `YYYY-MM-DD`. */
export function weekEnd(week: IsoWeek): string {
  return dateOfDay(mondayOf(week) + 6);
}

/** The ISO week of a date `YYYY-MM-DD`; its ISO year may differ from the calendar year. */
export function weekOfDate(isoDate: string): IsoWeek {
  return weekOfDay(requireDay(isoDate));
}

/** The week n weeks later (earlier for negative n). */
export function addWeeks(week: IsoWeek, n: number): IsoWeek {
  return weekOfDay(mondayOf(week) + n * 7);
}

/** Negative, 0 or positive as a is before, equal to or after b. */
export function compareWeeks(a: IsoWeek, b: IsoWeek): number {
  return a.year - b.year || a.week - b.week;
}

/** How many weeks `to` is after `from`; negative when it is before. */
export function weeksApart(from: IsoWeek, to: IsoWeek): number {
  return (mondayOf(to) - mondayOf(from)) / 7;
}

/** The weeks from `from` up to but without `to`. */
export function weeksBetween(from: IsoWeek, to: IsoWeek): IsoWeek[] {
  const weeks: IsoWeek[] = [];
  const end = mondayOf(to);
  for (let monday = mondayOf(from); monday < end; monday += 7) weeks.push(weekOfDay(monday));
  return weeks;
}

/** The month of the week's Thursday, so its year always is the ISO year. */
export function parentMonth(week: IsoWeek): CalendarMonth {
  const thursday = dateOfDay(mondayOf(week) + 3);
  return { year: Number(thursday.slice(0, 4)), month: Number(thursday.slice(5, 7)) };
}

/** The 4 or 5 weeks whose parent month this is, in order. */
export function weeksOfMonth(month: CalendarMonth): IsoWeek[] {
  return weeksBetween(firstWeekOf(month), firstWeekOf(addMonths(month, 1)));
}

/** The week of the month's first Thursday. */
function firstWeekOf({ year, month }: CalendarMonth): IsoWeek {
  const first = dayNumber(year, month, 1);
  return weekOfDay(first + ((3 - weekdayIndex(first) + 7) % 7));
}

/** The five dates Monday to Friday of the week. */
export function weekdaysOfWeek(week: IsoWeek): string[] {
  const monday = mondayOf(week);
  return [0, 1, 2, 3, 4].map((offset) => dateOfDay(monday + offset));
}

/** How many Mondays to Fridays the calendar month has. */
export function weekdaysOfMonth({ year, month }: CalendarMonth): number {
  const next = addMonths({ year, month }, 1);
  const end = dayNumber(next.year, next.month, 1);
  let count = 0;
  for (let day = dayNumber(year, month, 1); day < end; day += 1) if (weekdayIndex(day) < 5) count += 1;
  return count;
}
