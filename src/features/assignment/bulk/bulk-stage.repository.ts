import {
  formatIsoWeek,
  parentMonth,
  weekEnd,
  weeksOfMonth,
  type IsoWeek,
} from '../../../domain/time/iso-week';
import { monthFromStart, monthStart } from '../../../domain/time/month';
import { copyRows, type CopyValue } from '../../../platform/database/copy';
import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { DemandMonthKey, DemandResolution } from '../../demand';
import type { StagedAssignment } from './bulk.model';

/**
 * Rows to stage, in memory or as they are read. A percentage or tier given for a single week is lasting: it becomes an
 * exception of the person-week; what V1's monthly rows say is not.
 */
export type StagedRows = Iterable<StagedAssignment> | AsyncIterable<StagedAssignment>;

/** V1 knew no percentages: its monthly rows stand for whole people. */
const FULL = '1';

const STAGE_TABLES = [
  sql`DROP TABLE IF EXISTS pg_temp.assignment_stage, pg_temp.assignment_calendar, pg_temp.assignment_demand,
    pg_temp.assignment_tier_choice, pg_temp.assignment_placement`,
  sql`CREATE TEMP TABLE assignment_stage (
    row integer, cn text COLLATE "C", year integer, week_number integer, month_start date,
    main_lob text COLLATE "C", state text COLLATE "C", case_type text COLLATE "C", percentage numeric, tier_id integer,
    assignment_type text COLLATE "C", pinned boolean, note text, override boolean, is_lasting boolean) ON COMMIT DROP`,
  sql`CREATE TEMP TABLE assignment_calendar (
    year integer, week_number integer, month_start date, week_end date, label text) ON COMMIT DROP`,
  sql`CREATE TEMP TABLE assignment_demand (
    given_lob text COLLATE "C", given_state text COLLATE "C", given_case text COLLATE "C", month_start date,
    problem text, message text, report_year integer, report_month text COLLATE "C", forecast_month_index integer,
    main_lob text COLLATE "C", state text COLLATE "C", case_type text COLLATE "C", platform text COLLATE "C",
    locality text COLLATE "C", target_cph numeric) ON COMMIT DROP`,
  sql`CREATE TEMP TABLE assignment_tier_choice (percentage numeric, tier_id integer, tier_percentage numeric) ON COMMIT DROP`,
];

/** From here on sorting a stage takes more than is granted for small ones. */
const LARGE_STAGE = 100_000;

/** Makes the empty temporary tables of one set write; they vanish with the transaction. */
export async function createStage(tx: WriteScope): Promise<void> {
  await grantMemory(tx, '64MB');
  for (const statement of STAGE_TABLES) await tx.db.query(statement);
}

/** Streams the rows into the stage; returns how many. */
export async function stageRows(tx: WriteScope, rows: StagedRows): Promise<number> {
  const count = await copyRows(tx.db, 'assignment_stage', stageValues(rows));
  await tx.db.query(
    sql`ANALYZE assignment_stage (cn, year, week_number, month_start, main_lob, state, case_type, tier_id)`,
  );
  if (count >= LARGE_STAGE) await grantMemory(tx, '256MB');
  return count;
}

async function grantMemory(tx: WriteScope, amount: string): Promise<void> {
  await tx.db.query(sql`SELECT set_config('work_mem', ${amount}, true)`);
}

async function* stageValues(rows: StagedRows): AsyncGenerator<CopyValue[]> {
  for await (const row of rows) {
    yield [
      row.row,
      row.cn,
      row.year,
      row.week,
      row.month && monthStart(row.month),
      row.mainLob,
      row.state,
      row.caseType,
      row.productionPercentage ?? (row.month ? FULL : null),
      row.capacityTierId,
      row.assignmentType,
      row.pinned,
      row.note,
      row.override,
      row.month === undefined,
    ];
  }
}

/** Writes the weeks that the staged rows are about, with their parent months. */
export async function stageCalendar(tx: WriteScope): Promise<void> {
  const weeks = await tx.db.query<IsoWeek>(
    sql`SELECT DISTINCT s.year AS year, s.week_number AS week FROM assignment_stage s WHERE s.month_start IS NULL`,
  );
  const months = await tx.db.query<{ start: string }>(
    sql`SELECT DISTINCT s.month_start AS start FROM assignment_stage s WHERE s.month_start IS NOT NULL`,
  );
  const all = [...weeks, ...months.flatMap(({ start }) => weeksOfMonth(monthFromStart(start)))];
  const distinct = new Map(all.map((week) => [formatIsoWeek(week), week]));
  const rows = [...distinct].map(([label, week]): CopyValue[] => [
    week.year,
    week.week,
    monthStart(parentMonth(week)),
    weekEnd(week),
    label,
  ]);
  await copyRows(tx.db, 'assignment_calendar', rows);
  await tx.db.query(sql`ANALYZE assignment_calendar`);
}

/** The staged demands with their calendar months, each once, as spelled. */
export function listStagedDemands(tx: WriteScope): Promise<DemandMonthKey[]> {
  return tx.db.query(
    sql`SELECT DISTINCT s.main_lob AS "mainLob", s.state AS state, s.case_type AS "caseType",
       coalesce(s.month_start, k.month_start) AS "monthStart"
     FROM assignment_stage s
     LEFT JOIN assignment_calendar k ON k.year = s.year AND k.week_number = s.week_number`,
  );
}

/** Writes what became of the staged demands. */
export async function stageDemands(
  tx: WriteScope,
  keys: readonly DemandMonthKey[],
  found: readonly DemandResolution[],
): Promise<void> {
  const rows = keys.map((key, position): CopyValue[] => {
    const given = [key.mainLob, key.state, key.caseType, key.monthStart];
    const demand = found[position];
    if (!demand?.ok) return [...given, demand?.reason, demand?.message, ...Array<null>(9).fill(null)];
    return [
      ...given,
      null,
      null,
      demand.reportYear,
      demand.reportMonth,
      demand.forecastMonthIndex,
      demand.mainLob,
      demand.state,
      demand.caseType,
      demand.platform,
      demand.locality,
      demand.targetCph,
    ];
  });
  await copyRows(tx.db, 'assignment_demand', rows);
  await tx.db.query(sql`ANALYZE assignment_demand`);
}

/** Every percentage that a staged row may come to have: given ones, tiers', and those of the people. */
export async function listStagedPercentages(tx: WriteScope): Promise<string[]> {
  const rows = await tx.db.query<{ percentage: string }>(
    sql`WITH people AS (
       SELECT DISTINCT s.cn AS cn FROM assignment_stage s WHERE s.percentage IS NULL
     )
     SELECT DISTINCT trim_scale(p.percentage) AS percentage FROM (
       SELECT s.percentage FROM assignment_stage s WHERE s.percentage IS NOT NULL
       UNION SELECT t.capacity_percentage FROM production_capacity_tier t
       UNION SELECT r.production_percentage FROM resource_v2 r JOIN people ON people.cn = r.cn
       UNION SELECT n.production_percentage FROM resource_production_step n JOIN people ON people.cn = n.resource_cn
       UNION SELECT x.production_percentage FROM resource_week_exception x
       WHERE x.resource_cn IN (SELECT s.cn FROM assignment_stage s)
     ) p`,
  );
  return rows.map(({ percentage }) => percentage);
}

/** Writes which tier each percentage takes. */
export async function stageTierChoices(
  tx: WriteScope,
  choices: readonly { percentage: string; tierId: number; tierPercentage: string }[],
): Promise<void> {
  const rows = choices.map(({ percentage, tierId, tierPercentage }) => [percentage, tierId, tierPercentage]);
  await copyRows(tx.db, 'assignment_tier_choice', rows);
}

/** Keeps the staged people as they are until the transaction ends. */
export async function shareLockStagedPeople(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    sql`SELECT FROM resource_v2 r WHERE r.cn IN (SELECT s.cn FROM assignment_stage s) ORDER BY r.cn FOR SHARE`,
  );
}

/** Locks the active assignments that staged rows may replace, in the order of writing. */
export async function lockStagedConflicts(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    sql`SELECT FROM weekly_resource_assignment a
     WHERE a.is_active AND (a.resource_cn, a.year, a.week_number) IN (
       SELECT s.cn, s.year, s.week_number FROM assignment_stage s WHERE s.month_start IS NULL
       UNION ALL
       SELECT s.cn, k.year, k.week_number
       FROM assignment_stage s JOIN assignment_calendar k ON k.month_start = s.month_start)
     ORDER BY a.resource_cn, a.year, a.week_number FOR UPDATE`,
  );
}
