import { compareC } from '../../domain/ordering';
import { alignMany, tupleKey } from '../../platform/loaders/align';
import type { LoaderDef } from '../../platform/scope/request-scope';
import { headCounts, type Heads } from './heads.rules';
import { listHeads } from './heads.repository';
import { listLeafPeople, listLeafWeeks, type LeafPersonRow, type LeafWeekRow } from './leaf.repository';
import { listLevel } from './level.repository';
import { LazyNode } from './tree-node.rules';
import { isSamePath, parentPath, pathKey } from './tree-path.rules';
import { LEVELS, type Level, type LevelRow, type NodePath, type Tree, type TreeNode } from './tree.model';
import { listReportMonths, type ReportMonthRow, type ReportWanted } from './tree.repository';

/** A whole level of a tree is fetched at once, however many of its nodes are asked for: children by their parent's path. */
export type LevelNodes = ReadonlyMap<string, TreeNode[]>;

function perLevel<V>(define: (level: Level) => V): Readonly<Record<Level, V>> {
  return Object.fromEntries(LEVELS.map((level) => [level, define(level)])) as Record<Level, V>;
}

function groupByPlace<R extends { place: number }>(count: number, rows: readonly R[]): R[][] {
  const places = Array.from({ length: count }, (_, place) => place);
  return alignMany(places, String, rows, (row) => String(row.place));
}

/** Rows come in order of their paths, so that those of one parent stand together. */
function childrenByParent(tree: Tree, level: Level, rows: readonly LevelRow[]): LevelNodes {
  const children = new Map<string, TreeNode[]>();
  let parent: NodePath | undefined;
  let siblings: TreeNode[] = [];
  for (const row of rows) {
    const above = parentPath(level, row.path);
    if (!parent || !isSamePath(parent, above)) {
      parent = above;
      siblings = [];
      children.set(pathKey(above), siblings);
    }
    siblings.push(new LazyNode(tree, level, row.path, row));
  }
  // Names of the others are columns, which SQL has ordered by.
  if (level === 'state' || level === 'category')
    for (const group of children.values()) group.sort((a, b) => compareC(a.name, b.name));
  return children;
}

/** The months of reports, by index; none if there is no such report. */
export const monthsOfReport: LoaderDef<ReportWanted, ReportMonthRow[]> = {
  name: 'tree.monthsOfReport',
  cacheKey: (report) => (report === 'current' ? report : tupleKey(report.reportYear, report.reportMonth)),
  batch: async (scope, wanted) => groupByPlace(wanted.length, await listReportMonths(scope, wanted)),
};

/** The nodes of a level with their figures of the chosen month. */
export const levelNodes = perLevel((level): LoaderDef<Tree, LevelNodes> => ({
  name: `tree.nodes.${level}`,
  cacheKey: (tree) => tree.key,
  batch: async (scope, trees) => {
    const rows = await listLevel(
      scope,
      level,
      trees.map((tree) => ({ tree, allMonths: false })),
    );
    const groups = groupByPlace(trees.length, rows);
    return trees.map((tree, place) => childrenByParent(tree, level, groups[place] ?? []));
  },
}));

/** The figures of every node of a level in all six months, by path. */
export const levelSeries = perLevel((level): LoaderDef<Tree, ReadonlyMap<string, LevelRow[]>> => ({
  name: `tree.series.${level}`,
  cacheKey: (tree) => tree.key,
  batch: async (scope, trees) => {
    const rows = await listLevel(
      scope,
      level,
      trees.map((tree) => ({ tree, allMonths: true })),
    );
    return groupByPlace(trees.length, rows).map((group) => {
      const series = new Map<string, LevelRow[]>();
      for (const row of group) {
        const key = pathKey(row.path);
        const months = series.get(key);
        if (months) months.push(row);
        else series.set(key, [row]);
      }
      return series;
    });
  },
}));

/** Distinct people of every node of a level by tier, in the chosen month or in all six. */
export const levelHeads = perLevel((level): LoaderDef<{ tree: Tree; allMonths: boolean }, Heads> => ({
  name: `tree.heads.${level}`,
  cacheKey: ({ tree, allMonths }) => tupleKey(tree.key, allMonths),
  batch: async (scope, keys) =>
    groupByPlace(keys.length, await listHeads(scope, level, keys)).map((rows) => headCounts(rows)),
}));

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
