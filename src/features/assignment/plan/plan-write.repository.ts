import { copyText } from '../../../platform/database/copy';
import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { productiveHours, weekConfiguration } from '../../calendar/sql';
import { analyzeAssignments } from '../table/assignment.repository';
import { weeklyCapacity } from '../table/capacity.sql';
import { ended, placeRows, recordChanged, recordEnded } from '../table/assignment-history.sql';

/** What a plan writes, each part in the text format of COPY with the columns of the tables below. */
export interface PlanText {
  /** Person, week (year × 100 + number), forecast row, type, percentage. */
  inserts: AsyncIterable<Buffer>;
  /** Assignment, type, percentage. */
  updates: AsyncIterable<Buffer>;
  /** Assignments to end. */
  releases: AsyncIterable<Buffer>;
}

const TABLES = [
  sql`DROP TABLE IF EXISTS pg_temp.allocation_insert, pg_temp.allocation_update, pg_temp.allocation_release,
    pg_temp.allocation_tier`,
  sql`CREATE TEMP TABLE allocation_insert (
    cn text COLLATE "C", week integer, forecast_id integer, type text COLLATE "C", percentage numeric) ON COMMIT DROP`,
  sql`CREATE TEMP TABLE allocation_update (id integer, type text COLLATE "C", percentage numeric) ON COMMIT DROP`,
  sql`CREATE TEMP TABLE allocation_release (id integer) ON COMMIT DROP`,
  sql`CREATE TEMP TABLE allocation_tier (percentage numeric, tier_id integer) ON COMMIT DROP`,
];

/** New rows that change the planner's picture of the table. */
const MANY = 10_000;

/** Brings what the plan writes into temporary tables that end with the transaction. */
export async function stagePlan(tx: WriteScope, text: PlanText): Promise<void> {
  await tx.db.query(sql`SELECT set_config('work_mem', '256MB', true)`);
  for (const statement of TABLES) await tx.db.query(statement);
  await copyText(tx.db, 'allocation_insert', text.inserts);
  await copyText(tx.db, 'allocation_update', text.updates);
  await copyText(tx.db, 'allocation_release', text.releases);
  await tx.db.query(sql`ANALYZE allocation_insert, allocation_update, allocation_release`);
}

/** The percentages that written assignments have. */
export async function listPlanPercentages(tx: WriteScope): Promise<string[]> {
  const rows = await tx.db.query<{ percentage: string }>(
    sql`SELECT p.percentage::text AS percentage FROM (
       SELECT i.percentage FROM allocation_insert i UNION SELECT u.percentage FROM allocation_update u) p`,
  );
  return rows.map(({ percentage }) => percentage);
}

/** Writes which tier each percentage takes. */
export async function stagePlanTiers(
  tx: WriteScope,
  tiers: readonly { percentage: string; tierId: number }[],
): Promise<void> {
  await tx.db.execute(
    sql`INSERT INTO allocation_tier (percentage, tier_id)
     SELECT * FROM unnest(${tiers.map(({ percentage }) => percentage)}::numeric[],
       ${tiers.map(({ tierId }) => tierId)}::integer[])`,
  );
  await tx.db.query(sql`ANALYZE allocation_tier`);
}

/** Ends the assignments that the plan moves or frees; returns how many. */
export function releaseForPlan(tx: WriteScope): Promise<number> {
  return tx.db.execute(
    sql`UPDATE weekly_resource_assignment a SET ${ended(tx)}
     FROM allocation_release x WHERE x.id = a.id AND a.is_active`,
  );
}

/** Changes type and percentage of assignments that stay on their demand; an unchanged percentage keeps its tier. */
export async function updateForPlan(tx: WriteScope): Promise<number> {
  const row = await tx.db.first<{ rows: number }>(
    sql`WITH o AS (
       SELECT a.* FROM weekly_resource_assignment a JOIN allocation_update u ON u.id = a.id WHERE a.is_active
     ), changed AS (
       UPDATE weekly_resource_assignment a
       SET assignment_type = u.type, production_percentage = u.percentage, version = a.version + 1,
         capacity_tier_id = CASE WHEN a.production_percentage = u.percentage THEN a.capacity_tier_id ELSE t.tier_id END
       FROM allocation_update u JOIN allocation_tier t ON t.percentage = u.percentage
       WHERE u.id = a.id AND a.is_active
       RETURNING a.*
     ), entries AS (${recordChanged(tx, 'o', 'changed')})
     SELECT count(*)::integer AS rows FROM changed`,
  );
  return row?.rows ?? 0;
}

const CAPACITY = weeklyCapacity(sql`i.percentage`, productiveHours('c'), sql`f.target_cph`);

const PLACED = {
  rows: sql`SELECT i.cn, i.week / 100, i.week % 100, f.report_month, f.report_year, f.forecast_month_index, f.main_lob,
      f.state, f.case_type, t.tier_id, i.percentage,
      ${CAPACITY}, i.type, false, NULL
    FROM allocation_insert i
    JOIN forecast f ON f.id = i.forecast_id
    JOIN allocation_tier t ON t.percentage = i.percentage
    JOIN resource_v2 r ON r.cn = i.cn
    LEFT JOIN ${weekConfiguration('c', { year: sql`i.week / 100`, weekNumber: sql`i.week % 100`, workType: sql`r.location` })}
    ORDER BY i.cn, i.week`,
  replaced: sql`SELECT e.* FROM weekly_resource_assignment e JOIN allocation_release x ON x.id = e.id`,
  isAlone: true,
};

/** Inserts the plan's new assignments with their history; returns how many. */
export async function insertForPlan(tx: WriteScope): Promise<number> {
  const placed = await placeRows(tx, PLACED);
  if (placed > MANY) await analyzeAssignments(tx);
  return placed;
}

/** Records the assignments that ended without being replaced. */
export async function recordReleased(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    recordEnded(
      tx,
      sql`FROM allocation_release x JOIN weekly_resource_assignment o ON o.id = x.id
     LEFT JOIN allocation_insert i ON i.cn = o.resource_cn AND i.week = o.year * 100 + o.week_number
     WHERE i.cn IS NULL`,
    ),
  );
}
