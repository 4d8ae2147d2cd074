import { alignOne, tupleKey } from '../../platform/loaders/align';
import type { LoaderDef } from '../../platform/scope/request-scope';
import { findTiersByIds } from './tier.repository';
import type { TierRow } from './tier.model';

/** Tiers by id. */
export const tierById: LoaderDef<number, TierRow | undefined> = {
  name: 'tierById',
  cacheKey: (id) => tupleKey(id),
  batch: async (scope, ids) =>
    alignOne(ids, String, await findTiersByIds(scope, ids), (tier) => String(tier.id)),
};
