import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../../platform/graphql/schema/scalars';
import type { PriorityRule } from '../options/plan-option.model';
import { declareShownOptions } from './plan-option-fields.type';

/** A weight of cases that a plan was made with. */
@ObjectType('AllocationPriority', {
  description: 'Weight of the cases of some demands.',
  simpleResolvers: true,
})
export class AllocationPriority implements PriorityRule {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { nullable: true, description: 'Only this state; null = all.' })
  state: string | null;

  @Field(() => String, { nullable: true, description: 'Only this case type; null = all.' })
  caseType: string | null;

  @Field(() => DecimalScalar, { description: '1 = as any other.' })
  weight: number;
}

/** Options as a plan was made with, by the names they are given by; its fields follow from the registry of options. */
@ObjectType('AllocationPlanOptions', {
  description: 'The options that the plan was made with, defaults filled in.',
  simpleResolvers: true,
})
export class PlanOptions {}

declareShownOptions(PlanOptions, AllocationPriority);
