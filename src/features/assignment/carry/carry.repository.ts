import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { CalendarReportMonth, ReportMonthKey } from '../../demand';
import { sameReportMonth } from '../../demand/sql';
import { SHARED_PROPERTIES } from '../table/assignment-columns.sql';
import { AssignmentEntity } from '../table/assignment.entity';

const ASSIGNMENTS = table(AssignmentEntity);

/** The keys of report months as rows `m`. */
function monthRows(months: readonly ReportMonthKey[]): Sql {
  return ASSIGNMENTS.unnest('m', ['reportYear', 'reportMonth', 'forecastMonthIndex'], months);
}

/** Copies the active assignments of report months as they stand, with their tier and the person's location; returns how many. */
export function copyToFrozen(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<number> {
  return tx.db.execute(
    sql`INSERT INTO frozen_assignment (assignment_id, ${ASSIGNMENTS.names(SHARED_PROPERTIES)}, tier_name,
       tier_percentage, location, frozen_datetime)
     SELECT a.id, ${ASSIGNMENTS.names(SHARED_PROPERTIES, 'a')}, t.tier_name, t.capacity_percentage, r.location,
       ${tx.at}::timestamptz
     FROM ${monthRows(months)}
     JOIN weekly_resource_assignment a ON ${sameReportMonth('a', 'm')} AND a.is_active
     JOIN (SELECT k.* FROM tier_of_month k OFFSET 0) t ON ${sameReportMonth('t', 'a')}
       AND t.tier_id = a.capacity_tier_id
     JOIN resource_v2 r ON r.cn = a.resource_cn
     ORDER BY a.resource_cn, a.year, a.week_number`,
  );
}

/** A week of a calendar month. */
export interface CarriedWeek {
  monthStart: string;
  year: number;
  week: number;
}

/** Temporary tables of the weeks of these months under their new report, and of the demands that are assigned in them. */
function carryTables(months: readonly CalendarReportMonth[], weeks: readonly CarriedWeek[]): Sql[] {
  return [
    sql`DROP TABLE IF EXISTS pg_temp.carry_week, pg_temp.carry_demand`,
    sql`CREATE TEMP TABLE carry_week ON COMMIT DROP AS
     SELECT m.report_year, m.report_month, m.forecast_month_index, w.year, w.week_number
     FROM unnest(${months.map((month) => month.reportYear)}::integer[],
       ${months.map((month) => month.reportMonth)}::text[],
       ${months.map((month) => month.forecastMonthIndex)}::integer[],
       ${months.map((month) => month.monthStart)}::date[])
       AS m (report_year, report_month, forecast_month_index, month_start)
     JOIN unnest(${weeks.map((week) => week.monthStart)}::date[], ${weeks.map(({ year }) => year)}::integer[],
       ${weeks.map(({ week }) => week)}::integer[]) AS w (month_start, year, week_number)
       ON w.month_start = m.month_start`,
    sql`ANALYZE carry_week`,
    sql`CREATE TEMP TABLE carry_demand ON COMMIT DROP AS
     SELECT s.*, text_key(s.lob) AS lob_key, text_key(s.state) AS state_key, text_key(s.case_type) AS case_key
     FROM (
       SELECT DISTINCT t.report_year, t.report_month, t.forecast_month_index, a.demand_main_lob AS lob,
         a.demand_state AS state, a.demand_case_type AS case_type
       FROM carry_week t
       JOIN weekly_resource_assignment a ON a.year = t.year AND a.week_number = t.week_number AND a.is_active
     ) s`,
    sql`ANALYZE carry_demand`,
  ];
}

/**
 * Puts the active assignments of calendar months under the report months given, in the new report's spelling; rows that
 * are there already stay untouched. Versions and history stay: carrying changes nothing that a person has decided. The
 * steps are temporary tables with statistics: guessing their sizes, the planner joins row by row (minutes for 400,000).
 */
export async function rewriteReportKeys(
  tx: WriteScope,
  months: readonly CalendarReportMonth[],
  weeks: readonly CarriedWeek[],
): Promise<number> {
  for (const statement of carryTables(months, weeks)) await tx.db.query(statement);
  return tx.db.execute(
    sql`UPDATE weekly_resource_assignment a
     SET report_year = m.report_year, report_month = m.report_month, forecast_month_index = m.forecast_month_index,
       demand_main_lob = m.new_lob, demand_state = m.new_state, demand_case_type = m.new_case
     FROM carry_week t
     JOIN (
       SELECT s.*, coalesce(f.main_lob, s.lob) AS new_lob, coalesce(f.state, s.state) AS new_state,
         coalesce(f.case_type, s.case_type) AS new_case
       FROM carry_demand s
       LEFT JOIN forecast f ON ${sameReportMonth('f', 's')} AND text_key(f.main_lob) = s.lob_key
         AND text_key(f.state) = s.state_key AND text_key(f.case_type) = s.case_key
     ) m ON ${sameReportMonth('m', 't')}
     WHERE a.year = t.year AND a.week_number = t.week_number AND a.is_active
       AND m.lob = a.demand_main_lob AND m.state = a.demand_state AND m.case_type = a.demand_case_type
       AND (a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state, a.demand_case_type)
         IS DISTINCT FROM
         (t.report_year, t.report_month, t.forecast_month_index, m.new_lob, m.new_state, m.new_case)`,
  );
}
