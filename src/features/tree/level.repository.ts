import type { WorkType } from '../../domain/lob';
import type { SqlRow } from '../../platform/database/db';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { Level, LevelRow } from './tree.model';
import { pathNames, readPath, selectedDemands, SqlParams, type WantedTree } from './tree-sql.repository';

const FORECAST = 'coalesce(s.total_forecast, f.forecast)';
/** Nobody is required for no cases, even where the month never had a summary. */
const REQUIRED = `coalesce(s.fte_required, CASE WHEN ${FORECAST} = 0 THEN 0 END)`;

const SUMS = `sum(${FORECAST}) AS forecast, coalesce(sum(s.total_capacity), 0) AS capacity,
  coalesce(sum(s.total_fte_equivalent), 0) AS fte_equivalent, sum(${REQUIRED}) AS fte_required,
  count(*) FILTER (WHERE ${REQUIRED} IS NULL)::integer AS unknown_required,
  coalesce(sum(s.unknown_capacity_count), 0)::integer AS unknown_capacity,
  count(*) FILTER (WHERE f.is_vanished)::integer AS vanished`;

const DEMAND_FACTS = `${FORECAST}::bigint AS forecast, coalesce(s.total_capacity, 0) AS capacity,
  coalesce(s.total_fte_equivalent, 0) AS fte_equivalent, ${REQUIRED}::bigint AS fte_required,
  (${REQUIRED} IS NULL)::integer AS unknown_required, coalesce(s.unknown_capacity_count, 0) AS unknown_capacity,
  f.is_vanished::integer AS vanished, coalesce(s.total_fte_count, 0) AS people, f.id AS forecast_id,
  f.platform AS own_platform, f.market AS market, f.locality AS own_locality, f.call_type_id AS call_type_id,
  f.target_cph AS target_cph, f.is_vanished AS is_vanished, s.fte_required_reason AS fte_required_reason,
  s.tier_breakdown AS tier_breakdown`;

/** Half up to 6 places as quotient6() does, written out: calling it costs more than the division. */
const RATIO = `n.capacity - n.forecast AS gap,
  CASE WHEN n.forecast > 0 THEN div(2000000 * n.capacity + n.forecast, 2 * n.forecast) * 0.000001 END AS coverage`;

/** Every node of one level of each tree, by path and month. */
export function listLevel(
  scope: RequestScope,
  level: Level,
  trees: readonly WantedTree[],
): Promise<LevelRow[]> {
  const params = new SqlParams();
  const isDemand = level === 'caseType';
  const branches = trees.map((wanted, place) => {
    const { path, from, groupBy } = selectedDemands(wanted, level, params);
    return `SELECT ${place} AS place, n.*, ${RATIO}
      FROM (
        SELECT f.forecast_month_index AS forecast_month_index${path}, ${isDemand ? DEMAND_FACTS : SUMS}
        FROM ${from} ${isDemand ? '' : `GROUP BY ${groupBy}`}
      ) n`;
  });
  return scope.db.query(
    `${branches.join(' UNION ALL ')} ORDER BY place, forecast_month_index${pathNames(level)}`,
    params.values,
    isDemand ? readDemand : readNode,
  );
}

function readNode(row: SqlRow): LevelRow {
  return {
    place: row.place as number,
    forecastMonthIndex: row.forecast_month_index as number,
    path: readPath(row),
    forecast: row.forecast as string,
    capacity: row.capacity as string,
    gap: row.gap as string,
    coverage: row.coverage as string | null,
    fteEquivalent: row.fte_equivalent as string,
    fteRequired: row.fte_required as string | null,
    unknownRequired: row.unknown_required as number,
    unknownCapacity: row.unknown_capacity as number,
    vanished: row.vanished as number,
    people: (row.people ?? null) as number | null,
  };
}

function readDemand(row: SqlRow): LevelRow {
  const node = readNode(row);
  node.demand = {
    forecastId: row.forecast_id as number,
    platform: row.own_platform as string,
    market: row.market as string,
    locality: row.own_locality as WorkType,
    callTypeId: row.call_type_id as string | null,
    targetCph: row.target_cph as string | null,
    isVanished: row.is_vanished as boolean,
    fteRequiredReason: row.fte_required_reason as string | null,
    tierBreakdown: row.tier_breakdown as Record<string, number> | null,
  };
  return node;
}
