import { prepare } from '../scope';
import { addForecast, addReport, addWeeks2025, DEMAND } from './assignment';

/** 2,400 people × 27 weeks (W18 to W44): some 17 MB of JSON, more than sockets hold or GraphQL answers in one value. */
export const PERSON_WEEKS = 64_800;

/** Puts everybody on one demand in every week, by set-based SQL. */
export const LARGE_REPORT = prepare('person_weeks', async ({ database }) => {
  await addWeeks2025(database);
  await addReport(database);
  await addForecast(database);
  await database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, created_datetime, updated_datetime)
     SELECT 'S' || lpad(n::text, 5, '0'), 'F', 'L', 'Amisys', 'Domestic', '2025-01-01Z', '2025-01-01Z' FROM generate_series(1, 2400) n`,
  );
  await database.query(
    `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
       assignment_type, assigned_by, assigned_datetime)
     SELECT 2025, w, 'April', 2025, extract(month FROM iso_week_month(2025, w)) - 4, r.cn, $1, $2, $3, 1, 1, 405, 'primary', 'test', '2025-04-01Z'
     FROM resource_v2 r CROSS JOIN generate_series(18, 44) w`,
    [DEMAND.mainLob, DEMAND.state, DEMAND.caseType],
  );
  // As every import of many rows does.
  await database.query('ANALYZE');
});
