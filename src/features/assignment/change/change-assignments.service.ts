import { requireVersion } from '../../../platform/database/version';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen } from '../../calendar';
import { staleKeyOf, unknownAssignments } from '../checks/assignment-checks.service';
import { updateDeallocated, updatePinned } from '../table/assignment-set.repository';
import type { AssignmentRow } from '../table/assignment.model';
import { lockAssignments } from '../table/assignment.repository';
import { lockSet, monthOfRow, requireActive } from '../checks/locked-set.service';
import { markStale } from '../checks/stale-marks.service';

/** What a change of a set did. */
export interface ChangedSet {
  /** The rows that changed, as they now are. */
  assignments: AssignmentRow[];
  /** First days of closed months whose rows were left alone. */
  skippedClosed: string[];
}

/** One active assignment of an open month, locked for a change. */
export async function lockOne(tx: WriteScope, id: number, version?: number | null): Promise<AssignmentRow> {
  const [row] = await lockAssignments(tx, [id]);
  if (!row) throw unknownAssignments([id]);
  requireVersion(`Assignment ${id}`, row.version, version);
  requireActive([row]);
  await assertMonthsOpen(tx, [monthOfRow(row)]);
  return row;
}

/** Frees one person-week; the assignment stays as history. */
export async function deallocate(
  tx: WriteScope,
  id: number,
  version?: number | null,
): Promise<AssignmentRow> {
  await lockOne(tx, id, version);
  const [row] = await updateDeallocated(tx, [id]);
  if (!row) throw unknownAssignments([id]);
  tx.stale.demandMonth(staleKeyOf(row));
  return row;
}

/** Frees many person-weeks; rows of closed months stay and their months are listed. */
export async function deallocateAll(tx: WriteScope, ids: readonly number[]): Promise<ChangedSet> {
  const { rows, skippedClosed } = await lockSet(tx, ids);
  const assignments = await updateDeallocated(tx, idsOf(rows));
  markStale(tx, assignments.map(staleKeyOf));
  return { assignments, skippedClosed };
}

/** Pins or unpins many assignments; rows that are so already stay untouched. */
export async function setPinned(
  tx: WriteScope,
  ids: readonly number[],
  pinned: boolean,
): Promise<ChangedSet> {
  const { rows, skippedClosed } = await lockSet(tx, ids);
  const changed = await updatePinned(tx, idsOf(rows.filter((row) => row.pinned !== pinned)), pinned);
  const byId = new Map(changed.map((row) => [row.id, row]));
  return { assignments: rows.map((row) => byId.get(row.id) ?? row), skippedClosed };
}

function idsOf(rows: readonly AssignmentRow[]): number[] {
  return rows.map((row) => row.id);
}
