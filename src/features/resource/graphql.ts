export { Resource, ResourceConnection } from './resource.type';
