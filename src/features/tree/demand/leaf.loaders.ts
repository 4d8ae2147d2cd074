import { alignMany, tupleKey } from '../../../platform/loaders/align';
import type { RowText } from '../../../platform/graphql/text/plain-text.model';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import { pathKey } from '../nodes/tree-path.rules';
import type { Tree, TreeNode } from '../nodes/tree.model';
import {
  listLeafPeople,
  listLeafWeeks,
  writeLeafPeople,
  type LeafPersonRow,
  type LeafWeekRow,
  type PeoplePage,
} from './leaf.repository';

export { peopleText } from './leaf.repository';

/** What was worked on every demand of a tree, week by week, by path. */
export const leafWeeks: LoaderDef<Tree, ReadonlyMap<string, LeafWeekRow[]>> = {
  name: 'tree.leafWeeks',
  cacheKey: (tree) => tree.key,
  batch: async (scope, trees) =>
    groupByPlace(trees.length, await listLeafWeeks(scope, trees)).map((rows) => byPath(rows)),
};

/** The people on every demand of a tree, one page each, by path. */
export const leafPeople: LoaderDef<PeoplePage, ReadonlyMap<string, LeafPersonRow[]>> = {
  name: 'tree.leafPeople',
  cacheKey: pageKey,
  batch: async (scope, pages) =>
    groupByPlace(pages.length, await listLeafPeople(scope, pages)).map((rows) => byPath(rows)),
};

type TextLoader = LoaderDef<PeoplePage, ReadonlyMap<string, string>>;

const textLoaders = new WeakMap<RowText, TextLoader>();

/** `leafPeople` as JSON text; demands without anybody are left out. */
export function leafPeopleText(rows: RowText): TextLoader {
  const known = textLoaders.get(rows) ?? textLoader(rows);
  textLoaders.set(rows, known);
  return known;
}

function textLoader(rows: RowText): TextLoader {
  return {
    name: 'tree.leafPeopleText',
    variant: rows.key,
    cacheKey: pageKey,
    batch: async (scope, pages) =>
      groupByPlace(pages.length, await writeLeafPeople(scope, rows, pages)).map(
        (found) => new Map(found.map(({ path, text }) => [pathKey(path), text])),
      ),
  };
}

function pageKey({ tree, limit, offset }: PeoplePage): string {
  return tupleKey(tree.key, limit, offset);
}

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
