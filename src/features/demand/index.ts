export { demandError, ensureForecastRows, resolveDemands } from './resolve-demands.service';
export type {
  DemandMonthKey,
  DemandResolution,
  ForecastKey,
  ReportKey,
  ReportMonthKey,
  ResolvedDemand,
  UnresolvedDemand,
} from './demand.model';
