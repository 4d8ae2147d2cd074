export { isHired } from './person/hired.sql';
export { ownPercentageInWeek, percentageInWeek, weekException } from './production/percentage.sql';
export { changeExceptions } from './production/week-exception.sql';
export { isFreeInWeek, isFreeInWeeks } from './person/busy.sql';
export { peopleOrder } from './list/people-order.sql';
