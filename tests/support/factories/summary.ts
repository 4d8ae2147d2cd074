import { isoWeekOf, type WeekText } from './week-text';
import type { Queries } from '../database';

/** Hours of every week from `from` to `to` (both included), for both work types unless one is named. */
export interface TestWeeks {
  from?: WeekText;
  to?: WeekText;
  workType?: 'Domestic' | 'Global';
  workingDays?: number;
  workHours?: string;
  shrinkage?: string;
}

/** Configures weeks: by default 2025-W18 … 2025-W44 (May to October 2025), 5 days of 9 hours, shrinkage 0.1. */
export async function insertWeeks(database: Queries, weeks: TestWeeks = {}): Promise<void> {
  const { from = '2025-W18', to = '2025-W44', workingDays = 5, workHours = '9', shrinkage = '0.1' } = weeks;
  const [first, last] = [isoWeekOf(from), isoWeekOf(to)];
  await database.query(
    `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
       working_days, work_hours, occupancy, shrinkage)
     SELECT $1, w.week, iso_week_start($1, w.week), iso_week_start($1, w.week) + 6,
       to_char(iso_week_month($1, w.week), 'FMMonth'), iso_week_month($1, w.week), t.name, $5, $6, 0.95, $7
     FROM generate_series($2::integer, $3::integer) AS w (week), unnest($4::text[]) AS t (name)
     ON CONFLICT (year, week_number, work_type) DO UPDATE SET working_days = excluded.working_days,
       work_hours = excluded.work_hours, shrinkage = excluded.shrinkage`,
    [
      first.year,
      first.week,
      last.week,
      weeks.workType ? [weeks.workType] : ['Domestic', 'Global'],
      workingDays,
      workHours,
      shrinkage,
    ],
  );
}

/** People of these CNs: Amisys, Domestic. */
export async function insertPeople(
  database: Queries,
  cns: readonly string[],
  location: 'Domestic' | 'Global' = 'Domestic',
): Promise<void> {
  await database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills,
       created_datetime, updated_datetime)
     SELECT c.cn, 'First ' || c.cn, 'Last ' || c.cn, 'Amisys', $2, 'ALL', 'FTC-Basic/Non MMP', '2025-04-01Z', '2025-04-01Z'
     FROM unnest($1::text[]) AS c (cn)`,
    [cns, location],
  );
}

/** One person on one demand in some weeks of one report month; the demand's defaults are those of `insertReport`. */
export interface TestAssignment {
  cn: string;
  weeks: readonly WeekText[];
  index?: number;
  mainLob?: string;
  state?: string;
  caseType?: string;
  percentage?: string;
  tierName?: string;
  isActive?: boolean;
  capacity?: string | null;
  report?: { year: number; month: string };
}

/** Writes assignments by plain SQL, weekly capacity unknown unless given. */
export async function insertAssignments(
  database: Queries,
  assignments: readonly TestAssignment[],
): Promise<void> {
  for (const assignment of assignments) {
    const { report = { year: 2025, month: 'April' }, isActive = true, index = 1 } = assignment;
    const { mainLob = 'Amisys Medicaid DOMESTIC', state = 'FL', caseType = 'FTC-Basic/Non MMP' } = assignment;
    const weeks = assignment.weeks.map(isoWeekOf);
    await database.query(
      `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index,
         resource_cn, demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage,
         weekly_capacity, assignment_type, assigned_by, assigned_datetime, is_active, deallocated_datetime)
       SELECT w.year, w.week, $3, $4, $5, $6, $7, $8, $9,
         (SELECT t.id FROM production_capacity_tier t WHERE t.tier_name = $10), $11, $12, 'primary', 'factory',
         '2025-04-01Z', $13, CASE WHEN $13 THEN NULL ELSE timestamptz '2025-04-01Z' END
       FROM unnest($1::integer[], $2::integer[]) AS w (year, week)`,
      [
        weeks.map((week) => week.year),
        weeks.map((week) => week.week),
        report.month,
        report.year,
        index,
        assignment.cn,
        mainLob,
        state,
        caseType,
        assignment.tierName ?? 'Full Production',
        assignment.percentage ?? '1',
        assignment.capacity ?? null,
        isActive,
      ],
    );
  }
}
