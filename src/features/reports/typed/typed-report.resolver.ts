import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { CapacityByTier } from './by-tier.type';
import { CapacityCharts } from './charts.type';
import { ReportComparison } from './comparison.type';
import { ChartsArgs, ComparisonArgs, DashboardArgs } from './dashboard.input';
import { byTierOf, chartsOf, comparisonOf } from './typed-report.reader';
import { dashboardDocument } from './typed-report.service';

/** The reports of dashboards as objects. */
@Resolver()
export class TypedReportResolver {
  @Query(() => CapacityCharts, {
    nullable: true,
    description: 'Series by month and week, top shortages and surpluses, and the heat map of LOB by month.',
  })
  async capacityCharts(
    @Ctx() scope: RequestScope,
    @Args(() => ChartsArgs) { first, ...choice }: ChartsArgs,
  ): Promise<CapacityCharts> {
    const { document, ...meta } = await dashboardDocument(scope, 'dashboard/charts-data', choice, {
      top: first,
    });
    return { ...meta, ...chartsOf(document) };
  }

  @Query(() => CapacityByTier, { nullable: true, description: 'People, FTE and capacity by tier and month.' })
  async capacityByTier(
    @Ctx() scope: RequestScope,
    @Args(() => DashboardArgs) choice: DashboardArgs,
  ): Promise<CapacityByTier> {
    const { document, ...meta } = await dashboardDocument(scope, 'capacity-by-tier', choice);
    return { ...meta, ...byTierOf(document) };
  }

  @Query(() => ReportComparison, {
    nullable: true,
    description:
      'A report beside an older one on the same calendar months, or each month beside the one before it.',
  })
  async reportComparison(
    @Ctx() scope: RequestScope,
    @Args(() => ComparisonArgs) { mode, against, ...choice }: ComparisonArgs,
  ): Promise<ReportComparison> {
    const { document, ...meta } = await dashboardDocument(scope, 'comparison', choice, {
      mode,
      against: against ?? null,
    });
    return { ...meta, ...comparisonOf(document) };
  }
}
