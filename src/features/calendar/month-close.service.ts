import { DomainError, describe, invalid } from '../../domain/errors';
import { parseIsoDate } from '../../domain/iso-date';
import { monthFromStart, monthName, monthStart, parseMonthText } from '../../domain/month';
import { cleanText } from '../../domain/text-key';
import type { RequestScope, WriteScope } from '../../platform/scope/request-scope';
import { recordChanges } from '../history';
import type { MonthCloseRow } from './month-close.model';
import { deleteMonthClose, insertMonthClose, listMonthCloses } from './month-close.repository';

/** A month by name and year, or by its first day. */
export interface MonthChoice {
  month?: string | null | undefined;
  year?: number | null | undefined;
  /** First day of the month, `YYYY-MM-DD`. */
  monthStart?: string | null | undefined;
}

/** First days of the closed months: all of them, or those among `monthStarts`. */
export async function closedMonths(
  scope: RequestScope,
  monthStarts?: readonly string[],
): Promise<Set<string>> {
  if (monthStarts?.length === 0) return new Set();
  return new Set((await listMonthCloses(scope, monthStarts)).map((row) => row.monthStart));
}

/** Refuses a single change in a closed month with MONTH_CLOSED, naming every month concerned. */
export async function assertMonthsOpen(tx: WriteScope, monthStarts: readonly string[]): Promise<void> {
  const closed = [...(await closedMonths(tx, monthStarts))].sort();
  if (closed.length === 0) return;
  const issues = closed.map((start) => ({
    path: 'month',
    message: `${nameOf(start)} is closed; reopen it to change anything in it`,
    value: start,
  }));
  throw new DomainError('MONTH_CLOSED', issues.map((issue) => issue.message).join('; '), issues, {
    closedMonths: closed,
  });
}

/** The closed months with who closed them and when, in order. */
export function getClosedMonths(scope: RequestScope): Promise<MonthCloseRow[]> {
  return listMonthCloses(scope);
}

/** Closes a month: from now on nothing may change in it. */
export async function closeMonth(
  tx: WriteScope,
  choice: MonthChoice & { note?: string | null | undefined },
): Promise<MonthCloseRow> {
  const start = readMonthChoice(choice);
  const note = cleanText(choice.note ?? '', 'note');
  const row = await insertMonthClose(tx, start, note === '' ? null : note);
  if (!row) throw conflict(start, `${nameOf(start)} is closed already`);
  await recordChanges(tx, [{ entity: 'month_close', key: [start], before: null, after: columnsOf(row) }]);
  return row;
}

/** Reopens a closed month. */
export async function reopenMonth(tx: WriteScope, choice: MonthChoice): Promise<MonthCloseRow> {
  const start = readMonthChoice(choice);
  const row = await deleteMonthClose(tx, start);
  if (!row) throw conflict(start, `${nameOf(start)} is not closed`);
  await recordChanges(tx, [{ entity: 'month_close', key: [start], before: columnsOf(row), after: null }]);
  return row;
}

function conflict(start: string, message: string): DomainError {
  return new DomainError('CONFLICT', message, [{ path: 'month', message, value: start }]);
}

function columnsOf(row: MonthCloseRow): Record<string, unknown> {
  return {
    id: row.id,
    month_start: row.monthStart,
    closed_by: row.closedBy,
    closed_datetime: row.closedDatetime,
    note: row.note,
  };
}

/** `May 2025`. */
function nameOf(start: string): string {
  const month = monthFromStart(start);
  return `${monthName(month.month)} ${month.year}`;
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
  return parseIsoDate(monthStart({ year: chosen, month: parsed.month }), 'year');
}

function readFirstDay(start: string, named: Pick<MonthChoice, 'month' | 'year'>): string {
  const date = parseIsoDate(start, 'monthStart');
  if (!date.endsWith('-01'))
    throw invalid('monthStart', start, 'the first day of a month, such as 2025-05-01');
  const { year, month } = monthFromStart(date);
  const agrees =
    (named.year ?? year) === year && (named.month == null || parseMonthText(named.month)?.month === month);
  if (agrees) return date;
  throw invalid(
    'monthStart',
    start,
    `the month that month and year name (${describe(named.month ?? null)}, ${named.year ?? 'no year'}), or only one of both`,
  );
}
