import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { mutate } from '../../../platform/graphql/schema/mutate';
import { readId } from '../../../platform/graphql/schema/read-id';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { forecastById, reportByKey } from './demand.loaders';
import { ForecastListArgs, SetForecastInput } from './forecast.input';
import { getForecasts } from '../forecast/forecast-list.service';
import { FORECAST_SORTING, type ForecastRow } from '../table/forecast.model';
import { Forecast, ForecastConnection, ForecastPayload } from './forecast.type';
import { ForecastReport } from './report.type';
import { setForecast } from '../forecast/set-forecast.service';

/** Queries and mutations of forecasts. */
@Resolver(() => Forecast)
export class ForecastResolver {
  @Query(() => ForecastConnection, {
    description: 'Forecasts, of the current report unless others are asked for.',
  })
  async forecasts(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ForecastListArgs) { filter, ...choice }: ForecastListArgs,
  ) {
    const page = readSortedPage(choice, FORECAST_SORTING, filter);
    const withTotal = selects(info, 'totalCount');
    const { rows, total } = await getForecasts(scope, { filter, ...page, withTotal });
    return toConnection(rows, page, total);
  }

  @Query(() => Forecast, {
    nullable: true,
    description: 'One forecast; null if there is none of this number.',
  })
  forecast(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: 'Number of the forecast.' }) id: string,
  ) {
    return scope.loader(forecastById).load(readId(id));
  }

  @Mutation(() => ForecastPayload, {
    description:
      'Sets the forecast of one demand in one live, unclosed month: changes its row or adds one. Summaries follow at once.',
  })
  setForecast(
    @Ctx() scope: RequestScope,
    @Arg('input', () => SetForecastInput, { description: 'The forecast.' }) input: SetForecastInput,
  ) {
    return mutate(scope, { action: 'forecast.set', lock: 'exclusive' }, async (tx) => ({
      forecast: await setForecast(tx, input),
    }));
  }

  @FieldResolver(() => ForecastReport, { nullable: true, description: 'The report it belongs to.' })
  report(@Ctx() scope: RequestScope, @Root() forecast: ForecastRow) {
    return scope.loader(reportByKey).load(forecast);
  }
}
