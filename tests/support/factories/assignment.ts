import type { Queries } from '../database';
import { prepare } from '../scope';
import { recompute } from './report';

/** Months of the report of April 2025 by index: May (1) to October (6). */
const REPORT_MONTHS = ['May', 'June', 'July', 'August', 'September', 'October'];

/** Every ISO week of 2025 for both work types: 5 days of 9 hours, shrinkage 0.1. */
export async function addWeeks2025(database: Queries): Promise<void> {
  await database.query(
    `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
       working_days, work_hours, occupancy, shrinkage)
     SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6,
       trim(to_char(iso_week_month(2025, w), 'Month')), iso_week_month(2025, w), t, 5, 9, 0.95, 0.1
     FROM generate_series(1, 52) w CROSS JOIN unnest(ARRAY['Domestic', 'Global']) t`,
  );
}

/** A report of April 2025 that covers May to October 2025, without forecasts. */
export async function addReport(
  database: Queries,
  { month = 'April', start = '2025-04-01', months = REPORT_MONTHS } = {},
): Promise<void> {
  await database.query(
    `INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
     VALUES ($1, 2025, $2, 'test', '2025-04-01T00:00:00Z')`,
    [month, start],
  );
  await database.query(
    `INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
     SELECT $1, 2025, m.i, m.name, 2025, to_date('2025 ' || m.name, 'YYYY Month')
     FROM unnest($2::text[]) WITH ORDINALITY m (name, i)`,
    [month, months],
  );
}

/** What a test forecast is unless it says otherwise. */
export interface TestForecast {
  reportMonth: string;
  indexes: number[];
  mainLob: string;
  state: string;
  caseType: string;
  forecast: number;
  targetCph: string | null;
  platform: string;
  locality: string;
}

/** The demand that tests use: all six months, 1,000 cases at 10 CPH. */
export const DEMAND = { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP' };

/** Adds one demand to a report's months. */
export async function addForecast(database: Queries, overrides: Partial<TestForecast> = {}): Promise<void> {
  const row: TestForecast = {
    reportMonth: 'April',
    indexes: [1, 2, 3, 4, 5, 6],
    ...DEMAND,
    forecast: 1000,
    targetCph: '10',
    platform: 'Amisys',
    locality: 'Domestic',
    ...overrides,
  };
  await database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT $1, 2025, i, $3, $4, $5, $6, $7, $8, 'Medicaid', $9 FROM unnest($2::integer[]) i`,
    [
      ...[row.reportMonth, row.indexes, row.mainLob, row.state, row.caseType, row.forecast, row.targetCph],
      ...[row.platform, row.locality],
    ],
  );
}

/** What a test person is unless they say otherwise: eligible for DEMAND. */
export interface TestPerson {
  cn: string;
  platform: string;
  location: string;
  states: string;
  skills: string;
  percentage: string;
  isActive: boolean;
  hireDate: string | null;
}

/** Adds people. */
export async function addPeople(
  database: Queries,
  ...people: (Partial<TestPerson> & { cn: string })[]
): Promise<void> {
  for (const overrides of people) {
    const person: TestPerson = {
      platform: 'Amisys',
      location: 'Domestic',
      states: 'FL|GA',
      skills: 'FTC-Basic/Non MMP,ADJ-Basic/NON MMP',
      percentage: '1',
      isActive: true,
      hireDate: null,
      ...overrides,
    };
    await database.query(
      `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills,
         production_percentage, is_active, hire_date, created_datetime, updated_datetime)
       VALUES ($1, 'First', 'Last', $2, $3, $4, $5, $6, $7, $8, '2025-01-01Z', '2025-01-01Z')`,
      [
        ...[person.cn, person.platform, person.location, person.states, person.skills, person.percentage],
        ...[person.isActive, person.hireDate],
      ],
    );
  }
}

/** From this week on a person produces at this percentage. */
export async function addStep(
  database: Queries,
  cn: string,
  weekNumber: number,
  percentage: string,
): Promise<void> {
  await database.query(
    `INSERT INTO resource_production_step (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
     VALUES ($1, 2025, $2, $3, 'test', '2025-01-01Z')`,
    [cn, weekNumber, percentage],
  );
}

/** Weeks, a report with DEMAND, and one eligible person AA000001. */
export async function addAssignable(database: Queries): Promise<void> {
  await addWeeks2025(database);
  await addReport(database);
  await addForecast(database);
  await addPeople(database, { cn: 'AA000001' });
}

/** What `addAssignable` adds, with its derived figures. */
export const ASSIGNABLE = prepare('assignable', async ({ database, newScope }) => {
  await addAssignable(database);
  await recompute(newScope);
});

/** Closes a month by its first day. */
export async function closeMonthOf(database: Queries, monthStart: string): Promise<void> {
  await database.query(
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ($1, 'test', '2025-04-01Z')`,
    [monthStart],
  );
}
