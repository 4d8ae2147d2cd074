import { AllocationPlanResolver, AllocationResolver } from './schema/allocation.resolver';
import { ExplanationResolver } from './schema/explanation.resolver';

/** Allocation's part of the schema. */
export const allocationModule = {
  resolvers: [AllocationResolver, AllocationPlanResolver, ExplanationResolver],
} as const;
