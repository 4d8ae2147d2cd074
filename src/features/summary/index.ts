export { recomputeAll, refreshDerived } from './refresh.service';
export { summaryByKey } from './summary.loaders';
export { tierCounts } from './tier-counts.rules';
export type { Difference, SummaryKey, SummaryRow } from './summary.model';
