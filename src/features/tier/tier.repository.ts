import { sql } from '../../platform/database/sql';
import { table } from '../../platform/database/table';
import type { RequestScope, WriteScope } from '../../platform/scope/request-scope';
import { TierEntity } from './tier.entity';
import type { TierRow } from './tier.model';

const TIERS = table(TierEntity);
const COLUMNS = TIERS.columns('t');

/** All tiers, highest percentage first. */
export function listTiers(
  scope: RequestScope,
  filter: { active?: boolean | undefined } = {},
): Promise<TierRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM production_capacity_tier t
     WHERE ${filter.active === undefined ? sql`true` : sql`t.is_active = ${filter.active}`}
     ORDER BY t.capacity_percentage DESC, t.tier_name COLLATE "C"`,
  );
}

/** Tiers by id, in no particular order. */
export function findTiersByIds(scope: RequestScope, ids: readonly number[]): Promise<TierRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM production_capacity_tier t WHERE t.id = ANY(${ids}::integer[])`,
  );
}

/** The tier of this id, locked until the transaction ends. */
export function lockTier(tx: WriteScope, id: number): Promise<TierRow | undefined> {
  return tx.db.first(sql`SELECT ${COLUMNS} FROM production_capacity_tier t WHERE t.id = ${id} FOR UPDATE`);
}

/** Adds a tier. */
export async function insertTier(tx: WriteScope, values: Partial<TierRow>): Promise<TierRow> {
  const rows = await tx.db.query<TierRow>(
    sql`INSERT INTO production_capacity_tier AS t ${TIERS.insert(values)} RETURNING ${COLUMNS}`,
  );
  return rows[0] as TierRow;
}

/** Changes a locked tier and raises its version. */
export async function updateTier(
  tx: WriteScope,
  { id, version }: TierRow,
  changes: Partial<TierRow>,
): Promise<TierRow> {
  const rows = await tx.db.query<TierRow>(
    sql`UPDATE production_capacity_tier AS t SET ${TIERS.set({ ...changes, version: version + 1 })}
     WHERE t.id = ${id} RETURNING ${COLUMNS}`,
  );
  return rows[0] as TierRow;
}

/** First days of the live months: their tier breakdowns follow the tiers. */
export async function listLiveMonths(tx: WriteScope): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT m.month_start AS "monthStart" FROM forecast_report_month m
     WHERE NOT m.is_frozen ORDER BY m.month_start`,
  );
  return rows.map(({ monthStart }) => monthStart);
}
