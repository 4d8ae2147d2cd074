import { copyText } from '../../../platform/database/copy';
import type { WriteScope } from '../../../platform/scope/request-scope';

/** The history's key and picture of an assignment, in the one form that all writers of assignments use. */
const KEY = (alias: string): string =>
  `jsonb_build_array(${alias}.resource_cn, ${alias}.year, ${alias}.week_number)::text`;
const PICTURE = (alias: string): string => `to_jsonb(${alias}) - 'weekly_capacity'`;

/** A row that this change has ended, as it was before. */
const BEFORE = (alias: string): string => `${PICTURE(alias)} || jsonb_build_object('is_active', true,
  'deallocated_datetime', NULL, 'deallocated_by', NULL, 'version', ${alias}.version - 1)`;

const TABLES = `
  DROP TABLE IF EXISTS pg_temp.allocation_insert, pg_temp.allocation_update, pg_temp.allocation_release,
    pg_temp.allocation_tier;
  CREATE TEMP TABLE allocation_insert (
    cn text COLLATE "C", week integer, forecast_id integer, type text COLLATE "C", percentage numeric) ON COMMIT DROP;
  CREATE TEMP TABLE allocation_update (id integer, type text COLLATE "C", percentage numeric) ON COMMIT DROP;
  CREATE TEMP TABLE allocation_release (id integer) ON COMMIT DROP;
  CREATE TEMP TABLE allocation_tier (percentage numeric, tier_id integer) ON COMMIT DROP`;

/** New rows that change the planner's picture of the table. */
const MANY = 10_000;

/** Brings what the plan writes into temporary tables that end with the transaction. */
export async function stagePlan(
  tx: WriteScope,
  text: Record<'inserts' | 'updates' | 'releases', AsyncIterable<Buffer>>,
): Promise<void> {
  await tx.db.query("SELECT set_config('work_mem', '64MB', true)");
  for (const statement of TABLES.split(';')) await tx.db.query(statement);
  await copyText(tx.db, 'allocation_insert', text.inserts);
  await copyText(tx.db, 'allocation_update', text.updates);
  await copyText(tx.db, 'allocation_release', text.releases);
  for (const table of ['insert', 'update', 'release']) await tx.db.query(`ANALYZE allocation_${table}`);
}

/** The percentages that written assignments have. */
export function listPercentages(tx: WriteScope): Promise<string[]> {
  return tx.db.query(
    `SELECT i.percentage::text AS percentage FROM allocation_insert i
     UNION SELECT u.percentage::text FROM allocation_update u`,
    [],
    (row) => row.percentage as string,
  );
}

/** Says which tier each percentage takes. */
export async function stageTiers(
  tx: WriteScope,
  tiers: readonly { percentage: string; tierId: number }[],
): Promise<void> {
  await tx.db.execute(
    `INSERT INTO allocation_tier (percentage, tier_id)
     SELECT t.percentage, t.tier_id FROM unnest($1::numeric[], $2::integer[]) AS t (percentage, tier_id)`,
    [tiers.map((tier) => tier.percentage), tiers.map((tier) => tier.tierId)],
  );
}

/** Ends the assignments that the plan moves or frees; returns how many. */
export function releaseAssignments(tx: WriteScope): Promise<number> {
  return tx.db.execute(
    `UPDATE weekly_resource_assignment a
     SET is_active = false, deallocated_datetime = $1, deallocated_by = $2, version = a.version + 1
     FROM allocation_release x WHERE x.id = a.id AND a.is_active`,
    [tx.at, tx.actor.name],
  );
}

/** Changes type and percentage of assignments that stay on their demand; an unchanged percentage keeps its tier. */
export async function updateAssignments(tx: WriteScope): Promise<number> {
  const rows = await tx.db.query(
    `WITH o AS (
       SELECT a.* FROM weekly_resource_assignment a JOIN allocation_update u ON u.id = a.id WHERE a.is_active
     ), changed AS (
       UPDATE weekly_resource_assignment a
       SET assignment_type = u.type, production_percentage = u.percentage, version = a.version + 1,
         capacity_tier_id = CASE WHEN a.production_percentage = u.percentage THEN a.capacity_tier_id ELSE t.tier_id END
       FROM allocation_update u JOIN allocation_tier t ON t.percentage = u.percentage
       WHERE u.id = a.id AND a.is_active
       RETURNING a.*
     ), entries AS (
       INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
       SELECT $1, 'weekly_resource_assignment', ${KEY('n')}, ${PICTURE('o')}, ${PICTURE('n')}
       FROM changed n JOIN o ON o.id = n.id
     )
     SELECT count(*)::integer AS rows FROM changed`,
    [tx.changeSetId],
    (row) => row.rows as number,
  );
  return rows[0] ?? 0;
}

/**
 * Inserts the new assignments with their history; returns how many. The capacity goes in with the row, because rewriting
 * half a million rows once more costs as much as writing them; the derivation before the commit remains its judge.
 */
export async function insertAssignments(tx: WriteScope): Promise<number> {
  const rows = await tx.db.query(
    `WITH placed AS (
       INSERT INTO weekly_resource_assignment (resource_cn, year, week_number, report_month, report_year,
         forecast_month_index, demand_main_lob, demand_state, demand_case_type, capacity_tier_id,
         production_percentage, weekly_capacity, assignment_type, assigned_by, assigned_datetime)
       SELECT i.cn, i.week / 100, i.week % 100, f.report_month, f.report_year, f.forecast_month_index, f.main_lob, f.state,
         f.case_type, t.tier_id, i.percentage,
         trim_scale(i.percentage * c.working_days * c.work_hours * (1 - c.shrinkage) * f.target_cph), i.type, $2, $3
       FROM allocation_insert i
       JOIN forecast f ON f.id = i.forecast_id
       JOIN allocation_tier t ON t.percentage = i.percentage
       JOIN resource_v2 r ON r.cn = i.cn
       LEFT JOIN week_configuration c ON c.year = i.week / 100 AND c.week_number = i.week % 100
         AND c.work_type = r.location
       ORDER BY i.cn, i.week
       RETURNING *
     ), ended AS (
       SELECT a.* FROM weekly_resource_assignment a JOIN allocation_release x ON x.id = a.id
     ), entries AS (
       INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
       SELECT $1, 'weekly_resource_assignment', ${KEY('n')}, CASE WHEN o.id IS NOT NULL THEN ${BEFORE('o')} END,
         ${PICTURE('n')}
       FROM placed n LEFT JOIN ended o ON o.resource_cn = n.resource_cn AND o.year = n.year
         AND o.week_number = n.week_number
     )
     SELECT count(*)::integer AS rows FROM placed`,
    [tx.changeSetId, tx.actor.name, tx.at],
    (row) => row.rows as number,
  );
  const placed = rows[0] ?? 0;
  if (placed > MANY) await tx.db.query('ANALYZE weekly_resource_assignment');
  return placed;
}

/** Records the assignments that ended without being replaced. */
export async function recordReleased(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    `INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'weekly_resource_assignment', ${KEY('o')}, ${BEFORE('o')}, ${PICTURE('o')}
     FROM allocation_release x JOIN weekly_resource_assignment o ON o.id = x.id
     LEFT JOIN allocation_insert i ON i.cn = o.resource_cn AND i.week = o.year * 100 + o.week_number
     WHERE i.cn IS NULL
     ORDER BY o.resource_cn, o.year, o.week_number`,
    [tx.changeSetId],
  );
}
