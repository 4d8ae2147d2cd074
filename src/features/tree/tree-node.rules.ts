import { nodeId } from './node-id.rules';
import { nodeName, nodeSlug, pathKey } from './tree-path.rules';
import {
  TYPE_NAMES,
  type LeafFacts,
  type Level,
  type NodeMetrics,
  type NodePath,
  type Tree,
  type TreeNode,
} from './tree.model';

/** A node whose texts are made only when asked for: a large tree has thousands, and most queries want few of them. */
export class LazyNode implements TreeNode {
  readonly metrics: NodeMetrics | undefined;
  readonly demand: LeafFacts | undefined;

  /** `row` = the node’s figures; absent at the whole selection until somebody asks. */
  constructor(
    readonly tree: Tree,
    readonly level: Level,
    readonly path: NodePath,
    row?: Omit<NodeMetrics, 'node'> & { node?: TreeNode; demand?: LeafFacts },
  ) {
    this.demand = row?.demand;
    if (!row) return;
    row.node = this;
    this.metrics = row as NodeMetrics;
  }

  get __typename(): string {
    return TYPE_NAMES[this.level];
  }

  get id(): string {
    return nodeId(this);
  }

  get name(): string {
    return nodeName(this.level, this.path);
  }

  get slug(): string {
    return nodeSlug(this.level, this.path);
  }

  get pathKey(): string {
    return pathKey(this.path);
  }
}
