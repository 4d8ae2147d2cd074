import type { OnConflict } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { identifier, literal, sql, type Sql } from '../../../platform/database/sql';
import { productiveHours, weekConfiguration } from '../../calendar/sql';
import { percentageInWeek, weekException } from '../../resource/sql';
import { isEligible } from '../checks/eligibility.sql';
import { weeklyCapacity } from '../table/capacity.sql';

/** How staged rows are judged. */
export interface PlacementRules {
  onConflict: OnConflict;
  /** The last of several rows for one person-week counts, instead of refusing the later ones. */
  lastWins: boolean;
  /** Ineligible people are kept, with a warning: imported history. */
  keepIneligible: boolean;
}

/** A row of the placement that is refused: its `problem` is there (NULL = to be placed) and no reason to leave it alone. */
export function isFailed(placement: string): Sql {
  return sql`${identifier(placement)}.problem NOT IN ('UNCHANGED', 'SKIPPED', 'CLOSED', 'SUPERSEDED')`;
}

/** Person-weeks: staged weeks, and staged months with a row per week of theirs. */
const WANTED = sql`
  wanted AS (
    SELECT s.*, k.label, k.week_end, k.month_start AS month
    FROM assignment_stage s
    JOIN assignment_calendar k ON k.year = s.year AND k.week_number = s.week_number
    WHERE s.month_start IS NULL
    UNION ALL
    SELECT s.row, s.cn, k.year, k.week_number, s.month_start, s.main_lob, s.state, s.case_type, s.percentage, s.tier_id,
      s.assignment_type, s.pinned, s.note, s.override, s.is_lasting, k.label, k.week_end, k.month_start
    FROM assignment_stage s
    JOIN assignment_calendar k ON k.month_start = s.month_start
  ),
  numbered AS (
    SELECT w.*, w.is_lasting AND (w.percentage IS NOT NULL OR w.tier_id IS NOT NULL) AS is_explicit,
      min(w.row) OVER same_week AS first_row, max(w.row) OVER same_week AS last_row,
      row_number() OVER (same_week ORDER BY w.row) > 1 AS is_repeated
    FROM wanted w
    WINDOW same_week AS (PARTITION BY w.cn, w.year, w.week_number)
  )`;

const YEAR = sql`w.year`;
const WEEK = sql`w.week_number`;

/** Every person-week with what is stored about it. */
const CHECKED = sql`
  checked AS (
    SELECT w.row, w.cn, w.year, w.week_number, w.label, w.month AS month_start, w.month_start IS NOT NULL AS is_monthly,
      w.main_lob AS given_lob, w.state AS given_state, w.case_type AS given_case, w.tier_id AS given_tier_id,
      w.first_row, w.last_row, w.is_repeated, r.cn IS NOT NULL AS is_person, r.location AS location,
      d.problem AS demand_problem, d.message AS demand_message, d.report_year, d.report_month, d.forecast_month_index,
      d.main_lob, d.state, d.case_type, d.platform, d.locality, d.target_cph,
      ${productiveHours('c')} AS hours,
      t.is_active AS tier_is_active, t.capacity_percentage AS given_tier_percentage,
      c.id IS NOT NULL AS is_configured, m.id IS NOT NULL AS is_closed,
      ${isEligible('r', 'd', sql`w.week_end`)} AS is_eligible,
      w.is_explicit, CASE WHEN w.month_start IS NOT NULL THEN ${weekException('r', YEAR, WEEK)} END AS replaced_percentage,
      coalesce(CASE WHEN NOT w.is_explicit AND w.month_start IS NULL THEN ${weekException('r', YEAR, WEEK)} END,
        w.percentage, t.capacity_percentage, CASE WHEN r.cn IS NOT NULL
        THEN ${percentageInWeek('r', YEAR, WEEK)} END) AS percentage, w.percentage IS NOT NULL AS is_given,
      w.assignment_type, w.pinned, w.note, coalesce(w.override, false) AS override, a.id AS existing_id,
      coalesce(a.demand_main_lob = d.main_lob AND a.demand_state = d.state AND a.demand_case_type = d.case_type
        AND a.assignment_type = coalesce(w.assignment_type, 'manual') AND a.pinned = coalesce(w.pinned, a.pinned)
        AND (w.note IS NULL OR w.note = a.note) AND (w.tier_id IS NULL OR w.tier_id = a.capacity_tier_id), false) AS is_same,
      a.production_percentage AS existing_percentage, b.resource_cn IS NOT NULL AS is_busy_elsewhere
    FROM numbered w
    LEFT JOIN resource_v2 r ON r.cn = w.cn
    LEFT JOIN assignment_demand d ON d.given_lob = w.main_lob AND d.given_state = w.state AND d.given_case = w.case_type
      AND d.month_start = w.month
    LEFT JOIN production_capacity_tier t ON t.id = w.tier_id
    LEFT JOIN ${weekConfiguration('c', { year: YEAR, weekNumber: WEEK, workType: sql`r.location` })}
    LEFT JOIN month_close m ON m.month_start = w.month
    LEFT JOIN weekly_resource_assignment a ON a.resource_cn = w.cn AND a.year = w.year
      AND a.week_number = w.week_number AND a.is_active
    LEFT JOIN busy_elsewhere() b ON b.resource_cn = w.cn AND b.year = w.year AND b.week_number = w.week_number
  )`;

/** Why a person-week `k` is not placed, by the rules; a temporary table takes no parameters, so they are literals. */
function problemOf({ onConflict, lastWins, keepIneligible }: PlacementRules): Sql {
  return sql`CASE
      WHEN ${literal(lastWins)} AND k.row <> k.last_row THEN 'SUPERSEDED'
      WHEN NOT ${literal(lastWins)} AND k.is_repeated THEN 'DUPLICATE'
      WHEN k.is_closed THEN 'CLOSED'
      WHEN NOT k.is_person THEN 'UNKNOWN_RESOURCE'
      WHEN k.demand_problem IS NOT NULL THEN k.demand_problem
      WHEN k.given_tier_id IS NOT NULL AND k.tier_is_active IS NOT TRUE THEN 'TIER'
      WHEN NOT k.is_configured THEN 'NO_WEEK_CONFIG'
      WHEN NOT k.is_eligible AND NOT k.override AND NOT ${literal(keepIneligible)} THEN 'INELIGIBLE'
      WHEN k.is_busy_elsewhere THEN 'BUSY_ELSEWHERE'
      WHEN k.existing_id IS NULL THEN NULL
      WHEN ${literal(onConflict)} = 'ERROR' THEN 'DOUBLE_BOOKING'
      WHEN ${literal(onConflict)} = 'SKIP' THEN 'SKIPPED'
      WHEN k.is_same AND k.existing_percentage = k.percentage THEN 'UNCHANGED'
    END`;
}

/** Person-weeks come sorted, for which the planner would sort all assignments too: hashing takes a fifth less time. */
const UNSORTED = sql`SELECT set_config('enable_mergejoin', 'off', true)`;
const AS_USUAL = sql`SELECT set_config('enable_mergejoin', 'on', true)`;

/**
 * Judges every staged person-week in one statement: the table `assignment_placement`. OFFSET 0 keeps the planner from
 * repeating eligibility and percentage wherever their results are used.
 */
export async function createPlacement(tx: WriteScope, rules: PlacementRules): Promise<void> {
  tx.db.later(UNSORTED);
  await tx.db.query(
    sql`CREATE TEMP TABLE assignment_placement ON COMMIT DROP AS
     WITH ${WANTED}, ${CHECKED}
     SELECT k.*, ${problemOf(rules)} AS problem, NOT k.is_eligible AND k.is_person AND k.demand_problem IS NULL AS is_warned,
       false AS is_placed, ${weeklyCapacity(sql`k.percentage`, sql`k.hours`, sql`k.target_cph`)} AS capacity,
       CASE WHEN NOT k.is_given AND k.is_explicit AND k.given_tier_id IS NOT NULL THEN k.given_tier_id
         WHEN k.given_tier_percentage = h.tier_percentage AND k.tier_is_active THEN k.given_tier_id
         ELSE h.tier_id END AS tier_id
     FROM (SELECT * FROM checked OFFSET 0) k
     LEFT JOIN assignment_tier_choice h ON h.percentage = k.percentage`,
  );
  tx.db.later(AS_USUAL);
  // What later statements join and filter by: statistics of all 45 columns take ten times as long.
  await tx.db.query(
    sql`ANALYZE assignment_placement (row, cn, year, week_number, problem, is_warned, is_placed, existing_id)`,
  );
}
