import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { monthsByReport } from './demand.loaders';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { ReportMonthRow, ReportRow } from '../table/report.model';
import { findReport, getReports } from '../forecast-report/report.service';
import { ForecastReport, ForecastReportMonth } from './report.type';

/** Queries of forecast reports. */
@Resolver(() => ForecastReport)
export class ForecastReportResolver {
  @Query(() => [ForecastReport], { description: 'All forecast reports, newest first.' })
  forecastReports(@Ctx() scope: RequestScope) {
    return getReports(scope);
  }

  @Query(() => ForecastReport, {
    nullable: true,
    description: 'One forecast report, the current one if none is named; null if there is none.',
  })
  forecastReport(
    @Ctx() scope: RequestScope,
    @Arg('report', () => YearMonthScalar, { nullable: true, description: 'Report month.' })
    report?: string | null,
  ) {
    return findReport(scope, report);
  }

  @FieldResolver(() => [ForecastReportMonth], { description: 'Its six forecast months, by index.' })
  months(@Ctx() scope: RequestScope, @Root() report: ReportRow) {
    return scope.loader(monthsByReport).load(report);
  }
}

/** Derived fields of a report's month. */
@Resolver(() => ForecastReportMonth)
export class ForecastReportMonthResolver {
  @FieldResolver(() => String, { description: 'The label of reports: `May-25`.' })
  label(@Root() month: ReportMonthRow): string {
    return monthLabel(monthFromStart(month.monthStart));
  }

  @FieldResolver(() => Boolean, { description: 'This report is the live one of the calendar month.' })
  isLive(@Root() month: ReportMonthRow): boolean {
    return !month.isFrozen;
  }
}
