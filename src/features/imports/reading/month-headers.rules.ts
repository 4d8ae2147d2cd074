import { DomainError, describe, invalid } from '../../../domain/errors';
import type { CalendarMonth } from '../../../domain/time/month';
import {
  addMonths,
  compareMonths,
  headerMonth,
  monthLabel,
  parseMonthText,
} from '../../../domain/time/month';
import type { DateOrder } from './import-table.rules';
import { dateReadings } from './written-dates.rules';

const EXPECTED = 'a month such as April, Apr-2026, Apr-25, 04/2026 or 2026-04, or a date in it';

/** Whether a text names a month, alone or by a date in it. */
export function namesMonth(text: string): boolean {
  return monthReadings(text) !== undefined;
}

/** The month that a text names, without its year where it names none; of two readings the American one. */
export function firstReading(text: string): { month: number; year?: number } | undefined {
  return parseMonthText(text) ?? monthReadings(text)?.[0];
}

/** The months that a text may mean: one, or two for a date that can be read with its day or its month first. */
function monthReadings(
  text: string,
): [mdy: CalendarMonth | undefined, dmy: CalendarMonth | undefined] | undefined {
  if (parseMonthText(text)) return [undefined, undefined];
  const dates = dateReadings(text.trim());
  if (!dates || (dates.mdy === undefined && dates.dmy === undefined)) return undefined;
  return [monthOfDate(dates.mdy), monthOfDate(dates.dmy)];
}

function monthOfDate(date: string | undefined): CalendarMonth | undefined {
  return date === undefined ? undefined : { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

/** How a month is read. */
interface MonthContext {
  report: CalendarMonth;
  order: DateOrder | undefined;
}

/** The month of a cell; one that can be read as two months is refused with both unless the order is given. */
export function readMonth(text: string, { report, order }: MonthContext, path = 'month'): CalendarMonth {
  const readings = monthReadings(text);
  if (!readings) throw invalid(path, text, EXPECTED);
  if (parseMonthText(text)) return headerMonth(text, report, path);
  const [mdy, dmy] = readings;
  const found = order === undefined ? agreed(mdy, dmy) : order === 'mdy' ? mdy : dmy;
  if (found) return found;
  if (mdy && dmy) throw twoMonths(text, path, [mdy, dmy]);
  throw invalid(path, text, EXPECTED);
}

function agreed(mdy: CalendarMonth | undefined, dmy: CalendarMonth | undefined): CalendarMonth | undefined {
  if (!mdy || !dmy) return mdy ?? dmy;
  return compareMonths(mdy, dmy) === 0 ? mdy : undefined;
}

/** The months of several headers: dates among them are read in the order that makes them follow one another. */
export function readMonths(texts: readonly string[], context: MonthContext): CalendarMonth[] {
  const read = (order: DateOrder | undefined): CalendarMonth[] | undefined => {
    try {
      return texts.map((text) => readMonth(text, { ...context, order }));
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  };
  const plain = read(context.order);
  if (plain || context.order !== undefined) return plain ?? texts.map((text) => readMonth(text, context));
  const [one, other] = (['mdy', 'dmy'] as const)
    .map(read)
    .filter((months) => months && areConsecutive(months));
  if (one && !other) return one;
  return texts.map((text) => readMonth(text, context));
}

function areConsecutive(months: readonly CalendarMonth[]): boolean {
  return months.every((month, index) => {
    const before = months[index - 1];
    return !before || compareMonths(addMonths(before, 1), month) === 0;
  });
}

function twoMonths(text: string, path: string, [mdy, dmy]: [CalendarMonth, CalendarMonth]): DomainError {
  const message =
    `${describe(text)} may be in ${monthLabel(mdy)} (month first) or ${monthLabel(dmy)} (day first); ` +
    'write it like Apr-2026, or import with date_order=mdy or date_order=dmy';
  return new DomainError('VALIDATION', message, [{ path, message, value: text, code: 'AMBIGUOUS' }]);
}
