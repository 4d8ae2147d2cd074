export { WeekConfig } from './week-config.type';
