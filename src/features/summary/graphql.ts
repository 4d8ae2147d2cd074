export { FteUnknownEnum } from './fte-unknown.type';
export { TierCount } from './summary.type';
