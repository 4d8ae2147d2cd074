export { recomputeAll, refreshDerived } from './refresh.service';
export { summaryByKey } from './summary.loaders';
export type { Difference, SummaryKey, SummaryRow } from './summary.model';
