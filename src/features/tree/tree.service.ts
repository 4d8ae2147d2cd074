import { invalid } from '../../domain/errors';
import type { RequestScope } from '../../platform/scope/request-scope';
import { readReportChoice, type ReportChoice } from '../demand';
import { readNodeId, type NodeCoordinates } from './node-id.rules';
import { levelNodes, monthsOfReport } from './tree.loaders';
import { type Level, type NodePath, type Tree, type TreeFilter, type TreeNode } from './tree.model';
import { LazyNode } from './tree-node.rules';
import { cleanFilter, isSamePath, parentPath, pathKey, TOP, treeKey } from './tree-path.rules';
import type { ReportWanted } from './tree.repository';

/** What tree is asked for. */
export interface TreeChoice {
  /** The current one if absent. */
  report?: ReportChoice | null | undefined;
  /** 1 to 6. */
  forecastMonthIndex: number;
  filter?: { readonly [Name in keyof TreeFilter]?: readonly string[] | null | undefined } | null | undefined;
  byCategory: boolean;
}

/** The whole selection as a node; null if there is no such report. */
export async function openTree(scope: RequestScope, choice: TreeChoice): Promise<TreeNode | null> {
  const { forecastMonthIndex, byCategory } = choice;
  if (!Number.isInteger(forecastMonthIndex) || forecastMonthIndex < 1 || forecastMonthIndex > 6)
    throw invalid('forecastMonthIndex', forecastMonthIndex, 'an integer from 1 to 6');
  const report = choice.report ? readReportChoice(choice.report) : 'current';
  const filter = cleanFilter(choice.filter ?? {});
  const tree = await treeOf(scope, { report, forecastMonthIndex, filter, byCategory, within: TOP });
  return tree && totalOf(tree);
}

/** The node of an id; null if it does not stand (any more). */
export async function findNode(scope: RequestScope, id: string): Promise<TreeNode | null> {
  const coordinates = readNodeId(id);
  const { level, path, forecastMonthIndex, filter } = coordinates;
  const tree = await treeOf(scope, {
    report: coordinates,
    forecastMonthIndex,
    filter,
    byCategory: splitsByCategory(coordinates),
    within: path,
  });
  if (!tree) return null;
  if (level === 'total') return totalOf(tree);
  const children = await scope.loader(levelNodes[level]).load(tree);
  return children.get(pathKey(parentPath(level, path)))?.find((node) => isSamePath(node.path, path)) ?? null;
}

/** The children of a node one level or two below it, by name. */
export async function childrenOf(scope: RequestScope, node: TreeNode, level: Level): Promise<TreeNode[]> {
  const children = await scope.loader(levelNodes[level]).load(node.tree);
  return children.get(node.pathKey) ?? [];
}

function splitsByCategory({ byCategory, path }: NodeCoordinates): boolean {
  return byCategory || path.platform !== null;
}

interface TreeParts {
  report: ReportWanted;
  forecastMonthIndex: number;
  filter: TreeFilter;
  byCategory: boolean;
  within: NodePath;
}

async function treeOf(scope: RequestScope, parts: TreeParts): Promise<Tree | null> {
  const { report, forecastMonthIndex, filter, byCategory, within } = parts;
  const months = await scope.loader(monthsOfReport).load(report);
  const month = months.find((one) => one.forecastMonthIndex === forecastMonthIndex);
  if (!month) return null;
  const { reportYear, reportMonth } = month;
  const { lobScope } = scope.actor;
  const what = { reportYear, reportMonth, filter, byCategory, within, lobScope };
  return { ...what, months, month, key: treeKey({ ...what, forecastMonthIndex }) };
}

function totalOf(tree: Tree): TreeNode {
  return new LazyNode(tree, 'total', TOP);
}
