import { addMonths, monthFromStart, monthName } from '../../../src/domain/time/month';
import type {
  AllocationInput,
  AllocationPerson,
} from '../../../src/features/allocation/engine/contract/types';
import type { Queries } from '../database';

/** Writes a generated workforce, calendar and forecast by plain SQL: the report of the month before the first one. */
export async function insertInstance(database: Queries, input: AllocationInput): Promise<void> {
  await insertWeeks(database, input);
  await insertReport(database, input);
  await insertForecasts(database, input);
  await insertPeople(database, input);
}

/** Five days of a fifth of the hours each, no shrinkage: the product is what the instance says. */
async function insertWeeks(database: Queries, { weeks }: AllocationInput): Promise<void> {
  const rows = weeks.flatMap(({ key, hours }) =>
    (['Domestic', 'Global'] as const).flatMap((type) =>
      hours[type] === null
        ? []
        : [{ year: Number(key.slice(0, 4)), week: Number(key.slice(6)), type, hours: hours[type] }],
    ),
  );
  await database.query(
    `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
       working_days, work_hours, occupancy, shrinkage)
     SELECT r.year, r.week, iso_week_start(r.year, r.week), iso_week_start(r.year, r.week) + 6,
       to_char(iso_week_month(r.year, r.week), 'FMMonth'), iso_week_month(r.year, r.week), r.type, 5, r.hours / 5, 0.95, 0
     FROM jsonb_to_recordset($1::jsonb) AS r (year integer, week integer, type text, hours numeric)`,
    [JSON.stringify(rows)],
  );
}

function monthsOf({ weeks }: AllocationInput): string[] {
  return [...new Set(weeks.map((week) => week.month))];
}

function reportOf(input: AllocationInput): { month: string; year: number; start: string } {
  const first = monthFromStart(`${monthsOf(input)[0] ?? ''}-01`);
  const { year, month } = addMonths(first, -1);
  return { year, month: monthName(month), start: `${year}-${String(month).padStart(2, '0')}-01` };
}

async function insertReport(database: Queries, input: AllocationInput): Promise<void> {
  const { month, year, start } = reportOf(input);
  await database.query(
    `INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
     VALUES ($1, $2, $3, 'factory', '2025-03-01Z')`,
    [month, year, start],
  );
  await database.query(
    `INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
     SELECT $1, $2, m.i, to_char(m.start, 'FMMonth'), extract(year FROM m.start)::integer, m.start
     FROM unnest($3::date[]) WITH ORDINALITY AS m (start, i)`,
    [month, year, monthsOf(input).map((key) => `${key}-01`)],
  );
}

async function insertForecasts(database: Queries, input: AllocationInput): Promise<void> {
  const { month, year } = reportOf(input);
  const months = monthsOf(input);
  const rows = input.demands.flatMap(({ mainLob, state, caseType, platform, locality, months: ofDemand }) =>
    ofDemand.map((entry) => ({
      main_lob: mainLob,
      state,
      case_type: caseType,
      platform,
      locality,
      index: months.indexOf(entry.month) + 1,
      forecast: entry.forecast,
      cph: entry.targetCph,
    })),
  );
  await database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT $1, $2, r.index, r.main_lob, r.state, r.case_type, r.forecast, r.cph, r.platform, 'Medicaid', r.locality
     FROM jsonb_to_recordset($3::jsonb) AS r (index integer, main_lob text, state text, case_type text, forecast integer,
       cph numeric, platform text, locality text)`,
    [month, year, JSON.stringify(rows)],
  );
}

async function insertPeople(database: Queries, input: AllocationInput): Promise<void> {
  const rows = input.people.map((person) => ({
    cn: person.cn,
    platform: person.platform,
    location: person.location,
    states: [...person.states].sort().join('|'),
    skills: person.skills.join(','),
    active: person.isActive,
    hire: person.hireDate,
    base: person.percentages[0] ?? 1,
  }));
  await database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills,
       production_percentage, is_active, hire_date, created_datetime, updated_datetime)
     SELECT r.cn, 'First', 'Last', r.platform, r.location, r.states, r.skills, r.base, r.active, r.hire,
       '2025-01-01Z', '2025-01-01Z'
     FROM jsonb_to_recordset($1::jsonb) AS r (cn text, platform text, location text, states text, skills text,
       base numeric, active boolean, hire date)`,
    [JSON.stringify(rows)],
  );
  await database.query(
    `INSERT INTO resource_production_step (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
     SELECT r.cn, r.year, r.week, r.percentage, 'factory', '2025-01-01Z'
     FROM jsonb_to_recordset($1::jsonb) AS r (cn text, year integer, week integer, percentage numeric)`,
    [JSON.stringify(input.people.flatMap((person) => stepsOf(person, input)))],
  );
}

function stepsOf({ cn, percentages }: AllocationPerson, { weeks }: AllocationInput): object[] {
  return percentages.flatMap((percentage, w) => {
    const key = weeks[w]?.key ?? '';
    const changes = w > 0 && percentage !== percentages[w - 1];
    return changes ? [{ cn, year: Number(key.slice(0, 4)), week: Number(key.slice(6)), percentage }] : [];
  });
}

/** Everything that breaks a hard rule of allocation, read from the committed rows alone. */
export async function brokenRules(database: Queries): Promise<{ rule: string; count: number }[]> {
  const rows = await database.query<{ rule: string; count: string }>(`
    WITH a AS (
      SELECT a.*, f.id AS forecast_id, f.forecast, f.platform, f.locality, f.state, f.case_type, f.target_cph,
        r.is_active AS person_active, r.primary_platform, r.location, r.state_list, r.skills, r.hire_date,
        c.id AS week_id, c.working_days * c.work_hours * (1 - c.shrinkage) AS hours,
        iso_week_start(a.year, a.week_number) + 6 AS week_end, t.capacity_percentage AS tier,
        m.month_start, iso_week_month(a.year, a.week_number) AS week_month,
        coalesce((SELECT s.production_percentage FROM resource_production_step s
          WHERE s.resource_cn = a.resource_cn AND (s.year, s.week_number) <= (a.year, a.week_number)
          ORDER BY s.year DESC, s.week_number DESC LIMIT 1), r.production_percentage) AS person_percentage
      FROM weekly_resource_assignment a
      JOIN resource_v2 r ON r.cn = a.resource_cn
      JOIN production_capacity_tier t ON t.id = a.capacity_tier_id
      JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
        AND m.forecast_month_index = a.forecast_month_index
      LEFT JOIN forecast f ON f.report_year = a.report_year AND f.report_month = a.report_month
        AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
        AND f.state = a.demand_state AND f.case_type = a.demand_case_type
      LEFT JOIN week_configuration c ON c.year = a.year AND c.week_number = a.week_number AND c.work_type = r.location
      WHERE a.is_active
    ), planned AS (SELECT * FROM a WHERE a.assignment_type IN ('primary', 'bench') AND NOT a.pinned)
    SELECT b.rule, count(*) AS count FROM (
      SELECT 'two assignments in a week' AS rule FROM a GROUP BY resource_cn, year, week_number HAVING count(*) > 1
      UNION ALL SELECT 'no forecast row' FROM a WHERE forecast_id IS NULL
      UNION ALL SELECT 'wrong month' FROM a WHERE month_start <> week_month
      UNION ALL SELECT 'inactive person' FROM planned WHERE NOT person_active
      UNION ALL SELECT 'platform' FROM planned WHERE lower(primary_platform) <> lower(platform)
      UNION ALL SELECT 'location' FROM planned WHERE location <> locality
      UNION ALL SELECT 'skill' FROM planned WHERE NOT lower(case_type) = ANY (string_to_array(lower(skills), ','))
      UNION ALL SELECT 'state' FROM planned WHERE state <> 'N/A' AND NOT (string_to_array(state_list, '|') && ARRAY[state, 'ALL'])
      UNION ALL SELECT 'hire date' FROM planned WHERE hire_date > week_end
      UNION ALL SELECT 'week not configured' FROM planned WHERE week_id IS NULL
      UNION ALL SELECT 'week without hours' FROM planned WHERE hours = 0
      UNION ALL SELECT 'no forecast cases' FROM planned WHERE forecast = 0
      UNION ALL SELECT 'no CPH' FROM planned WHERE coalesce(target_cph, 0) = 0
      UNION ALL SELECT 'percentage' FROM planned WHERE production_percentage <> person_percentage
      UNION ALL SELECT 'person away' FROM planned WHERE production_percentage = 0
      UNION ALL SELECT 'tier' FROM planned WHERE tier IS DISTINCT FROM coalesce(
        (SELECT max(t.capacity_percentage) FROM production_capacity_tier t
         WHERE t.is_active AND t.capacity_percentage <= production_percentage),
        (SELECT min(t.capacity_percentage) FROM production_capacity_tier t WHERE t.is_active))
      UNION ALL SELECT 'capacity' FROM a WHERE weekly_capacity IS DISTINCT FROM production_percentage * hours * target_cph
    ) b GROUP BY b.rule ORDER BY b.rule`);
  return rows.map(({ rule, count }) => ({ rule, count: Number(count) }));
}
