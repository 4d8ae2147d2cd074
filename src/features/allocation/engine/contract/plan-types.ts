/** What the engine answers. Percentages are 0–1 unless a name ends in `Pct`. */

import type { FteUnknown } from '../../../../domain/capacity/fte';
import type { HiringValue, ListedHire } from './hiring-types';
import type { PlannedType } from './input-types';
import type { Effort } from './options';

export type WarningCode =
  | 'NO_WEEK_CONFIG'
  | 'MONTH_NOT_CONFIGURED'
  | 'MONTH_WITHOUT_WEEKS'
  | 'NO_CPH'
  | 'LOCKED_INACTIVE'
  | 'LOCKED_INELIGIBLE'
  | 'OVERRIDE'
  | 'LOCKED_ON_ZERO_FORECAST'
  | 'LOCKED_EXCEEDS_FORECAST'
  | 'UNKNOWN_PERSON'
  | 'UNKNOWN_DEMAND'
  | 'UNKNOWN_WEEK';

/** Something the planner should know; never a refusal. */
export interface AllocationWarning {
  code: WarningCode;
  message: string;
  cn?: string;
  week?: string;
  month?: string;
  demand?: string;
}

/** Decimal text without exponent or trailing zeros: the exact value. */
export type Exact = string;

/** Figures over all open months. Cases unless named otherwise. */
export interface PlanTotals {
  forecast: number;
  capacity: Exact;
  met: Exact;
  shortfall: Exact;
  /** Shortfall as per cent of forecast, half up to 6 places; null at forecast 0. */
  shortfallPct: Exact | null;
  overAllocation: Exact;
  /** Productive hours missing, Σ shortfall ÷ CPH, half up to 6 places; demand without a CPH is left out. */
  fteHoursShort: Exact;
  /** Person-weeks with an assignment. */
  personWeeks: number;
  /** Distinct people with an assignment. */
  people: number;
  /** Changes of demand between two worked weeks, Σ over people. */
  switches: number;
  /** `switches` per person who has an assignment, half up to 6 places. */
  switchesPerPerson: Exact;
  /** Cases of met months that come in the wrong week, as per cent of forecast, half up to 6 places; null at forecast 0. */
  weeklyTimingPct: Exact | null;
  /** Person-weeks whose existing demand was left, although it could have been kept. */
  changed: number;
  /** People with at least one changed person-week. */
  changedPeople: number;
  /** Runs of weeks in `moves`. */
  moves: number;
}

/** Staffing of one demand-month. */
export interface DemandStaffing {
  capacity: Exact;
  shortfall: Exact;
  fteCount: number;
  /** Σ percentage ÷ ISO weeks of the month, half up to 6 places. */
  fteEquivalent: Exact;
}

export type ShortageReason =
  | 'NO_CPH'
  | 'NO_WEEK_CONFIG'
  | 'NO_HOURS'
  | 'NO_ELIGIBLE_PERSON'
  | 'NO_ELIGIBLE_AVAILABLE'
  | 'LOCKED'
  | 'TOO_FEW_ELIGIBLE'
  | 'OUTBID'
  | 'WHOLE_WEEKS'
  | 'STABILITY'
  | 'NOT_PLANNED';

/** One person-week that could be given to a short demand, and what that alone would bring. */
export interface Candidate {
  cn: string;
  week: string;
  /** The demand they would leave; null = none. */
  from: string | null;
  /** Cases that the short demand gains. */
  cases: number;
}

/** The saturated group of people a short demand competes for (all its people are taken by equal or better work). */
export interface Competition {
  /** Stable within one plan: month and number of the region. */
  groupId: string;
  /** Demands in the group. */
  demands: number;
  /** People in the group with free hours in the month. */
  people: number;
  /** Productive hours, half up to 6 places. */
  hoursNeeded: Exact;
  hoursAvailable: Exact;
  /** Cases an hour of these people is worth at the margin (weighted by priority and fairness). */
  cutoff: number;
}

/** One week of a demand-month. */
export interface WeeklyOutcome {
  week: string;
  /** Cases; the month's forecast spread by productive hours, largest remainder, Σ = forecast. */
  target: number;
  capacity: Exact;
}

/** One demand in one open month. */
export interface DemandOutcome {
  demand: string;
  mainLob: string;
  state: string;
  caseType: string;
  month: string;
  forecast: number;
  targetCph: number | null;
  /** Whole people; null when unknown, then `fteUnknown` states why. */
  fteRequired: number | null;
  fteUnknown?: FteUnknown;
  before: DemandStaffing;
  after: DemandStaffing;
  /** Met cases as per cent of forecast, half up to 6 places; null at forecast 0. */
  fillPct: Exact | null;
  /** Percentage label → distinct people of the plan by their latest week, highest first. */
  tierBreakdown: Readonly<Record<string, number>>;
  weekly: readonly WeeklyOutcome[];
  reason?: ShortageReason;
  competition?: Competition;
  /** For the largest shortages; `whyShort` computes it for any other. */
  onePersonMore?: HiringValue;
}

export type MoveReason =
  'FILLS_SHORTAGE' | 'BETTER_USE' | 'CONTINUITY' | 'BENCH' | 'RELEASED' | 'NOT_POSSIBLE';

/** A run of weeks in which one person changes from one demand (or none) to another (or none). */
export interface Move {
  cn: string;
  from: string | null;
  to: string | null;
  weeks: readonly string[];
  type: PlannedType | null;
  /** Cases of `to` that only these weeks cover in the final plan, minus those their old demand now lacks (weights left out). */
  gainCases: number;
  reason: MoveReason;
  /** Whole cases that the demand which is filled lacked as stored, in the month of the first week; null for other reasons. */
  shortBefore: number | null;
  because: string;
}

export type IdleReason =
  | 'INACTIVE'
  | 'NO_SKILLS'
  | 'NOT_AVAILABLE'
  | 'NO_WEEK_CONFIG'
  | 'NO_MATCHING_DEMAND'
  | 'NO_FORECAST'
  | 'ALL_MATCHING_DEMANDS_MET'
  | 'GAIN_BELOW_MOVE_COST'
  | 'WEEK_ENDED'
  | 'MONTH_CLOSED'
  | 'NOT_PLANNED';

/** A run of weeks in which one person has no assignment. */
export interface Idle {
  cn: string;
  weeks: readonly string[];
  reason: IdleReason;
  /** The demand that would gain most from these weeks. */
  bestDemand?: string;
  casesForgone?: number;
}

/** Where a small plan stands among plans of whole person-weeks: what it lacks against the relaxation is mostly that weeks are whole. */
export interface WholeWeeks {
  /** No plan of whole person-weeks has a higher value. */
  bound: number;
  /** (bound − value) ÷ bound × 100. */
  gapPct: number;
  /** No plan of whole person-weeks has a higher value than this one. */
  isBest: boolean;
}

/** Where the plan stands against the relaxation. Values are cases weighted by priority and, with δ > 0, by fairness. */
export interface SolveFigures {
  /** By the injected clock. */
  ms: number;
  /** No plan whatever can have a higher value. */
  bound: number;
  /** Value of this plan in the same measure (costs of moving not subtracted). */
  value: number;
  /** (bound − value) ÷ bound × 100; 0 when the bound is 0. */
  gapPct: number;
  /** Met cases of the relaxation's optimum, without weights; with δ = 0 and no priorities this is the bound. */
  metBound: number;
  /** The bound was proved by its dual prices; false only if the deadline cut the relaxation (then it is the trivial one). */
  certified: boolean;
  /** δ actually used. */
  delta: number;
  effort: Effort;
  /** Null for plans that are not small, or that had no time for it. */
  wholeWeeks: WholeWeeks | null;
}

/**
 * The desired person-weeks of everything the plan may replace, as columns (470,000 rows at 20,000 people).
 * Row i is person `people[person[i]]`, week `weeks[week[i]]`, demand `demands[demand[i]]`; sorted by cn, week.
 * Rows the plan may not replace (pinned, manual, closed, out of scope) are not in it and stay as they are.
 */
export interface AssignmentColumns {
  people: readonly string[];
  weeks: readonly string[];
  demands: readonly string[];
  length: number;
  person: Int32Array;
  week: Uint8Array;
  demand: Int32Array;
  /** 1 = primary, 0 = bench. */
  isPrimary: Uint8Array;
  /** Percentage in ten-thousandths. */
  percentage: Uint16Array;
  /** Id of the existing row of the same person, week and demand, else 0. */
  existingId: Float64Array;
  /** 1 = that row also has the same type and percentage: nothing to write. */
  unchanged: Uint8Array;
  /** Ids of the replaceable rows that are to be deallocated, ascending. */
  released: Float64Array;
}

/** One row of `AssignmentColumns`; see `plannedAssignments`. */
export interface PlannedAssignment {
  cn: string;
  week: string;
  demand: string;
  type: PlannedType;
  percentage: number;
  /** Id of the existing row that holds the same person, week and demand. */
  existing?: number;
  /** Id of the existing row when it needs no writing at all. */
  unchanged?: number;
}

export interface PlanAnswer {
  /** False: the deadline came first; the plan is feasible all the same. */
  complete: boolean;
  solve: SolveFigures;
  totals: { before: PlanTotals; after: PlanTotals };
  demands: readonly DemandOutcome[];
  moves: readonly Move[];
  idle: readonly Idle[];
  hiring: readonly ListedHire[];
  warnings: readonly AllocationWarning[];
  assignments: AssignmentColumns;
}

/** One rung of the rebalance ladder. */
export interface CurvePoint {
  /** κ_c in cases a primary person-week had to earn to be moved; null = only idle people were used. */
  changeCost: number | null;
  changed: number;
  changedPct: number;
  people: number;
  shortfall: Exact;
  gapPct: number;
}

export interface RebalanceResult {
  /** From few moves to many; the first point is the existing plan with nothing moved. */
  curve: readonly CurvePoint[];
  /** Index of the point the plan stands at. */
  chosen: number;
  plan: PlanAnswer;
}

/** The relaxation alone. */
export interface RelaxationBound {
  bound: number;
  metBound: number;
  certified: boolean;
  months: readonly { month: string; bound: number; metBound: number }[];
}
