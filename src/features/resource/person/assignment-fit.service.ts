import { weekOfDate, type IsoWeek } from '../../../domain/time/iso-week';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { findResourcesByCns } from './resource-lookup.service';
import { asPerson } from './resource.rules';
import { listAssignmentsFrom, type LaterAssignment } from './assignment-fit.repository';
import { misfitMessage } from './assignment-fit.rules';

/** A person and the columns of theirs that have changed. */
export interface ChangedPerson {
  cn: string;
  fields: ReadonlySet<string>;
}

/** What of somebody’s assignments no longer fits, and the column that it is about first. */
export interface Misfit {
  field: string;
  message: string;
}

/** Active assignments of these people in a week or after it. */
export function assignmentsFrom(
  scope: RequestScope,
  cns: readonly string[],
  from: IsoWeek,
): Promise<LaterAssignment[]> {
  return listAssignmentsFrom(scope, cns, from);
}

/** By CN what of the weeks that have not ended no longer fits people who have been changed; the assignments are kept. */
export async function findMisfits(
  scope: RequestScope,
  changed: readonly ChangedPerson[],
): Promise<Map<string, Misfit>> {
  const misfits = new Map<string, Misfit>();
  if (changed.length === 0) return misfits;
  const byCn = new Map<string, LaterAssignment[]>();
  const week = weekOfDate(scope.clock.today());
  const cns = changed.map(({ cn }) => cn);
  for (const assignment of await listAssignmentsFrom(scope, cns, week)) {
    const known = byCn.get(assignment.cn);
    if (known) known.push(assignment);
    else byCn.set(assignment.cn, [assignment]);
  }
  if (byCn.size === 0) return misfits;
  const people = new Map((await findResourcesByCns(scope, [...byCn.keys()])).map((row) => [row.cn, row]));
  for (const { cn, fields } of changed) {
    const person = people.get(cn);
    const found = person && misfitMessage(asPerson(person), byCn.get(cn) ?? [], fields);
    if (found) misfits.set(cn, { field: found.field, message: `${cn}: ${found.message}` });
  }
  return misfits;
}
