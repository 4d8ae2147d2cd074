import type { TierCount } from '../../domain/capacity/tier-breakdown';
import { tierCounts } from '../summary';
import type { Heads } from './heads.rules';
import { nodeId } from './node-id.rules';
import { nodeWarnings } from './node-warnings.rules';
import { nodeName, nodeSlug, pathKey } from './tree-path.rules';
import {
  TYPE_NAMES,
  type LeafFacts,
  type LevelRow,
  type Level,
  type MonthFigures,
  type NodePath,
  type Sums,
  type Tree,
  type TreeMonth,
  type TreeNode,
  type TreeWarning,
} from './tree.model';

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
  fteCount: 0,
};

/** What all nodes of a level have in common. */
export interface SharedLevel {
  readonly tree: Tree;
  readonly level: Level;
  /** Put there once people are counted. */
  heads?: Heads;
}

/**
 * A node whose texts and lists are made only when asked for: a large tree has thousands, and most queries want few of them.
 * Its fields are plain properties: compiled queries read them without calling a resolver, some of them several times.
 */
export class LazyNode implements TreeNode {
  readonly metrics: MonthFigures;
  readonly demand: LeafFacts | undefined;
  private knownName: string | undefined;
  private knownSeries: MonthFigures[] | undefined;
  private knownTiers: TierCount[] | undefined;

  /** `rows` by month, as many as there are: none at the whole selection before it is loaded. */
  constructor(
    private readonly of: SharedLevel,
    readonly path: NodePath,
    private readonly rows: readonly LevelRow[],
  ) {
    const { month } = of.tree;
    const isChosen = rows[0]?.forecastMonthIndex === month.forecastMonthIndex;
    const chosen = isChosen
      ? rows[0]
      : rows.find((row) => row.forecastMonthIndex === month.forecastMonthIndex);
    this.metrics = chosen ?? noFigures(month);
    this.demand = chosen?.demand;
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

  get series(): MonthFigures[] {
    return (this.knownSeries ??= this.months());
  }

  private months(): MonthFigures[] {
    let at = 0;
    return this.tree.months.map((month) => {
      const row = this.rows[at];
      if (row?.forecastMonthIndex !== month.forecastMonthIndex) return noFigures(month);
      at += 1;
      row.month = month.label;
      row.monthStart = month.monthStart;
      row.isFrozen = month.isFrozen;
      return row;
    });
  }

  get tierBreakdown(): TierCount[] {
    return (this.knownTiers ??= this.tiers());
  }

  private tiers(): TierCount[] {
    const stored = this.demand?.tierBreakdown;
    if (stored) return tierCounts(stored);
    const { heads } = this.of;
    if (!heads) throw new Error(`Nobody has asked for the people of ${this.level}`);
    return heads.tiers(this.pathKey, this.tree.month.forecastMonthIndex);
  }

  get warnings(): TreeWarning[] {
    return nodeWarnings(this.metrics, this.demand?.fteRequiredReason);
  }
}

function noFigures({ label, forecastMonthIndex, monthStart, isFrozen }: TreeMonth): MonthFigures {
  return { ...NOTHING, forecastMonthIndex, month: label, monthStart, isFrozen };
}
