export { getTiers, restoreTiers } from './tier.service';
export { tierById } from './tier.loaders';
export type { TierRow } from './tier.model';
