import type { Level, TreeNode } from '../../src/features/tree/nodes/tree.model';
import { childrenOf, loadTotal } from '../../src/features/tree/nodes/tree.service';
import type { RequestScope } from '../../src/platform/scope/request-scope';
import type { NodeFigures } from './report-sums';

const BELOW: Readonly<Record<Level, (byCategory: boolean) => Level | undefined>> = {
  total: (byCategory) => (byCategory ? 'category' : 'lob'),
  category: () => 'lob',
  lob: () => 'state',
  state: () => 'caseType',
  caseType: () => undefined,
};

/** A node of the tree service and its path as text. */
export interface ExactNode {
  node: TreeNode;
  path: string;
}

/** A node and all below it, in order. */
export async function nodesBelow(
  scope: RequestScope,
  node: TreeNode,
  byCategory: boolean,
): Promise<ExactNode[]> {
  const level = BELOW[node.level](byCategory);
  const children = level ? await childrenOf(scope, node, level) : [];
  const below = await Promise.all(children.map((child) => nodesBelow(scope, child, byCategory)));
  return [{ node, path: node.pathKey }, ...below.flat()];
}

/** A node’s figures as the services have them: exact. */
export async function exactFigures(scope: RequestScope, node: TreeNode): Promise<NodeFigures> {
  const loaded = node.level === 'total' ? await loadTotal(scope, node) : node;
  const { exact, coverage, fteCount } = loaded.metrics;
  const { forecast, capacity, fteEquivalent, fteRequired } = exact;
  const tiers = loaded.tierBreakdown.filter(({ count }) => count > 0);
  return {
    ...{ forecast: String(forecast), capacity: capacity.toText(), gap: capacity.minus(forecast).toText() },
    coverage: coverage === null ? null : String(coverage),
    ...{
      fteEquivalent: fteEquivalent.toText(),
      fteRequired: fteRequired === null ? null : String(fteRequired),
    },
    people: fteCount,
    tiers: Object.fromEntries(tiers.map(({ percentage, count }) => [percentage, count])),
  };
}
