export { freezeSummaries, storeFixedSummaries } from './freeze/freeze.service';
export { recomputeAll, refreshDerived } from './refresh/refresh.service';
export { tierCounts } from './tier-counts.rules';
export { Stale } from './refresh/stale.model';
