import type { LoaderDef } from '../../../platform/scope/request-scope';
import { levelFigures, type CellSelection } from '../../figures';
import { LevelNodes } from './tree-node.service';
import { LEVELS, type Level, type Tree } from './tree.model';

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

/** One object for all levels of a tree, so that its demands are selected once. */
const selections = new WeakMap<Tree, CellSelection>();

function selectionOf(tree: Tree): CellSelection {
  const { filter, within, lobScope } = tree;
  const selection = selections.get(tree) ?? { filter, within, lobScope };
  selections.set(tree, selection);
  return selection;
}

function nodesOf(tree: Tree, level: Level): LevelNodes {
  const { byCategory, month, wants } = tree;
  const figures = levelFigures(tree.figures.columns, {
    selection: selectionOf(tree),
    by: GROUPING[level],
    byCategory,
    chosen: month.forecastMonthIndex,
    ...wants[level],
  });
  if (!figures) throw new Error(`The report lacks month ${month.forecastMonthIndex}`);
  return new LevelNodes(tree, level, figures);
}

/** The nodes of a level with their figures, from the columns that the tree was opened on. */
export const levelNodes = perLevel((level): LoaderDef<Tree, LevelNodes> => ({
  name: `tree.nodes.${level}`,
  cacheKey: (tree) => tree.key,
  batch: (_scope, trees) => Promise.resolve(trees.map((tree) => nodesOf(tree, level))),
}));
