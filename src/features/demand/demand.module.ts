import { ForecastReportMonthResolver, ForecastReportResolver } from './report.resolver';
import { ForecastResolver } from './forecast.resolver';
import { TargetCphResolver } from './target-cph.resolver';

/** What the demand feature gives to the schema. */
export const demandModule = {
  resolvers: [ForecastReportResolver, ForecastReportMonthResolver, ForecastResolver, TargetCphResolver],
} as const;
