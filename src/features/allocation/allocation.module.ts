import { AllocationResolver } from './schema/allocation.resolver';
import { ExplanationResolver } from './schema/explanation.resolver';
import { AllocationJobResultResolver, AllocationPlanResolver } from './schema/kept-plan.resolver';
import { AllocationMoveResolver, IdleRunResolver } from './schema/plan-person.resolver';

/** Allocation's part of the schema. */
export const allocationModule = {
  resolvers: [
    AllocationResolver,
    AllocationPlanResolver,
    AllocationJobResultResolver,
    AllocationMoveResolver,
    IdleRunResolver,
    ExplanationResolver,
  ],
} as const;
