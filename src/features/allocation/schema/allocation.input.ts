import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { GivenDecimal } from '../../../domain/decimal-input';
import { EitherOr, OneOf } from '../../../platform/graphql/schema/one-of';
import { DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { IsText } from '../../../platform/graphql/schema/validators';
import { IfBusyEnum } from './allocation-enum.type';
import { declareOptionInputs } from './plan-option-fields.type';
import type { IfBusy } from '../turns/take-turns.service';
import type { GivenPriority } from '../options/plan-option.model';

/** A weight of cases. */
@InputType({ description: 'Weight of the cases of a LOB, narrowed to a state or case type when given.' })
export class AllocationPriorityInput implements GivenPriority {
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

/** How to plan; its fields follow from the registry of options. */
@InputType({ description: 'How to plan; everything has a default.' })
export class AllocationOptionsInput {}

declareOptionInputs(AllocationOptionsInput, AllocationPriorityInput);

/** A kept plan, or how to plan. */
@OneOf()
@InputType({ description: 'A kept plan, or how to plan.' })
export class ExecuteByInput {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, { nullable: true, description: 'The plan of a preview.' })
  planHash?: string | null;

  @ValidateNested()
  @Field(() => AllocationOptionsInput, { nullable: true, description: 'How to plan; `{}` for the defaults.' })
  options?: AllocationOptionsInput | null;
}

/** What to execute. */
@InputType({ description: 'A kept plan to commit, or options to plan by and commit in one go.' })
export class ExecuteAllocationInput extends AllocationOptionsInput {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, { nullable: true, description: 'The plan of a preview; then no options are given.' })
  planHash?: string | null;

  @ValidateNested()
  @Field(() => ExecuteByInput, {
    nullable: true,
    description: 'Plan or options: one of both, in place of `planHash` and the options beside it.',
  })
  by?: ExecuteByInput | null;

  @Field(() => IfBusyEnum, { nullable: true, description: 'While another one is executed. Default WAIT.' })
  ifBusy?: IfBusy | null;
}

/** How to rebalance. */
@InputType({ description: 'How to rebalance; everything has a default.' })
export class RebalanceAllocationInput extends AllocationOptionsInput {
  @Field(() => Boolean, { nullable: true, description: 'Answers the same and saves nothing. Default false.' })
  dryRun?: boolean | null;

  @Field(() => IfBusyEnum, { nullable: true, description: 'While another one is executed. Default WAIT.' })
  ifBusy?: IfBusy | null;
}

declareOptionInputs(RebalanceAllocationInput, AllocationPriorityInput, 'rebalance');

/** A demand by number or by name. */
@EitherOr(['forecastId'], ['mainLob', 'state', 'caseType'])
@InputType({
  description: 'A demand: by the number of a forecast row, or line of business × state × case type.',
})
export class DemandNameInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Number of a forecast row of the demand, in place of its names: `DemandFacts.forecastId`.',
  })
  forecastId?: string | null;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { nullable: true, description: 'Line of business.' })
  mainLob?: string | null;

  @IsText({ min: 1, max: 100 })
  @Field(() => String, { nullable: true, description: 'USPS code, or `N/A`.' })
  state?: string | null;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { nullable: true, description: 'Case type.' })
  caseType?: string | null;
}
