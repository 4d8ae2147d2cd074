import type { WriteScope } from '../../../platform/scope/request-scope';
import { getTiers } from '../../tier';
import { tierOf } from '../checks/tier-choice.rules';
import {
  insertForPlan,
  listPlanPercentages,
  recordReleased,
  releaseForPlan,
  stagePlan,
  stagePlanTiers,
  updateForPlan,
  type PlanText,
} from './plan-write.repository';

/** Assignments that a plan wrote. */
export interface PlanWritten {
  deallocated: number;
  updated: number;
  created: number;
}

/**
 * Writes an allocation plan: ends what it moves or frees, changes what stays on its demand, adds what is new, all with
 * history. The caller has checked that the plan still fits the data, and marks the months as stale.
 */
export async function writePlan(tx: WriteScope, text: PlanText): Promise<PlanWritten> {
  await stagePlan(tx, text);
  const tiers = await getTiers(tx, true);
  const percentages = await listPlanPercentages(tx);
  await stagePlanTiers(
    tx,
    percentages.map((percentage) => ({ percentage, tierId: tierOf(percentage, tiers) })),
  );
  const deallocated = await releaseForPlan(tx);
  const updated = await updateForPlan(tx);
  const created = await insertForPlan(tx);
  await recordReleased(tx);
  return { deallocated, updated, created };
}
