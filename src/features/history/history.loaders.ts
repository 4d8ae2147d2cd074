import { alignMany, alignOne, tupleKey } from '../../platform/loaders/align';
import type { Page } from '../../platform/database/page';
import type { LoaderDef, RequestScope } from '../../platform/scope/request-scope';
import type { ChangeSetEntryRow, ChangeSetRow } from './history.model';
import { countEntries, findChangeSets, findEntries } from './history.repository';

/** Change sets by id. */
export const changeSetById: LoaderDef<number, ChangeSetRow | undefined> = {
  name: 'changeSetById',
  cacheKey: (id) => tupleKey(id),
  batch: async (scope, ids) =>
    alignOne(ids, String, await findChangeSets(scope, ids), (row) => String(row.id)),
};

/** How many entries a change set has. */
export const entryCount: LoaderDef<number, number> = {
  name: 'entryCount',
  cacheKey: (id) => tupleKey(id),
  batch: async (scope, ids) => {
    const counts = await countEntries(scope, ids);
    const found = alignOne(ids, String, counts, (row) => String(row.changeSetId));
    return found.map((row) => row?.total ?? 0);
  },
};

/** Entries of change sets, at most `limit` + 1 each; one loader per page. */
export function entriesOf({ limit, offset, after }: Page): LoaderDef<number, ChangeSetEntryRow[]> {
  return {
    name: 'changeSetEntries',
    variant: JSON.stringify([limit, offset, after ?? null]),
    cacheKey: (id) => tupleKey(id),
    batch: async (scope: RequestScope, ids) =>
      alignMany(ids, String, await findEntries(scope, ids, { limit, offset, after }), (row) =>
        String(row.changeSetId),
      ),
  };
}
