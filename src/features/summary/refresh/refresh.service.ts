import type { WriteScope } from '../../../platform/scope/request-scope';
import {
  listOpenMonths,
  lockDemandMonths,
  rewriteAndCompare,
  rewriteDemandMonth,
  rewriteDerived,
} from './refresh.repository';
import type { Difference } from './difference.model';
import { shiftWeeks } from './week-hours.repository';

/**
 * Rewrites the weekly capacities and summaries that a transaction has marked stale; runs before every commit.
 * Closed and frozen months stay as they stand.
 */
export async function refreshDerived(tx: WriteScope): Promise<void> {
  if (tx.stale.isEmpty) return;
  const months = tx.stale.months();
  const demands = tx.stale.demandMonths();
  const [demand] = demands;
  if (demand && demands.length === 1 && months.length === 0) rewriteDemandMonth(tx, demand);
  else {
    const ids = await lockDemandMonths(tx, months, demands);
    if (ids.length > 0 && !(await areShifted(tx, ids))) rewriteDerived(tx, ids);
  }
  tx.stale.clear();
}

/** Whether it was enough to shift figures by the hours of weeks; a demand-month that was never derived has none to shift. */
async function areShifted(tx: WriteScope, ids: readonly number[]): Promise<boolean> {
  const weeks = tx.stale.weeks();
  return weeks.length > 0 && (await shiftWeeks(tx, weeks)) === ids.length;
}

/** Recomputes every live, unclosed month and returns each derived value that was not right; run it with `lock: 'exclusive'`. */
export async function recomputeAll(tx: WriteScope): Promise<Difference[]> {
  const ids = await lockDemandMonths(tx, await listOpenMonths(tx), []);
  return rewriteAndCompare(tx, ids);
}
