import { compareC } from '../../domain/ordering';
import { alignMany, tupleKey } from '../../platform/loaders/align';
import type { LoaderDef } from '../../platform/scope/request-scope';
import { headCounts, type Heads } from './heads.rules';
import { listHeads } from './heads.repository';
import { listLeafPeople, listLeafWeeks, type LeafPersonRow, type LeafWeekRow } from './leaf.repository';
import { listLevel } from './level.repository';
import { LazyNode, type SharedLevel } from './tree-node.service';
import { parentPath, pathKey, TOP } from './tree-path.rules';
import {
  LEVELS,
  type HeadsWanted,
  type Level,
  type LevelRow,
  type NodePath,
  type Tree,
  type TreeNode,
} from './tree.model';
import { listReportMonths, type ReportMonthRow, type ReportWanted } from './tree.repository';

/** A whole level of a tree is fetched at once, however many of its nodes are asked for. */
export interface LevelNodes {
  /** By their parent’s path. */
  children: ReadonlyMap<string, TreeNode[]>;
  rows: readonly LevelRow[];
  /** Where all of its nodes find how many people they have. */
  shared: SharedLevel;
}

function perLevel<V>(define: (level: Level) => V): Readonly<Record<Level, V>> {
  return Object.fromEntries(LEVELS.map((level) => [level, define(level)])) as Record<Level, V>;
}

function groupByPlace<R extends { place: number }>(count: number, rows: R[]): R[][] {
  if (count === 1) return [rows];
  const places = Array.from({ length: count }, (_, place) => place);
  return alignMany(places, String, rows, (row) => String(row.place));
}

/** Whether two nodes of a level have the same parent. */
const IS_SIBLING: Readonly<Record<Level, (a: NodePath, b: NodePath) => boolean>> = {
  caseType: (a, b) => a.state === b.state && IS_SIBLING.state(a, b),
  state: (a, b) => a.mainLob === b.mainLob && IS_SIBLING.lob(a, b),
  lob: (a, b) => a.platform === b.platform && a.locality === b.locality,
  category: () => true,
  total: () => true,
};

/** The rows of each node: they come in order of path and month, with one path object a node. */
function rowsByNode(rows: readonly LevelRow[]): LevelRow[][] {
  const nodes: LevelRow[][] = [];
  let path: NodePath | undefined;
  for (const row of rows) {
    if (row.path === path) nodes.at(-1)?.push(row);
    else nodes.push([row]);
    path = row.path;
  }
  return nodes;
}

/** Nodes by their parent’s path: those that the chosen month has; the whole selection always. */
function childrenByParent(tree: Tree, level: Level, rows: readonly LevelRow[]): LevelNodes {
  const shared: SharedLevel = { tree, level };
  const { forecastMonthIndex } = tree.month;
  if (level === 'total')
    return { children: new Map([[pathKey(TOP), [new LazyNode(shared, TOP, rows)]]]), rows, shared };
  const children = new Map<string, TreeNode[]>();
  let last: NodePath | undefined;
  let siblings: TreeNode[] = [];
  for (const months of rowsByNode(rows)) {
    const path = months.find((row) => row.forecastMonthIndex === forecastMonthIndex)?.path;
    if (!path) continue;
    if (!last || !IS_SIBLING[level](last, path))
      children.set(pathKey(parentPath(level, path)), (siblings = []));
    last = path;
    siblings.push(new LazyNode(shared, path, months));
  }
  // Names of the others are columns, which SQL has ordered by.
  if (level === 'state' || level === 'category')
    children.forEach((group) => group.sort((a, b) => compareC(a.name, b.name)));
  return { children, rows, shared };
}

/** The months of reports, by index; none if there is no such report. */
export const monthsOfReport: LoaderDef<ReportWanted, ReportMonthRow[]> = {
  name: 'tree.monthsOfReport',
  cacheKey: (report) => (report === 'current' ? report : tupleKey(report.reportYear, report.reportMonth)),
  batch: async (scope, wanted) => groupByPlace(wanted.length, await listReportMonths(scope, wanted)),
};

/** Distinct people of every node of some levels of a tree. */
export const levelHeads: LoaderDef<HeadsWanted, Heads> = {
  name: 'tree.heads',
  cacheKey: ({ tree, levels, allMonths, byTier }) => tupleKey(tree.key, levels.join(), allMonths, byTier),
  batch: async (scope, keys) =>
    groupByPlace(keys.length, await listHeads(scope, keys)).map((rows) => headCounts(rows)),
};

/** The nodes of a level with everything that is wanted of them, except people: `loadLevel` counts those. */
export const levelNodes = perLevel((level): LoaderDef<Tree, LevelNodes> => ({
  name: `tree.nodes.${level}`,
  cacheKey: (tree) => tree.key,
  batch: async (scope, trees) => {
    const wanted = trees.map((tree) => ({ tree, allMonths: tree.wants[level].series }));
    const groups = groupByPlace(trees.length, await listLevel(scope, level, wanted));
    return trees.map((tree, place) => childrenByParent(tree, level, groups[place] ?? []));
  },
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
