import { sql, type Sql } from '../../../platform/database/sql';
import { assignedTo, reportMonthOf } from '../table/demand-month.sql';

/** Forecasts that change sets (an array of numbers) added or changed, as rows `f` with their entry `e` and month `m`: for FROM. */
function forecastsOf(changeSets: Sql): Sql {
  return sql`(SELECT n.change_set_id, n.before, n.after FROM change_set_entry n
      WHERE n.change_set_id = ANY(${changeSets}) AND n.entity = 'forecast') e
    CROSS JOIN LATERAL jsonb_populate_record(NULL::forecast, coalesce(e.after, e.before)) AS f
    JOIN ${reportMonthOf('f')}`;
}

/** First days of the live months whose forecasts change sets changed, as `month_start`. */
export function liveForecastMonths(changeSets: Sql): Sql {
  return sql`SELECT DISTINCT m.month_start FROM ${forecastsOf(changeSets)} WHERE NOT m.is_frozen`;
}

/** Months of older reports that change sets froze, as `change_set_id` and `name`: their first days. */
export function frozenMonths(changeSets: Sql): Sql {
  return sql`SELECT e.change_set_id, e.after ->> 'month_start' AS name FROM change_set_entry e
    WHERE e.change_set_id = ANY(${changeSets}) AND e.entity = 'forecast_report_month'
      AND NOT (e.before ->> 'is_frozen')::boolean AND (e.after ->> 'is_frozen')::boolean`;
}

/** Demands that change sets added and people are assigned to now, as `change_set_id` and `name`. */
export function assignedAdditions(changeSets: Sql): Sql {
  return sql`SELECT e.change_set_id, concat_ws(' / ', f.main_lob, f.state, f.case_type) || ' in ' || m.forecast_month || ' '
      || m.forecast_year AS name
    FROM ${forecastsOf(changeSets)}
    WHERE e.before IS NULL AND EXISTS (
      SELECT FROM weekly_resource_assignment a WHERE a.is_active AND ${assignedTo('a', 'f')})`;
}
