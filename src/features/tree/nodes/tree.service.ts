import { invalid } from '../../../domain/errors';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { findReport, monthsByReport, readReportChoice, type ReportChoice } from '../../demand';
import { figuresOfReport, type FiguresWanted } from '../../figures';
import { readNodeId, type NodeCoordinates } from './node-id.rules';
import { levelNodes } from './tree.loaders';
import {
  LEVELS,
  type Level,
  type ListedLevel,
  type NodePath,
  type Tree,
  type TreeFilter,
  type TreeNode,
  type TreeWants,
} from './tree.model';
import { cleanFilter, isSamePath, TOP, treeKey } from './tree-path.rules';
import { EVERYTHING, peopledMonths } from './tree-wants.rules';

/** What tree is asked for. */
export interface TreeChoice {
  /** The current one if absent. */
  report?: ReportChoice | null | undefined;
  /** 1 to 6; 1 if neither it nor `month` is given. */
  forecastMonthIndex?: number | null | undefined;
  /** `2025-07`: one of the report’s months, in place of its index. */
  month?: string | null | undefined;
  filter?: { readonly [Name in keyof TreeFilter]?: readonly string[] | null | undefined } | null | undefined;
  byCategory: boolean;
  /** What is read of it; everything if absent. */
  wants?: TreeWants;
}

/** The whole selection as a node; null if there is no such report. */
export async function openTree(scope: RequestScope, choice: TreeChoice): Promise<TreeNode | null> {
  const { byCategory, wants = EVERYTHING } = choice;
  const forecastMonthIndex = await chosenIndex(scope, choice);
  if (forecastMonthIndex === undefined) return null;
  const report = choice.report ? readReportChoice(choice.report) : 'current';
  const filter = cleanFilter(choice.filter ?? {});
  const tree = await treeOf(scope, { report, forecastMonthIndex, filter, byCategory, within: TOP, wants });
  return tree && (await loaded(scope, tree, 'total', TOP));
}

/** The index that is named itself, by its calendar month, or by both if they agree; undefined if there is no report. */
async function chosenIndex(
  scope: RequestScope,
  { report, forecastMonthIndex: index, month }: TreeChoice,
): Promise<number | undefined> {
  const given = typeof index === 'number' ? checkedIndex(index) : undefined;
  if (!month) return given ?? 1;
  const stored = await findReport(scope, report);
  const found = stored && indexOfMonth(await scope.loader(monthsByReport).load(stored), month);
  if (found === undefined || given === undefined || given === found) return found;
  throw invalid('month', month, `no forecastMonthIndex beside it, or ${found}`);
}

function checkedIndex(index: number): number {
  if (Number.isInteger(index) && index >= 1 && index <= 6) return index;
  throw invalid('forecastMonthIndex', index, 'an integer from 1 to 6');
}

function indexOfMonth(
  months: readonly { monthStart: string; forecastMonthIndex: number }[],
  month: string,
): number {
  const found = months.find(({ monthStart }) => monthStart.startsWith(month));
  if (found) return found.forecastMonthIndex;
  throw invalid('month', month, `one of ${months.map((one) => one.monthStart.slice(0, 7)).join(', ')}`);
}

/** The node of an id; null if it does not stand (any more). `wantsOf` returns what is read of a node of its level. */
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
  return tree && loaded(scope, tree, level, path);
}

/** A node of a tree once every level that is listed has been read; null if it does not stand. */
async function loaded(
  scope: RequestScope,
  tree: Tree,
  level: Level,
  path: NodePath,
): Promise<TreeNode | null> {
  const listed = LEVELS.filter(
    (one) => one === level || (tree.wants[one].listed && (one !== 'category' || tree.byCategory)),
  );
  const nodes = await Promise.all(listed.map((one) => scope.loader(levelNodes[one]).load(tree)));
  listed.forEach((one, n) => {
    const read = nodes[n];
    if (read) tree.levels.set(one, read);
  });
  return tree.levels.get(level)?.nodes.find((node) => isSamePath(node.path, path)) ?? null;
}

function splitsByCategory({ byCategory, path }: NodeCoordinates): boolean {
  return byCategory || path.platform !== null;
}

interface TreeParts {
  report: FiguresWanted['report'];
  forecastMonthIndex: number;
  filter: TreeFilter;
  byCategory: boolean;
  within: NodePath;
  wants: TreeWants;
}

async function treeOf(scope: RequestScope, parts: TreeParts): Promise<Tree | null> {
  const { report, forecastMonthIndex, filter, byCategory, within, wants } = parts;
  const wanted = { report, peopledMonths: peopledMonths(wants, forecastMonthIndex) };
  const figures = await scope.loader(figuresOfReport).load(wanted);
  const months = figures?.columns.months.map((column) => column.month) ?? [];
  const month = months.find((one) => one.forecastMonthIndex === forecastMonthIndex);
  if (!figures || !month) return null;
  const { reportYear, reportMonth } = figures.columns.report;
  const { lobScope } = scope.actor;
  const what = { reportYear, reportMonth, filter, byCategory, within, lobScope, wants };
  const key = treeKey({ ...what, forecastMonthIndex });
  return { ...what, months, month, figures, key, levels: new Map<Level, ListedLevel>() };
}
