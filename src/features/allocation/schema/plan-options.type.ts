import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { BenchModeEnum, EffortEnum } from './allocation-enum.type';
import type { BenchMode, Effort } from '../engine/contract/types';
import type { ShownOptions } from '../options/plan-options.service';

/** A weight of cases that a plan was made with. */
@ObjectType('AllocationPriority', {
  description: 'Weight of the cases of some demands.',
  simpleResolvers: true,
})
export class AllocationPriority {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { nullable: true, description: 'Only this state; null = all.' })
  state: string | null;

  @Field(() => String, { nullable: true, description: 'Only this case type; null = all.' })
  caseType: string | null;

  @Field(() => DecimalScalar, { description: '1 = as any other.' })
  weight: number;
}

/** Options as a plan was made with, by the names they are given by. */
@ObjectType('AllocationPlanOptions', {
  description: 'The options that the plan was made with, defaults filled in.',
  simpleResolvers: true,
})
export class PlanOptions implements ShownOptions {
  @Field(() => IsoWeekScalar, { nullable: true, description: 'First week that may change; null = any.' })
  fromWeek: string | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'Last week that may change; null = any.' })
  toWeek: string | null;

  @Field(() => [String], { description: 'LOBs it is limited to; empty = all.' })
  mainLobs: readonly string[];

  @Field(() => [String], { description: 'Platforms it is limited to; empty = all.' })
  platforms: readonly string[];

  @Field(() => DecimalScalar, { nullable: true, description: 'Fairness δ; null = by a tolerance.' })
  fairness: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What fairness may cost; null = by δ.' })
  fairnessTolerancePct: number | null;

  @Field(() => DecimalScalar, { description: 'Cases that a change of demand must earn.' })
  switchCost: number;

  @Field(() => DecimalScalar, { description: 'Cases that leaving a primary row must earn.' })
  changeCostPrimary: number;

  @Field(() => DecimalScalar, { description: 'Cases that leaving a bench row must earn.' })
  changeCostBench: number;

  @Field(() => DecimalScalar, { description: 'Weight of weekly targets.' })
  profileWeight: number;

  @Field(() => BenchModeEnum, { description: 'People whom no demand needs.' })
  bench: BenchMode;

  @Field(() => [AllocationPriority], { description: 'Weights of demands.' })
  priorities: readonly AllocationPriority[];

  @Field(() => EffortEnum, { nullable: true, description: 'As asked; null = by size, see `solve.effort`.' })
  effort: Effort | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Seconds of planning; null = no deadline.' })
  deadlineS: number | null;

  @Field(() => Boolean, { description: 'Manual assignments could be moved too.' })
  releaseManual: boolean;

  @Field(() => Int, { description: 'Length of the hiring list.' })
  hiringTop: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of a rebalance: per cent of person-weeks that could leave their demand.',
  })
  maxChangedPct: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of a rebalance: the gap at which it was to stop.',
  })
  targetGapPct: number | null;
}
