export { weeklyCapacity } from './table/capacity.sql';
