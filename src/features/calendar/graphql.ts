export { ClosedMonth } from './month-close.type';
export { Holiday } from './holiday.type';
export { MonthConfig } from './month-config.type';
export { WeekConfig } from './week-config.type';
