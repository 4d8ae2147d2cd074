import { describe, invalid } from '../../../domain/errors';
import { parseIsoDate } from '../../../domain/time/iso-date';
import { monthFromStart, monthStart, parseMonthText } from '../../../domain/time/month';
import { readYear } from './calendar-input.rules';

/** A month by name and year, or by its first day. */
export interface MonthChoice {
  month?: string | null | undefined;
  year?: number | null | undefined;
  /** First day of the month, `YYYY-MM-DD`. */
  monthStart?: string | null | undefined;
}

/** The first day of the month that name and year, a label, or a first day choose. */
export function readMonthChoice({ month, year, monthStart: start }: MonthChoice): string {
  if (start !== undefined && start !== null) return readFirstDay(start, { month, year });
  const parsed = parseMonthText(month ?? '');
  if (!parsed) throw invalid('month', month ?? null, 'a month such as May, or monthStart such as 2025-05-01');
  const chosen = year ?? parsed.year;
  if (chosen === undefined) throw invalid('year', null, 'the year of the month, such as 2025');
  if (parsed.year !== undefined && parsed.year !== chosen)
    throw invalid('year', chosen, `the year that the month names, ${parsed.year}`);
  return monthStart({ year: readYear(chosen), month: parsed.month });
}

function readFirstDay(start: string, named: Pick<MonthChoice, 'month' | 'year'>): string {
  const date = parseIsoDate(start, 'monthStart');
  if (!date.endsWith('-01'))
    throw invalid('monthStart', start, 'the first day of a month, such as 2025-05-01');
  const { year, month } = monthFromStart(date);
  const namedMonth = named.month ? parseMonthText(named.month)?.month : month;
  const agrees = (named.year ?? year) === year && namedMonth === month;
  if (agrees) return date;
  throw invalid(
    'monthStart',
    start,
    `the month that month and year name (${describe(named.month ?? null)}, ${named.year ?? 'no year'}), or only one of both`,
  );
}
