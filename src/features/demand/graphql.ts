export { DemandFilterInput } from './schema/demand-filter.input';
export { Forecast, ForecastConnection } from './schema/forecast.type';
