export { CapacityTier } from './tier.type';
