import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { isFailed } from './bulk-placement.repository';

/** One person-week of the placement with all that its message needs. */
export interface PlacedLine {
  row: number;
  cn: string;
  year: number;
  weekNumber: number;
  isMonthly: boolean;
  monthStart: string;
  problem: string | null;
  isWarned: boolean;
  firstRow: number;
  lastRow: number;
  givenLob: string;
  givenState: string;
  givenCase: string;
  givenTierId: number | null;
  demandMessage: string | null;
  /** Null unless the demand is known. */
  demand: { mainLob: string; platform: string; locality: string; state: string; caseType: string } | null;
  existing: { id: number; mainLob: string; state: string; caseType: string } | null;
}

/** An exception of a person-week that a monthly row took the place of. */
export interface ReplacedException {
  cn: string;
  year: number;
  week: number;
  percentage: string;
}

/** The exceptions that went because monthly rows are whole people, in order. */
export function listReplacedExceptions(tx: WriteScope): Promise<ReplacedException[]> {
  return tx.db.query(
    sql`SELECT p.cn AS cn, p.year AS year, p.week_number AS week, trim_scale(p.replaced_percentage)::text AS percentage
     FROM assignment_placement p WHERE p.problem IS NULL AND p.replaced_percentage IS NOT NULL
     ORDER BY p.cn COLLATE "C", p.year, p.week_number`,
  );
}

/** Columns of a placed line by the names of its table. */
const LINE = sql`p.row AS row, p.cn AS cn, p.year AS year, p.week_number AS "weekNumber", p.is_monthly AS "isMonthly",
  p.month_start AS "monthStart", p.problem AS problem, coalesce(p.is_warned, false) AS "isWarned",
  p.first_row AS "firstRow", p.last_row AS "lastRow", p.given_lob AS "givenLob", p.given_state AS "givenState",
  p.given_case AS "givenCase", p.given_tier_id AS "givenTierId", p.demand_message AS "demandMessage",
  CASE WHEN p.platform IS NOT NULL THEN json_build_object('mainLob', p.main_lob, 'platform', p.platform,
    'locality', p.locality, 'state', p.state, 'caseType', p.case_type) END AS demand,
  CASE WHEN p.existing_id IS NOT NULL THEN json_build_object('id', p.existing_id, 'mainLob', a.demand_main_lob,
    'state', a.demand_state, 'caseType', a.demand_case_type) END AS existing`;

/** The person-weeks of the input rows that an answer lists: all of them, or the failed and warned ones; `limit` + 1 input rows at most. */
export function listPlacedLines(
  tx: WriteScope,
  { all, limit }: { all: boolean; limit: number },
): Promise<PlacedLine[]> {
  return tx.db.query(
    sql`WITH listed AS (
       SELECT DISTINCT p.row FROM assignment_placement p
       WHERE ${all}::boolean OR ${isFailed('p')} OR (p.problem IS NULL AND p.is_warned)
       ORDER BY p.row LIMIT ${limit + 1}
     )
     SELECT ${LINE}
     FROM assignment_placement p
     JOIN listed l ON l.row = p.row
     LEFT JOIN weekly_resource_assignment a ON a.id = p.existing_id
     ORDER BY p.row, p.year, p.week_number`,
  );
}
