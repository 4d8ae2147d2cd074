import type { Client } from 'pg';

/** How large a data set is; every number in it follows from indexes. */
export interface DataSet {
  /** Distinguishes it in the name of its database. */
  name: string;
  people: number;
  /** Each with six forecast months. */
  demands: number;
  /** One person-week in so many is free; 0 = everybody works in every week. */
  freeEvery: number;
}

/** The sizes of the bench. L: about 468,000 person-weeks on 30 LOBs × 20 states × 5 case types. */
export const SIZES = {
  S: { name: 's', people: 2_000, demands: 300, freeEvery: 10 },
  M: { name: 'm', people: 8_000, demands: 1_200, freeEvery: 10 },
  L: { name: 'l', people: 20_000, demands: 3_000, freeEvery: 10 },
  XL: { name: 'xl', people: 100_000, demands: 5_000, freeEvery: 10 },
} as const satisfies Record<string, DataSet>;

/** One of the sizes. */
export type Size = keyof typeof SIZES;

/** Nearly as many demand-weeks as person-weeks, for reports of half a million rows each at L. */
export function longReports(size: Size): DataSet {
  const { name, people } = SIZES[size];
  return { name: `${name}_long`, people, demands: (people * 962) / 1_000, freeEvery: 0 };
}

/** ISO weeks of 2025 in which people work: April to September. */
export const WEEKS = { first: 14, last: 39, count: 26 };

/** States of the demands, the last of them none. */
export const STATES: readonly string[] = 'AL AZ CA CO CT FL GA IL KS KY LA MA MI NJ NY OH PA TX VA N/A'.split(
  ' ',
);
const LOB = `'Amisys Market ' || lpad((n / 100)::text, 3, '0') || ' DOMESTIC'`;
const STATE = `(ARRAY['${STATES.join(`','`)}'])[1 + n / 5 % 20]`;
const CASE_TYPE = `'Case type ' || n % 5`;
const CPH = '8 + (n % 80) / 10.0';
const PERCENTAGE = '(ARRAY[1, 0.75, 0.5, 0.25])[1 + (p + w / 4) % 4]';

/** Cases of a full week: 5 days of 9 hours without a tenth of shrinkage, times the CPH. */
const WEEK_HOURS = 40.5;

/** A demand by number, as REST names it. */
export function demandAt(n: number): { main_lob: string; state: string; case_type: string } {
  return {
    main_lob: `Amisys Market ${String(Math.floor(n / 100)).padStart(3, '0')} DOMESTIC`,
    state: STATES[Math.floor(n / 5) % 20] ?? '',
    case_type: `Case type ${n % 5}`,
  };
}

export const cnOf = (person: number): string => `BE${String(person).padStart(6, '0')}`;

/** The demand that the data has a person work on in a week. */
export function demandOf(person: number, week: number, { demands }: DataSet): number {
  return (person * 13 + Math.floor(week / 5) * 7) % demands;
}

/** Weeks of 2025 and a report of March 2025 with six forecast months: what every synthetic data set stands on. */
const REPORT_STATEMENTS: readonly string[] = [
  `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
     working_days, work_hours, occupancy, shrinkage)
   SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6, to_char(iso_week_month(2025, w), 'FMMonth'),
     iso_week_month(2025, w), t, 5, 9, 0.95, 0.1
   FROM generate_series(1, 52) w CROSS JOIN unnest(ARRAY['Domestic', 'Global']) t`,
  `INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
   VALUES ('March', 2025, '2025-03-01', 'bench', '2025-03-01Z')`,
  `INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
   SELECT 'March', 2025, i, to_char(make_date(2025, 3 + i, 1), 'FMMonth'), 2025, make_date(2025, 3 + i, 1)
   FROM generate_series(1, 6) i`,
];

/** People `from` to `to` - 1, who may work on every demand. */
export function peopleStatement(from: number, to: number): string {
  return `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills, created_datetime, updated_datetime)
   SELECT 'BE' || lpad(n::text, 6, '0'), 'First' || n % 500, 'Last' || n % 4000, 'Amisys', 'Domestic', 'ALL', 'Any', '2025-01-01Z', '2025-01-01Z'
   FROM generate_series(${from}, ${to - 1}) n`;
}

const statements = ({ people, demands, freeEvery }: DataSet): string[] => [
  ...REPORT_STATEMENTS,
  `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
     platform, market, locality)
   SELECT 'March', 2025, i, ${LOB}, ${STATE}, ${CASE_TYPE}, (n * 7919 + i * 104729) % 9000, ${CPH},
     'Amisys', 'Market ' || lpad((n / 100)::text, 3, '0'), 'Domestic'
   FROM generate_series(0, ${demands - 1}) n CROSS JOIN generate_series(1, 6) i`,
  peopleStatement(0, people),
  `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
     demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
     assignment_type, assigned_by, assigned_datetime)
   SELECT 2025, w, 'March', 2025, extract(month FROM iso_week_month(2025, w)) - 3, 'BE' || lpad(p::text, 6, '0'),
     ${LOB}, ${STATE}, ${CASE_TYPE}, 1 + (p + w / 4) % 4, ${PERCENTAGE},
     ${PERCENTAGE} * ${WEEK_HOURS} * (${CPH}), 'primary', 'bench', '2025-03-01Z'
   FROM generate_series(0, ${people - 1}) p CROSS JOIN generate_series(${WEEKS.first}, ${WEEKS.last}) w
   CROSS JOIN LATERAL (SELECT (p * 13 + w / 5 * 7) % ${demands} AS n) d
   ${freeEvery > 0 ? `WHERE (p * 7 + w) % ${freeEvery} <> 0` : ''}`,
  'VACUUM ANALYZE',
];

/** Fills an empty migrated database by set-based SQL; summaries are left to the server. */
export async function fill(client: Client, data: DataSet): Promise<void> {
  for (const sql of statements(data)) await client.query(sql);
}
