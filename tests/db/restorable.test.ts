import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('what the schema computes does not depend on the search path: pg_restore has none', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`SELECT set_config('search_path', '', false)`);
    // Thursday of week 1 of 2026 is the 1st of January; its Monday is the 29th of December 2025.
    const { rows } = await client.query<{ month: string; start: string; weeks: number }>(
      `SELECT public.iso_week_month(2026, 1)::text AS month, public.iso_week_start(2026, 1)::text AS start,
         public.iso_weeks_in_month('2026-01-01') AS weeks`,
    );
    expect(rows).toEqual([{ month: '2026-01-01', start: '2025-12-29', weeks: 5 }]);
    await client.query(
      `INSERT INTO public.week_configuration (year, week_number, week_start_date, week_end_date, month, month_start,
         work_type, working_days, work_hours, occupancy, shrinkage)
       VALUES (2026, 1, '2025-12-29', '2026-01-04', 'January', '2026-01-01', 'Domestic', 5, 9, 0.95, 0.1)`,
    );
  } finally {
    await client.end();
  }
});
