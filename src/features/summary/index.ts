export { recomputeAll, refreshDerived } from './refresh.service';
export type { Difference, SummaryKey, SummaryRow } from './summary.model';
