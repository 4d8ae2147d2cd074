import type { SqlRow } from '../../platform/database/db';
import type { RequestScope, WriteScope } from '../../platform/scope/request-scope';
import type { TierRow } from './tier.model';

/** The columns a person may set. */
export type TierValues = Pick<TierRow, 'tierName' | 'capacityPercentage' | 'description' | 'displayOrder'>;

const COLUMNS = `t.id AS id, t.tier_name AS tier_name, t.capacity_percentage AS capacity_percentage, t.description AS description,
  t.is_active AS is_active, t.display_order AS display_order, t.deactivated_by AS deactivated_by,
  t.deactivated_datetime AS deactivated_datetime, t.version AS version`;

function readTier(row: SqlRow): TierRow {
  return {
    id: row.id as number,
    tierName: row.tier_name as string,
    capacityPercentage: row.capacity_percentage as string,
    description: row.description as string,
    isActive: row.is_active as boolean,
    displayOrder: row.display_order as number,
    deactivatedBy: row.deactivated_by as string | null,
    deactivatedDatetime: row.deactivated_datetime as Date | null,
    version: row.version as number,
  };
}

/** All tiers, highest percentage first. */
export function listTiers(
  scope: RequestScope,
  filter: { active?: boolean | undefined } = {},
): Promise<TierRow[]> {
  return scope.db.query(
    `SELECT ${COLUMNS} FROM production_capacity_tier t
     WHERE $1::boolean IS NULL OR t.is_active = $1
     ORDER BY t.capacity_percentage DESC, t.tier_name COLLATE "C"`,
    [filter.active ?? null],
    readTier,
  );
}

/** Tiers by id, in no particular order. */
export function findTiersByIds(scope: RequestScope, ids: readonly number[]): Promise<TierRow[]> {
  return scope.db.query(
    `SELECT ${COLUMNS} FROM production_capacity_tier t WHERE t.id = ANY($1::integer[])`,
    [ids],
    readTier,
  );
}

/** The tier of this id, locked until the transaction ends. */
export function lockTier(tx: WriteScope, id: number): Promise<TierRow | undefined> {
  return tx.db.first(
    `SELECT ${COLUMNS} FROM production_capacity_tier t WHERE t.id = $1 FOR UPDATE`,
    [id],
    readTier,
  );
}

/** Adds a tier. */
export async function insertTier(tx: WriteScope, values: TierValues): Promise<TierRow> {
  const rows = await tx.db.query(
    `INSERT INTO production_capacity_tier AS t (tier_name, capacity_percentage, description, display_order)
     VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
    [values.tierName, values.capacityPercentage, values.description, values.displayOrder],
    readTier,
  );
  return rows[0] as TierRow;
}

/** Writes a tier back as given and raises its version. */
export async function saveTier(tx: WriteScope, tier: TierRow): Promise<TierRow> {
  const rows = await tx.db.query(
    `UPDATE production_capacity_tier AS t
     SET tier_name = $2, capacity_percentage = $3, description = $4, display_order = $5, is_active = $6,
         deactivated_by = $7, deactivated_datetime = $8, version = t.version + 1
     WHERE t.id = $1 RETURNING ${COLUMNS}`,
    [
      tier.id,
      tier.tierName,
      tier.capacityPercentage,
      tier.description,
      tier.displayOrder,
      tier.isActive,
      tier.deactivatedBy,
      tier.deactivatedDatetime,
    ],
    readTier,
  );
  return rows[0] as TierRow;
}

/** First days of the live, unclosed months in which anyone is assigned: their tier breakdowns follow the tiers. */
export function listMonthsWithAssignments(tx: WriteScope): Promise<string[]> {
  return tx.db.query(
    `SELECT m.month_start AS month_start FROM forecast_report_month m WHERE NOT m.is_frozen ORDER BY m.month_start`,
    [],
    (row) => row.month_start as string,
  );
}
