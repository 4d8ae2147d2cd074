export { ReportInput } from './forecast.input';
export { Forecast, ForecastConnection } from './forecast.type';
