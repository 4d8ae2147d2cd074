import { Field, InputType, Int } from 'type-graphql';
import type { GivenDecimal } from '../../../domain/decimal-input';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { IsText } from '../../../platform/graphql/schema/validators';
import { BenchModeEnum, EffortEnum, IfBusyEnum } from './allocation-enum.type';
import type { BenchMode, Effort } from '../engine/contract/types';
import type { IfBusy } from '../turns/take-turns.service';

/** A weight of cases. */
@InputType({ description: 'Weight of the cases of a LOB, narrowed to a state or case type when given.' })
export class AllocationPriorityInput {
  @IsText({ min: 1, max: 200 })
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @IsText({ max: 100 })
  @Field(() => String, { nullable: true, description: 'Only this state.' })
  state?: string | null;

  @IsText({ max: 200 })
  @Field(() => String, { nullable: true, description: 'Only this case type.' })
  caseType?: string | null;

  @Field(() => DecimalScalar, { description: 'Above 0; 1 = as any other. Later rules win.' })
  weight: GivenDecimal;
}

/** How to plan. */
@InputType({ description: 'How to plan; everything has a default.' })
export class AllocationOptionsInput {
  @Field(() => IsoWeekScalar, { nullable: true, description: 'First week that may change.' })
  fromWeek?: IsoWeek | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'Last week that may change.' })
  toWeek?: IsoWeek | null;

  @Field(() => [String], { nullable: true, description: 'Only demands of these LOBs.' })
  mainLobs?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only people and demands of these platforms.' })
  platforms?: string[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Fairness δ, 0–100: how much more a case of a poorly covered demand counts. Default 2; 0 = cases only.',
  })
  fairness?: GivenDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Instead of δ: the most fairness that costs at most so many per cent of the forecast.',
  })
  fairnessTolerancePct?: GivenDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases that a change of demand between two worked weeks must earn. Default 5.',
  })
  switchCost?: GivenDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases that leaving an existing primary assignment must earn. Default 60.',
  })
  changeCostPrimary?: GivenDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases that leaving an existing bench assignment must earn. Default 5.',
  })
  changeCostBench?: GivenDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Weight of meeting each week’s target rather than only the month. Default 0.05.',
  })
  profileWeight?: GivenDecimal | null;

  @Field(() => BenchModeEnum, { nullable: true, description: 'People whom no demand needs. Default IDLE.' })
  bench?: BenchMode | null;

  @Field(() => [AllocationPriorityInput], { nullable: true, description: 'Weights of demands.' })
  priorities?: AllocationPriorityInput[] | null;

  @Field(() => EffortEnum, { nullable: true, description: 'Default STD, FAST above 50,000 people.' })
  effort?: Effort | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Seconds of planning after which the best plan so far is taken. Default: none.',
  })
  deadlineS?: GivenDecimal | null;

  @Field(() => Boolean, { nullable: true, description: 'Unpinned manual assignments may be moved too.' })
  releaseManual?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Length of the hiring list. Default 20.' })
  hiringTop?: number | null;
}

/** What to execute. */
@InputType({ description: 'A kept plan to commit, or options to plan by and commit in one go.' })
export class ExecuteAllocationInput extends AllocationOptionsInput {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, { nullable: true, description: 'The plan of a preview; then no options are given.' })
  planHash?: string | null;

  @Field(() => IfBusyEnum, { nullable: true, description: 'While another one is executed. Default WAIT.' })
  ifBusy?: IfBusy | null;
}

/** How to rebalance. */
@InputType({ description: 'How to rebalance; everything has a default.' })
export class RebalanceAllocationInput extends AllocationOptionsInput {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Per cent of the replaceable person-weeks that may leave their demand. Default 6.',
  })
  maxChangedPct?: GivenDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Stop as soon as the gap to the bound is at most so many per cent.',
  })
  targetGapPct?: GivenDecimal | null;

  @Field(() => Boolean, { nullable: true, description: 'Answers the same and saves nothing. Default false.' })
  dryRun?: boolean | null;

  @Field(() => IfBusyEnum, { nullable: true, description: 'While another one is executed. Default WAIT.' })
  ifBusy?: IfBusy | null;
}

/** A demand by name. */
@InputType({ description: 'A demand: line of business × state × case type.' })
export class DemandNameInput {
  @IsText({ min: 1, max: 200 })
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @IsText({ min: 1, max: 100 })
  @Field(() => String, { description: 'USPS code, or `N/A`.' })
  state: string;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { description: 'Case type.' })
  caseType: string;
}
