import { sql, type Sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';
import { addManyDemands, PEOPLE } from '../support/factories/many-demands';

/**
 * Two reports of 1,200 demands of twenty LOBs with a person on each, and 300 people more with other skills and states, some of
 * whom were freed of all their weeks, some of whom left.
 */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await addManyDemands(app.database, () => app.newScope());
  await app.database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills, is_active,
       created_datetime, updated_datetime)
     SELECT 'T' || lpad(n::text, 5, '0'), 'F', 'L', (ARRAY['Amisys', 'AMISYS', 'Facets'])[n % 3 + 1],
       (ARRAY['Domestic', 'Global'])[n % 7 / 6 + 1], (ARRAY['', 'FL', 'GA|TX', 'ALL'])[n % 4 + 1],
       (ARRAY['', 'Type ' || n, 'type ' || (n + 100) || ',Type ' || (n + 900)])[n % 5 / 2 + 1], n % 11 > 0, '2025-01-01Z', '2025-01-01Z'
     FROM generate_series(1, 300) n`,
  );
  // Demands that are not split by state, and one of every state.
  await app.database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT 'April', 2025, 1, 'Amisys ' || n || ' Domestic', 'N/A', 'Type ' || (n * 5 + 904), 1, 10, 'Amisys', 'Market', 'Domestic'
     FROM generate_series(0, 19) n`,
  );
  await app.database.query(
    `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
       assignment_type, assigned_by, assigned_datetime, is_active, deallocated_datetime)
     SELECT 2025, 20, 'April', 2025, 1, r.cn, 'Amisys ' || (r.id / 10 % 20) || ' Domestic', 'FL', 'Type 1', 1, 1, NULL,
       'primary', 'test', '2025-04-01Z', false, '2025-04-02Z'
     FROM resource_v2 r WHERE r.cn LIKE 'T%5'`,
  );
  await app.database.query('ANALYZE');
}, 240_000);
afterAll(() => app.close());

const LOBS = [
  ['Amisys 3 Domestic'],
  ['Amisys 0 Domestic', 'Amisys 11 Domestic', 'Amisys 17 Domestic'],
  ['Xcelys 1 Global'],
];

/** The people whom the rule names, person by person and demand by demand. */
async function named(lobs: readonly string[]): Promise<string[]> {
  const rows = await app.database.query<{ cn: string }>(
    `SELECT r.cn FROM resource_v2 r
     WHERE EXISTS (SELECT FROM weekly_resource_assignment a WHERE a.resource_cn = r.cn AND a.demand_main_lob = ANY($1))
       OR EXISTS (SELECT FROM frozen_assignment z WHERE z.resource_cn = r.cn AND z.demand_main_lob = ANY($1))
       OR EXISTS (SELECT FROM forecast f WHERE f.main_lob = ANY($1) AND r.is_active AND f.locality = r.location
         AND lower(f.platform) = lower(r.primary_platform) AND lower(f.case_type) = ANY (string_to_array(lower(r.skills), ','))
         AND (f.state = 'N/A' OR f.state = ANY (string_to_array(r.state_list, '|')) OR r.state_list = 'ALL'))
     ORDER BY r.cn`,
    [lobs],
  );
  return rows.map(({ cn }) => cn);
}

async function scoped<T>(lobs: readonly string[], statement: Sql): Promise<T[]> {
  const { db } = app.newScope({ name: 'planner', role: 'planner', lobScope: lobs });
  return db.query<T>(statement);
}

test.each(LOBS.map((lobs) => [lobs]))(
  'who is limited to %s sees who works on it, worked or could',
  async (lobs) => {
    const expected = await named(lobs);
    const seen = await scoped<{ cn: string }>(lobs, sql`SELECT r.cn FROM resource_v2 r ORDER BY r.cn`);
    expect(seen.map(({ cn }) => cn)).toEqual(expected);
    const kinds = new Set(expected.map((cn) => cn.slice(0, 1)));
    expect([...kinds].sort()).toEqual(lobs[0] === 'Xcelys 1 Global' ? [] : ['S', 'T']);
    expect(expected.length).toBeLessThan(PEOPLE / 2);
  },
);

interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

test('a list of people reads each one’s own weeks, and the visible demands once', async () => {
  const read = (plan: Plan, table: string): number =>
    (plan['Relation Name'] === table
      ? plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0))
      : 0) + (plan.Plans ?? []).reduce((sum, part) => sum + read(part, table), 0);
  const [answer] = await scoped<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    ['Amisys 3 Domestic'],
    sql`EXPLAIN (ANALYZE, FORMAT JSON) SELECT r.cn FROM resource_v2 r`,
  );
  const plan = answer?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('no plan');
  // 60 demands of the LOB in six months of two reports, and one beside them: for their states, and for whatever state.
  expect(read(plan, 'forecast')).toBeLessThanOrEqual(2 * (60 * 12 + 1));
  // 31 live weeks a person (April's and March's first month) and 22 frozen ones, those freed among them.
  expect(read(plan, 'weekly_resource_assignment')).toBeLessThanOrEqual(2 * 31 * PEOPLE);
  expect(read(plan, 'frozen_assignment')).toBeLessThanOrEqual(2 * 22 * PEOPLE);
});
