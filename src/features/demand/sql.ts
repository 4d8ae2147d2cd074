export {
  assignedInSpelling,
  assignedTo,
  reportMonthOf,
  sameDemandMonth,
  sameReportMonth,
  sameSpelling,
} from './table/demand-month.sql';
