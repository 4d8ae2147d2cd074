import { invalid } from '../errors';
import { floorInt } from '../rounding';

/** First and last calendar year that Headroom keeps. */
export const FIRST_YEAR = 1900;
/** See FIRST_YEAR. */
export const LAST_YEAR = 2200;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a proleptic Gregorian date; years are counted from March so that leap days come last. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = floorInt(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = floorInt((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + floorInt(yearOfEra / 4) - floorInt(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date `YYYY-MM-DD` of a day number. */
export function dateOfDay(days: number): string {
  const z = days + 719_468;
  const era = floorInt(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = floorInt(
    (dayOfEra - floorInt(dayOfEra / 1460) + floorInt(dayOfEra / 36_524) - floorInt(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + floorInt(yearOfEra / 4) - floorInt(yearOfEra / 100));
  const shifted = floorInt((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - floorInt((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day number of a date `YYYY-MM-DD`, undefined when it is no real calendar date. */
export function dayOfDate(date: string): number | undefined {
  const match = DATE.exec(date);
  if (!match) return undefined;
  const days = dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
  return dateOfDay(days) === date ? days : undefined;
}

/** The day number of a date, refusing what is no real calendar date. */
export function requireDay(date: string, path = 'date'): number {
  const days = dayOfDate(date);
  if (days === undefined) throw invalid(path, date, 'a calendar date YYYY-MM-DD');
  return days;
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayIndex(days: number): number {
  return (((days + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** A real calendar date `YYYY-MM-DD` from 1900 to 2200; words and impossible days are refused. */
export function parseIsoDate(text: unknown, path = 'date'): string {
  const date = typeof text === 'string' ? text.trim() : '';
  const year = Number(date.slice(0, 4));
  if (dayOfDate(date) === undefined || year < FIRST_YEAR || year > LAST_YEAR) {
    throw invalid(path, text, `a calendar date YYYY-MM-DD from ${FIRST_YEAR}-01-01 to ${LAST_YEAR}-12-31`);
  }
  return date;
}

/** Whether the date is a Monday … Friday. */
export function isWeekday(date: string): boolean {
  return weekdayIndex(requireDay(date)) < 5;
}
