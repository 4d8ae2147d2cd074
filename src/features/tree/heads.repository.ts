import type { RequestScope } from '../../platform/scope/request-scope';
import type { HeadRow, HeadsWanted, Level } from './tree.model';
import {
  allNames,
  assignedBranches,
  monthIndexes,
  pathReader,
  splitNames,
  SqlParams,
} from './tree-sql.repository';

/** Places of a percentage behind the point that fit into the low digits of `latest`. */
const SCALE = 1_000_000_000;
const LATEST = `(a.year * 100 + a.week_number)::bigint * ${10 * SCALE} + {code} AS latest`;

/** Percentages shown even with nobody in them: today’s active tiers, or those that all summaries of a frozen month have. */
function listedRows(wanted: HeadsWanted, place: number, params: SqlParams): string[] {
  const { reportYear, reportMonth } = wanted.tree;
  const live = monthIndexes(wanted, false);
  const frozen = monthIndexes(wanted, true);
  const month = (alias: string): string =>
    `${alias}.report_year = ${params.use(reportYear, 'integer')} AND ${alias}.report_month = ${params.use(reportMonth, 'text')}`;
  const listed = `SELECT ${place} AS place, false AS is_node, n.forecast_month_index AS forecast_month_index${allNames([])},
    trim_scale(n.percentage)::text AS percentage, 0 AS people`;
  return [
    live.length > 0 &&
      `${listed} FROM (
         SELECT i.forecast_month_index, p.capacity_percentage AS percentage
         FROM unnest(${params.use(live, 'integer[]')}) AS i (forecast_month_index), production_capacity_tier p
         WHERE p.is_active GROUP BY i.forecast_month_index, p.capacity_percentage) n`,
    frozen.length > 0 &&
      `${listed} FROM (
         SELECT s.forecast_month_index, rtrim(l.label, '%')::numeric / 100 AS percentage
         FROM monthly_capacity_summary s CROSS JOIN LATERAL json_object_keys(s.tier_breakdown) AS l (label)
         WHERE ${month('s')} AND s.forecast_month_index = ANY(${params.use(frozen, 'integer[]')})
         GROUP BY s.forecast_month_index, l.label
         HAVING count(*) = (SELECT count(*) FROM monthly_capacity_summary o
           WHERE ${month('o')} AND o.forecast_month_index = s.forecast_month_index)) n`,
  ].filter((branch) => branch !== false);
}

/** The people of each level as table expressions, each made of the one below it, and the statements that count them. */
function countedRows(
  wanted: HeadsWanted,
  place: number,
  params: SqlParams,
): { tables: string[]; counts: string[] } {
  const { tree, levels, byTier } = wanted;
  const [deepest = 'total'] = levels;
  const select = `a.resource_cn AS resource_cn${byTier ? `, ${LATEST}` : ''}`;
  const tables: string[] = [];
  const counts: string[] = [];
  assignedBranches(wanted, deepest, params, select).forEach((assigned, branch) => {
    let source = `(${assigned})`;
    for (const level of levels) {
      const names = splitNames(level, tree);
      const keys = ['forecast_month_index', ...names].map((name) => `n.${name}`).join(', ');
      const table = `person_${place}_${branch}_${levelName(level)}`;
      tables.push(
        `${table} AS (SELECT ${keys}, n.resource_cn${byTier ? ', max(n.latest) AS latest' : ''} FROM ${source} n GROUP BY ${keys}, n.resource_cn)`,
      );
      counts.push(countOf(table, place, names, byTier));
      source = table;
    }
  });
  return { tables, counts };
}

function levelName(level: Level): string {
  return level.toLowerCase();
}

function countOf(table: string, place: number, names: readonly string[], byTier: boolean): string {
  const keys = ['forecast_month_index', ...names].map((name) => `n.${name}`).join(', ');
  const percentage = byTier ? `trim_scale(n.code::numeric / ${SCALE})::text` : 'NULL';
  const from = byTier ? `(SELECT n.*, n.latest % ${10 * SCALE} AS code FROM ${table} n)` : table;
  return `SELECT ${place} AS place, true AS is_node, n.forecast_month_index AS forecast_month_index${allNames(names)},
    ${percentage} AS percentage, count(*)::integer AS people
    FROM ${from} n GROUP BY ${keys}${byTier ? ', n.code' : ''}`;
}

/**
 * Distinct people of every node of some levels of each tree, by the percentage of their tier in their latest active week of
 * the month where that is wanted. `latest` is that week with the percentage in its low digits, so that one max() a person
 * finds it; grouping by person first and counting then is a quarter of the cost of count(DISTINCT), and each level counts
 * the people of the one below it, not the person-weeks again. Rows without a path only list a percentage.
 */
export function listHeads(scope: RequestScope, trees: readonly HeadsWanted[]): Promise<HeadRow[]> {
  const params = new SqlParams();
  const parts = trees.map((wanted, place) => ({
    ...countedRows(wanted, place, params),
    listed: wanted.byTier ? listedRows(wanted, place, params) : [],
  }));
  const readPath = pathReader();
  return scope.db.query(
    `WITH ${parts.flatMap(({ tables }) => tables).join(',\n')}
     ${parts.flatMap(({ counts, listed }) => [...counts, ...listed]).join(' UNION ALL ')}`,
    params.values,
    (row): HeadRow => ({
      place: row.place as number,
      forecastMonthIndex: row.forecast_month_index as number,
      path: row.is_node === true ? readPath(row) : null,
      percentage: row.percentage as string | null,
      people: row.people as number,
    }),
  );
}
