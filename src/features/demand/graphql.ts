export { ReportInput } from './schema/forecast.input';
export { Forecast, ForecastConnection } from './schema/forecast.type';
