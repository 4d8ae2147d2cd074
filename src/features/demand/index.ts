export { forecastById, forecastByKey, monthsByReport, reportByKey } from './demand.loaders';
export { knownCaseTypes } from './forecast-list.service';
export { demandError, ensureForecastRows, resolveDemands } from './resolve-demands.service';
export {
  currentReport,
  findReport,
  freezeReportMonths,
  getReport,
  getReports,
  liveMonths,
  planReport,
  readReportChoice,
  type ReportChoice,
} from './report.service';
export { setForecast, type ForecastChange } from './set-forecast.service';
export { storeReport, type StoreReport } from './store-report.service';
export {
  setTargetCph,
  upsertTargetCphs,
  type TargetCphRecord,
  type UpsertedCphs,
} from './target-cph.service';
export { keepVanishedDemands } from './vanished-demands.service';
export type {
  DemandMonthKey,
  DemandResolution,
  ForecastKey,
  ReportKey,
  ReportMonthKey,
  ResolvedDemand,
  UnresolvedDemand,
} from './demand.model';
export type { ForecastRow, TargetCphRow } from './forecast.model';
export type {
  CalendarReportMonth,
  ForecastFileRow,
  ReportMonthRow,
  ReportPlan,
  ReportRow,
  RowOutcome,
  StoredReport,
  VanishedDemand,
} from './report.model';
