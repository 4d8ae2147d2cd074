import { alignMany, alignOne, tupleKey } from '../../platform/loaders/align';
import type { Page } from '../../platform/database/page';
import type { LoaderDef, RequestScope } from '../../platform/scope/request-scope';
import type { ChangeSetEntryRow, ChangeSetRow } from './history.model';
import { findLatestChangeSets } from './latest-change-sets.repository';
import { countAllEntries, countEntries, findChangeSets, findEntries } from './history.repository';

/** Change sets by id. */
export const changeSetById: LoaderDef<number, ChangeSetRow | undefined> = {
  name: 'changeSetById',
  cacheKey: (id) => tupleKey(id),
  batch: async (scope, ids) =>
    alignOne(ids, String, await findChangeSets(scope, ids), (row) => String(row.id)),
};

/** The latest change set of an action with a note that has not been taken back. */
export const latestChangeSet: LoaderDef<{ action: string; note: string }, number | undefined> = {
  name: 'latestChangeSet',
  cacheKey: ({ action, note }) => tupleKey(action, note),
  batch: async (scope, keys) => {
    const rows = await findLatestChangeSets(scope, keys);
    return alignOne(
      keys,
      ({ action, note }) => tupleKey(action, note),
      rows,
      ({ action, note }) => tupleKey(action, note),
    ).map((row) => row?.id);
  },
};

function countLoader(name: string, count: typeof countEntries): LoaderDef<number, number> {
  return {
    name,
    cacheKey: (id) => tupleKey(id),
    batch: async (scope, ids) => {
      const found = alignOne(ids, String, await count(scope, ids), (row) => String(row.changeSetId));
      return found.map((row) => row?.total ?? 0);
    },
  };
}

/** How many entries a change set has that the caller sees. */
export const entryCount = countLoader('entryCount', countEntries);

/** How many it has in all: a caller with a LOB scope learns at most that there are more. */
export const entryTotal = countLoader('entryTotal', countAllEntries);

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
