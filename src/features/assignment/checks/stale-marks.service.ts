import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { WriteScope } from '../../../platform/scope/request-scope';

/** Above this many demands of one month the whole month is recomputed: one statement instead of a list of keys. */
const MAX_DEMANDS_OF_A_MONTH = 500;

/** Marks what the demands' figures depend on as out of date. */
export function markStale(tx: WriteScope, demands: readonly DemandMonth[]): void {
  const byMonth = new Map<string, DemandMonth[]>();
  for (const demand of demands) {
    const known = byMonth.get(demand.monthStart);
    if (known) known.push(demand);
    else byMonth.set(demand.monthStart, [demand]);
  }
  for (const [month, ofMonth] of byMonth) {
    if (ofMonth.length > MAX_DEMANDS_OF_A_MONTH) tx.stale.month(month);
    else for (const demand of ofMonth) tx.stale.demandMonth(demand);
  }
}
