import { DomainError, invalid } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { closedMonths } from '../../calendar';
import type { PersonWeek } from '../../resource';
import { monthOf, unknownAssignments } from './assignment-checks.service';
import type { AssignmentRow } from '../table/assignment.model';
import { lockAssignments } from '../table/assignment.repository';

/** Numbers in one list. */
export const MAX_IDS = 10_000;

/** Active assignments ready to be changed, and the closed months whose rows are left alone. */
export interface LockedSet {
  rows: AssignmentRow[];
  /** First days, in order. */
  skippedClosed: string[];
}

/** Locks active assignments; unknown or deallocated numbers refuse all, rows of closed months are left out. */
export async function lockSet(tx: WriteScope, ids: readonly number[]): Promise<LockedSet> {
  const distinct = [...new Set(ids)];
  if (ids.length === 0 || ids.length > MAX_IDS)
    throw invalid('ids', ids.length, `a list of 1 to ${MAX_IDS} assignment numbers`);
  const rows = await lockAssignments(tx, distinct);
  const known = new Set(rows.map((row) => row.id));
  const unknown = distinct.filter((id) => !known.has(id));
  if (unknown.length > 0) throw unknownAssignments(unknown, 'ids');
  requireActive(rows);
  const months = [...new Set(rows.map(monthOfRow))];
  const closed = await closedMonths(tx, months);
  return {
    rows: rows.filter((row) => !closed.has(monthOfRow(row))),
    skippedClosed: months.filter((month) => closed.has(month)).sort(),
  };
}

/** First day of the calendar month of an assignment's week. */
export function monthOfRow(row: Pick<AssignmentRow, 'year' | 'weekNumber'>): string {
  return monthOf({ year: row.year, week: row.weekNumber });
}

/** Whose week an assignment is. */
export function personWeekOf({ resourceCn, year, weekNumber }: AssignmentRow): PersonWeek {
  return { cn: resourceCn, week: { year, week: weekNumber } };
}

/** Refuses deallocated assignments. */
export function requireActive(rows: readonly AssignmentRow[]): void {
  const ended = rows.filter((row) => !row.isActive);
  if (ended.length === 0) return;
  const issues = ended.map((row) => ({
    path: 'id',
    message: `assignment ${row.id} was deallocated by ${row.deallocatedBy ?? 'someone'}; assign the person anew`,
    value: row.id,
  }));
  throw new DomainError('CONFLICT', issues[0]?.message ?? '', issues);
}
