export { AllocationJobResult } from './schema/allocation.type';
