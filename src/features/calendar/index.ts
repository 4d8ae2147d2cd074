export { assertMonthsOpen, closedMonths } from './month-close.service';
