import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { mutate } from '../../../platform/graphql/schema/mutate';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { monthCloseByMonth, weekConfigsOfMonth } from './calendar.loaders';
import { SetMonthConfigInput } from './month-config.input';
import { MONTH_CONFIG_SORTING } from '../months/month-config.model';
import { listMonthConfigs, setMonthConfig } from '../months/month-config.service';
import { MonthConfig, MonthConfigConnection, MonthConfigPayload } from './month-config.type';
import { MonthConfigListArgs } from './week-config.input';
import { WeekConfig } from './week-config.type';

/** Queries, mutations and nested fields of month configurations. */
@Resolver(() => MonthConfig)
export class MonthConfigResolver {
  @Query(() => MonthConfigConnection, {
    description: 'Month configurations, by month and work type unless sorted otherwise.',
  })
  async monthConfigs(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => MonthConfigListArgs) args: MonthConfigListArgs,
  ) {
    const page = readSortedPage(args, MONTH_CONFIG_SORTING, args.filter);
    const count = selects(info, 'totalCount');
    const { rows, total } = await listMonthConfigs(scope, { filter: args.filter, page, count });
    return toConnection(rows, page, total);
  }

  @FieldResolver(() => [WeekConfig], { description: 'The configured weeks of the month, in order.' })
  weeks(@Ctx() scope: RequestScope, @Root() { monthStart, workType }: MonthConfig) {
    return scope.loader(weekConfigsOfMonth).load({ monthStart, workType });
  }

  @FieldResolver(() => Boolean, { description: 'The month is closed: generating leaves its weeks alone.' })
  async isClosed(@Ctx() scope: RequestScope, @Root() { monthStart }: MonthConfig) {
    return (await scope.loader(monthCloseByMonth).load(monthStart)) !== undefined;
  }

  @Mutation(() => MonthConfigPayload, {
    description: 'Sets the configuration of one month and work type. Weeks change only when generated again.',
  })
  setMonthConfig(
    @Ctx() scope: RequestScope,
    @Arg('input', () => SetMonthConfigInput, { description: 'The month.' }) input: SetMonthConfigInput,
  ) {
    return mutate(scope, { action: 'month_config.set', lock: 'exclusive' }, (tx) =>
      setMonthConfig(tx, input),
    );
  }
}
