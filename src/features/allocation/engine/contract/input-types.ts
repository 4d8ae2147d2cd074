import type { IntegerSolver } from './integer-program';

/** What the engine is given. Percentages are 0–1 unless a name ends in `Pct`. */

export type WorkType = 'Domestic' | 'Global';
export type AssignmentType = 'primary' | 'bench' | 'manual';
export type PlannedType = 'primary' | 'bench';

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
