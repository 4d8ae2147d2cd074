import { normaliseCn } from '../../../domain/demand/cn';
import { invalid } from '../../../domain/errors';
import { toConnection, type Connection, type ListPage } from '../../../platform/graphql/schema/connection';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { countAssignments, listAssignments } from './assignment-list.repository';
import type { AssignmentFilter, AssignmentRow } from '../table/assignment.model';

const MAX_VALUES = 10_000;

/** A page of assignments by year, week and CN; counted only when asked for. */
export async function getAssignments(
  scope: RequestScope,
  given: AssignmentFilter,
  { withTotal, ...page }: ListPage<AssignmentRow> & { withTotal: boolean },
): Promise<Connection<AssignmentRow>> {
  for (const [name, values] of Object.entries(given)) {
    if (Array.isArray(values) && values.length > MAX_VALUES)
      throw invalid(`filter.${name}`, values.length, `at most ${MAX_VALUES} values`);
  }
  const resourceCns = given.resourceCns?.map((cn, index) => normaliseCn(cn, `filter.resourceCns.${index}`));
  const filter = { ...given, resourceCns };
  const rows = await listAssignments(scope, filter, page);
  return toConnection(rows, page, withTotal ? await countAssignments(scope, filter) : 0);
}
