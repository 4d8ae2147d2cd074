import { DomainError } from '../../../domain/errors';
import { monthFromStart, monthName } from '../../../domain/time/month';
import { cleanText } from '../../../domain/text-key';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChanges } from '../../history';
import { readMonthChoice, type MonthChoice } from '../records/month-choice.rules';
import type { MonthCloseRow } from './month-close.model';
import { deleteMonthClose, insertMonthClose, listMonthCloses } from './month-close.repository';

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
  const refusal = closedRefusal([...(await closedMonths(tx, monthStarts))].sort());
  if (refusal) throw refusal;
}

/** Why nothing may change in closed months, by their first days in order; undefined if there are none. */
export function closedRefusal(closed: readonly string[]): DomainError | undefined {
  if (closed.length === 0) return undefined;
  const issues = closed.map((start) => ({
    path: 'month',
    message: `${nameOf(start)} is closed; reopen it to change anything in it`,
    value: start,
  }));
  return new DomainError('MONTH_CLOSED', issues.map((issue) => issue.message).join('; '), issues, {
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
  await recordChanges(tx, [{ entity: 'month_close', key: [start], before: null, after: row }]);
  return row;
}

/** Reopens a closed month. */
export async function reopenMonth(tx: WriteScope, choice: MonthChoice): Promise<MonthCloseRow> {
  const start = readMonthChoice(choice);
  const row = await deleteMonthClose(tx, start);
  if (!row) throw conflict(start, `${nameOf(start)} is not closed`);
  await recordChanges(tx, [{ entity: 'month_close', key: [start], before: row, after: null }]);
  // Tiers, CPH or locations may have changed while it was closed.
  tx.stale.month(start);
  return row;
}

function conflict(start: string, message: string): DomainError {
  return new DomainError('CONFLICT', message, [{ path: 'month', message, value: start }]);
}

/** `May 2025`. */
function nameOf(start: string): string {
  const month = monthFromStart(start);
  return `${monthName(month.month)} ${month.year}`;
}
