export { FteUnknownEnum } from './fte-unknown.type';
export { RecomputeJobResult, TierCount } from './summary.type';
