import type { TierCount } from '../../domain/tier-breakdown';
import type { RequestScope } from '../../platform/scope/request-scope';
import { tierCounts } from '../summary';
import { levelHeads, levelNodes, levelSeries } from './tree.loaders';
import type { NodeMetrics, Sums, TreeMonth, TreeNode } from './tree.model';
import { parentPath, pathKey } from './tree-path.rules';

/** A node’s figures of one of the six months. */
export type SeriesPoint = Omit<TreeMonth, 'label'> & NodeMetrics & { month: string };

/** Something that a node’s figures leave open. */
export interface TreeWarning {
  code: 'UNKNOWN_FTE_REQUIRED' | 'UNKNOWN_CAPACITY' | 'VANISHED_DEMAND';
  count: number;
  message: string;
}

/** The sums of no demand at all. */
const NOTHING: Sums = {
  forecast: '0',
  capacity: '0',
  gap: '0',
  coverage: null,
  fteEquivalent: '0',
  fteRequired: '0',
  unknownRequired: 0,
  unknownCapacity: 0,
  vanished: 0,
  people: 0,
};

/** The node’s figures of the chosen month: at hand, except at the whole selection. */
export function metricsOf(scope: RequestScope, node: TreeNode): NodeMetrics | Promise<NodeMetrics> {
  return node.metrics ?? loadMetrics(scope, node);
}

async function loadMetrics(scope: RequestScope, node: TreeNode): Promise<NodeMetrics> {
  const level = await scope.loader(levelNodes[node.level]).load(node.tree);
  const found = level.get(pathKey(parentPath(node.level, node.path)))?.[0]?.metrics;
  return found ?? { ...NOTHING, node, forecastMonthIndex: node.tree.month.forecastMonthIndex };
}

/** Distinct people: known by the row of a single demand, else counted for its whole level at once. */
export function peopleOf(scope: RequestScope, metrics: NodeMetrics): number | Promise<number> {
  return metrics.people ?? countPeople(scope, metrics);
}

async function countPeople(scope: RequestScope, metrics: NodeMetrics): Promise<number> {
  const { node, forecastMonthIndex, inSeries = false } = metrics;
  const heads = await scope.loader(levelHeads[node.level]).load({ tree: node.tree, allMonths: inSeries });
  return heads.people(node.pathKey, forecastMonthIndex);
}

/** People by tier, each once, in the tier of their latest active week of the month within the node. */
export function tiersOf(scope: RequestScope, node: TreeNode): TierCount[] | Promise<TierCount[]> {
  const stored = node.demand?.tierBreakdown;
  return stored ? tierCounts(stored) : countTiers(scope, node);
}

async function countTiers(
  scope: RequestScope,
  { level, tree, pathKey: path }: TreeNode,
): Promise<TierCount[]> {
  const heads = await scope.loader(levelHeads[level]).load({ tree, allMonths: false });
  return heads.tiers(path, tree.month.forecastMonthIndex);
}

/** The node’s figures over the six months; zeros where the report has none of its demands. */
export async function seriesOf(scope: RequestScope, node: TreeNode): Promise<SeriesPoint[]> {
  const level = await scope.loader(levelSeries[node.level]).load(node.tree);
  const rows = new Map(level.get(node.pathKey)?.map((row) => [row.forecastMonthIndex, row]));
  return node.tree.months.map(({ label, forecastMonthIndex, monthStart, isFrozen }) => ({
    ...(rows.get(forecastMonthIndex) ?? NOTHING),
    month: label,
    forecastMonthIndex,
    monthStart,
    isFrozen,
    node,
    inSeries: true,
  }));
}

/** What the figures of the chosen month leave open. */
export async function warningsOf(scope: RequestScope, node: TreeNode): Promise<TreeWarning[]> {
  const { unknownRequired, unknownCapacity, vanished } = await metricsOf(scope, node);
  const reason = node.demand?.fteRequiredReason;
  const warnings: TreeWarning[] = [
    {
      code: 'UNKNOWN_FTE_REQUIRED',
      count: unknownRequired,
      message: `People required are unknown for ${unknownRequired} demand(s)${reason ? ` (${reason})` : ''} and left out of the sum`,
    },
    {
      code: 'UNKNOWN_CAPACITY',
      count: unknownCapacity,
      message: `Weekly capacity is unknown for ${unknownCapacity} assignment(s), whose demand has no CPH, and left out of the sum`,
    },
    {
      code: 'VANISHED_DEMAND',
      count: vanished,
      message: `${vanished} demand(s) are not in the report’s file and kept because people are assigned to them`,
    },
  ];
  return warnings.filter(({ count }) => count > 0);
}
