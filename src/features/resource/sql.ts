export { percentageInWeek } from './production/percentage.sql';
