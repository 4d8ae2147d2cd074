export { Resource, ResourceConnection, WeekException } from './schema/resource.type';
