import { AllocationPlanResolver, AllocationResolver } from './allocation.resolver';
import { ExplanationResolver } from './explanation.resolver';

/** Allocation's part of the schema. */
export const allocationModule = {
  resolvers: [AllocationResolver, AllocationPlanResolver, ExplanationResolver],
} as const;
