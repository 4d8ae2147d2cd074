import type { Client } from 'pg';
import { REPORT_STATEMENTS } from '../report-statements';

/** How much there is; one week in ten is free. L: about 468,000 assignments on 30 LOBs × 20 states × 5 case types. */
export const SIZES = {
  S: { people: 2_000, demands: 300, weeks: 26 },
  M: { people: 8_000, demands: 1_200, weeks: 26 },
  L: { people: 20_000, demands: 3_000, weeks: 26 },
  XL: { people: 100_000, demands: 5_000, weeks: 26 },
} as const;

/** One of the sizes. */
export type Size = keyof typeof SIZES;

const STATES = `(ARRAY['AL','AZ','CA','CO','CT','FL','GA','IL','KS','KY','LA','MA','MI','NJ','NY','OH','PA','TX','VA','N/A'])`;
const LOB = (n: string): string => `'Amisys Market ' || lpad((${n} / 100)::text, 2, '0') || ' DOMESTIC'`;
const STATE = (n: string): string => `${STATES}[1 + ${n} / 5 % 20]`;
const CASE_TYPE = (n: string): string => `'Case type ' || ${n} % 5`;
const CPH = (n: string): string => `8 + (${n} % 80) / 10.0`;
const PERCENTAGE = `(ARRAY[1, 0.75, 0.5, 0.25])[1 + (p + w / 4) % 4]`;

const statements = ({ people, demands }: (typeof SIZES)[Size]): string[] => [
  ...REPORT_STATEMENTS,
  `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
     platform, market, locality)
   SELECT 'March', 2025, i, ${LOB('n')}, ${STATE('n')}, ${CASE_TYPE('n')}, (n * 7919 + i * 104729) % 9000, ${CPH('n')},
     'Amisys', 'Market ' || lpad((n / 100)::text, 2, '0'), 'Domestic'
   FROM generate_series(0, ${demands - 1}) n CROSS JOIN generate_series(1, 6) i`,
  `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills, created_datetime, updated_datetime)
   SELECT 'BE' || lpad(n::text, 6, '0'), 'First' || n % 500, 'Last' || n % 4000, 'Amisys', 'Domestic', 'ALL', 'Any', '2025-01-01Z', '2025-01-01Z'
   FROM generate_series(0, ${people - 1}) n`,
  `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
     demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
     assignment_type, assigned_by, assigned_datetime)
   SELECT 2025, w, 'March', 2025, extract(month FROM iso_week_month(2025, w)) - 3, 'BE' || lpad(p::text, 6, '0'),
     ${LOB('n')}, ${STATE('n')}, ${CASE_TYPE('n')}, 1 + (p + w / 4) % 4, ${PERCENTAGE},
     ${PERCENTAGE} * 40.5 * (${CPH('n')}), 'primary', 'bench', '2025-03-01Z'
   FROM generate_series(0, ${people - 1}) p CROSS JOIN generate_series(14, 39) w
   CROSS JOIN LATERAL (SELECT (p * 13 + w / 5 * 7) % ${demands} AS n) d
   WHERE (p * 7 + w) % 10 <> 0`,
  'VACUUM ANALYZE',
];

/** Fills an empty migrated database by set-based SQL, every number from indexes; true if it was empty. Summaries are left to `recompute`. */
export async function seed(client: Client, size: Size): Promise<boolean> {
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM forecast_report');
  if (rows[0]?.count !== '0') return false;
  for (const sql of statements(SIZES[size])) await client.query(sql);
  return true;
}
