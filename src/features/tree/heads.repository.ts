import type { RequestScope } from '../../platform/scope/request-scope';
import type { HeadRow, Level, Tree } from './tree.model';
import { OF_DEMAND, pathColumns, readPath, selectedDemands, treeParams, TREES } from './tree-sql.repository';

/** Places of a percentage behind the point that fit into the low digits of `latest`. */
const SCALE = 1_000_000_000;
const WEEK = 'a.year * 100 + a.week_number';

/**
 * Distinct people of every node of one level by the percentage of their tier in their latest active week of the month.
 * `latest` is that week with the percentage in its low digits, so that one max() a person finds it; grouping by person
 * first and counting then is a quarter of the cost of count(DISTINCT). Rows without a path list the percentages that are
 * shown even with nobody in them: today's active tiers, or in a frozen month those that all its summaries have.
 */
export function listHeads(
  scope: RequestScope,
  level: Level,
  trees: readonly { tree: Tree; allMonths: boolean }[],
): Promise<HeadRow[]> {
  const path = pathColumns(level);
  const node = `t.place AS place, f.forecast_month_index AS forecast_month_index${path.select}`;
  return scope.db.query(
    `WITH ${TREES}, tier AS MATERIALIZED (
       SELECT p.id, p.is_active, p.capacity_percentage, (p.capacity_percentage * ${SCALE})::bigint AS code
       FROM production_capacity_tier p
     ), assigned AS (
       SELECT ${node}, a.resource_cn AS resource_cn, (${WEEK})::bigint * ${10 * SCALE} + p.code AS latest
       FROM tree t ${selectedDemands('live_indexes')}
       JOIN weekly_resource_assignment a ON a.is_active AND ${OF_DEMAND}
       JOIN tier p ON p.id = a.capacity_tier_id
       UNION ALL
       SELECT ${node}, a.resource_cn, (${WEEK})::bigint * ${10 * SCALE} + (a.tier_percentage * ${SCALE})::bigint
       FROM tree t ${selectedDemands('frozen_indexes')}
       JOIN frozen_assignment a ON ${OF_DEMAND}
     ), person AS (
       SELECT n.place, n.forecast_month_index${path.names}, max(n.latest) % ${10 * SCALE} AS code
       FROM assigned n GROUP BY n.place, n.forecast_month_index${path.names}, n.resource_cn
     ), listed AS (
       SELECT t.place, i.forecast_month_index, p.code
       FROM tree t CROSS JOIN LATERAL unnest(t.live_indexes) AS i (forecast_month_index)
       CROSS JOIN (SELECT DISTINCT p.code FROM tier p WHERE p.is_active) p
       UNION ALL
       SELECT t.place, s.forecast_month_index, (rtrim(l.label, '%')::numeric * ${SCALE / 100})::bigint
       FROM tree t
       JOIN monthly_capacity_summary s ON s.report_year = t.report_year AND s.report_month = t.report_month
         AND s.forecast_month_index = ANY(t.frozen_indexes)
       CROSS JOIN LATERAL json_object_keys(s.tier_breakdown) AS l (label)
       GROUP BY t.place, s.forecast_month_index, l.label
       HAVING count(*) = (SELECT count(*) FROM monthly_capacity_summary o WHERE o.report_year = min(t.report_year)
         AND o.report_month = min(t.report_month) AND o.forecast_month_index = s.forecast_month_index)
     )
     SELECT true AS is_node, n.place AS place, n.forecast_month_index AS forecast_month_index${path.names},
       trim_scale(n.code::numeric / ${SCALE})::text AS percentage, count(*)::integer AS people
     FROM person n GROUP BY n.place, n.forecast_month_index${path.names}, n.code
     UNION ALL
     SELECT false, l.place, l.forecast_month_index${path.names.replace(/[a-z_]+/g, 'NULL')},
       trim_scale(l.code::numeric / ${SCALE})::text, 0
     FROM listed l`,
    [treeParams(trees)],
    (row): HeadRow => ({
      place: row.place as number,
      forecastMonthIndex: row.forecast_month_index as number,
      path: row.is_node === true ? readPath(row) : null,
      percentage: row.percentage as string,
      people: row.people as number,
    }),
  );
}
