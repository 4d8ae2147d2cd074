import { normaliseCn } from '../../../domain/demand/cn';
import { requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen } from '../../calendar';
import { deactivateResource, getResource, requireNoLaterAssignments, type ResourceRow } from '../../resource';
import { staleKeyOf } from '../checks/assignment-checks.service';
import { monthOfRow } from '../checks/locked-set.service';
import { listActiveFrom, updateDeallocated } from '../table/assignment-set.repository';
import type { AssignmentRow } from '../table/assignment.model';
import { lockAssignments } from '../table/assignment.repository';
import { markStale } from '../checks/stale-marks.service';

/** How a person is deactivated. */
export interface Deactivation {
  /** First week to free; needed when assignments lie after the current week. */
  deallocateFrom?: IsoWeek | null | undefined;
  version?: number | null | undefined;
}

/** Deactivates a person; their assignments from `deallocateFrom` on are freed, earlier ones stay as history. */
export async function deactivate(
  tx: WriteScope,
  givenCn: string,
  { deallocateFrom, version }: Deactivation = {},
): Promise<{ resource: ResourceRow; deallocated: AssignmentRow[] }> {
  const cn = normaliseCn(givenCn);
  await getResource(tx, cn);
  const deallocated = deallocateFrom
    ? await free(tx, cn, requireIsoWeek(deallocateFrom, 'deallocateFrom'))
    : [];
  await requireNoLaterAssignments(tx, cn);
  return { resource: await deactivateResource(tx, cn, { version }), deallocated };
}

async function free(tx: WriteScope, cn: string, from: IsoWeek): Promise<AssignmentRow[]> {
  const active = await listActiveFrom(tx, cn, from);
  if (active.length === 0) return [];
  await assertMonthsOpen(tx, [...new Set(active.map(monthOfRow))]);
  const ids = active.map(({ id }) => id);
  await lockAssignments(tx, ids);
  const rows = await updateDeallocated(tx, ids);
  markStale(tx, rows.map(staleKeyOf));
  return rows;
}
