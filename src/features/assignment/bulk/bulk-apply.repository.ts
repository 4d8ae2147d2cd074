import { sql } from '../../../platform/database/sql';
import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { DemandMonthKey } from '../../demand';
import { changeExceptions } from '../../resource/sql';
import { ended, placeRows } from '../table/assignment-history.sql';
import { isFailed } from './bulk-placement.repository';

/** Person-weeks of the placement by what is to become of them. */
export interface PlacementCounts {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  /** Saved or kept although the person is not eligible. */
  warned: number;
  /** To be placed and not there yet. */
  pending: number;
}

/** Counts the placement. */
export async function countPlacement(tx: WriteScope): Promise<PlacementCounts> {
  const row = await tx.db.first<PlacementCounts>(
    sql`SELECT count(*) FILTER (WHERE p.problem IS NULL AND p.existing_id IS NULL)::integer AS created,
       count(*) FILTER (WHERE p.problem IS NULL AND p.existing_id IS NOT NULL)::integer AS updated,
       count(*) FILTER (WHERE p.problem = 'UNCHANGED')::integer AS unchanged,
       count(*) FILTER (WHERE p.problem IN ('SKIPPED', 'CLOSED', 'SUPERSEDED'))::integer AS skipped,
       count(*) FILTER (WHERE ${isFailed('p')})::integer AS failed,
       count(*) FILTER (WHERE p.problem IS NULL AND p.is_warned)::integer AS warned,
       count(*) FILTER (WHERE p.problem IS NULL AND NOT p.is_placed)::integer AS pending
     FROM assignment_placement p`,
  );
  return row ?? { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, warned: 0, pending: 0 };
}

const DEMAND_MONTH = sql`p.main_lob AS "mainLob", p.state AS state, p.case_type AS "caseType", p.month_start AS "monthStart"`;

/** The demands, as given, of person-weeks to be placed: those without a CPH, or all. */
export function listPlacedDemands(tx: WriteScope, without?: 'cph'): Promise<DemandMonthKey[]> {
  return tx.db.query(
    sql`SELECT DISTINCT ${DEMAND_MONTH}
     FROM assignment_placement p WHERE p.problem IS NULL AND (${without === undefined}::boolean OR p.target_cph IS NULL)
     ORDER BY "mainLob", state, "caseType", "monthStart"`,
  );
}

/** True of few person-weeks or none: without it the planner reads all assignments to find those that they replace. */
const REPLACES = sql`p.existing_id IS NOT NULL`;

/** The demands whose figures a placement changes: where people come to, and where replaced ones go from. */
export function listTouchedDemands(tx: WriteScope): Promise<DemandMonth[]> {
  return tx.db.query(
    sql`SELECT ${DEMAND_MONTH}
     FROM assignment_placement p WHERE p.problem IS NULL
     UNION
     SELECT a.demand_main_lob, a.demand_state, a.demand_case_type, p.month_start
     FROM assignment_placement p JOIN weekly_resource_assignment a ON a.id = p.existing_id
     WHERE p.problem IS NULL AND ${REPLACES}`,
  );
}

/** First days of the closed months that the placement leaves alone. */
export async function listClosedOfPlacement(tx: WriteScope): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT DISTINCT p.month_start AS "monthStart" FROM assignment_placement p WHERE p.problem = 'CLOSED' ORDER BY 1`,
  );
  return rows.map(({ monthStart }) => monthStart);
}

/** Ends the active assignments that are to be replaced; their history is written with the new ones. */
export function deallocateReplaced(tx: WriteScope): Promise<number> {
  return tx.db.execute(
    sql`UPDATE weekly_resource_assignment a SET ${ended(tx)}
     FROM assignment_placement p
     WHERE p.existing_id = a.id AND p.problem IS NULL AND NOT p.is_placed AND a.is_active`,
  );
}

const PLACED = {
  rows: sql`SELECT p.cn, p.year, p.week_number, p.report_month, p.report_year, p.forecast_month_index, p.main_lob, p.state,
      p.case_type, p.tier_id, p.percentage, p.capacity, coalesce(p.assignment_type, 'manual'),
      coalesce(p.pinned, false), p.note
    FROM assignment_placement p WHERE p.problem IS NULL AND NOT p.is_placed
    ORDER BY p.cn, p.year, p.week_number`,
  replaced: sql`SELECT e.* FROM assignment_placement p JOIN weekly_resource_assignment e ON e.id = p.existing_id
    WHERE p.problem IS NULL AND ${REPLACES}`,
};

/** Inserts what is to be placed, with its history, in the order of writing; returns how many went in. */
export function insertPlacement(tx: WriteScope): Promise<number> {
  return placeRows(tx, PLACED);
}

/**
 * Keeps the percentages and tiers that were given for single weeks as exceptions of their person-weeks; one that the
 * person has anyway is none. V1’s monthly rows are whole people: an exception that stood in the way of one goes.
 */
export async function upsertGivenPercentages(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    changeExceptions(
      sql`SELECT p.cn, p.year, p.week_number, p.percentage FROM assignment_placement p
        WHERE p.problem IS NULL AND p.is_explicit
        UNION ALL SELECT p.cn, p.year, p.week_number, NULL FROM assignment_placement p
        WHERE p.problem IS NULL AND p.replaced_percentage IS NOT NULL`,
      { changeSetId: tx.changeSetId, by: tx.actor.name, at: tx.at },
    ),
  );
}

/** Marks what this change set has placed, and points the rest at who holds their person-week now. */
export async function reviewPlacement(tx: WriteScope, onConflict: string): Promise<void> {
  await tx.db.execute(
    sql`UPDATE assignment_placement p SET is_placed = true
     FROM change_set_key e
     WHERE e.change_set_id = ${tx.changeSetId} AND e.entity = 'weekly_resource_assignment' AND p.problem IS NULL
       AND e.entity_key = jsonb_build_array(p.cn, p.year, p.week_number)::text`,
  );
  await tx.db.execute(
    sql`UPDATE assignment_placement p
     SET existing_id = a.id,
       problem = CASE ${onConflict}::text WHEN 'ERROR' THEN 'DOUBLE_BOOKING' WHEN 'SKIP' THEN 'SKIPPED' END
     FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = p.cn AND a.year = p.year AND a.week_number = p.week_number
       AND p.problem IS NULL AND NOT p.is_placed`,
  );
}
