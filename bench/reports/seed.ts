import type { Client } from 'pg';
import { REPORT_STATEMENTS } from '../report-statements';

/** How large the benchmark's report is: 20,000 people × 26 weeks = 520,000 person-weeks, 19,240 demands × 26 weeks. */
const PEOPLE = 20_000;
const DEMANDS = 19_240;

/** Fills an empty migrated database by set-based SQL; every number follows from indexes. */
export async function seed(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM forecast_report');
  if (rows[0]?.count !== '0') return;
  for (const sql of STATEMENTS) await client.query(sql);
}

const STATEMENTS = [
  ...REPORT_STATEMENTS,
  `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
     platform, market, locality)
   SELECT 'March', 2025, i, 'Amisys Market ' || lpad((n % 60)::text, 2, '0') || ' DOMESTIC', (ARRAY['FL','GA','TX','CA','NY','N/A'])[1 + n % 6],
     'Case type ' || lpad((n / 60)::text, 4, '0'), (n * 7919 + i * 104729) % 5000, 8 + (n % 80) / 10.0, 'Amisys',
     'Market ' || (n % 60), 'Domestic'
   FROM generate_series(0, ${DEMANDS - 1}) n CROSS JOIN generate_series(1, 6) i`,
  `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills, created_datetime, updated_datetime)
   SELECT 'BE' || lpad(n::text, 6, '0'), 'First' || n % 500, 'Last' || n % 4000, 'Amisys', 'Domestic', 'ALL', 'Any', '2025-01-01Z', '2025-01-01Z'
   FROM generate_series(0, ${PEOPLE - 1}) n`,
  `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
     demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
     assignment_type, assigned_by, assigned_datetime)
   SELECT 2025, w, 'March', 2025, extract(month FROM iso_week_month(2025, w)) - 3, 'BE' || lpad(p::text, 6, '0'),
     'Amisys Market ' || lpad((n % 60)::text, 2, '0') || ' DOMESTIC', (ARRAY['FL','GA','TX','CA','NY','N/A'])[1 + n % 6],
     'Case type ' || lpad((n / 60)::text, 4, '0'), 1 + (p + w / 4) % 4, (ARRAY[1, 0.75, 0.5, 0.25])[1 + (p + w / 4) % 4],
     (ARRAY[1, 0.75, 0.5, 0.25])[1 + (p + w / 4) % 4] * 40.5 * (8 + (n % 80) / 10.0), 'primary', 'bench', '2025-03-01Z'
   FROM generate_series(0, ${PEOPLE - 1}) p CROSS JOIN generate_series(14, 39) w CROSS JOIN LATERAL (SELECT (p * 13 + w / 5) % ${DEMANDS} AS n) d`,
  'VACUUM ANALYZE',
];
