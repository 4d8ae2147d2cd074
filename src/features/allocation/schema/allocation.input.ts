import { Field, InputType } from 'type-graphql';
import type { GivenDecimal } from '../../../domain/decimal-input';
import { DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { IsText } from '../../../platform/graphql/schema/validators';
import { IfBusyEnum } from './allocation-enum.type';
import { declareOptionInputs } from './plan-option-fields.type';
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

/** How to plan; its fields follow from the registry of options. */
@InputType({ description: 'How to plan; everything has a default.' })
export class AllocationOptionsInput {}

declareOptionInputs(AllocationOptionsInput, AllocationPriorityInput);

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
  @Field(() => Boolean, { nullable: true, description: 'Answers the same and saves nothing. Default false.' })
  dryRun?: boolean | null;

  @Field(() => IfBusyEnum, { nullable: true, description: 'While another one is executed. Default WAIT.' })
  ifBusy?: IfBusy | null;
}

declareOptionInputs(RebalanceAllocationInput, AllocationPriorityInput, 'rebalance');

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
