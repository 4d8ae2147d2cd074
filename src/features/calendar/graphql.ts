export { WeekConfig } from './schema/week-config.type';
