import { sql, type Sql } from '../../../platform/database/sql';
import { isClosed, productiveHours } from '../../calendar/sql';
import { reportMonthOf } from '../../demand/sql';
import { fteRequired, fteUnknownReason } from '../table/fte-required.sql';

/** A report month `m` whose figures follow what they are computed from: neither frozen nor closed. */
export const LIVE_OPEN = sql`NOT m.is_frozen AND NOT ${isClosed(sql`m.month_start`)}`;

/** The part `target` of a WITH: the forecast rows `f` in months `m` that are wanted. */
export function targetOf(wanted: Sql): Sql {
  return sql`target AS MATERIALIZED (
  SELECT f.id, f.report_year, f.report_month, f.forecast_month_index, m.forecast_month, m.forecast_year, m.month_start,
    f.main_lob, f.state, f.case_type, f.forecast, f.target_cph, f.locality
  FROM forecast f JOIN ${reportMonthOf('f')}
  WHERE ${wanted}
)`;
}

/** The part `rewritten` of a WITH: corrects the capacities that differ from those of the part `assigned`. */
export const REWRITTEN = sql`rewritten AS (
  UPDATE weekly_resource_assignment a SET weekly_capacity = s.capacity
  FROM (SELECT * FROM assigned n WHERE n.stored_capacity IS DISTINCT FROM n.capacity ORDER BY n.id) s
  WHERE s.id = a.id
    AND a.id = ANY (ARRAY(SELECT n.id FROM assigned n WHERE n.stored_capacity IS DISTINCT FROM n.capacity))
)`;

/** The part `week_hours` of a WITH: hours of the weeks `c` that are wanted. */
export function weekHoursOf(wanted: Sql): Sql {
  return sql`week_hours AS MATERIALIZED (
  SELECT c.year, c.week_number, c.work_type, ${productiveHours('c')} AS hours FROM week_configuration c WHERE ${wanted}
)`;
}

/**
 * Of thousands of demand-months the planner expects next to nothing, and would look up 90,000 rows one by one or sort them
 * by six texts: hashing them takes half the time. It cannot be told but by taking the other ways away.
 */
export const HASHED = sql`SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true),
  set_config('enable_mergejoin', 'off', true)`;
export const AS_USUAL = sql`SELECT set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true)`;

/** Why who is required is unknown of a demand-month `t` in a month with the hours `h`; null = known. */
export const REQUIRED_REASON = fteUnknownReason(
  { forecast: sql`t.forecast`, targetCph: sql`t.target_cph`, hours: sql`h.hours` },
  { configured: sql`h.configured`, inMonth: sql`h.weeks` },
);
/** Who is required by a row `n` that has the forecast, CPH and hours of its demand-month, and that reason. */
export const REQUIRED = fteRequired(
  { forecast: sql`n.forecast`, targetCph: sql`n.target_cph`, hours: sql`n.hours` },
  sql`n.fte_required_reason`,
);
