export { Resource, ResourceConnection } from './schema/resource.type';
