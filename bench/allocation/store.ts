import type { Client } from 'pg';
import type { AllocationInput } from '../../src/features/allocation/engine/contract/types';

const MONTH_NAMES = ['April', 'May', 'June', 'July', 'August', 'September'];

/** Stores a generated instance in an empty migrated database, by one statement a table. */
export async function storeInstance(client: Client, input: AllocationInput): Promise<void> {
  const months = [...new Set(input.weeks.map((week) => week.month))];
  const put = (sql: string, rows: readonly object[]) => client.query(sql, [JSON.stringify(rows)]);
  await put(
    `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
       working_days, work_hours, occupancy, shrinkage)
     SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6, to_char(iso_week_month(2025, w), 'FMMonth'),
       iso_week_month(2025, w), t, 2, hours / 2, 0.95, 0
     FROM json_to_recordset($1) AS r (w integer, t text, hours numeric)`,
    input.weeks.flatMap(({ key, hours }) =>
      (['Domestic', 'Global'] as const).map((t) => ({ w: Number(key.slice(-2)), t, hours: hours[t] })),
    ),
  );
  await client.query(`INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
    VALUES ('March', 2025, '2025-03-01', 'bench', '2025-03-01Z')`);
  await put(
    `INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
     SELECT 'March', 2025, i, name, 2025, month_start FROM json_to_recordset($1) AS r (i integer, name text, month_start date)`,
    months.map((month, m) => ({ i: m + 1, name: MONTH_NAMES[m], month_start: `${month}-01` })),
  );
  await put(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT 'March', 2025, i, lob, state, type, forecast, cph, platform, market, locality FROM json_to_recordset($1)
       AS r (i integer, lob text, state text, type text, forecast integer, cph numeric, platform text, market text, locality text)`,
    input.demands.flatMap((demand) =>
      demand.months.map(({ month, forecast, targetCph }) => ({
        i: months.indexOf(month) + 1,
        lob: demand.mainLob,
        state: demand.state,
        type: demand.caseType,
        forecast,
        cph: targetCph,
        platform: demand.platform,
        market: demand.mainLob.split(' ')[1],
        locality: demand.locality,
      })),
    ),
  );
  await put(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills,
       production_percentage, is_active, created_datetime, updated_datetime)
     SELECT cn, 'First', cn, platform, location, states, skills, percentage, active, '2025-03-01Z', '2025-03-01Z'
     FROM json_to_recordset($1) AS r (cn text, platform text, location text, states text, skills text, percentage numeric, active boolean)`,
    input.people.map((person) => ({
      cn: person.cn,
      platform: person.platform,
      location: person.location,
      states: person.states.join('|'),
      skills: person.skills.join(','),
      percentage: person.percentages[0],
      active: person.isActive,
    })),
  );
  await put(
    `INSERT INTO resource_production_step (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
     SELECT cn, 2025, w, percentage, 'bench', '2025-03-01Z' FROM json_to_recordset($1) AS r (cn text, w integer, percentage numeric)`,
    input.people.flatMap((person) =>
      person.percentages.flatMap((percentage, w) =>
        w > 0 && percentage !== person.percentages[w - 1]
          ? [{ cn: person.cn, w: Number(input.weeks[w]?.key.slice(-2)), percentage }]
          : [],
      ),
    ),
  );
  await client.query('ANALYZE');
}
