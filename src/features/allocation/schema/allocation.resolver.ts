import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { answerPayload } from '../../../platform/graphql/schema/mutate';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { AllocationChoices } from '../options/plan-options.preset';
import {
  executeAndAnswer,
  findKeptPlan,
  previewPlan,
  rebalanceAndAnswer,
  chosenExecution,
} from '../plans/allocation.service';
import { AllocationOptionsInput, ExecuteAllocationInput, RebalanceAllocationInput } from './allocation.input';
import { AllocationPayload, AllocationPlan, AllocationPreviewPayload } from './allocation.type';

const OPTIONS = 'How to plan.';
const WAIT = 'Seconds to wait before the answer is a job, 0 to 300.';

/** Previews, executions and rebalances. */
@Resolver()
export class AllocationResolver {
  @Mutation(() => AllocationPreviewPayload, {
    description:
      'Plans the weeks of the current report’s live, unclosed months and keeps the plan for 24 hours. Asked again with the same options, it answers the kept plan as long as the data are the same. Changes no assignment.',
  })
  previewAllocation(
    @Ctx() scope: RequestScope,
    @Arg('options', () => AllocationOptionsInput, { nullable: true, description: OPTIONS })
    options?: AllocationChoices | null,
    @Arg('waitSeconds', () => Int, { defaultValue: 25, description: WAIT }) waitSeconds = 25,
  ) {
    return answerPayload(() => previewPlan(scope, options ?? {}, waitSeconds));
  }

  @Query(() => AllocationPlan, {
    nullable: true,
    description: 'A kept plan; null if there is none of this hash.',
  })
  allocationPlan(
    @Ctx() scope: RequestScope,
    @Arg('planHash', () => String, { description: 'Hash of the plan.' }) planHash: string,
  ) {
    return findKeptPlan(scope, planHash);
  }

  @Mutation(() => AllocationPayload, {
    description:
      'Commits a kept plan exactly, or plans and commits in one go: one transaction, one change set.',
  })
  executeAllocation(
    @Ctx() scope: RequestScope,
    @Arg('input', () => ExecuteAllocationInput, { nullable: true, description: 'What to execute.' })
    input?: ExecuteAllocationInput | null,
    @Arg('waitSeconds', () => Int, { defaultValue: 25, description: WAIT }) waitSeconds = 25,
  ) {
    return answerPayload(() => executeAndAnswer(scope, chosenExecution(input ?? {}), waitSeconds));
  }

  @Mutation(() => AllocationPayload, {
    description:
      'Improves the existing assignments with a limited number of moves, and commits unless `dryRun`.',
  })
  rebalanceAllocation(
    @Ctx() scope: RequestScope,
    @Arg('input', () => RebalanceAllocationInput, { nullable: true, description: 'How to rebalance.' })
    input?: RebalanceAllocationInput | null,
    @Arg('waitSeconds', () => Int, { defaultValue: 25, description: WAIT }) waitSeconds = 25,
  ) {
    return answerPayload(() => rebalanceAndAnswer(scope, input ?? {}, waitSeconds));
  }
}
