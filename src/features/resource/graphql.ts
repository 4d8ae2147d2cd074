export { ProductionStep, Resource, ResourceConnection, ResourcePayload } from './resource.type';
