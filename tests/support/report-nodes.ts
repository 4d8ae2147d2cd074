import type { Level, TreeNode } from '../../src/features/tree/nodes/tree.model';
import type { NodeFigures } from './report-sums';

const BELOW: Readonly<Record<Level, (node: TreeNode) => TreeNode[] | null>> = {
  total: (node) => (node.tree.byCategory ? node.categories : node.lobs),
  category: (node) => node.lobs,
  lob: (node) => node.states,
  state: (node) => node.caseTypes,
  caseType: () => [],
};

/** A node of the tree service and its path as text. */
export interface ExactNode {
  node: TreeNode;
  path: string;
}

/** A node and all below it, in order. */
export function nodesBelow(node: TreeNode): ExactNode[] {
  const children = BELOW[node.level](node) ?? [];
  return [{ node, path: node.pathKey }, ...children.flatMap(nodesBelow)];
}

/** A node’s figures as the services have them: exact. */
export function exactFigures(node: TreeNode): NodeFigures {
  const tiers = node.tierBreakdown.filter(({ count }) => count > 0);
  return {
    ...exactSums(node),
    people: node.metrics.fteCount,
    tiers: Object.fromEntries(tiers.map(({ percentage, count }) => [percentage, count])),
  };
}

/** The figures of a node besides its people. */
export function exactSums(node: TreeNode): Omit<NodeFigures, 'people' | 'tiers'> {
  const { exact, coverage } = node.metrics;
  const { forecast, capacity, fteEquivalent, fteRequired } = exact;
  return {
    forecast: String(forecast),
    capacity: capacity.toText(),
    gap: capacity.minus(forecast).toText(),
    coverage: coverage === null ? null : String(coverage),
    fteEquivalent: fteEquivalent.toText(),
    fteRequired: fteRequired === null ? null : String(fteRequired),
  };
}
