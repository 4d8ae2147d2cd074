import { Field, Int, ObjectType } from 'type-graphql';
import {
  DecimalScalar,
  IsoWeekScalar,
  JsonScalar,
  YearMonthScalar,
} from '../../../platform/graphql/schema/scalars';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { FteUnknownEnum } from '../../summary/graphql';
import { EffortEnum, ShortageReasonEnum } from './allocation-enum.type';
import { HiringValue } from './hiring.type';
import type { Effort, ShortageReason } from '../engine/contract/types';
import type {
  PlanTotals,
  Competition as CompetitionRow,
  DemandStaffing as DemandStaffingRow,
  SolveFigures as SolveFiguresRow,
  WeeklyOutcome,
  WholeWeeks,
} from '../engine/contract/plan-types';

/** Where a small plan stands among plans of whole person-weeks. */
@ObjectType({
  description:
    'Where a small plan (at most 60 people and 30 demands in a month) stands among all plans of whole person-weeks. What it lacks against the bound with fractions of weeks is mostly that weeks are whole.',
  simpleResolvers: true,
})
export class WholeWeekFigures implements WholeWeeks {
  @Field(() => DecimalScalar, {
    description: 'No plan of whole person-weeks has a higher value; at most the bound with fractions.',
  })
  bound: number;

  @Field(() => DecimalScalar, { description: '(bound − value) ÷ bound × 100; 0 for the best.' })
  gapPct: number;

  @Field(() => Boolean, {
    description: 'Proved: no plan of whole person-weeks has a higher value than this one.',
  })
  isBest: boolean;
}

/** Where a plan stands against what is possible at all. */
@ObjectType({ description: 'Where a plan stands against what is possible at all.', simpleResolvers: true })
export class SolveFigures implements SolveFiguresRow {
  @Field(() => DecimalScalar, { description: 'Milliseconds of planning.' })
  ms: number;

  @Field(() => DecimalScalar, {
    description: 'No plan whatever has a higher value: cases weighted by priority and fairness.',
  })
  bound: number;

  @Field(() => DecimalScalar, { description: 'Value of this plan in the same measure.' })
  value: number;

  @Field(() => DecimalScalar, { description: '(bound − value) ÷ bound × 100.' })
  gapPct: number;

  @Field(() => DecimalScalar, { description: 'Cases that the optimum of the relaxation meets.' })
  metBound: number;

  @Field(() => Boolean, { description: 'The bound was proved by its dual prices.' })
  certified: boolean;

  @Field(() => DecimalScalar, { description: 'Fairness δ that was used.' })
  delta: number;

  @Field(() => EffortEnum, { description: 'How long was searched.' })
  effort: Effort;

  @Field(() => WholeWeekFigures, {
    nullable: true,
    description:
      'Among plans of whole person-weeks; null for plans that are not small, or whose time was over.',
  })
  wholeWeeks: WholeWeekFigures | null;
}

/** Figures over all open months of a plan. */
@ObjectType({
  description: 'Figures over all open months; cases unless named otherwise.',
  simpleResolvers: true,
})
export class AllocationTotals implements PlanTotals {
  @Field(() => DecimalScalar, { description: 'Forecast.' })
  forecast: number;

  @Field(() => DecimalScalar, { description: 'Capacity.' })
  capacity: string;

  @Field(() => DecimalScalar, { description: 'Forecast that is covered.' })
  met: string;

  @Field(() => DecimalScalar, { description: 'Forecast that is not covered.' })
  shortfall: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Shortfall as per cent of forecast; null at 0.',
  })
  shortfallPct: string | null;

  @Field(() => DecimalScalar, { description: 'Capacity beyond the forecast.' })
  overAllocation: string;

  @Field(() => DecimalScalar, { description: 'Productive hours missing.' })
  fteHoursShort: string;

  @Field(() => Int, { description: 'Person-weeks with an assignment.' })
  personWeeks: number;

  @Field(() => Int, { description: 'Distinct people with an assignment.' })
  people: number;

  @Field(() => Int, { description: 'Changes of demand between two worked weeks of a person.' })
  switches: number;

  @Field(() => DecimalScalar, { description: '`switches` per person with an assignment.' })
  switchesPerPerson: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Covered cases that come in the wrong week, as per cent of forecast; null at 0.',
  })
  weeklyTimingPct: string | null;

  @Field(() => Int, { description: 'Person-weeks that leave an existing demand that could have been kept.' })
  changed: number;

  @Field(() => Int, { description: 'People with at least one of them.' })
  changedPeople: number;

  @Field(() => Int, { description: 'Runs of weeks in `moves`.' })
  moves: number;
}

/** Figures without and with the plan. */
@ObjectType({ description: 'Figures as stored and after the plan.', simpleResolvers: true })
export class AllocationTotalsPair {
  @Field(() => AllocationTotals, { description: 'As stored when the plan was made.' })
  before: AllocationTotals;

  @Field(() => AllocationTotals, { description: 'After the plan.' })
  after: AllocationTotals;
}

/** Staffing of a demand in a month. */
@ObjectType({ description: 'Staffing of one demand in one month.', simpleResolvers: true })
export class DemandStaffing implements DemandStaffingRow {
  @Field(() => DecimalScalar, { description: 'Cases that can be worked.' })
  capacity: string;

  @Field(() => DecimalScalar, { description: 'Cases missing.' })
  shortfall: string;

  @Field(() => Int, { description: 'Distinct people.' })
  fteCount: number;

  @Field(() => DecimalScalar, { description: 'Σ production percentages ÷ ISO weeks of the month.' })
  fteEquivalent: string;
}

/** One week of a demand. */
@ObjectType({ description: 'One week of a demand: target and capacity.', simpleResolvers: true })
export class WeeklyTarget implements WeeklyOutcome {
  @Field(() => IsoWeekScalar, { description: 'The week.' })
  week: string;

  @Field(() => DecimalScalar, {
    description: 'Cases: the month’s forecast spread by productive hours; the weeks sum up to the forecast.',
  })
  target: number;

  @Field(() => DecimalScalar, { description: 'Cases that can be worked after the plan.' })
  capacity: string;
}

/** Who competes for the same people. */
@ObjectType({
  description: 'The saturated group of people that a short demand competes for.',
  simpleResolvers: true,
})
export class Competition implements CompetitionRow {
  @Field(() => String, { description: 'Names the group within one plan.' })
  groupId: string;

  @Field(() => Int, { description: 'Demands in the group.' })
  demands: number;

  @Field(() => Int, { description: 'People in the group with hours in the month.' })
  people: number;

  @Field(() => DecimalScalar, { description: 'Productive hours that the demands need.' })
  hoursNeeded: string;

  @Field(() => DecimalScalar, { description: 'Productive hours that the people have.' })
  hoursAvailable: string;

  @Field(() => DecimalScalar, { description: 'Cases that an hour of these people is worth at the margin.' })
  cutoff: number;
}

/** One demand in one month, without and with the plan. */
@ObjectType({
  description: 'One demand in one open month, as stored and after the plan.',
  simpleResolvers: true,
})
export class PlannedDemand {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { description: 'USPS code, or `N/A` when the LOB is not split by state.' })
  state: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;

  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => String, { description: 'The month as reports label it: `May-25`.' })
  monthLabel(): string {
    return this.month;
  }

  monthStart: string;

  @Field(() => Int, { description: 'Forecast cases.' })
  forecast: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Cases per hour; null = unknown.' })
  targetCph: number | null;

  @Field(() => Int, { nullable: true, description: 'Whole people needed; null when unknown.' })
  fteRequired: number | null;

  @Field(() => FteUnknownEnum, { nullable: true, description: 'Why `fteRequired` is unknown.' })
  fteUnknown?: string;

  @Field(() => DemandStaffing, { description: 'As stored.' })
  before: DemandStaffing;

  @Field(() => DemandStaffing, { description: 'After the plan.' })
  after: DemandStaffing;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Covered cases as per cent of forecast; null at 0.',
  })
  fillPct: string | null;

  @Field(() => JsonScalar, { description: 'Tier label → distinct people after the plan.' })
  tierBreakdown: Record<string, number>;

  @Field(() => [WeeklyTarget], { description: 'The weeks of the month.' })
  weekly: WeeklyTarget[];

  @Field(() => ShortageReasonEnum, {
    nullable: true,
    description: 'Why it stays short; null when it is not.',
  })
  reason?: ShortageReason;

  @Field(() => Competition, { nullable: true, description: 'Whom it competes with when it is outbid.' })
  competition?: Competition | null;

  @Field(() => HiringValue, {
    nullable: true,
    description:
      'What one more person would add; given for the largest shortages, see `whyShort` for others.',
  })
  onePersonMore?: HiringValue | null;
}

/** A page of a plan's demand-months. */
export const PlannedDemandConnection = connectionTypes('PlannedDemand', () => PlannedDemand);
