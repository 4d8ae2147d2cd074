import type { RequestScope } from '../../../src/platform/scope/request-scope';
import type { Queries } from '../database';
import { addReport, addWeeks2025 } from './assignment';
import { freezeMonths, recompute } from './report';

/** Demands of each of two reports, and people: all of them work in every week of both reports. */
export const DEMANDS = 1_200;
export const PEOPLE = 1_200;
const MONTHS = {
  March: ['April', 'May', 'June', 'July', 'August', 'September'],
  April: ['May', 'June', 'July', 'August', 'September', 'October'],
};

/**
 * Reports of March and April 2025 of 1,200 demands each, five of March's months frozen: 14,400 demand-months with as many
 * summaries, 37,200 live person-weeks and 26,400 frozen ones. April's demands are March's, but for 100 that are new.
 */
export async function addManyDemands(database: Queries, newScope: () => RequestScope): Promise<void> {
  await addWeeks2025(database);
  await database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, created_datetime, updated_datetime)
     SELECT 'S' || lpad(n::text, 5, '0'), 'F', 'L', 'Amisys', 'Domestic', '2025-01-01Z', '2025-01-01Z'
     FROM generate_series(1, ${PEOPLE}) n ORDER BY md5(n::text)`,
  );
  await addMonths(database, 'March', 0);
  await recompute(newScope);
  await freezeMonths(database, { year: 2025, month: 'March' }, [2, 3, 4, 5, 6]);
  await addMonths(database, 'April', 100);
  await recompute(newScope);
  // As every import of many rows does; what freezing has left behind is cleared as by PostgreSQL itself after a minute.
  await database.query('VACUUM ANALYZE');
}

/** A report of demands `beyond` to `beyond` + 1,199, written in no order, with a person on each in every week. */
async function addMonths(database: Queries, report: 'March' | 'April', beyond: number): Promise<void> {
  const start = report === 'March' ? '2025-03-01' : '2025-04-01';
  await addReport(database, { month: report, start, months: MONTHS[report] });
  const named = `'Amisys ' || (n % 20) || ' Domestic' AS lob, (ARRAY['FL','GA','TX'])[n % 3 + 1] AS state, 'Type ' || n AS type`;
  const demands = `(SELECT n, ${named} FROM generate_series(${beyond}, ${beyond + DEMANDS - 1}) n) d`;
  await database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT $1, 2025, i, d.lob, d.state, d.type, 100, 10, 'Amisys', 'Market', 'Domestic'
     FROM ${demands} CROSS JOIN generate_series(1, 6) i ORDER BY md5(d.n || ' ' || i)`,
    [report],
  );
  await database.query(
    `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
       assignment_type, assigned_by, assigned_datetime)
     SELECT 2025, w, $1, 2025, m.forecast_month_index, r.cn, d.lob, d.state, d.type, 1, 1, 405, 'primary', 'test', '2025-04-01Z'
     FROM (SELECT r.cn, row_number() OVER (ORDER BY r.cn) + ${beyond - 1} AS n FROM resource_v2 r) r
     JOIN ${demands} ON d.n = r.n
     CROSS JOIN generate_series(1, 52) w
     JOIN forecast_report_month m ON m.report_month = $1 AND m.month_start = iso_week_month(2025, w)
     ORDER BY md5(r.cn || w)`,
    [report],
  );
}
