import type { TierCount } from '../../../domain/capacity/tier-breakdown';
import { ExactSum } from '../../../domain/exact-column';
import type { DemandFacts, FigureMonth, Figures, LevelNode } from '../../figures';
import { tierCounts } from '../../summary';
import { nodeId } from './node-id.rules';
import { nodeWarnings } from './node-warnings.rules';
import { nodeName, nodeSlug, pathKey } from './tree-path.rules';
import {
  TYPE_NAMES,
  type Level,
  type NodePath,
  type Tree,
  type TreeNode,
  type TreeWarning,
} from './tree.model';

/** What all nodes of a level have in common. */
export interface SharedLevel {
  readonly tree: Tree;
  readonly level: Level;
}

/**
 * A node whose texts and lists are made only when asked for: a large tree has thousands, and most queries want few of them.
 * Its fields are plain properties: compiled queries read them without calling a resolver, some of them several times.
 */
export class LazyNode implements TreeNode {
  readonly metrics: Figures;
  readonly demand: DemandFacts | undefined;
  private knownName: string | undefined;
  private knownSeries: Figures[] | undefined;
  private knownTiers: TierCount[] | undefined;

  /** `node` is absent at the whole selection before it is loaded. */
  constructor(
    private readonly of: SharedLevel,
    readonly path: NodePath,
    private readonly node?: LevelNode,
  ) {
    this.metrics = node?.chosen ?? noFigures(of.tree.month);
    this.demand = of.level === 'caseType' ? node?.facts : undefined;
  }

  get tree(): Tree {
    return this.of.tree;
  }

  get level(): Level {
    return this.of.level;
  }

  get __typename(): string {
    return TYPE_NAMES[this.level];
  }

  get id(): string {
    return nodeId(this);
  }

  get name(): string {
    return (this.knownName ??= nodeName(this.level, this.path));
  }

  get slug(): string {
    return nodeSlug(this.level, this.path);
  }

  get pathKey(): string {
    return pathKey(this.path);
  }

  get series(): Figures[] {
    return (this.knownSeries ??= this.tree.months.map(
      (month) => this.node?.series.get(month.forecastMonthIndex) ?? noFigures(month),
    ));
  }

  get tierBreakdown(): TierCount[] {
    return (this.knownTiers ??= this.tiers());
  }

  private tiers(): TierCount[] {
    const stored = this.level === 'caseType' ? (this.node?.storedTiers ?? null) : null;
    if (stored !== null) return tierCounts(JSON.parse(stored) as Record<string, number>);
    const { tiers } = this.node ?? {};
    if (!tiers) throw new Error(`Nobody has asked for the people of ${this.level}`);
    return tiers;
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
  };
}
