import type { IsoWeek } from '../../../domain/time/iso-week';
import type { SqlRow } from '../../../platform/database/db';
import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { recordChanged } from '../table/assignment-history.repository';
import { percentageOf } from '../checks/eligibility-sql.repository';

/** People whose assignments follow their production from a week on. */
export interface RewriteFrom {
  cns: readonly string[];
  from: IsoWeek;
}

/** Active assignments of the people from the week on (`$1`–`$3`) with the percentage that now holds, and their month. */
const FOLLOWING = `
  SELECT a.id, a.resource_cn, a.production_percentage AS percentage_before, m.month_start,
    ${percentageOf('r', 'a.year', 'a.week_number')} AS percentage,
    EXISTS (SELECT FROM month_close c WHERE c.month_start = m.month_start) AS is_closed
  FROM weekly_resource_assignment a
  JOIN resource_v2 r ON r.cn = a.resource_cn
  JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
    AND m.forecast_month_index = a.forecast_month_index
  WHERE a.is_active AND a.resource_cn = ANY($1::text[]) AND (a.year, a.week_number) >= ($2::integer, $3::integer)`;

const parametersOf = ({ cns, from }: RewriteFrom): unknown[] => [cns, from.year, from.week];

/** Locks the assignments in the order of writing. */
export async function lockFollowing(tx: WriteScope, people: RewriteFrom): Promise<void> {
  await tx.db.execute(
    `SELECT FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = ANY($1::text[]) AND (a.year, a.week_number) >= ($2::integer, $3::integer)
     ORDER BY a.resource_cn, a.year, a.week_number FOR UPDATE`,
    parametersOf(people),
  );
}

/** The percentages that assignments will take. */
export function listNewPercentages(tx: WriteScope, people: RewriteFrom): Promise<string[]> {
  return tx.db.query(
    `SELECT DISTINCT trim_scale(f.percentage) AS percentage FROM (${FOLLOWING}) f
     WHERE f.percentage <> f.percentage_before AND NOT f.is_closed`,
    parametersOf(people),
    (row) => row.percentage as string,
  );
}

/** First days of closed months whose assignments would have changed. */
export function listClosedFollowing(tx: WriteScope, people: RewriteFrom): Promise<string[]> {
  return tx.db.query(
    `SELECT DISTINCT f.month_start AS month_start FROM (${FOLLOWING}) f
     WHERE f.percentage <> f.percentage_before AND f.is_closed ORDER BY 1`,
    parametersOf(people),
    (row) => row.month_start as string,
  );
}

/** Gives the assignments their new percentages and tiers, with their history; returns the demands touched and the number of rows. */
export async function rewriteProduction(
  tx: WriteScope,
  people: RewriteFrom,
  tiers: readonly { percentage: string; tierId: number }[],
): Promise<{ demands: DemandMonth[]; rows: number }> {
  const found = await tx.db.query(
    `WITH f AS MATERIALIZED (${FOLLOWING.replaceAll('$3', '$4').replaceAll('$2', '$3').replaceAll('$1', '$2')}),
     wanted AS (
       SELECT f.id, f.month_start, f.percentage, t.tier_id
       FROM f JOIN unnest($5::numeric[], $6::integer[]) AS t (percentage, tier_id) ON t.percentage = f.percentage
       WHERE f.percentage <> f.percentage_before AND NOT f.is_closed
     ), o AS (
       SELECT a.* FROM weekly_resource_assignment a JOIN wanted w ON w.id = a.id
     ), changed AS (
       UPDATE weekly_resource_assignment a
       SET production_percentage = w.percentage, capacity_tier_id = w.tier_id, version = a.version + 1
       FROM wanted w WHERE a.id = w.id
       RETURNING a.*
     ), entries AS (${recordChanged('o', 'changed')})
     SELECT c.demand_main_lob AS main_lob, c.demand_state AS state, c.demand_case_type AS case_type,
       w.month_start AS month_start, count(*)::integer AS rows
     FROM changed c JOIN wanted w ON w.id = c.id
     GROUP BY 1, 2, 3, 4`,
    [
      ...[tx.changeSetId, ...parametersOf(people)],
      tiers.map((tier) => tier.percentage),
      tiers.map((tier) => tier.tierId),
    ],
    readTouched,
  );
  return {
    demands: found.map((touched) => touched.demand),
    rows: found.reduce((sum, touched) => sum + touched.rows, 0),
  };
}

function readTouched(row: SqlRow): { demand: DemandMonth; rows: number } {
  return {
    demand: {
      mainLob: row.main_lob as string,
      state: row.state as string,
      caseType: row.case_type as string,
      monthStart: row.month_start as string,
    },
    rows: row.rows as number,
  };
}
