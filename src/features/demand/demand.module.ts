import { ForecastReportMonthResolver, ForecastReportResolver } from './schema/report.resolver';
import { DemandFacetsResolver } from './schema/facets.resolver';
import { ForecastResolver } from './schema/forecast.resolver';
import { TargetCphResolver } from './schema/target-cph.resolver';

/** What the demand feature gives to the schema. */
export const demandModule = {
  resolvers: [
    ForecastReportResolver,
    ForecastReportMonthResolver,
    ForecastResolver,
    TargetCphResolver,
    DemandFacetsResolver,
  ],
} as const;
