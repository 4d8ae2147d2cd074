import type { RequestScope } from '../../platform/scope/request-scope';
import type { HeadRow, Level } from './tree.model';
import {
  assignedRows,
  monthIndexes,
  pathNames,
  readPath,
  SqlParams,
  type WantedTree,
} from './tree-sql.repository';

/** Places of a percentage behind the point that fit into the low digits of `latest`. */
const SCALE = 1_000_000_000;
const LATEST = `(a.year * 100 + a.week_number)::bigint * ${10 * SCALE} + ({tier} * ${SCALE})::bigint AS latest`;

/** Percentages shown even with nobody in them: today’s active tiers, or those that all summaries of a frozen month have. */
function listedRows(trees: readonly WantedTree[], params: SqlParams): string {
  return trees
    .flatMap((wanted, place) => {
      const { reportYear, reportMonth } = wanted.tree;
      const live = monthIndexes(wanted, false);
      const frozen = monthIndexes(wanted, true);
      const month = (alias: string): string =>
        `${alias}.report_year = ${params.use(reportYear, 'integer')} AND ${alias}.report_month = ${params.use(reportMonth, 'text')}`;
      return [
        live.length > 0 &&
          `SELECT ${place} AS place, i.forecast_month_index, p.capacity_percentage AS percentage
           FROM unnest(${params.use(live, 'integer[]')}) AS i (forecast_month_index), production_capacity_tier p
           WHERE p.is_active GROUP BY i.forecast_month_index, p.capacity_percentage`,
        frozen.length > 0 &&
          `SELECT ${place} AS place, s.forecast_month_index, rtrim(l.label, '%')::numeric / 100 AS percentage
           FROM monthly_capacity_summary s CROSS JOIN LATERAL json_object_keys(s.tier_breakdown) AS l (label)
           WHERE ${month('s')} AND s.forecast_month_index = ANY(${params.use(frozen, 'integer[]')})
           GROUP BY s.forecast_month_index, l.label
           HAVING count(*) = (SELECT count(*) FROM monthly_capacity_summary o
             WHERE ${month('o')} AND o.forecast_month_index = s.forecast_month_index)`,
      ].filter((branch) => branch !== false);
    })
    .join(' UNION ALL ');
}

/**
 * Distinct people of every node of one level by the percentage of their tier in their latest active week of the month.
 * `latest` is that week with the percentage in its low digits, so that one max() a person finds it; grouping by person
 * first and counting then is a quarter of the cost of count(DISTINCT). Rows without a path only list a percentage.
 */
export function listHeads(
  scope: RequestScope,
  level: Level,
  trees: readonly WantedTree[],
): Promise<HeadRow[]> {
  const params = new SqlParams();
  const names = pathNames(level);
  return scope.db.query(
    `WITH assigned AS (
       ${assignedRows(trees, level, params, `a.resource_cn AS resource_cn, ${LATEST}`)}
     ), person AS (
       SELECT n.place, n.forecast_month_index${names}, max(n.latest) % ${10 * SCALE} AS code
       FROM assigned n GROUP BY n.place, n.forecast_month_index${names}, n.resource_cn
     ), listed AS (
       ${listedRows(trees, params)}
     )
     SELECT true AS is_node, n.place AS place, n.forecast_month_index AS forecast_month_index${names},
       trim_scale(n.code::numeric / ${SCALE})::text AS percentage, count(*)::integer AS people
     FROM person n GROUP BY n.place, n.forecast_month_index${names}, n.code
     UNION ALL
     SELECT false, l.place, l.forecast_month_index${names.replace(/[a-z_]+/g, 'NULL')},
       trim_scale(l.percentage)::text, 0
     FROM listed l`,
    params.values,
    (row): HeadRow => ({
      place: row.place as number,
      forecastMonthIndex: row.forecast_month_index as number,
      path: row.is_node === true ? readPath(row) : null,
      percentage: row.percentage as string,
      people: row.people as number,
    }),
  );
}
