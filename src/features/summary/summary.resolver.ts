import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requestDataVersion } from '../../platform/scope/data-version';
import { readSortedPage, toConnection } from '../../platform/graphql/schema/connection';
import { mutate } from '../../platform/graphql/schema/mutate';
import { selects } from '../../platform/graphql/selection/selects';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { AssignmentRow } from '../assignment';
import { WeeklyAssignment } from '../assignment/graphql';
import type { ForecastRow } from '../demand';
import { Forecast } from '../demand/graphql';
import { recomputeAll } from './refresh/refresh.service';
import { MonthlySummaryListArgs } from './summary.input';
import { summaryByKey } from './summary.loaders';
import { SUMMARY_SORTING } from './summary.model';
import { getSummaries } from './summary.service';
import {
  MonthlySummary,
  MonthlySummaryConnection,
  RecomputeJobResult,
  RecomputePayload,
} from './summary.type';

const LISTED_DIFFERENCES = 1_000;
const RECOMPUTE_TIMEOUT_MS = 600_000;

/** Queries of summaries, and their recomputation. */
@Resolver(() => MonthlySummary)
export class SummaryResolver {
  @Query(() => MonthlySummaryConnection, {
    description:
      'Summaries of one report, by LOB, state, case type and month unless sorted otherwise; none if there is no such report.',
  })
  async monthlySummaries(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => MonthlySummaryListArgs) { report, filter, ...choice }: MonthlySummaryListArgs,
  ) {
    const page = readSortedPage(choice, SUMMARY_SORTING, { report, filter });
    const withTotal = selects(info, 'totalCount');
    const { rows, total } = await getSummaries(scope, {
      report,
      filter: filter ?? {},
      ...page,
      withTotal,
    });
    return toConnection(rows, page, total);
  }

  @Mutation(() => RecomputePayload, {
    description:
      'Recomputes the derived figures of every live, unclosed month and tells which were not right.',
  })
  recompute(@Ctx() scope: RequestScope) {
    const change = {
      action: 'summary.recompute',
      lock: 'exclusive',
      statementTimeoutMs: RECOMPUTE_TIMEOUT_MS,
    } as const;
    return mutate(scope, change, async (tx) => {
      const differences = await recomputeAll(tx);
      const answer = {
        differenceCount: differences.length,
        differences: differences.slice(0, LISTED_DIFFERENCES),
      };
      scope.attachments.job?.answer({ __typename: RecomputeJobResult.name, ...answer });
      return answer;
    });
  }
}

/** `MonthlySummaryConnection.dataVersion`. */
@Resolver(() => MonthlySummaryConnection)
export class SummaryConnectionResolver {
  @FieldResolver(() => Int, {
    description: 'Data version of the figures: answers of one version are equal.',
  })
  dataVersion(@Ctx() scope: RequestScope): Promise<number> {
    return scope.loader(requestDataVersion).load('all');
  }
}

/** `Forecast.summary`. */
@Resolver(() => Forecast)
export class ForecastSummaryResolver {
  @FieldResolver(() => MonthlySummary, {
    nullable: true,
    description: 'Capacity against this forecast; null for a late report’s month that never had any.',
  })
  summary(@Ctx() scope: RequestScope, @Root() forecast: ForecastRow) {
    return scope.loader(summaryByKey).load(forecast);
  }
}

/** `WeeklyAssignment.summary`. */
@Resolver(() => WeeklyAssignment)
export class AssignmentSummaryResolver {
  @FieldResolver(() => MonthlySummary, {
    nullable: true,
    description:
      'Capacity against forecast of its demand in its month; null for a deallocated row whose demand is gone.',
  })
  summary(@Ctx() scope: RequestScope, @Root() assignment: AssignmentRow) {
    const { demandMainLob: mainLob, demandState: state, demandCaseType: caseType } = assignment;
    return scope.loader(summaryByKey).load({ ...assignment, mainLob, state, caseType });
  }
}
