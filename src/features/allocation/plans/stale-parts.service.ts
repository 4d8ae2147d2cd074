import { keptNames } from '../../../platform/graphql/filters/kept-names';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { DATA_PARTS, type DataPart, type KeptPlan, type PartHashes } from '../options/allocation.model';
import { hashParts } from '../worker/problem.repository';

/** Reading everything that plans depend on takes seconds with half a million assignments: once a data version is enough. */
const partsNow = keptNames((scope) => hashParts(scope.db));

/** Parts whose data are no longer what a plan was made of: executing it is refused, naming them. */
export const changedParts = (now: Readonly<Record<DataPart, string>>, made: PartHashes): DataPart[] =>
  DATA_PARTS.filter((part) => now[part] !== made[part]);

/** The parts of a plan that have changed since it was made, as of the data version of the request. */
export async function stalePartsOf(scope: RequestScope, { partHashes }: KeptPlan): Promise<DataPart[]> {
  return changedParts(await partsNow(scope), partHashes);
}
