import { invalid } from '../../domain/errors';
import type { RequestScope } from '../../platform/scope/request-scope';
import { readReportChoice, type ReportChoice } from '../demand';
import { readNodeId, type NodeCoordinates } from './node-id.rules';
import type { Heads } from './heads.rules';
import { levelHeads, levelNodes, monthsOfReport } from './tree.loaders';
import type { Level, LevelRow, NodePath, Tree, TreeFilter, TreeNode, TreeWants } from './tree.model';
import { LazyNode } from './tree-node.service';
import { cleanFilter, isSamePath, parentPath, pathKey, TOP, treeKey } from './tree-path.rules';
import { EVERYTHING, headsWanted } from './tree-wants.rules';
import type { ReportWanted } from './tree.repository';

/** What tree is asked for. */
export interface TreeChoice {
  /** The current one if absent. */
  report?: ReportChoice | null | undefined;
  /** 1 to 6. */
  forecastMonthIndex: number;
  filter?: { readonly [Name in keyof TreeFilter]?: readonly string[] | null | undefined } | null | undefined;
  byCategory: boolean;
  /** What is read of it; everything if absent. */
  wants?: TreeWants;
}

/** The whole selection as a node; null if there is no such report. */
export async function openTree(scope: RequestScope, choice: TreeChoice): Promise<TreeNode | null> {
  const { forecastMonthIndex, byCategory } = choice;
  if (!Number.isInteger(forecastMonthIndex) || forecastMonthIndex < 1 || forecastMonthIndex > 6)
    throw invalid('forecastMonthIndex', forecastMonthIndex, 'an integer from 1 to 6');
  const report = choice.report ? readReportChoice(choice.report) : 'current';
  const filter = cleanFilter(choice.filter ?? {});
  const { wants = EVERYTHING } = choice;
  const tree = await treeOf(scope, { report, forecastMonthIndex, filter, byCategory, within: TOP, wants });
  return tree && totalOf(tree);
}

/** The node of an id; null if it does not stand (any more). `wantsOf` says what is read of a node of its level. */
export async function findNode(
  scope: RequestScope,
  id: string,
  wantsOf: (level: Level) => TreeWants = () => EVERYTHING,
): Promise<TreeNode | null> {
  const coordinates = readNodeId(id);
  const { level, path, forecastMonthIndex, filter } = coordinates;
  const tree = await treeOf(scope, {
    report: coordinates,
    forecastMonthIndex,
    filter,
    byCategory: splitsByCategory(coordinates),
    within: path,
    wants: wantsOf(level),
  });
  if (!tree) return null;
  if (level === 'total') return totalOf(tree);
  const children = await loadLevel(scope, tree, level);
  return children.get(pathKey(parentPath(level, path)))?.find((node) => isSamePath(node.path, path)) ?? null;
}

/** The children of a node one level or two below it, by name. */
export async function childrenOf(scope: RequestScope, node: TreeNode, level: Level): Promise<TreeNode[]> {
  const children = await loadLevel(scope, node.tree, level);
  return children.get(node.pathKey) ?? [];
}

/** The whole selection with its figures. */
export async function loadTotal(scope: RequestScope, { tree }: TreeNode): Promise<TreeNode> {
  const level = await loadLevel(scope, tree, 'total');
  return level.get(pathKey(TOP))?.[0] ?? totalOf(tree);
}

type Children = ReadonlyMap<string, TreeNode[]>;

/** Levels under way, by tree: thousands of nodes ask for the same one. A tree belongs to one request. */
const levels = new WeakMap<Tree, Map<Level, Promise<Children>>>();

/** The nodes of a level by their parent’s path, with the people of all its nodes if any are wanted. */
function loadLevel(scope: RequestScope, tree: Tree, level: Level): Promise<Children> {
  const known = levels.get(tree) ?? new Map<Level, Promise<Children>>();
  levels.set(tree, known);
  const loading = known.get(level) ?? countedLevel(scope, tree, level);
  known.set(level, loading);
  return loading;
}

async function countedLevel(scope: RequestScope, tree: Tree, level: Level): Promise<Children> {
  const wanted = headsWanted(tree, level);
  const [{ children, rows, shared }, counted] = await Promise.all([
    scope.loader(levelNodes[level]).load(tree),
    wanted && scope.loader(levelHeads).load(wanted),
  ]);
  if (shared.heads) return children;
  const heads = counted ?? (await missingHeads(scope, tree, level, rows));
  if (heads) shared.heads = heads;
  if (counted)
    for (const row of rows) row.fteCount = counted.people(pathKey(row.path), row.forecastMonthIndex);
  return children;
}

/** The people of single demands, counted only where one has no summary that says them. */
async function missingHeads(
  scope: RequestScope,
  tree: Tree,
  level: Level,
  rows: readonly LevelRow[],
): Promise<Heads | undefined> {
  const isMissing =
    tree.wants[level].columns.has('tierBreakdown') &&
    rows.some(({ demand }) => demand?.tierBreakdown === null);
  if (level !== 'caseType' || !isMissing) return undefined;
  return scope.loader(levelHeads).load({ tree, levels: [level], allMonths: false, byTier: true });
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
  wants: TreeWants;
}

async function treeOf(scope: RequestScope, parts: TreeParts): Promise<Tree | null> {
  const { report, forecastMonthIndex, filter, byCategory, within, wants } = parts;
  const months = await scope.loader(monthsOfReport).load(report);
  const month = months.find((one) => one.forecastMonthIndex === forecastMonthIndex);
  if (!month) return null;
  const { reportYear, reportMonth } = month;
  const { lobScope } = scope.actor;
  const what = { reportYear, reportMonth, filter, byCategory, within, lobScope, wants };
  return { ...what, months, month, key: treeKey({ ...what, forecastMonthIndex }) };
}

function totalOf(tree: Tree): TreeNode {
  return new LazyNode({ tree, level: 'total' }, TOP, []);
}
