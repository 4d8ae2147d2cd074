export { ReportInput } from './forecast.input';
export { Forecast, ForecastConnection, TargetCph } from './forecast.type';
export { ForecastReport, ForecastReportMonth } from './report.type';
