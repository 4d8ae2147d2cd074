export { recordChange } from './writing/record.sql';
