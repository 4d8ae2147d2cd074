import type { TierCount } from '../../../domain/capacity/tier-breakdown';
import { ExactSum } from '../../../domain/exact-column';
import { compareC } from '../../../domain/ordering';
import type { DemandFacts, FigureMonth, Figures, LevelFigures } from '../../figures';
import { tierCounts } from '../../summary';
import { nodeId } from './node-id.rules';
import { nodeWarnings } from './node-warnings.rules';
import { nodeName, nodeSlug, pathKey, TOP } from './tree-path.rules';
import {
  TYPE_NAMES,
  type Level,
  type ListedLevel,
  type NodePath,
  type Tree,
  type TreeNode,
  type TreeWarning,
} from './tree.model';

/** The nodes of one level of a tree, in order of category and names. */
export class LevelNodes implements ListedLevel {
  readonly nodes: readonly TreeNode[];

  constructor(
    readonly tree: Tree,
    readonly level: Level,
    readonly figures: LevelFigures,
  ) {
    const nodes: TreeNode[] = [];
    for (let node = 0; node < figures.chosen.length; node += 1) nodes.push(new LazyNode(this, node));
    this.nodes = nodes;
  }

  between(start: number, end: number): TreeNode[] {
    const nodes = this.nodes.slice(this.figures.firstFrom(start), this.figures.firstFrom(end));
    // Names of the others are those by which demands are ordered.
    const isOrdered = this.level === 'lob' || this.level === 'caseType';
    return isOrdered ? nodes : nodes.sort((a, b) => compareC(a.name, b.name));
  }
}

const DEPTH: Readonly<Record<Level, number>> = { total: 0, category: 0, lob: 1, state: 2, caseType: 3 };

/**
 * A node whose texts and lists are made only when asked for: a large tree has thousands, and most queries want few of
 * them. Its fields are plain properties: answers are written from them without calling a resolver.
 */
class LazyNode implements TreeNode {
  readonly metrics: Figures;
  private knownName: string | undefined = undefined;
  private knownPath: NodePath | undefined = undefined;

  constructor(
    private readonly of: LevelNodes,
    private readonly node: number,
  ) {
    this.metrics = of.figures.chosen[node] ?? noFigures(of.tree.month);
  }

  get tree(): Tree {
    return this.of.tree;
  }

  get level(): Level {
    return this.of.level;
  }

  get path(): NodePath {
    return (this.knownPath ??= this.makePath());
  }

  private makePath(): NodePath {
    const depth = DEPTH[this.level];
    const names = this.of.figures.names(this.node);
    const { platform, locality } = this.category();
    return {
      platform,
      locality,
      mainLob: depth > 0 ? names.mainLob : null,
      state: depth > 1 ? names.state : null,
      caseType: depth > 2 ? names.caseType : null,
    };
  }

  private category(): Pick<NodePath, 'platform' | 'locality'> {
    const isSplit = this.tree.byCategory && this.level !== 'total';
    return (isSplit ? this.of.figures.facts(this.node) : undefined) ?? TOP;
  }

  get demand(): DemandFacts | undefined {
    return this.level === 'caseType' ? this.of.figures.facts(this.node) : undefined;
  }

  get __typename(): string {
    return TYPE_NAMES[this.level];
  }

  get id(): string {
    return nodeId(this);
  }

  get name(): string {
    // Of thousands of leaves no path is made for it.
    if (this.level === 'caseType') return this.of.figures.names(this.node).caseType;
    return (this.knownName ??= nodeName(this.level, this.path));
  }

  get slug(): string {
    return nodeSlug(this.level, this.path);
  }

  get pathKey(): string {
    return pathKey(this.path);
  }

  get series(): Figures[] {
    return this.tree.months.map(
      (month) => this.of.figures.in(month.forecastMonthIndex, this.node) ?? noFigures(month),
    );
  }

  get tierBreakdown(): TierCount[] {
    const stored = this.level === 'caseType' ? this.of.figures.storedTiers(this.node) : null;
    if (typeof stored === 'string') return tierCounts(JSON.parse(stored) as Record<string, number>);
    const tiers = this.of.figures.tiersOf(this.node);
    if (!tiers) throw new Error(`Nobody has asked for the people of ${this.level}`);
    return tiers;
  }

  get categories(): TreeNode[] | null {
    return this.tree.byCategory ? this.childrenAt('category') : null;
  }

  get lobs(): TreeNode[] | null {
    return this.level === 'total' && this.tree.byCategory ? null : this.childrenAt('lob');
  }

  get states(): TreeNode[] {
    return this.childrenAt('state');
  }

  get caseTypes(): TreeNode[] {
    return this.childrenAt('caseType');
  }

  private childrenAt(level: Level): TreeNode[] {
    const { figures } = this.of;
    const below = this.tree.levels.get(level);
    if (!below) throw new Error(`Nobody has asked for nodes of ${level}`);
    return below.between(figures.start(this.node), figures.end(this.node));
  }

  get warnings(): TreeWarning[] {
    return nodeWarnings(this.metrics, this.demand?.fteRequiredReason);
  }
}

const NO_CASES = new ExactSum(0);

/** The figures of no demand at all. */
function noFigures({ label, forecastMonthIndex, monthStart, isFrozen }: FigureMonth): Figures {
  return {
    forecastMonthIndex,
    month: label,
    monthStart,
    isFrozen,
    exact: { forecast: 0, capacity: NO_CASES, fteEquivalent: NO_CASES, fteRequired: 0 },
    forecast: 0,
    capacity: 0,
    gap: 0,
    coverage: null,
    fteEquivalent: 0,
    fteRequired: 0,
    unknownRequired: 0,
    unknownCapacity: 0,
    vanished: 0,
    fteCount: 0,
    metricsText: undefined,
    seriesText: undefined,
  };
}
