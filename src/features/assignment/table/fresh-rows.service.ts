import type { RequestScope } from '../../../platform/scope/request-scope';
import { assignmentById } from './assignment.loaders';
import type { AssignmentRow } from './assignment.model';

/** Assignments as the commit left them: their capacity is derived after the change that returned them. */
export async function freshRows(
  scope: RequestScope,
  rows: readonly AssignmentRow[] | undefined,
): Promise<AssignmentRow[]> {
  const loader = scope.loader(assignmentById);
  return Promise.all((rows ?? []).map(async (row) => (await loader.load(row.id)) ?? row));
}
