import { Arg, Ctx, FieldResolver, Float, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { answerPayload } from '../../../platform/graphql/schema/mutate';
import { readPage } from '../../../platform/graphql/schema/connection';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { AllocationOptionsInput, ExecuteAllocationInput, RebalanceAllocationInput } from './allocation.input';
import { exceptionsInMonths } from '../../resource';
import { WeekException } from '../../resource/graphql';
import type { KeptPlan } from '../options/allocation.model';
import { executeAndAnswer, findKeptPlan, previewPlan, rebalanceAndAnswer } from '../plans/allocation.service';
import {
  AllocationMove,
  AllocationPayload,
  AllocationPlan,
  AllocationPreview,
  AllocationWarning,
  IdleRun,
} from './allocation.type';
import { planRows } from '../plans/kept-plan.service';
import { PlannedDemand } from './plan-figures.type';
import { shownOptions } from '../options/plan-options.service';
import { PlanOptions } from './plan-options.type';

const OPTIONS = 'How to plan.';
const WAIT = 'Seconds to wait before the answer is a job, 0 to 300.';
const FIRST = 'Rows, 0 to 1000.';
const OFFSET = 'Rows to leave out before.';

/** Previews, executions and rebalances. */
@Resolver()
export class AllocationResolver {
  @Query(() => AllocationPreview, {
    description:
      'Plans all weeks of the current report’s live, unclosed months. Changes nothing; the plan is kept for 24 hours.',
  })
  allocationPreview(
    @Ctx() scope: RequestScope,
    @Arg('options', () => AllocationOptionsInput, { nullable: true, description: OPTIONS })
    options?: AllocationOptionsInput,
    @Arg('waitS', () => Float, { defaultValue: 25, description: WAIT }) waitS = 25,
  ) {
    return previewPlan(scope, options ?? {}, waitS);
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
    input?: ExecuteAllocationInput,
    @Arg('waitS', () => Float, { defaultValue: 25, description: WAIT }) waitS = 25,
  ) {
    return answerPayload(() => executeAndAnswer(scope, input ?? {}, waitS));
  }

  @Mutation(() => AllocationPayload, {
    description:
      'Improves the existing assignments with a limited number of moves, and commits unless `dryRun`.',
  })
  rebalanceAllocation(
    @Ctx() scope: RequestScope,
    @Arg('input', () => RebalanceAllocationInput, { nullable: true, description: 'How to rebalance.' })
    input?: RebalanceAllocationInput,
    @Arg('waitS', () => Float, { defaultValue: 25, description: WAIT }) waitS = 25,
  ) {
    return answerPayload(() => rebalanceAndAnswer(scope, input ?? {}, waitS));
  }
}

/** Lists of a kept plan, page by page. */
@Resolver(() => AllocationPlan)
export class AllocationPlanResolver {
  @FieldResolver(() => PlanOptions, { description: 'How it was made.' })
  options(@Root() { kind, options }: KeptPlan) {
    return shownOptions(kind, options);
  }

  @FieldResolver(() => [WeekException], {
    description:
      'Percentages of single weeks (leave, training) in the months of the plan, by person and week: the plan keeps to them.',
  })
  weekExceptions(@Ctx() scope: RequestScope, @Root() { months }: KeptPlan) {
    return exceptionsInMonths(scope, months);
  }

  @FieldResolver(() => Int, { description: 'Rows of `demands`.' })
  demandCount(@Root() plan: KeptPlan) {
    return plan.sections.demands.rows;
  }

  @FieldResolver(() => Int, { description: 'Rows of `moves`.' })
  moveCount(@Root() plan: KeptPlan) {
    return plan.sections.moves.rows;
  }

  @FieldResolver(() => Int, { description: 'Rows of `idle`.' })
  idleCount(@Root() plan: KeptPlan) {
    return plan.sections.idle.rows;
  }

  @FieldResolver(() => Int, { description: 'Rows of `warnings`.' })
  warningCount(@Root() plan: KeptPlan) {
    return plan.sections.warnings.rows;
  }

  @FieldResolver(() => [PlannedDemand], { description: 'Demand-months by LOB, state, case type and month.' })
  demands(
    @Ctx() scope: RequestScope,
    @Root() plan: KeptPlan,
    @Arg('first', () => Int, { defaultValue: 1000, description: FIRST }) first: number,
    @Arg('offset', () => Int, { defaultValue: 0, description: OFFSET }) offset: number,
  ) {
    return planRows(scope, plan, 'demands', readPage({ first, offset }));
  }

  @FieldResolver(() => [AllocationMove], { description: 'Who moves, by person and week.' })
  moves(
    @Ctx() scope: RequestScope,
    @Root() plan: KeptPlan,
    @Arg('first', () => Int, { defaultValue: 1000, description: FIRST }) first: number,
    @Arg('offset', () => Int, { defaultValue: 0, description: OFFSET }) offset: number,
  ) {
    return planRows(scope, plan, 'moves', readPage({ first, offset }));
  }

  @FieldResolver(() => [IdleRun], { description: 'Who has no assignment, by person and week.' })
  idle(
    @Ctx() scope: RequestScope,
    @Root() plan: KeptPlan,
    @Arg('first', () => Int, { defaultValue: 1000, description: FIRST }) first: number,
    @Arg('offset', () => Int, { defaultValue: 0, description: OFFSET }) offset: number,
  ) {
    return planRows(scope, plan, 'idle', readPage({ first, offset }));
  }

  @FieldResolver(() => [AllocationWarning], { description: 'What a planner should know.' })
  warnings(
    @Ctx() scope: RequestScope,
    @Root() plan: KeptPlan,
    @Arg('first', () => Int, { defaultValue: 1000, description: FIRST }) first: number,
    @Arg('offset', () => Int, { defaultValue: 0, description: OFFSET }) offset: number,
  ) {
    return planRows(scope, plan, 'warnings', readPage({ first, offset }));
  }
}
