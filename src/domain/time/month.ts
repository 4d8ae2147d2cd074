import { invalid } from '../errors';
import { dayOfDate, FIRST_YEAR, LAST_YEAR } from './iso-date';
import { floorInt } from '../rounding';

/** A month of a calendar year; `month` is 1–12. */
export interface CalendarMonth {
  year: number;
  month: number;
}

/** Full English month names, January first, as tables and inputs spell them. */
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const MONTH_SPELLINGS: ReadonlyMap<string, number> = new Map([
  ...MONTH_NAMES.flatMap((name, index): [string, number][] => [
    [name.toLowerCase(), index + 1],
    [name.slice(0, 3).toLowerCase(), index + 1],
    [String(index + 1), index + 1],
    [String(index + 1).padStart(2, '0'), index + 1],
  ]),
  ['sept', 9],
]);

/** The month number of `April`, `Apr`, `Sept`, `4` or `04`, in any case. */
export function parseMonthName(text: string): number | undefined {
  return MONTH_SPELLINGS.get(text.trim().toLowerCase().replace(/\.$/, ''));
}

function calendarYear(digits: string): number | undefined {
  const year = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
}

const YEAR_FIRST = /^(?<year>\d{4})[-/](?<month>\d{1,2})(?:-01)?$/;
const MONTH_FIRST = /^(?<month>[a-z]+\.?)[\s\-_/']+(?<year>\d{4}|\d{2})$/i;
const NUMBER_FIRST = /^(?<month>\d{1,2})[-/](?<year>\d{4})$/;

/** Reads `April`, `Sept`, `Apr-2026`, `Apr-25`, `April 2026`, `2026-04`, `04/2026`, or the first day of a month; undefined otherwise. */
export function parseMonthText(text: string): { month: number; year?: number } | undefined {
  const trimmed = text.trim();
  const parts = (YEAR_FIRST.exec(trimmed) ?? MONTH_FIRST.exec(trimmed) ?? NUMBER_FIRST.exec(trimmed))?.groups;
  const month = parseMonthName(parts?.month ?? trimmed);
  if (month === undefined) return undefined;
  if (!parts) return { month };
  const year = calendarYear(parts.year ?? '');
  return year === undefined ? undefined : { month, year };
}

/** `May` for 5. */
export function monthName(month: number): string {
  const name = MONTH_NAMES[month - 1];
  if (name === undefined) throw invalid('month', month, 'a month number from 1 to 12');
  return name;
}

/** The label of reports: `May-25`. */
export function monthLabel({ year, month }: CalendarMonth): string {
  return `${monthName(month).slice(0, 3)}-${String(year % 100).padStart(2, '0')}`;
}

/** Reads a month that names its year (`May-25`, `May-2025`, `2025-05`); undefined otherwise. */
export function parseMonthLabel(text: string): CalendarMonth | undefined {
  const parsed = parseMonthText(text);
  return parsed?.year === undefined ? undefined : { year: parsed.year, month: parsed.month };
}

/** First day of the month, `2025-05-01`. */
export function monthStart({ year, month }: CalendarMonth): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
}

/** The month that a date `YYYY-MM-DD` (normally its first day) lies in. */
export function monthFromStart(date: string): CalendarMonth {
  if (dayOfDate(date) === undefined) throw invalid('month', date, 'a calendar date YYYY-MM-DD');
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

/** The month n months later (earlier for negative n). */
export function addMonths({ year, month }: CalendarMonth, n: number): CalendarMonth {
  const index = year * 12 + month - 1 + n;
  const newYear = floorInt(index / 12);
  return { year: newYear, month: index - newYear * 12 + 1 };
}

/** Negative, 0 or positive as a is before, equal to or after b. */
export function compareMonths(a: CalendarMonth, b: CalendarMonth): number {
  return a.year - b.year || a.month - b.month;
}

/** A month of a forecast header: one without a year belongs to the report's year, or to the next when its number is below the report month's. */
export function headerMonth(text: string, report: CalendarMonth, path = 'month'): CalendarMonth {
  const parsed = parseMonthText(text);
  if (!parsed) throw invalid(path, text, 'a month such as April, Apr-2026, Apr-25 or 2026-04');
  const implied = report.year + (parsed.month < report.month ? 1 : 0);
  return { year: parsed.year ?? implied, month: parsed.month };
}

/** Months that a file name names: by name or two digits, and by a single digit, which may as well count copies. */
export interface FileNameMonths {
  named: CalendarMonth[];
  single: CalendarMonth[];
}

const MONTH_BEFORE_YEAR = /(?<![\p{L}\d])(\p{L}+|\d{1,2})(?=[ \-_.]+(\d{4})(?!\d))/gu;
/** Whole dates, whose day and month may come in either order. */
const DATES_IN_NAME = [
  /(?<!\d)(\d{1,2})([-.])(\d{1,2})\2(\d{4})(?!\d)/g,
  /(?<!\d)(\d\d)([ _])(\d\d)\2(\d{4})(?!\d)/g,
];
/** The first of two months that share a year: `May-Jun 2025`. */
const MONTH_BEFORE_MONTH =
  /(?<!\p{L})(\p{L}+)[ \-_.\u2013]+(?:(?:to|and)[ \-_.]+)?(?=(\p{L}+)[ \-_.]+(\d{4})(?!\d))/gu;
const YEAR_BEFORE_MONTH = /(?<!\d)(\d{4})[ \-_.]+(\p{L}+|\d{2})(?![\p{L}\d])/gu;

/** A text that may name a month, the digits of a year, and where the text stands. */
type MonthInName = readonly [text: string, year: string, at?: number];

/** The report months in a file name: a month name, abbreviation or number beside a four-digit year, in either order. */
export function monthsInFileName(name: string): FileNameMonths {
  const base = name.replace(/^.*[\\/]/, '').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const found = { named: new Map<string, CalendarMonth>(), single: new Map<string, CalendarMonth>() };
  const used = new Set<number>();
  for (const [text, digits, at] of [...pairsInName(base), ...besideYear(base)]) {
    const month = parseMonthName(text);
    const year = calendarYear(digits);
    if (month === undefined || year === undefined || (at !== undefined && used.has(at))) continue;
    if (at !== undefined) used.add(at);
    found[/^\d$/.test(text) ? 'single' : 'named'].set(`${year}-${month}`, { year, month });
  }
  return { named: [...found.named.values()], single: [...found.single.values()] };
}

/** Months that share their year with another number or name: of a date, or of a range. */
function* pairsInName(base: string): Generator<MonthInName> {
  for (const [, first = '', , second = '', year = ''] of DATES_IN_NAME.flatMap((date) => [
    ...base.matchAll(date),
  ])) {
    yield [first.padStart(2, '0'), year];
    yield [second.padStart(2, '0'), year];
  }
  for (const [, first = '', second = '', year = ''] of base.matchAll(MONTH_BEFORE_MONTH))
    if (parseMonthName(second) !== undefined) yield [first, year];
}

function* besideYear(base: string): Generator<MonthInName> {
  for (const { 1: text = '', 2: year = '', index } of base.matchAll(MONTH_BEFORE_YEAR))
    yield [text, year, index];
  for (const { 0: whole, 1: year = '', 2: text = '', index } of base.matchAll(YEAR_BEFORE_MONTH))
    yield [text, year, index + whole.length - text.length];
}

/** The one report month that a file name names; undefined when it names none or several. */
export function reportMonthFromFileName(name: string): CalendarMonth | undefined {
  const { named, single } = monthsInFileName(name);
  const [only, ...more] = named.length > 0 ? named : single;
  return more.length === 0 ? only : undefined;
}
