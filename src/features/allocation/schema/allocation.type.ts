import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  DateTimeScalar,
  DecimalScalar,
  IsoWeekScalar,
  JsonScalar,
  YearMonthScalar,
} from '../../../platform/graphql/schema/scalars';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import {
  IdleReasonEnum,
  MoveReasonEnum,
  PlanKindEnum,
  PlannedTypeEnum,
  WarningCodeEnum,
} from './allocation-enum.type';
import type { PartHashes, PlanCounts, PlanKind } from '../options/allocation.model';
import type { IdleReason, MoveReason, PlannedType, WarningCode } from '../engine/contract/types';
import type { PlanEnd } from '../plans/run-allocation.service';
import { ListedHire } from './hiring.type';
import { AllocationTotalsPair, SolveFigures } from './plan-figures.type';
import type {
  Move,
  AllocationWarning as AllocationWarningRow,
  CurvePoint as CurvePointRow,
  Idle,
} from '../engine/contract/plan-types';
import type { Demand } from '../../../domain/demand/demand-key';

/** A demand by name. */
@ObjectType({ description: 'A demand: line of business × state × case type.', simpleResolvers: true })
export class DemandName implements Demand {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { description: 'USPS code, or `N/A`.' })
  state: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;
}

/** A run of weeks in which somebody changes demand. */
@ObjectType({
  description: 'A run of weeks in which one person changes from one demand (or none) to another (or none).',
  simpleResolvers: true,
})
export class AllocationMove implements Omit<Move, 'from' | 'to'> {
  @Field(() => String, { description: 'The person.' })
  cn: string;

  @Field(() => DemandName, { nullable: true, description: 'The stored demand; null = none.' })
  from: DemandName | null;

  @Field(() => DemandName, { nullable: true, description: 'The planned demand; null = none.' })
  to: DemandName | null;

  @Field(() => [IsoWeekScalar], { description: 'The weeks.' })
  weeks: string[];

  @Field(() => PlannedTypeEnum, { nullable: true, description: 'Type of the new assignments.' })
  type: PlannedType | null;

  @Field(() => DecimalScalar, {
    description:
      'Cases of the new demand that only these weeks cover, minus those that the old one now lacks.',
  })
  gainCases: number;

  @Field(() => MoveReasonEnum, { description: 'Kind of reason.' })
  reason: MoveReason;

  @Field(() => Int, {
    nullable: true,
    description:
      'Whole cases that the planned demand lacked as stored, in the month of the first week; null unless the reason is FILLS_SHORTAGE.',
  })
  shortBefore: number | null;

  @Field(() => String, { description: 'The reason in words, with the demand’s name.' })
  because: string;
}

/** A run of weeks in which somebody has no assignment. */
@ObjectType({ description: 'A run of weeks in which one person has no assignment.', simpleResolvers: true })
export class IdleRun implements Omit<Idle, 'bestDemand'> {
  @Field(() => String, { description: 'The person.' })
  cn: string;

  @Field(() => [IsoWeekScalar], { description: 'The weeks.' })
  weeks: string[];

  @Field(() => IdleReasonEnum, { description: 'Why.' })
  reason: IdleReason;

  @Field(() => DemandName, { nullable: true, description: 'The demand that would gain most.' })
  bestDemand: DemandName | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Cases that it would gain.' })
  casesForgone?: number;
}

/** What a planner should know. */
@ObjectType({ description: 'What a planner should know of a plan; never a refusal.', simpleResolvers: true })
export class AllocationWarning implements Omit<AllocationWarningRow, 'demand'> {
  @Field(() => WarningCodeEnum, { description: 'Kind of warning.' })
  code: WarningCode;

  @Field(() => String, { description: 'The warning in words.' })
  message: string;

  @Field(() => String, { nullable: true, description: 'The person concerned.' })
  cn?: string;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'The week concerned.' })
  week?: string;

  @Field(() => YearMonthScalar, { nullable: true, description: 'The month concerned.' })
  month?: string;

  @Field(() => DemandName, { nullable: true, description: 'The demand concerned.' })
  demand?: DemandName | null;
}

/** Rows that executing a plan writes. */
@ObjectType('AllocationCounts', {
  description: 'Assignments that executing a plan writes.',
  simpleResolvers: true,
})
export class AllocationCountsType implements PlanCounts {
  @Field(() => Int, { description: 'New assignments.' })
  created: number;

  @Field(() => Int, { description: 'Assignments that stay on their demand with another type or percentage.' })
  updated: number;

  @Field(() => Int, { description: 'Assignments that end, those that are replaced included.' })
  deallocated: number;

  @Field(() => Int, { description: 'Replaceable assignments that stay exactly as they are.' })
  unchanged: number;
}

/** One rung of a rebalance. */
@ObjectType({ description: 'What rebalancing reaches with so many moves.', simpleResolvers: true })
export class CurvePoint implements CurvePointRow {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases that a move had to bring; null = only idle people were used.',
  })
  changeCost: number | null;

  @Field(() => Int, { description: 'Person-weeks that left their demand.' })
  changed: number;

  @Field(() => DecimalScalar, { description: 'Their share of the replaceable person-weeks, in per cent.' })
  changedPct: number;

  @Field(() => Int, { description: 'People moved.' })
  people: number;

  @Field(() => DecimalScalar, { description: 'Cases still missing.' })
  shortfall: string;

  @Field(() => DecimalScalar, { description: 'Gap to the bound in per cent.' })
  gapPct: number;
}

/** A plan that is kept for 24 hours. */
@ObjectType({ description: 'An allocation plan; it is kept for 24 hours.', simpleResolvers: true })
export class AllocationPlan {
  @Field(() => String, { description: 'Names the plan: executing it commits exactly this.' })
  planHash: string;

  @Field(() => PlanKindEnum, { description: 'How it was made.' })
  kind: PlanKind;

  @Field(() => Boolean, { description: 'False: the deadline came first; the plan is feasible all the same.' })
  complete: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdDatetime: Date;

  @Field(() => DateTimeScalar, { description: 'Until when it is kept.' })
  expiresDatetime: Date;

  @Field(() => JsonScalar, {
    description: 'Fingerprints of people, weeks, forecasts, tiers, assignments, closed_months and options.',
  })
  partHashes: PartHashes;

  @Field(() => SolveFigures, { description: 'Bound, value and gap.' })
  solve: SolveFigures;

  @Field(() => AllocationTotalsPair, { description: 'Figures as stored and after the plan.' })
  totals: AllocationTotalsPair;

  @Field(() => AllocationCountsType, { description: 'Assignments that executing it writes.' })
  counts: AllocationCountsType;

  @Field(() => [ListedHire], {
    description: 'Whom to hire for the most cases, best first, each profile once.',
  })
  hiring: ListedHire[];

  @Field(() => [CurvePoint], {
    nullable: true,
    description: 'Of a rebalance: what each number of moves reaches.',
  })
  curve: CurvePoint[] | null;

  @Field(() => Int, { nullable: true, description: 'Position in `curve` at which the plan stands.' })
  chosen: number | null;

  @Field(() => [YearMonthScalar], { description: 'Months in which assignments change.' })
  months: string[];
}

/** What a job of allocation answers. */
@ObjectType({
  description: 'What a preview, execution or rebalance answers that ran as a job.',
  simpleResolvers: true,
})
export class AllocationJobResult implements PlanEnd {
  @Field(() => String, { description: 'Names the plan.' })
  planHash: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The change set that wrote it; null when nothing was saved.',
  })
  changeSetId: number | null;

  @Field(() => Boolean, { description: 'False: the deadline came first; the plan is feasible all the same.' })
  complete: boolean;

  @Field(() => AllocationCountsType, { description: 'Assignments that the plan writes.' })
  counts: AllocationCountsType;

  @Field(() => DecimalScalar, { description: 'Gap to the bound in per cent.' })
  gapPct: number;

  @Field(() => DateTimeScalar, { description: 'Until when the plan is kept.' })
  expiresDatetime: Date;
}

/** Answer of a preview. */
@ObjectType({
  description: 'The plan, the job that is still at it, or why there is none.',
  simpleResolvers: true,
})
export class AllocationPreviewPayload {
  @Field(() => AllocationPlan, { nullable: true, description: 'The plan, if it was ready in time.' })
  plan?: AllocationPlan;

  @Field(() => ID, { nullable: true, description: 'The job that goes on; its result names the plan.' })
  jobId?: string;

  @Field(() => [UserError], { description: 'Why nothing was planned; empty on success.' })
  userErrors: UserError[];
}

/** Answer of executing or rebalancing. */
@ObjectType({
  description: 'What was done, the job that is still at it, or why nothing was saved.',
  simpleResolvers: true,
})
export class AllocationPayload {
  @Field(() => AllocationPlan, { nullable: true, description: 'The plan, if all was ready in time.' })
  plan?: AllocationPlan;

  @Field(() => ID, { nullable: true, description: 'Change set in the history; null = nothing was saved.' })
  changeSetId?: number | null;

  @Field(() => ID, { nullable: true, description: 'The job that goes on.' })
  jobId?: string;

  @Field(() => [String], { nullable: true, description: 'Of a stale plan: the parts that have changed.' })
  staleParts?: string[];

  @Field(() => [UserError], { description: 'Why nothing was saved; empty on success.' })
  userErrors: UserError[];
}

/** Pages of the lists of a plan. */
export const AllocationMoveConnection = connectionTypes('AllocationMove', () => AllocationMove);
export const IdleRunConnection = connectionTypes('IdleRun', () => IdleRun);
export const AllocationWarningConnection = connectionTypes('AllocationWarning', () => AllocationWarning);
