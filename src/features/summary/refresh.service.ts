import type { WriteScope } from '../../platform/scope/request-scope';
import { listOpenMonths, lockDemandMonths, rewriteAndCompare, rewriteDerived } from './refresh.repository';
import type { Difference } from './summary.model';

/**
 * Rewrites the weekly capacities and summaries that a transaction has marked stale; runs before every commit.
 * Closed and frozen months stay as they stand.
 */
export async function refreshDerived(tx: WriteScope): Promise<void> {
  if (tx.stale.isEmpty) return;
  const ids = await lockDemandMonths(tx, tx.stale.months(), tx.stale.demandMonths());
  if (ids.length > 0) await rewriteDerived(tx, ids);
  tx.stale.clear();
}

/** Recomputes every live, unclosed month and returns each derived value that was not right; run it with `lock: 'exclusive'`. */
export async function recomputeAll(tx: WriteScope): Promise<Difference[]> {
  const ids = await lockDemandMonths(tx, await listOpenMonths(tx), []);
  return rewriteAndCompare(tx, ids);
}
