import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { requireIsoWeek, weekEnd, weeksOfMonth, type IsoWeek } from '../../../domain/time/iso-week';
import { monthFromStart, monthStart } from '../../../domain/time/month';
import { readListPage, toConnection, type ListPage } from '../../../platform/graphql/schema/connection';
import { PageArgs } from '../../../platform/graphql/schema/page-args';
import { IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { forecastById, type ForecastRow } from '../../demand';
import { Forecast, ForecastConnection } from '../../demand/graphql';
import { resourceByCn, type ResourceRow } from '../../resource';
import { Resource, ResourceConnection } from '../../resource/graphql';
import { demandsForPerson, peopleForDemand } from './match.loaders';
import { BY_CN, BY_DEMAND, type MatchPage } from '../table/assignment-pages.model';
import { readMonth } from './questions.service';

async function connect<K, T extends object>(
  { rows, total }: MatchPage<K>,
  page: ListPage<T>,
  load: (key: K) => Promise<T | undefined>,
) {
  const loaded = await Promise.all(rows.map(load));
  return toConnection(
    loaded.filter((row) => row !== undefined),
    page,
    total,
  );
}

/** People who could serve a demand. */
@Resolver(() => Forecast)
export class EligibleResourcesResolver {
  @FieldResolver(() => ResourceConnection, {
    description:
      'Active people eligible for this demand, free or not, by CN: in a week, or by the end of the month.',
  })
  async eligibleResources(
    @Ctx() scope: RequestScope,
    @Root() forecast: ForecastRow,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('week', () => IsoWeekScalar, {
      nullable: true,
      description: 'An ISO week; decides who is hired by then.',
    })
    week?: IsoWeek | null,
  ) {
    const page = readListPage<ResourceRow>(args, BY_CN, week);
    const last = weeksOfMonth(monthFromStart(forecast.monthStart)).at(-1);
    const { platform, locality, state, caseType } = forecast;
    const found = await scope.loader(peopleForDemand).load({
      platform,
      locality,
      state,
      caseType,
      ...page,
      weekEnd: weekEnd(week ? requireIsoWeek(week) : (last as IsoWeek)),
    });
    return connect(found, page, (cn) => scope.loader(resourceByCn).load(cn));
  }
}

/** Demands that a person could serve. */
@Resolver(() => Resource)
export class ServableDemandsResolver {
  @FieldResolver(() => ForecastConnection, {
    description: 'Demands of a month that the person is eligible for, by LOB, state and case type.',
  })
  async servableDemands(
    @Ctx() scope: RequestScope,
    @Root() resource: ResourceRow,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('month', () => YearMonthScalar, {
      nullable: true,
      description: 'The month; the first month of the current report if absent.',
    })
    month?: string | null,
  ) {
    const page = readListPage<ForecastRow>(args, BY_DEMAND, month);
    const found = await scope.loader(demandsForPerson).load({
      cn: resource.cn,
      monthStart: month ? monthStart(readMonth(month)) : null,
      ...page,
    });
    return connect(found, page, (id) => scope.loader(forecastById).load(id));
  }
}
