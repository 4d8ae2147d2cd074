export { TierCount } from './summary.type';
