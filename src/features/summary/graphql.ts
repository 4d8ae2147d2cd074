export { MonthlySummary, TierCount } from './summary.type';
