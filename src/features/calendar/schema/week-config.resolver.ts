import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireIsoWeek } from '../../../domain/time/iso-week';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { mutate } from '../../../platform/graphql/schema/mutate';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { holidaysOfWeek, monthCloseByMonth, monthConfigByKey, weekConfigByKey } from './calendar.loaders';
import { generateWeeks } from '../months/generate-weeks.service';
import { Holiday } from './holiday.type';
import { MonthConfig } from './month-config.type';
import {
  WeekConfigListArgs,
  GenerateWeeksInput,
  SetWeekConfigInput,
  WeekConfigKeyArgs,
} from './week-config.input';
import { WEEK_CONFIG_SORTING } from '../weeks/week-config.model';
import { listWeekConfigs, setWeekConfig } from '../weeks/week-config.service';
import {
  GenerateWeeksPayload,
  WeekConfig,
  WeekConfigConnection,
  WeekConfigPayload,
} from './week-config.type';

/** Queries, mutations and nested fields of week configurations. */
@Resolver(() => WeekConfig)
export class WeekConfigResolver {
  @Query(() => WeekConfigConnection, {
    description: 'Week configurations, by year, week and work type unless sorted otherwise.',
  })
  async weekConfigs(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => WeekConfigListArgs) args: WeekConfigListArgs,
  ) {
    const page = readSortedPage(args, WEEK_CONFIG_SORTING, args.filter);
    const count = selects(info, 'totalCount');
    const { rows, total } = await listWeekConfigs(scope, { filter: args.filter, page, count });
    return toConnection(rows, page, total);
  }

  @Query(() => WeekConfig, {
    nullable: true,
    description: 'One week of one work type; null if it is not configured.',
  })
  weekConfig(
    @Ctx() scope: RequestScope,
    @Args(() => WeekConfigKeyArgs) { year, weekNumber, workType }: WeekConfigKeyArgs,
  ) {
    const week = requireIsoWeek({ year, week: weekNumber }, 'weekNumber');
    return scope.loader(weekConfigByKey).load({ ...week, workType });
  }

  @FieldResolver(() => MonthConfig, {
    nullable: true,
    description: 'The configuration of the parent month; null if there is none.',
  })
  monthConfig(@Ctx() scope: RequestScope, @Root() { monthStart, workType }: WeekConfig) {
    return scope.loader(monthConfigByKey).load({ monthStart, workType });
  }

  @FieldResolver(() => [Holiday], { description: 'The holidays of the week, weekends included, by date.' })
  holidays(@Ctx() scope: RequestScope, @Root() { weekStartDate, workType }: WeekConfig) {
    return scope.loader(holidaysOfWeek).load({ weekStartDate, workType });
  }

  @FieldResolver(() => Boolean, { description: 'The parent month is closed: the week cannot change.' })
  async isClosed(@Ctx() scope: RequestScope, @Root() { monthStart }: WeekConfig) {
    return (await scope.loader(monthCloseByMonth).load(monthStart)) !== undefined;
  }

  @Mutation(() => WeekConfigPayload, {
    description: 'Sets one week by hand and rewrites every capacity and summary that depends on it.',
  })
  setWeekConfig(
    @Ctx() scope: RequestScope,
    @Arg('input', () => SetWeekConfigInput, { description: 'The week.' }) input: SetWeekConfigInput,
  ) {
    return mutate(scope, { action: 'week.set', lock: 'exclusive' }, async (tx) => ({
      weekConfig: await setWeekConfig(tx, input),
    }));
  }

  @Mutation(() => GenerateWeeksPayload, {
    description:
      'Generates every ISO week of a year from month configurations and holidays, and rewrites every capacity and summary that depends on a changed one.',
  })
  generateWeeks(
    @Ctx() scope: RequestScope,
    @Arg('input', () => GenerateWeeksInput, { description: 'Which weeks.' }) input: GenerateWeeksInput,
  ) {
    const change = { action: 'week.generate', lock: 'exclusive', dryRun: input.dryRun ?? false } as const;
    return mutate(scope, change, (tx) => generateWeeks(tx, input));
  }
}
