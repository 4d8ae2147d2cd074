export { forecastById, forecastByKey, monthsByReport } from './demand.loaders';
export { knownCaseTypes } from './forecast-list.service';
export { demandError, ensureForecastRows, resolveDemands } from './resolve-demands.service';
export {
  currentReport,
  findReport,
  freezeReportMonths,
  getReport,
  liveMonths,
  planReport,
  readReportChoice,
  type ReportChoice,
} from './report.service';
export { setForecast, type ForecastChange } from './set-forecast.service';
export { storeReport, type StoreReport } from './store-report.service';
export { setTargetCph, upsertTargetCphs } from './target-cph.service';
export { keepVanishedDemands } from './vanished-demands.service';
export type { DemandMonthKey, DemandResolution, ResolvedDemand } from './demand.model';
export type { ForecastRow } from './forecast.model';
export type { CalendarReportMonth, ForecastFileRow, ReportPlan, StoredReport } from './report.model';
