import type { PlanKind } from '../options/allocation.model';

/** Actions of the change sets that execute plans. */
export const EXECUTIONS: Readonly<Record<PlanKind, string>> = {
  plan: 'allocation.execute',
  rebalance: 'allocation.rebalance',
};

/** The note of the change set that executes a plan: the plan is found again by it. */
export function executionNote(planHash: string): string {
  return `plan ${planHash}`;
}
