import type { Page } from '../../platform/database/page';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { ChangeSetRow, HistoryFilter } from './history.model';
import { countChangeSets, listChangeSets } from './history.repository';

/** A page of change sets, newest first (one row more than the page when more follow), counted if asked. */
export async function findHistory(
  scope: RequestScope,
  filter: HistoryFilter,
  page: Page & { counted: boolean },
): Promise<{ rows: ChangeSetRow[]; total: number }> {
  const [rows, total] = await Promise.all([
    listChangeSets(scope, filter, page),
    page.counted ? countChangeSets(scope, filter) : Promise.resolve(0),
  ]);
  return { rows, total };
}
