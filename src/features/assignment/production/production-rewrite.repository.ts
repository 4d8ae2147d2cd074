import type { IsoWeek } from '../../../domain/time/iso-week';
import type { DemandMonth } from '../../../domain/demand/demand-month';
import { sql, type Sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { isClosed } from '../../calendar/sql';
import { reportMonthOf } from '../../demand/sql';
import { percentageInWeek } from '../../resource/sql';
import { recordChanged } from '../table/assignment-history.sql';

/** People whose assignments follow their production from a week on. */
export interface RewriteFrom {
  cns: readonly string[];
  from: IsoWeek;
}

/** Condition on an assignment `a`: an active one of the people from the week on. */
function isFollowing({ cns, from }: RewriteFrom): Sql {
  return sql`a.is_active AND a.resource_cn = ANY(${cns}::text[])
    AND (a.year, a.week_number) >= (${from.year}::integer, ${from.week}::integer)`;
}

/** Those assignments with the percentage that now holds, and their month. */
function following(people: RewriteFrom): Sql {
  return sql`
  SELECT a.id, a.resource_cn, a.production_percentage AS percentage_before, m.month_start,
    ${percentageInWeek('r', sql`a.year`, sql`a.week_number`)} AS percentage,
    ${isClosed(sql`m.month_start`)} AS is_closed
  FROM weekly_resource_assignment a
  JOIN resource_v2 r ON r.cn = a.resource_cn
  JOIN ${reportMonthOf('a')}
  WHERE ${isFollowing(people)}`;
}

/** Locks the assignments in the order of writing. */
export async function lockFollowing(tx: WriteScope, people: RewriteFrom): Promise<void> {
  await tx.db.execute(
    sql`SELECT FROM weekly_resource_assignment a WHERE ${isFollowing(people)}
     ORDER BY a.resource_cn, a.year, a.week_number FOR UPDATE`,
  );
}

/** The percentages that assignments will take. */
export async function listNewPercentages(tx: WriteScope, people: RewriteFrom): Promise<string[]> {
  const rows = await tx.db.query<{ percentage: string }>(
    sql`SELECT DISTINCT trim_scale(f.percentage) AS percentage FROM (${following(people)}) f
     WHERE f.percentage <> f.percentage_before AND NOT f.is_closed`,
  );
  return rows.map(({ percentage }) => percentage);
}

/** First days of closed months whose assignments would have changed. */
export async function listClosedFollowing(tx: WriteScope, people: RewriteFrom): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT DISTINCT f.month_start AS "monthStart" FROM (${following(people)}) f
     WHERE f.percentage <> f.percentage_before AND f.is_closed ORDER BY 1`,
  );
  return rows.map(({ monthStart }) => monthStart);
}

/** Gives the assignments their new percentages and tiers, with their history; returns the demands touched and the number of rows. */
export async function rewriteProduction(
  tx: WriteScope,
  people: RewriteFrom,
  tiers: readonly { percentage: string; tierId: number }[],
): Promise<{ demands: DemandMonth[]; rows: number }> {
  const percentages = tiers.map(({ percentage }) => percentage);
  const tierIds = tiers.map(({ tierId }) => tierId);
  const found = await tx.db.query<DemandMonth & { rows: number }>(
    sql`WITH f AS MATERIALIZED (${following(people)}),
     wanted AS (
       SELECT f.id, f.month_start, f.percentage, t.tier_id
       FROM f JOIN unnest(${percentages}::numeric[], ${tierIds}::integer[]) AS t (percentage, tier_id)
         ON t.percentage = f.percentage
       WHERE f.percentage <> f.percentage_before AND NOT f.is_closed
     ), o AS (
       SELECT a.* FROM weekly_resource_assignment a JOIN wanted w ON w.id = a.id
     ), changed AS (
       UPDATE weekly_resource_assignment a
       SET production_percentage = w.percentage, capacity_tier_id = w.tier_id, version = a.version + 1
       FROM wanted w WHERE a.id = w.id
       RETURNING a.*
     ), entries AS (${recordChanged(tx, 'o', 'changed')})
     SELECT c.demand_main_lob AS "mainLob", c.demand_state AS state, c.demand_case_type AS "caseType",
       w.month_start AS "monthStart", count(*)::integer AS rows
     FROM changed c JOIN wanted w ON w.id = c.id
     GROUP BY 1, 2, 3, 4`,
  );
  return {
    demands: found.map(({ rows: _, ...demand }) => demand),
    rows: found.reduce((sum, { rows }) => sum + rows, 0),
  };
}
