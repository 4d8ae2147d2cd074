export { ResourceSortEnum } from './schema/resource-list.input';
export { Resource, ResourceConnection, WeekException } from './schema/resource.type';
