import { sql } from '../platform/database/sql';
import type { DataCheck } from './data-check';

/** Rules of reports and their months. */
export const REPORT_CHECKS: readonly DataCheck[] = [
  {
    name: 'live-report',
    rule: 'each calendar month that reports cover has exactly one live report: the newest of them',
    sql: sql`
      SELECT m.month_start::text AS key, 'live reports' AS "column",
        coalesce(string_agg(m.report_month || ' ' || m.report_year, ', ' ORDER BY r.report_start) FILTER (WHERE NOT m.is_frozen), 'none') AS found,
        (array_agg(m.report_month || ' ' || m.report_year ORDER BY r.report_start DESC))[1] AS expected
      FROM forecast_report_month m JOIN forecast_report r ON r.report_year = m.report_year AND r.report_month = m.report_month
      GROUP BY m.month_start
      HAVING count(*) FILTER (WHERE NOT m.is_frozen) <> 1
        OR max(r.report_start) FILTER (WHERE NOT m.is_frozen) <> max(r.report_start)
      ORDER BY m.month_start`,
  },
  {
    name: 'summary-month',
    rule: 'a summary names the calendar month of its report month, and is frozen exactly when that is',
    sql: sql`
      SELECT jsonb_build_array(s.report_year, s.report_month, s.forecast_month_index, s.main_lob, s.state, s.case_type)::text AS key,
        'forecast_month' AS "column",
        concat_ws(' ', s.forecast_month, s.forecast_year, CASE WHEN s.is_frozen THEN 'frozen' ELSE 'live' END) AS found,
        concat_ws(' ', m.forecast_month, m.forecast_year, CASE WHEN m.is_frozen THEN 'frozen' ELSE 'live' END) AS expected
      FROM monthly_capacity_summary s
      JOIN forecast_report_month m ON m.report_year = s.report_year AND m.report_month = s.report_month
        AND m.forecast_month_index = s.forecast_month_index
      WHERE s.forecast_month <> m.forecast_month OR s.forecast_year <> m.forecast_year OR s.is_frozen <> m.is_frozen
      ORDER BY 1`,
  },
];
