export { forecastById, forecastByKey, monthsByReport } from './schema/demand.loaders';
export { knownCaseTypes } from './forecast/forecast-list.service';
export { chosenDemand } from './resolve/demand-choice.service';
export { demandError, ensureForecastRows, resolveDemands } from './resolve/resolve-demands.service';
export {
  currentReport,
  findReport,
  freezeReportMonths,
  getReport,
  liveMonths,
  planReport,
  readReportChoice,
  type ReportChoice,
} from './forecast-report/report.service';
export { CASE_TYPES, DEMAND_PLATFORMS, DEMAND_STATES, MAIN_LOBS } from './names/demand-names.service';
export { restoreDemand } from './restore/restore-demand.service';
export { frozeMonths, stillAssigned } from './restore/restore-refusal.rules';
export { setForecast, type ForecastChange } from './forecast/set-forecast.service';
export { storeReport, type StoreReport } from './forecast-report/store-report.service';
export { setTargetCph, upsertTargetCphs } from './target-cph/target-cph.service';
export { keepVanishedDemands } from './forecast-report/vanished-demands.service';
export type {
  DemandMonthKey,
  DemandResolution,
  ReportKey,
  ReportMonthKey,
  ResolvedDemand,
} from './table/demand.model';
export type { ForecastRow } from './table/forecast.model';
export type { CalendarReportMonth, ForecastFileRow, ReportPlan, StoredReport } from './table/report.model';
