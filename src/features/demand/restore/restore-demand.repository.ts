import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';

/** Months of older reports that a change set froze. */
export async function listFrozenBy(tx: WriteScope, changeSetId: number): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT DISTINCT e.after ->> 'month_start' AS "monthStart" FROM change_set_entry e
     WHERE e.change_set_id = ${changeSetId} AND e.entity = 'forecast_report_month'
       AND NOT (e.before ->> 'is_frozen')::boolean AND (e.after ->> 'is_frozen')::boolean ORDER BY 1`,
  );
  return rows.map(({ monthStart }) => monthStart);
}

/** Demands that a change set added and people are assigned to now, at most 20. */
export async function listAssignedAdditions(tx: WriteScope, changeSetId: number): Promise<string[]> {
  const rows = await tx.db.query<{ name: string }>(
    sql`SELECT concat_ws(' / ', f.main_lob, f.state, f.case_type) || ' in ' || m.forecast_month || ' ' || m.forecast_year AS name
     FROM change_set_entry e
     CROSS JOIN LATERAL jsonb_populate_record(NULL::forecast, e.after) AS f
     JOIN forecast_report_month m ON m.report_year = f.report_year AND m.report_month = f.report_month
       AND m.forecast_month_index = f.forecast_month_index
     WHERE e.change_set_id = ${changeSetId} AND e.entity = 'forecast' AND e.before IS NULL AND EXISTS (
       SELECT FROM weekly_resource_assignment a
       WHERE a.is_active AND a.report_year = f.report_year AND a.report_month = f.report_month
         AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
         AND a.demand_state = f.state AND a.demand_case_type = f.case_type)
     ORDER BY 1 LIMIT 20`,
  );
  return rows.map(({ name }) => name);
}

/** First days of the live months whose forecasts a change set changed. */
export async function listForecastMonths(tx: WriteScope, changeSetId: number): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT DISTINCT m.month_start AS "monthStart"
     FROM change_set_entry e
     CROSS JOIN LATERAL jsonb_populate_record(NULL::forecast, coalesce(e.after, e.before)) AS f
     JOIN forecast_report_month m ON m.report_year = f.report_year AND m.report_month = f.report_month
       AND m.forecast_month_index = f.forecast_month_index
     WHERE e.change_set_id = ${changeSetId} AND e.entity = 'forecast' AND NOT m.is_frozen ORDER BY 1`,
  );
  return rows.map(({ monthStart }) => monthStart);
}
