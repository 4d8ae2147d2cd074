import { alignMany, tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import { pathKey } from '../nodes/tree-path.rules';
import type { Tree, TreeNode } from '../nodes/tree.model';
import { listLeafPeople, listLeafWeeks, type LeafPersonRow, type LeafWeekRow } from './leaf.repository';

/** What was worked on every demand of a tree, week by week, by path. */
export const leafWeeks: LoaderDef<Tree, ReadonlyMap<string, LeafWeekRow[]>> = {
  name: 'tree.leafWeeks',
  cacheKey: (tree) => tree.key,
  batch: async (scope, trees) =>
    groupByPlace(trees.length, await listLeafWeeks(scope, trees)).map((rows) => byPath(rows)),
};

/** A page of the people on every demand of a tree. */
export interface PeoplePage {
  tree: Tree;
  limit: number;
  offset: number;
}

/** The people on every demand of a tree, one page each, by path. */
export const leafPeople: LoaderDef<PeoplePage, ReadonlyMap<string, LeafPersonRow[]>> = {
  name: 'tree.leafPeople',
  cacheKey: ({ tree, limit, offset }) => tupleKey(tree.key, limit, offset),
  batch: async (scope, pages) =>
    groupByPlace(pages.length, await listLeafPeople(scope, pages)).map((rows) => byPath(rows)),
};

function groupByPlace<R extends { place: number }>(count: number, rows: R[]): R[][] {
  if (count === 1) return [rows];
  const places = Array.from({ length: count }, (_, place) => place);
  return alignMany(places, String, rows, (row) => String(row.place));
}

function byPath<R extends { path: TreeNode['path'] }>(rows: readonly R[]): ReadonlyMap<string, R[]> {
  const found = new Map<string, R[]>();
  for (const row of rows) {
    const key = pathKey(row.path);
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return found;
}
