import type { WriteScope } from '../../../platform/scope/request-scope';
import type { CalendarReportMonth } from '../../demand';

function keyColumns(months: readonly CalendarReportMonth[]): unknown[] {
  return [
    months.map((month) => month.reportYear),
    months.map((month) => month.reportMonth),
    months.map((month) => month.forecastMonthIndex),
  ];
}

/** Copies the active assignments of report months as they stand, with their tier and the person's location; returns how many. */
export function copyToFrozen(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<number> {
  return tx.db.execute(
    `INSERT INTO frozen_assignment (assignment_id, year, week_number, report_month, report_year, forecast_month_index,
       resource_cn, demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage,
       weekly_capacity, assignment_type, pinned, note, assigned_by, assigned_datetime, tier_name, tier_percentage, location,
       frozen_datetime)
     SELECT a.id, a.year, a.week_number, a.report_month, a.report_year, a.forecast_month_index, a.resource_cn,
       a.demand_main_lob, a.demand_state, a.demand_case_type, a.capacity_tier_id, a.production_percentage,
       a.weekly_capacity, a.assignment_type, a.pinned, a.note, a.assigned_by, a.assigned_datetime, t.tier_name,
       t.capacity_percentage, r.location, $4
     FROM unnest($1::integer[], $2::text[], $3::integer[]) AS m (report_year, report_month, forecast_month_index)
     JOIN weekly_resource_assignment a ON a.report_year = m.report_year AND a.report_month = m.report_month
       AND a.forecast_month_index = m.forecast_month_index AND a.is_active
     JOIN (SELECT k.* FROM tier_of_month k OFFSET 0) t ON t.report_year = a.report_year
       AND t.report_month = a.report_month AND t.forecast_month_index = a.forecast_month_index
       AND t.tier_id = a.capacity_tier_id
     JOIN resource_v2 r ON r.cn = a.resource_cn
     ORDER BY a.resource_cn, a.year, a.week_number`,
    [...keyColumns(months), tx.at],
  );
}

const CARRY_TABLES = [
  'DROP TABLE IF EXISTS pg_temp.carry_week, pg_temp.carry_demand',
  `CREATE TEMP TABLE carry_week ON COMMIT DROP AS
   SELECT m.report_year, m.report_month, m.forecast_month_index, w.year, w.week_number
   FROM unnest($1::integer[], $2::text[], $3::integer[], $4::date[])
     AS m (report_year, report_month, forecast_month_index, month_start)
   JOIN unnest($5::date[], $6::integer[], $7::integer[]) AS w (month_start, year, week_number)
     ON w.month_start = m.month_start`,
  'ANALYZE carry_week',
  `CREATE TEMP TABLE carry_demand ON COMMIT DROP AS
   SELECT s.*, text_key(s.lob) AS lob_key, text_key(s.state) AS state_key, text_key(s.case_type) AS case_key
   FROM (
     SELECT DISTINCT t.report_year, t.report_month, t.forecast_month_index, a.demand_main_lob AS lob,
       a.demand_state AS state, a.demand_case_type AS case_type
     FROM carry_week t
     JOIN weekly_resource_assignment a ON a.year = t.year AND a.week_number = t.week_number AND a.is_active
   ) s`,
  'ANALYZE carry_demand',
] as const;

/**
 * Puts the active assignments of calendar months under the report months given, in the new report's spelling; rows that
 * are there already stay untouched. Versions and history stay: carrying changes nothing that a person has decided. The
 * steps are temporary tables with statistics: guessing their sizes, the planner joins row by row (minutes for 400,000).
 */
export async function rewriteReportKeys(
  tx: WriteScope,
  months: readonly CalendarReportMonth[],
  weeks: readonly { monthStart: string; year: number; week: number }[],
): Promise<number> {
  const params = [
    ...keyColumns(months),
    months.map((month) => month.monthStart),
    weeks.map((week) => week.monthStart),
    weeks.map((week) => week.year),
    weeks.map((week) => week.week),
  ];
  for (const sql of CARRY_TABLES) await tx.db.query(sql, sql.includes('$1') ? params : []);
  return tx.db.execute(
    `UPDATE weekly_resource_assignment a
     SET report_year = m.report_year, report_month = m.report_month, forecast_month_index = m.forecast_month_index,
       demand_main_lob = m.new_lob, demand_state = m.new_state, demand_case_type = m.new_case
     FROM carry_week t
     JOIN (
       SELECT s.*, coalesce(f.main_lob, s.lob) AS new_lob, coalesce(f.state, s.state) AS new_state,
         coalesce(f.case_type, s.case_type) AS new_case
       FROM carry_demand s
       LEFT JOIN forecast f ON f.report_year = s.report_year AND f.report_month = s.report_month
         AND f.forecast_month_index = s.forecast_month_index AND text_key(f.main_lob) = s.lob_key
         AND text_key(f.state) = s.state_key AND text_key(f.case_type) = s.case_key
     ) m ON m.report_year = t.report_year AND m.report_month = t.report_month
       AND m.forecast_month_index = t.forecast_month_index
     WHERE a.year = t.year AND a.week_number = t.week_number AND a.is_active
       AND m.lob = a.demand_main_lob AND m.state = a.demand_state AND m.case_type = a.demand_case_type
       AND (a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state, a.demand_case_type)
         IS DISTINCT FROM
         (t.report_year, t.report_month, t.forecast_month_index, m.new_lob, m.new_state, m.new_case)`,
  );
}
