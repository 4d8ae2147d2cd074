import { DomainError, type Issue } from '../../../domain/errors';
import { decimal } from '../../../domain/rounding';
import { chooseTier } from '../../../domain/capacity/tier-choice';

/** A tier as the rules see it; the percentage is an exact fraction. */
export interface TierFacts {
  id: number;
  tierName: string;
  capacityPercentage: string;
  isActive: boolean;
}

/** What an assignment states of its production; absent = follow the rules. */
export interface ProductionWish {
  productionPercentage?: string | null | undefined;
  capacityTierId?: number | null | undefined;
}

/** Percentage (exact fraction 0–1) and tier of an assignment. */
export interface Production {
  productionPercentage: string;
  capacityTierId: number;
}

/** Why a tier may not be used by a new assignment; undefined if it may. */
export function tierIssue(
  tiers: readonly TierFacts[],
  id: number | null | undefined,
  path = 'capacityTierId',
): Issue | undefined {
  if (id === null || id === undefined) return undefined;
  const tier = tiers.find((known) => known.id === id);
  if (tier?.isActive) return undefined;
  const active = tiers.filter((known) => known.isActive).map((known) => `${known.id} (${known.tierName})`);
  const problem = tier ? `tier ${id} (${tier.tierName}) is inactive` : `there is no tier ${id}`;
  return { path, message: `${problem}; expected one of ${active.join(', ')}`, value: id };
}

/** The tier of a percentage: the highest active one not above it, else the lowest; a wished one among equals. */
export function tierOf(percentage: string, tiers: readonly TierFacts[], wishedId?: number | null): number {
  const active = tiers.filter((tier) => tier.isActive);
  const chosen = chooseTier(
    percentage,
    active.map((tier) => ({ ...tier, percentage: tier.capacityPercentage })),
  );
  if (!chosen) throw new DomainError('CONFLICT', 'No production capacity tier is active; activate one first');
  const wished = active.find((tier) => tier.id === wishedId);
  return wished && decimal(wished.capacityPercentage).eq(chosen.percentage) ? wished.id : chosen.id;
}

/** The percentage that a caller chose, by itself or by its tier; null = the person's of that week. */
export function explicitPercentage(
  { productionPercentage, capacityTierId }: ProductionWish,
  tiers: readonly TierFacts[],
): string | null {
  const tier = tiers.find((known) => known.id === capacityTierId);
  return productionPercentage ?? tier?.capacityPercentage ?? null;
}

/** Given percentage: stored, its tier chosen. Only a tier: the tier's percentage. Neither: the person's of that week. */
export function chooseProduction(
  wish: ProductionWish,
  personPercentage: string,
  tiers: readonly TierFacts[],
): Production {
  const { productionPercentage, capacityTierId } = wish;
  if (productionPercentage !== null && productionPercentage !== undefined) {
    return { productionPercentage, capacityTierId: tierOf(productionPercentage, tiers, capacityTierId) };
  }
  const tier = tiers.find((known) => known.id === capacityTierId);
  if (tier) return { productionPercentage: tier.capacityPercentage, capacityTierId: tier.id };
  return { productionPercentage: personPercentage, capacityTierId: tierOf(personPercentage, tiers) };
}
