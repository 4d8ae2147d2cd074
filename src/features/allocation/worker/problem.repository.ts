import { createHash } from 'node:crypto';
import type { Db } from '../../../platform/database/db';
import type { Snapshot } from '../../../platform/database/cursor';
import { identifier, joinSql, literal, sql, type Sql } from '../../../platform/database/sql';
import { productiveHours } from '../../calendar/sql';
import { DATA_PARTS, type DataPart } from '../options/allocation.model';

/** Live months of the current report, closed ones too: a plan does not touch them, but people come from there. */
const MONTHS = sql`month AS MATERIALIZED (
  SELECT m.report_year, m.report_month, m.forecast_month_index, m.month_start
  FROM forecast_report_month m
  JOIN forecast_report r ON r.report_year = m.report_year AND r.report_month = m.report_month
  WHERE NOT m.is_frozen AND r.report_start = (SELECT max(n.report_start) FROM forecast_report n)
)`;

/** Condition on rows under an alias: of the month `m`. */
function ofMonth(alias: string): Sql {
  const a = identifier(alias);
  return sql`${a}.report_year = m.report_year AND ${a}.report_month = m.report_month
    AND ${a}.forecast_month_index = m.forecast_month_index`;
}

/** First days of the months that a plan is about, and whether they are closed. */
export function listPlanMonths(db: Db): Promise<{ monthStart: string; isClosed: boolean }[]> {
  return db.query(
    sql`WITH ${MONTHS} SELECT m.month_start AS "monthStart", c.id IS NOT NULL AS "isClosed"
     FROM month m LEFT JOIN month_close c ON c.month_start = m.month_start ORDER BY m.month_start`,
  );
}

/** Productive hours of a full person by configured week: `[2025, 18, Domestic, 40.5]`. */
export async function listWeekHours(
  db: Db,
  monthStarts: readonly string[],
): Promise<[year: number, week: number, workType: string, hours: string][]> {
  const rows = await db.query<{ year: number; week: number; workType: string; hours: string }>(
    sql`SELECT c.year AS year, c.week_number AS week, c.work_type AS "workType",
       trim_scale(${productiveHours('c')}) AS hours
     FROM week_configuration c WHERE c.month_start = ANY(${monthStarts}::date[])`,
  );
  return rows.map(({ year, week, workType, hours }) => [year, week, workType, hours]);
}

/** Forecast rows: id, month, LOB, state, case type, platform, locality, cases, CPH. */
export function readDemands(snapshot: Snapshot): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  return snapshot.batches(
    sql`WITH ${MONTHS}
     SELECT f.id, m.month_start, f.main_lob, f.state, f.case_type, f.platform, f.locality, f.forecast,
       trim_scale(f.target_cph)
     FROM month m JOIN forecast f ON ${ofMonth('f')} ORDER BY f.id`,
  );
}

/**
 * People: cn, platform, location, states, skills, active, hire date, base percentage, steps `202518:0.5;…`, exceptions
 * of single weeks in the same form (0 where somebody whom the caller does not see has the person), and their active assignments `202518:forecast id:id:type:pinned:percentage:tier percentage;…`. One row a person, so that half a
 * million assignments cross this process as 20,000 texts that only the thread takes apart.
 */
export function readPeople(snapshot: Snapshot): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  return snapshot.batches(
    sql`WITH ${MONTHS}, step AS MATERIALIZED (
       SELECT s.resource_cn AS cn,
         string_agg(concat_ws(':', s.year * 100 + s.week_number, trim_scale(s.production_percentage)), ';') AS steps
       FROM resource_production_step s GROUP BY s.resource_cn
     ), exception AS MATERIALIZED (
       SELECT x.resource_cn AS cn,
         string_agg(concat_ws(':', x.year * 100 + x.week_number, trim_scale(x.percentage)), ';') AS exceptions
       FROM (
         SELECT e.resource_cn, e.year, e.week_number, min(e.percentage) AS percentage
         FROM (SELECT w.resource_cn, w.year, w.week_number, w.production_percentage AS percentage FROM resource_week_exception w
           UNION ALL SELECT b.resource_cn, b.year, b.week_number, 0 FROM busy_elsewhere() b) e
         GROUP BY e.resource_cn, e.year, e.week_number) x GROUP BY x.resource_cn
     ), held AS MATERIALIZED (
       SELECT a.resource_cn AS cn, string_agg(concat_ws(':', a.year * 100 + a.week_number, coalesce(f.id, 0), a.id,
         left(a.assignment_type, 1), a.pinned::integer, trim_scale(a.production_percentage),
         trim_scale(t.capacity_percentage)), ';') AS assignments
       FROM month m
       JOIN weekly_resource_assignment a ON ${ofMonth('a')} AND a.is_active
       JOIN production_capacity_tier t ON t.id = a.capacity_tier_id
       LEFT JOIN forecast f ON ${ofMonth('f')} AND f.main_lob = a.demand_main_lob AND f.state = a.demand_state
         AND f.case_type = a.demand_case_type
       GROUP BY a.resource_cn
     )
     SELECT r.cn, r.primary_platform, r.location, r.state_list, r.skills, r.is_active, r.hire_date,
       trim_scale(r.production_percentage), s.steps, x.exceptions, h.assignments
     FROM resource_v2 r LEFT JOIN step s ON s.cn = r.cn LEFT JOIN exception x ON x.cn = r.cn LEFT JOIN held h ON h.cn = r.cn ORDER BY r.cn`,
  );
}

/** What each part of the data consists of; the order of rows does not matter. */
const PART_ROWS: Readonly<Record<DataPart, Sql>> = {
  people: sql`SELECT ROW(r.cn, r.primary_platform, r.location, r.state_list, r.skills, r.production_percentage,
      r.is_active, r.hire_date)::text AS text FROM resource_v2 r
    UNION ALL
    SELECT ROW('step', s.resource_cn, s.year, s.week_number, s.production_percentage)::text FROM resource_production_step s
    UNION ALL
    SELECT ROW('exception', x.resource_cn, x.year, x.week_number, x.production_percentage)::text
    FROM resource_week_exception x`,
  weeks: sql`SELECT ROW(c.year, c.week_number, c.work_type, c.working_days, c.work_hours, c.shrinkage)::text AS text
    FROM month m JOIN week_configuration c ON c.month_start = m.month_start`,
  forecasts: sql`SELECT ROW(m.report_year, m.report_month, m.month_start, f.id, f.main_lob, f.state, f.case_type, f.platform,
      f.locality, f.forecast, f.target_cph)::text AS text
    FROM month m LEFT JOIN forecast f ON ${ofMonth('f')}`,
  tiers: sql`SELECT ROW(t.id, t.capacity_percentage, t.is_active)::text AS text FROM production_capacity_tier t`,
  assignments: sql`SELECT ROW(a.id, a.resource_cn, a.year, a.week_number, a.demand_main_lob, a.demand_state,
      a.demand_case_type, a.assignment_type, a.pinned, a.production_percentage, a.capacity_tier_id)::text AS text
    FROM month m JOIN weekly_resource_assignment a ON ${ofMonth('a')} AND a.is_active
    UNION ALL
    SELECT ROW('busy', b.resource_cn, b.year, b.week_number)::text FROM busy_elsewhere() b`,
  closed_months: sql`SELECT m.month_start::text AS text FROM month m JOIN month_close c ON c.month_start = m.month_start`,
};

const PARTS = sql`WITH ${MONTHS} ${joinSql(
  DATA_PARTS.map(
    (part) => sql`SELECT ${literal(part)} AS part, count(*) AS rows, sum(hashtextextended(p.text, 0)) AS sum0,
    sum(hashtextextended(p.text, 1)) AS sum1 FROM (${PART_ROWS[part]}) p`,
  ),
  '\nUNION ALL\n',
)}`;

/** Fingerprint of every part as this connection sees it. */
export async function hashParts(db: Db): Promise<Record<DataPart, string>> {
  const rows = await db.query<{ part: DataPart; rows: string; sum0: string | null; sum1: string | null }>(
    PARTS,
  );
  return Object.fromEntries(
    rows.map(({ part, rows: count, sum0, sum1 }) => [
      part,
      createHash('sha256')
        .update(JSON.stringify([part, count, sum0, sum1]))
        .digest('hex'),
    ]),
  ) as Record<DataPart, string>;
}

/** Percentages of the tiers and whether new assignments may use them. */
export async function listTierRows(db: Db): Promise<(string | null)[][]> {
  const rows = await db.query<{ percentage: string; isActive: string }>(
    sql`SELECT trim_scale(t.capacity_percentage) AS percentage, t.is_active::text AS "isActive"
     FROM production_capacity_tier t ORDER BY t.id`,
  );
  return rows.map(({ percentage, isActive }) => [percentage, isActive]);
}

/** LOBs and platforms of the demands that a plan is about. */
export function listPlanLobs(db: Db): Promise<{ mainLob: string; platform: string }[]> {
  return db.query(
    sql`WITH ${MONTHS} SELECT DISTINCT f.main_lob AS "mainLob", f.platform AS platform
     FROM month m JOIN forecast f ON ${ofMonth('f')} ORDER BY 1`,
  );
}
