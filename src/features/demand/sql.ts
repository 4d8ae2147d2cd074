export {
  assignedInSpelling,
  assignedTo,
  isKnownDemand,
  reportMonthOf,
  sameDemandMonth,
  sameReportMonth,
  sameSpelling,
} from './table/demand-month.sql';
export { assignedAdditions, frozenMonths } from './restore/restore-demand.sql';
