import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { mutate } from '../../platform/graphql/schema/mutate';
import { readId } from '../../platform/graphql/schema/read-id';
import type { RequestScope } from '../../platform/scope/request-scope';
import { CreateCapacityTierInput, UpdateCapacityTierInput } from './tier.input';
import { tierById } from './tier.loaders';
import { createTier, deactivateTier, getTiers, updateTier } from './tier.service';
import { CapacityTier, CapacityTierPayload } from './tier.type';

const TIER_ID = 'Number of the tier.';

/** Queries and mutations of production capacity tiers. */
@Resolver(() => CapacityTier)
export class TierResolver {
  @Query(() => [CapacityTier], { description: 'All tiers, highest percentage first.' })
  capacityTiers(
    @Ctx() scope: RequestScope,
    @Arg('active', () => Boolean, { nullable: true, description: 'Only active or only inactive ones.' })
    active?: boolean,
  ) {
    return getTiers(scope, active);
  }

  @Query(() => CapacityTier, {
    nullable: true,
    description: 'One tier; null if there is none of this number.',
  })
  capacityTier(@Ctx() scope: RequestScope, @Arg('id', () => ID, { description: TIER_ID }) id: string) {
    return scope.loader(tierById).load(readId(id));
  }

  @Mutation(() => CapacityTierPayload, { description: 'Adds a custom tier.' })
  createCapacityTier(
    @Ctx() scope: RequestScope,
    @Arg('input', () => CreateCapacityTierInput, { description: 'The new tier.' })
    input: CreateCapacityTierInput,
  ) {
    return mutate(scope, { action: 'tier.create', lock: 'exclusive' }, async (tx) => ({
      tier: await createTier(tx, input),
    }));
  }

  @Mutation(() => CapacityTierPayload, {
    description: 'Changes a tier; labels follow, assignments stay as they are.',
  })
  updateCapacityTier(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: TIER_ID }) id: string,
    @Arg('input', () => UpdateCapacityTierInput, { description: 'What to change.' })
    input: UpdateCapacityTierInput,
  ) {
    return mutate(scope, { action: 'tier.update', lock: 'exclusive' }, async (tx) => ({
      tier: await updateTier(tx, readId(id), input),
    }));
  }

  @Mutation(() => CapacityTierPayload, { description: 'Deactivates a tier; the last active one stays.' })
  deactivateCapacityTier(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: TIER_ID }) id: string,
    @Arg('version', () => Int, { nullable: true, description: 'The version you last saw.' }) version?: number,
  ) {
    return mutate(scope, { action: 'tier.deactivate', lock: 'exclusive' }, async (tx) => ({
      tier: await deactivateTier(tx, readId(id), version),
    }));
  }
}
