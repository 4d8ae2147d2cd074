import { compareC } from '../../../domain/ordering';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import { levelFigures, type CellSelection, type LevelNode } from '../../figures';
import { LazyNode, type SharedLevel } from './tree-node.service';
import { parentPath, pathKey, TOP } from './tree-path.rules';
import { LEVELS, type Level, type NodePath, type Tree, type TreeNode } from './tree.model';

/** The nodes of a whole level by their parent’s path, however many of them are asked for. */
export type Children = ReadonlyMap<string, TreeNode[]>;

function perLevel<V>(define: (level: Level) => V): Readonly<Record<Level, V>> {
  return Object.fromEntries(LEVELS.map((level) => [level, define(level)])) as Record<Level, V>;
}

const GROUPING = {
  total: 'all',
  category: 'category',
  lob: 'lob',
  state: 'state',
  caseType: 'demand',
} as const satisfies Record<Level, string>;

/** Whether two nodes of a level have the same parent. */
const IS_SIBLING: Readonly<Record<Level, (a: NodePath, b: NodePath) => boolean>> = {
  caseType: (a, b) => a.state === b.state && IS_SIBLING.state(a, b),
  state: (a, b) => a.mainLob === b.mainLob && IS_SIBLING.lob(a, b),
  lob: (a, b) => a.platform === b.platform && a.locality === b.locality,
  category: () => true,
  total: () => true,
};

const DEPTH: Readonly<Record<Level, number>> = { total: 0, category: 0, lob: 1, state: 2, caseType: 3 };

function pathOf(level: Level, byCategory: boolean, { names, facts }: LevelNode): NodePath {
  const depth = DEPTH[level];
  return {
    platform: byCategory ? (facts?.platform ?? null) : null,
    locality: byCategory ? (facts?.locality ?? null) : null,
    mainLob: depth > 0 ? names.mainLob : null,
    state: depth > 1 ? names.state : null,
    caseType: depth > 2 ? names.caseType : null,
  };
}

/** One object for all levels of a tree, so that its demands are selected once. */
const selections = new WeakMap<Tree, CellSelection>();

function selectionOf(tree: Tree): CellSelection {
  const { filter, within, lobScope } = tree;
  const selection = selections.get(tree) ?? { filter, within, lobScope };
  selections.set(tree, selection);
  return selection;
}

/** Nodes by their parent’s path: those that the chosen month has; the whole selection always. */
function childrenOfLevel(tree: Tree, level: Level): Children {
  const { byCategory, month, wants } = tree;
  const nodes = levelFigures(tree.figures.columns, {
    selection: selectionOf(tree),
    by: GROUPING[level],
    byCategory,
    chosen: month.forecastMonthIndex,
    ...wants[level],
  });
  const shared: SharedLevel = { tree, level };
  if (level === 'total') return new Map([[pathKey(TOP), [new LazyNode(shared, TOP, nodes[0])]]]);
  const children = new Map<string, TreeNode[]>();
  let last: NodePath | undefined;
  let siblings: TreeNode[] = [];
  for (const node of nodes) {
    const path = pathOf(level, byCategory, node);
    if (!last || !IS_SIBLING[level](last, path))
      children.set(pathKey(parentPath(level, path)), (siblings = []));
    last = path;
    siblings.push(new LazyNode(shared, path, node));
  }
  // Names of the others are those by which demands are ordered.
  if (level === 'state' || level === 'category')
    children.forEach((group) => group.sort((a, b) => compareC(a.name, b.name)));
  return children;
}

/** The nodes of a level with their figures, from the columns that the tree was opened on. */
export const levelNodes = perLevel((level): LoaderDef<Tree, Children> => ({
  name: `tree.nodes.${level}`,
  cacheKey: (tree) => tree.key,
  batch: (_scope, trees) => Promise.resolve(trees.map((tree) => childrenOfLevel(tree, level))),
}));
