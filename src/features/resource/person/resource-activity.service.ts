import { DomainError } from '../../../domain/errors';
import { formatIsoWeek, weekOfDate, type IsoWeek } from '../../../domain/time/iso-week';
import { requireVersion } from '../../../platform/database/version';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { countAssignmentsAfter } from './resource-assignments.repository';
import type { ResourceRow } from './resource.model';
import { lockResources, updateResource } from './resource.repository';

/** The ISO week of the scope's date (UTC). */
export function currentWeek(scope: RequestScope): IsoWeek {
  return weekOfDate(scope.clock.today());
}

/** The person of this CN (stored spelling), locked for a change; refuses an unknown one. */
export async function getResource(tx: WriteScope, cn: string): Promise<ResourceRow> {
  const [resource] = await lockResources(tx, [cn]);
  if (resource) return resource;
  const message = `there is no resource ${cn}`;
  throw new DomainError('NOT_FOUND', `There is no resource ${cn}`, [{ path: 'cn', message, value: cn }]);
}

/** How many active assignments a person has after a week. */
export async function countActiveAssignmentsAfter(
  scope: RequestScope,
  cn: string,
  week: IsoWeek,
): Promise<number> {
  return (await countAssignmentsAfter(scope, [cn], week)).get(cn) ?? 0;
}

/** Refuses to deactivate a person who is still assigned after the current week. */
export async function requireNoLaterAssignments(tx: WriteScope, cn: string): Promise<void> {
  const week = currentWeek(tx);
  const count = await countActiveAssignmentsAfter(tx, cn, week);
  if (count === 0) return;
  const message =
    `${cn} has ${count} active assignment${count === 1 ? '' : 's'} after ${formatIsoWeek(week)}; ` +
    'deactivate the person with deallocateFrom, the first week to free (DELETE of the person, deactivateResource), or deallocate them first';
  throw new DomainError('CONFLICT', message, [{ path: 'deallocateFrom', message }]);
}

/**
 * Makes a person inactive; an inactive one stays as it is. Only flips the person: what becomes of their assignments
 * is the caller's business (requireNoLaterAssignments).
 */
export async function deactivateResource(
  tx: WriteScope,
  cn: string,
  { version }: { version?: number | null | undefined } = {},
): Promise<ResourceRow> {
  const before = await getResource(tx, cn);
  requireVersion(`Resource ${cn}`, before.version, version);
  return before.isActive ? updateResource(tx, before, activity(tx, false)) : before;
}

/** Makes a person active again; an active one stays as it is. */
export async function reactivateResource(
  tx: WriteScope,
  cn: string,
  { version }: { version?: number | null | undefined } = {},
): Promise<ResourceRow> {
  const before = await getResource(tx, cn);
  requireVersion(`Resource ${cn}`, before.version, version);
  return before.isActive ? before : updateResource(tx, before, activity(tx, true));
}

/** The columns that state whether a person is active, and since when and by whom not. */
export function activity(
  tx: WriteScope,
  isActive: boolean,
): Pick<ResourceRow, 'isActive' | 'deactivatedBy' | 'deactivatedDatetime'> {
  return isActive
    ? { isActive, deactivatedBy: null, deactivatedDatetime: null }
    : { isActive, deactivatedBy: tx.actor.name, deactivatedDatetime: tx.at };
}
