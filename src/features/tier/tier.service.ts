import { readDecimal, TIER_PERCENTAGE, type GivenDecimal } from '../../domain/decimal-input';
import { describe, DomainError, invalid } from '../../domain/errors';
import { plain } from '../../domain/rounding';
import { cleanText, textKey } from '../../domain/text-key';
import { requireVersion } from '../../platform/database/version';
import type { RequestScope, WriteScope } from '../../platform/scope/request-scope';
import { table } from '../../platform/database/table';
import { recordChanges, restoreRows } from '../history';
import { TierEntity } from './tier.entity';
import * as repository from './tier.repository';
import type { TierRow } from './tier.model';

/** What a new tier needs. */
export interface NewTier {
  tierName: string;
  /** Fraction above 0, at most 1. */
  capacityPercentage: GivenDecimal;
  description?: string | null | undefined;
  displayOrder?: number | null | undefined;
}

/** The fields to change; absent = unchanged, null = cleared. */
export type TierChange = Partial<NewTier> & {
  version?: number | null | undefined;
  isActive?: boolean | null | undefined;
};

/** All tiers, highest percentage first. */
export function getTiers(scope: RequestScope, active?: boolean): Promise<TierRow[]> {
  return repository.listTiers(scope, { active });
}

/** Adds a custom tier. */
export async function createTier(tx: WriteScope, input: NewTier): Promise<TierRow> {
  const tierName = cleanText(input.tierName, 'tierName');
  await requireFreeName(tx, tierName);
  const tier = await repository.insertTier(tx, {
    tierName,
    capacityPercentage: percentage(input.capacityPercentage),
    description: cleanText(input.description ?? '', 'description'),
    displayOrder: input.displayOrder ?? 0,
  });
  await record(tx, null, tier);
  await relabel(tx);
  return tier;
}

/** Changes a tier's name, percentage, description, order or activity; assignments keep their own percentage. */
export async function updateTier(tx: WriteScope, id: number, change: TierChange): Promise<TierRow> {
  const before = await getTier(tx, id);
  requireVersion(`Tier ${id}`, before.version, change.version);
  const activity = activityChange(tx, before, change.isActive ?? before.isActive);
  if (!activity.isActive) await keepOneActive(tx, before);
  const values = definedValues(change);
  if (values.tierName !== undefined) await requireFreeName(tx, values.tierName, id);
  const after = await repository.updateTier(tx, before, { ...values, ...activity });
  await record(tx, before, after);
  await relabel(tx);
  return after;
}

/** Puts tiers back as they were before a change set, and marks the figures that carry their labels. Returns how many. */
export async function restoreTiers(tx: WriteScope, changeSetId: number): Promise<number> {
  const spec = { table: 'production_capacity_tier', key: ['id'], columns: table(TierEntity).columnNames };
  const rows = await restoreRows(tx, changeSetId, spec);
  if (rows.length > 0) await relabel(tx);
  return rows.length;
}

/** Deactivates a tier: existing assignments keep it, new ones may not use it. */
export function deactivateTier(tx: WriteScope, id: number, version?: number): Promise<TierRow> {
  return updateTier(tx, id, { isActive: false, version });
}

/** Names are unique whatever their letter case; tiers change under the exclusive lock, so none can come between. */
async function requireFreeName(tx: WriteScope, tierName: string, ownId?: number): Promise<void> {
  const key = textKey(tierName);
  const other = (await repository.listTiers(tx)).find(
    (tier) => tier.id !== ownId && textKey(tier.tierName) === key,
  );
  if (!other) return;
  const message = `a tier named ${describe(other.tierName)} exists already; expected a name that no tier has`;
  throw new DomainError('CONFLICT', 'A tier with this name exists already', [
    { path: 'tierName', message, value: tierName },
  ]);
}

async function getTier(tx: WriteScope, id: number): Promise<TierRow> {
  const tier = await repository.lockTier(tx, id);
  if (tier) return tier;
  throw new DomainError('NOT_FOUND', `There is no tier ${id}`, [
    { path: 'id', message: `there is no tier ${id}`, value: id },
  ]);
}

function percentage(value: GivenDecimal): string {
  return plain(readDecimal(value, { ...TIER_PERCENTAGE, path: 'capacityPercentage' }));
}

function definedValues(change: TierChange): Partial<TierRow> {
  // GraphQL's nullable means “may be left out” here, not “may be cleared”.
  if (change.tierName === null) throw invalid('tierName', null, 'a name, or leave it out');
  if (change.capacityPercentage === null)
    throw invalid('capacityPercentage', null, 'a fraction, or leave it out');
  return {
    ...(change.tierName !== undefined && { tierName: cleanText(change.tierName, 'tierName') }),
    ...(change.capacityPercentage !== undefined && {
      capacityPercentage: percentage(change.capacityPercentage),
    }),
    ...(change.description !== undefined && {
      description: cleanText(change.description ?? '', 'description'),
    }),
    ...(change.displayOrder !== undefined && { displayOrder: change.displayOrder ?? 0 }),
  };
}

function activityChange(tx: WriteScope, before: TierRow, isActive: boolean): Partial<TierRow> {
  if (isActive === before.isActive) return { isActive };
  return isActive
    ? { isActive, deactivatedBy: null, deactivatedDatetime: null }
    : { isActive, deactivatedBy: tx.actor.name, deactivatedDatetime: tx.at };
}

async function keepOneActive(tx: WriteScope, tier: TierRow): Promise<void> {
  const others = (await repository.listTiers(tx, { active: true })).filter((other) => other.id !== tier.id);
  if (others.length > 0) return;
  throw new DomainError(
    'CONFLICT',
    `${tier.tierName} is the last active tier; at least one must stay active`,
  );
}

function record(tx: WriteScope, before: TierRow | null, after: TierRow): Promise<void> {
  return recordChanges(tx, [{ entity: 'production_capacity_tier', key: [after.id], before, after }]);
}

/** Tier labels stand in every live summary. */
async function relabel(tx: WriteScope): Promise<void> {
  for (const monthStart of await repository.listLiveMonths(tx)) tx.stale.month(monthStart);
}
