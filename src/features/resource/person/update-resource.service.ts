import { invalid } from '../../../domain/errors';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import { requireVersion } from '../../../platform/database/version';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { findMisfits } from './assignment-fit.service';
import type { ChangedResource } from './create-resource.service';
import {
  activity,
  countActiveAssignmentsAfter,
  currentWeek,
  getResource,
  requireNoLaterAssignments,
} from './resource-activity.service';
import { listOpenDemandMonths } from './resource-assignments.repository';
import type { ResourceRow } from './resource.model';
import * as repository from './resource.repository';
import { readResourceInput, type ResourceInput } from './resource.rules';

/** The fields of a person to change; absent = unchanged, null = cleared where the field may be empty. */
export type ResourceChange = ResourceInput & {
  isActive?: boolean | null | undefined;
  version?: number | null | undefined;
};

/** Whether a change needs the exclusive lock: it alters what weekly capacities are computed from. */
export function needsExclusiveLock(change: ResourceChange): boolean {
  return change.location !== undefined || change.isActive === false;
}

/**
 * Changes the given fields of a person. A changed location makes the capacities of their open months stale; run it
 * under the exclusive lock then. Nothing is written when nothing differs.
 */
export async function updateResource(
  tx: WriteScope,
  cn: string,
  change: ResourceChange,
): Promise<ChangedResource> {
  const { values, warnings } = readResourceInput(change);
  if (change.isActive === null) throw invalid('isActive', null, 'true or false');
  const before = await getResource(tx, cn);
  requireVersion(`Resource ${cn}`, before.version, change.version);
  const activity = await activityChange(tx, before, change.isActive);
  const resource = await repository.updateResource(tx, before, { ...values, ...activity });
  if (resource.location !== before.location) warnings.push(...(await followLocation(tx, before)));
  warnings.push(...(await misfitWarnings(tx, before, resource)));
  return { resource, warnings };
}

async function activityChange(
  tx: WriteScope,
  before: ResourceRow,
  isActive: boolean | null | undefined,
): Promise<Partial<ResourceRow>> {
  if (isActive === undefined || isActive === null || isActive === before.isActive) return {};
  if (!isActive) await requireNoLaterAssignments(tx, before.cn);
  return activity(tx, isActive);
}

/** What of the person's assignments no longer fits, in the words of a roster's import. */
async function misfitWarnings(tx: WriteScope, before: ResourceRow, after: ResourceRow): Promise<string[]> {
  const column = (property: string): string =>
    property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const properties = Object.keys(after) as (keyof ResourceRow)[];
  const changed = properties.filter((property) => after[property] !== before[property]);
  const fields = new Set(changed.map(column));
  const misfits = await findMisfits(tx, fields.size === 0 ? [] : [{ cn: after.cn, fields }]);
  return [...misfits.values()].map(({ field, message }) => `${field}: ${message}`);
}

/** Assignments are kept when a person moves; their capacity follows the new location's weeks. */
async function followLocation(tx: WriteScope, before: ResourceRow): Promise<string[]> {
  for (const key of await listOpenDemandMonths(tx, [before.cn])) tx.stale.demandMonth(key);
  const week = currentWeek(tx);
  const count = await countActiveAssignmentsAfter(tx, before.cn, week);
  if (count === 0) return [];
  return [
    `location: ${before.cn} has ${count} active assignment${count === 1 ? '' : 's'} after ${formatIsoWeek(week)} ` +
      `made for location ${before.location}; they are kept, with the weeks of the new location`,
  ];
}
