import type { IntegerSolver } from './integer-program';

/** What the engine is given. Percentages are 0–1 unless a name ends in `Pct`. */

export type WorkType = 'Domestic' | 'Global';
export type AssignmentType = 'primary' | 'bench' | 'manual';
export type PlannedType = 'primary' | 'bench';
export type Effort = 'fast' | 'std' | 'thorough';
export type BenchMode = 'idle' | 'proportional';

/** One resource. Text is matched trimmed, case-insensitively, with inner white space folded. */
export interface AllocationPerson {
  cn: string;
  platform: string;
  location: WorkType;
  /** USPS codes or `ALL`; empty = only demand whose state is `N/A`. */
  states: readonly string[];
  /** Case types. */
  skills: readonly string[];
  isActive: boolean;
  /** `YYYY-MM-DD` or null. A week that ends before it cannot be worked. */
  hireDate: string | null;
  /** Production percentage 0–1 (≤ 4 decimals) of each week, aligned with `AllocationInput.weeks`; 0 = unavailable. */
  percentages: readonly number[];
}

/** One ISO week. All weeks of a month must be given, also those outside the scope, or its figures are those of a part. */
export interface AllocationWeek {
  /** `2025-W18`. */
  key: string;
  /** Calendar month of the week's Thursday, `2025-05`. */
  month: string;
  /** The Sunday, `YYYY-MM-DD`. */
  endsOn: string;
  /** days × work hours × (1 − shrinkage) of a person at 100 %, ≤ 6 decimals; null = not configured. */
  hours: Readonly<Record<WorkType, number | null>>;
}

/** Forecast of one demand in one calendar month. */
export interface DemandMonth {
  /** `2025-05`. */
  month: string;
  /** Cases, integer ≥ 0. */
  forecast: number;
  /** Cases per productive hour, ≤ 4 decimals; null = unknown. */
  targetCph: number | null;
}

/** One line of business × state × case type. */
export interface AllocationDemand {
  /** Unique and opaque to the engine; used by `ExistingAssignment.demand` and in every answer. */
  key: string;
  mainLob: string;
  /** USPS code, or `N/A`: the LOB is not split by state and takes anyone. */
  state: string;
  caseType: string;
  platform: string;
  locality: WorkType;
  months: readonly DemandMonth[];
  /** Weight of a case of this demand, > 0; 1 when absent. */
  priority?: number;
}

/** One stored, active assignment. */
export interface ExistingAssignment {
  /** Positive row id. */
  id: number;
  cn: string;
  /** `AllocationWeek.key`. */
  week: string;
  /** `AllocationDemand.key`. */
  demand: string;
  type: AssignmentType;
  pinned: boolean;
  /** The row's own percentage 0–1; a kept row of a replaceable type is rewritten to the person's percentage of the week. */
  percentage: number;
  /** Percentage of the tier the row is stored under; when absent the tier follows from the row's percentage. */
  tierPercentage?: number;
}

/** One capacity tier. */
export interface AllocationTier {
  /** 0 < percentage ≤ 1. */
  percentage: number;
  isActive: boolean;
}

/** Everything a plan depends on, in any row order: the same sets give the same plan. */
export interface AllocationInput {
  people: readonly AllocationPerson[];
  weeks: readonly AllocationWeek[];
  demands: readonly AllocationDemand[];
  assignments: readonly ExistingAssignment[];
  /** `2025-05`; rows of these months are neither moved nor counted. */
  closedMonths: readonly string[];
  tiers: readonly AllocationTier[];
}

/** What may be changed; a part left out does not narrow. */
export interface AllocationScope {
  mainLobs?: readonly string[];
  platforms?: readonly string[];
  /** First week that may change, `2025-W18`, inclusive. */
  fromWeek?: string;
  /** Last week that may change, inclusive. */
  toWeek?: string;
}

/** `delta` itself, or the largest of 8, 4, 2, 1, 0.5, 0 whose extra shortfall is at most `tolerancePct` % of the scope's forecast. */
export type Fairness = { delta: number } | { tolerancePct: number };

export interface AllocationOptions {
  /** Default `{ delta: 2 }`. */
  fairness?: Fairness;
  /** κ_s: cases a change of demand between two worked weeks of a person must earn. Default 5. */
  switchCost?: number;
  /** κ_c: cases that taking a person-week off its existing demand must earn. Default 60 and 5. */
  changeCost?: { primary?: number; bench?: number };
  /** ρ: weight of meeting the weekly target rather than only the month. Default 0.05. */
  profileWeight?: number;
  /** Shortest stint of a person on a demand in weeks; 1 = any. Default 2. */
  minStintWeeks?: number;
  /** Most changes of demand per person. Default: no limit. */
  maxSwitchesPerPerson?: number;
  /** What happens to people no demand needs. Default `idle`. */
  bench?: BenchMode;
  /** Demand key → weight of its cases; overrides `AllocationDemand.priority`. */
  priorities?: Readonly<Record<string, number>>;
  /** Default `std`, `fast` above 50,000 people. */
  effort?: Effort;
  /** Milliseconds from the call by `hooks.now()`; afterwards the best plan so far is returned, `complete: false`. */
  deadlineMs?: number;
  /** Unpinned manual rows may be moved as well. */
  releaseManual?: boolean;
  scope?: AllocationScope;
  /** How many profiles the hiring list holds. Default 20. */
  hiringTop?: number;
}

export interface RebalanceOptions extends AllocationOptions {
  /** Per cent of the replaceable person-weeks that may leave their demand. Default 6. */
  maxChangedPct?: number;
  /** Stop as soon as the gap to the bound is at most this many per cent. */
  targetGapPct?: number;
}

/** The engine's only contact with the world around it. */
export interface EngineHooks {
  /** Milliseconds of any monotonic clock. Read for the deadline and the reported duration only. */
  now(): number;
  /** Per cent done, stage and the best gap so far in per cent (null before there is one). */
  progress?(percent: number, stage: string, bestGap: number | null): void;
  /** True stops the run with `AllocationCancelled`. */
  cancelled?(): boolean;
  /** Shows how good small plans are; without one their bound is that of the relaxation. */
  integerSolver?: IntegerSolver | undefined;
}

/** Thrown when `hooks.cancelled()` answered true. */
export class AllocationCancelled extends Error {
  constructor() {
    super('allocation was cancelled');
    this.name = 'AllocationCancelled';
  }
}
