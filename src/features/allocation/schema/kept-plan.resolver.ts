import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { readPage, toConnection } from '../../../platform/graphql/schema/connection';
import { PageArgs } from '../../../platform/graphql/schema/page-args';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { latestChangeSet } from '../../history';
import { exceptionsInMonths } from '../../resource';
import { WeekException } from '../../resource/graphql';
import type { KeptPlan, ListSection } from '../options/allocation.model';
import { shownOptions } from '../options/plan-options.service';
import { EXECUTIONS, executionNote } from '../plans/execution-note.rules';
import { findKeptPlan } from '../plans/allocation.service';
import { planRows } from '../plans/kept-plan.service';
import { stalePartsOf } from '../plans/stale-parts.service';
import {
  AllocationJobResult,
  AllocationMoveConnection,
  AllocationPlan,
  AllocationWarningConnection,
  IdleRunConnection,
} from './allocation.type';
import { PlannedDemandConnection } from './plan-figures.type';
import { PlanOptions } from './plan-options.type';

async function connect(scope: RequestScope, plan: KeptPlan, section: ListSection, args: PageArgs) {
  const page = readPage(args);
  const total = plan.sections[section].rows;
  const rows = page.limit === 0 ? [] : await planRows(scope, plan, section, page);
  const connection = toConnection(rows, page, total);
  const hasNextPage = page.offset + rows.length < total;
  return { ...connection, pageInfo: { ...connection.pageInfo, hasNextPage } };
}

/** Options and lists of a kept plan. */
@Resolver(() => AllocationPlan)
export class AllocationPlanResolver {
  @FieldResolver(() => PlanOptions, { description: 'How it was made.' })
  options(@Root() { kind, options }: KeptPlan) {
    return shownOptions(kind, options);
  }

  @FieldResolver(() => [String], {
    description:
      'Parts of the data that are no longer what the plan was made of (`people`, `weeks`, `forecasts`, `tiers`, `assignments`, `closed_months`): executing it is refused while there is one. Also those that the plan has changed itself, once it is executed.',
  })
  staleParts(@Ctx() scope: RequestScope, @Root() plan: KeptPlan): Promise<string[]> {
    return stalePartsOf(scope, plan);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The change set that executed the plan; null = it was not executed, or that was taken back.',
  })
  executedBy(@Ctx() scope: RequestScope, @Root() { kind, planHash }: KeptPlan): Promise<number | undefined> {
    return scope.loader(latestChangeSet).load({ action: EXECUTIONS[kind], note: executionNote(planHash) });
  }

  @FieldResolver(() => [WeekException], {
    description:
      'Percentages of single weeks (leave, training) in the months of the plan, by person and week: the plan keeps to them.',
  })
  weekExceptions(@Ctx() scope: RequestScope, @Root() { months }: KeptPlan) {
    return exceptionsInMonths(scope, months);
  }

  @FieldResolver(() => PlannedDemandConnection, {
    description: 'Demand-months by LOB, state, case type and month.',
  })
  demands(@Ctx() scope: RequestScope, @Root() plan: KeptPlan, @Args(() => PageArgs) args: PageArgs) {
    return connect(scope, plan, 'demands', args);
  }

  @FieldResolver(() => AllocationMoveConnection, { description: 'Who moves, by person and week.' })
  moves(@Ctx() scope: RequestScope, @Root() plan: KeptPlan, @Args(() => PageArgs) args: PageArgs) {
    return connect(scope, plan, 'moves', args);
  }

  @FieldResolver(() => IdleRunConnection, { description: 'Who has no assignment, by person and week.' })
  idle(@Ctx() scope: RequestScope, @Root() plan: KeptPlan, @Args(() => PageArgs) args: PageArgs) {
    return connect(scope, plan, 'idle', args);
  }

  @FieldResolver(() => AllocationWarningConnection, {
    description: 'What a planner should know, in the order in which planning came upon it.',
  })
  warnings(@Ctx() scope: RequestScope, @Root() plan: KeptPlan, @Args(() => PageArgs) args: PageArgs) {
    return connect(scope, plan, 'warnings', args);
  }
}

/** The plan of a job’s answer. */
@Resolver(() => AllocationJobResult)
export class AllocationJobResultResolver {
  @FieldResolver(() => AllocationPlan, {
    nullable: true,
    description: 'The plan; null once it is kept no longer.',
  })
  plan(@Ctx() scope: RequestScope, @Root() { planHash }: AllocationJobResult) {
    return findKeptPlan(scope, planHash);
  }
}
