import type { SqlRow } from '../../../platform/database/db';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { LEFT_ALONE } from './bulk-placement.repository';

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

function readLine(row: SqlRow): PlacedLine {
  return {
    row: row.row as number,
    cn: row.cn as string,
    year: row.year as number,
    weekNumber: row.week_number as number,
    isMonthly: row.is_monthly as boolean,
    monthStart: row.month_start as string,
    problem: row.problem as string | null,
    isWarned: row.is_warned === true,
    firstRow: row.first_row as number,
    lastRow: row.last_row as number,
    givenLob: row.given_lob as string,
    givenState: row.given_state as string,
    givenCase: row.given_case as string,
    givenTierId: row.given_tier_id as number | null,
    demandMessage: row.demand_message as string | null,
    demand: row.platform === null ? null : readDemand(row),
    existing:
      row.existing_id === null
        ? null
        : {
            id: row.existing_id as number,
            mainLob: row.existing_lob as string,
            state: row.existing_state as string,
            caseType: row.existing_case as string,
          },
  };
}

function readDemand(row: SqlRow): PlacedLine['demand'] {
  return {
    mainLob: row.main_lob as string,
    platform: row.platform as string,
    locality: row.locality as string,
    state: row.state as string,
    caseType: row.case_type as string,
  };
}

/** The person-weeks of the input rows that an answer lists: all of them, or the failed and warned ones; `limit` + 1 input rows at most. */
export function listPlacedLines(
  tx: WriteScope,
  { all, limit }: { all: boolean; limit: number },
): Promise<PlacedLine[]> {
  const leftAlone = LEFT_ALONE.map((code) => `'${code}'`).join(', ');
  return tx.db.query(
    `WITH listed AS (
       SELECT DISTINCT p.row FROM assignment_placement p
       WHERE $1::boolean OR p.problem NOT IN (${leftAlone}) OR (p.problem IS NULL AND p.is_warned)
       ORDER BY p.row LIMIT $2
     )
     SELECT p.row AS row, p.cn AS cn, p.year AS year, p.week_number AS week_number, p.is_monthly AS is_monthly,
       p.month_start AS month_start, p.problem AS problem, p.is_warned AS is_warned, p.first_row AS first_row,
       p.last_row AS last_row, p.given_lob AS given_lob, p.given_state AS given_state, p.given_case AS given_case,
       p.given_tier_id AS given_tier_id, p.demand_message AS demand_message, p.main_lob AS main_lob,
       p.platform AS platform, p.locality AS locality, p.state AS state, p.case_type AS case_type,
       p.existing_id AS existing_id, a.demand_main_lob AS existing_lob, a.demand_state AS existing_state,
       a.demand_case_type AS existing_case
     FROM assignment_placement p
     JOIN listed l ON l.row = p.row
     LEFT JOIN weekly_resource_assignment a ON a.id = p.existing_id
     ORDER BY p.row, p.year, p.week_number`,
    [all, limit + 1],
    readLine,
  );
}
