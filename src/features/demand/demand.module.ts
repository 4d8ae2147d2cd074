import type { SharedNames } from '../../platform/graphql/filters/shared-names';
import { CASE_TYPES, DEMAND_STATES, MAIN_LOBS } from './names/demand-names.service';
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
  names: { mainLob: MAIN_LOBS, state: DEMAND_STATES, caseType: CASE_TYPES } satisfies Partial<SharedNames>,
} as const;
