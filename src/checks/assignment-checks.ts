import { sql } from '../platform/database/sql';
import type { DataCheck } from './data-check';

const KEY = sql`jsonb_build_array(a.resource_cn, a.year, a.week_number)::text AS key`;

/** Rules of weekly assignments. */
export const ASSIGNMENT_CHECKS: readonly DataCheck[] = [
  {
    name: 'one-active-assignment',
    rule: 'a person has at most one active assignment in an ISO week',
    sql: sql`
      SELECT ${KEY}, 'active assignments' AS "column", count(*)::text AS found, '1' AS expected
      FROM weekly_resource_assignment a WHERE a.is_active
      GROUP BY a.resource_cn, a.year, a.week_number HAVING count(*) > 1 ORDER BY 1`,
  },
  {
    name: 'assignment-report',
    rule: 'an active assignment carries the keys of the live report of its week’s month',
    sql: sql`
      SELECT ${KEY}, 'report keys' AS "column",
        concat_ws(' ', a.report_month, a.report_year, a.forecast_month_index) AS found,
        concat_ws(' ', m.report_month, m.report_year, m.forecast_month_index) AS expected
      FROM weekly_resource_assignment a
      LEFT JOIN forecast_report_month m ON m.month_start = iso_week_month(a.year, a.week_number) AND NOT m.is_frozen
      WHERE a.is_active AND (m.report_year, m.report_month, m.forecast_month_index)
        IS DISTINCT FROM (a.report_year, a.report_month, a.forecast_month_index)
      ORDER BY 1`,
  },
  {
    name: 'assignment-demand',
    rule: 'an active assignment’s demand has a forecast row in its report month',
    sql: sql`
      SELECT ${KEY}, 'demand' AS "column",
        concat_ws(' / ', a.demand_main_lob, a.demand_state, a.demand_case_type) AS found, 'a forecast row' AS expected
      FROM weekly_resource_assignment a
      WHERE a.is_active AND NOT EXISTS (
        SELECT FROM forecast f WHERE f.report_year = a.report_year AND f.report_month = a.report_month
          AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
          AND f.state = a.demand_state AND f.case_type = a.demand_case_type)
      ORDER BY 1`,
  },
  {
    name: 'week-exception',
    rule: 'an active assignment has the percentage that its person-week has as an exception (unclosed months)',
    sql: sql`
      SELECT ${KEY}, 'production_percentage' AS "column", trim_scale(a.production_percentage)::text AS found,
        trim_scale(x.production_percentage)::text AS expected
      FROM resource_week_exception x
      JOIN weekly_resource_assignment a ON a.is_active AND a.resource_cn = x.resource_cn AND a.year = x.year
        AND a.week_number = x.week_number
      WHERE a.production_percentage <> x.production_percentage
        AND NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = iso_week_month(a.year, a.week_number))
      ORDER BY 1`,
  },
  {
    name: 'weekly-capacity',
    rule: 'weekly capacity = percentage × days × hours × (1 − shrinkage) × CPH, null where the CPH is unknown (unclosed months)',
    sql: sql`
      SELECT ${KEY}, 'weekly_capacity' AS "column", a.weekly_capacity::text AS found,
        trim_scale(e.capacity)::text AS expected
      FROM weekly_resource_assignment a
      JOIN forecast f ON f.report_year = a.report_year AND f.report_month = a.report_month
        AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
        AND f.state = a.demand_state AND f.case_type = a.demand_case_type
      JOIN resource_v2 r ON r.cn = a.resource_cn
      LEFT JOIN week_configuration w ON w.year = a.year AND w.week_number = a.week_number AND w.work_type = r.location
      CROSS JOIN LATERAL (SELECT f.target_cph * (1 - w.shrinkage) * w.work_hours * w.working_days * a.production_percentage AS capacity) e
      WHERE a.is_active AND a.weekly_capacity IS DISTINCT FROM e.capacity
        AND NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = iso_week_month(a.year, a.week_number))
      ORDER BY 1`,
  },
];
