import { DomainError, describe, invalid } from '../../../domain/errors';
import { parseIsoDate } from '../../../domain/time/iso-week';
import { parseMonthName } from '../../../domain/time/month';
import type { DateOrder } from './import-table.rules';

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?';
const TIME = '(?:[T ,]+\\d{1,2}:\\d{2}.*)?';
const MONTH = '(?<month>[a-z]{3,9})';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const form = (pattern: string): RegExp => new RegExp(`^${WEEKDAY}${pattern}${TIME}$`, 'i');

/** Forms that can be read in one way only. */
const CLEAR_FORMS = [
  form('(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})'),
  form('(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})'),
  form(`${DAY}[-./ ]+${MONTH}\\.?[-./, ]+(?<year>\\d{4}|\\d{2})`),
  form(`${MONTH}\\.?[-./ ]+${DAY}[-./, ]+(?<year>\\d{4}|\\d{2})`),
];
/** Month and day as numbers, in either order. */
const EITHER_FORM = form(
  '(?<first>\\d{1,2})(?<mark>[-/.])(?<second>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d{2})',
);
const EXPECTED_DATE = 'a date YYYY-MM-DD, or as spreadsheets show it (1-May-2025, May 1, 2025)';
/** Excel's day 0, and the serials of 1954 to 2064: a bare number in a column of dates is the day as Excel counts. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const SERIAL = /^([2-5]\d{4})(?:\.\d+)?$/;
const DAY_MS = 86_400_000;

/** The date that Excel counts as this day number, or undefined where the text is none from 1954 to 2064. */
export function serialDate(text: string): string | undefined {
  const serial = SERIAL.exec(text);
  if (!serial) return undefined;
  return new Date(EXCEL_EPOCH + Number(serial[1]) * DAY_MS).toISOString().slice(0, 10);
}

/** Year, month and day of two digits each, as some systems write ISO dates: as likely as the day first. */
const SHORT_ISO_FORM = form('(?<year>\\d{2})-(?<month>\\d{2})-(?<day>\\d{2})');

/** The ways to read a date, one for each order of day and month that fits; both are the same where the form leaves no doubt. */
export interface DateReadings {
  mdy: string | undefined;
  dmy: string | undefined;
  /** Of `25-05-01`: the year first. */
  ymd?: string | undefined;
}

/** Reads a date in every order; undefined when the text has no form of a date. */
export function dateReadings(text: string): DateReadings | undefined {
  const serial = serialDate(text);
  if (serial !== undefined) return { mdy: serial, dmy: serial };
  const clear = CLEAR_FORMS.map((pattern) => pattern.exec(text)?.groups).find(
    (groups) => groups !== undefined,
  );
  if (clear) {
    const date = dateOf(clear.year, clear.month, clear.day);
    return { mdy: date, dmy: date };
  }
  const either = EITHER_FORM.exec(text)?.groups;
  if (!either) return undefined;
  const { year, first, second } = either;
  const short = SHORT_ISO_FORM.exec(text)?.groups;
  const ymd = short && dateOf(short.year, short.month, short.day);
  return { mdy: dateOf(year, first, second), dmy: dateOf(year, second, first), ymd };
}

/** A calendar date as files write it; one that can be read as two days is refused with both unless the order is given. */
export function readDate(text: string, order: DateOrder | undefined, path = 'date'): string {
  const readings = dateReadings(text);
  if (!readings) throw invalid(path, text, EXPECTED_DATE);
  const distinct = new Map(
    ORDERS.flatMap(([name, words]) => (readings[name] === undefined ? [] : [[readings[name], words]])),
  );
  if (order === undefined && distinct.size > 1) throw severalDays(text, path, distinct);
  const date = order === undefined ? [...distinct.keys()][0] : readings[order];
  if (date === undefined) throw invalid(path, text, EXPECTED_DATE);
  return parseIsoDate(date, path);
}

const ORDERS = [
  ['mdy', 'month first'],
  ['dmy', 'day first'],
  ['ymd', 'year first'],
] as const;

function severalDays(text: string, path: string, readings: ReadonlyMap<string, string>): DomainError {
  const days = [...readings].map(([date, words]) => `${date} (${words})`).join(' or ');
  const message =
    `${describe(text)} may be ${days}; ` +
    'write it as YYYY-MM-DD, or import with date_order=mdy or date_order=dmy';
  return new DomainError('VALIDATION', message, [{ path, message, value: text, code: 'AMBIGUOUS' }]);
}

/** Two digits from here on are of the last century: people were hired in 1998, and plans are made for 2031. */
const FIRST_OF_LAST_CENTURY = 70;

function dateOf(year = '', month = '', day = ''): string | undefined {
  const number = parseMonthName(month);
  if (number === undefined) return undefined;
  const short = Number(year);
  const full = year.length === 4 ? short : short + (short < FIRST_OF_LAST_CENTURY ? 2000 : 1900);
  const date = `${full}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  try {
    return parseIsoDate(date);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
