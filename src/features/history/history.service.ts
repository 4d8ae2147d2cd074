import type { Page } from '../../platform/database/page';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { ChangeSetRow, HistoryFilter } from './history.model';
import { entryCount, entryTotal } from './history.loaders';
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

/** The note of a change set, for who sees all that it is about: a file’s name, or somebody’s words, may name any line of business. */
export async function shownNote(scope: RequestScope, { id, note }: ChangeSetRow): Promise<string | null> {
  if (note === null || scope.actor.lobScope === null) return note;
  const [seen, all] = await Promise.all([
    scope.loader(entryCount).load(id),
    scope.loader(entryTotal).load(id),
  ]);
  return seen === all ? note : null;
}
