import { TierResolver } from './tier.resolver';

/** What the tier feature gives to the schema. */
export const tierModule = { resolvers: [TierResolver] } as const;
