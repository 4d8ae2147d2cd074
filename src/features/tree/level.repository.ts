import type { WorkType } from '../../domain/demand/lob';
import type { SqlRow } from '../../platform/database/db';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { LeafFacts, Level, LevelRow, NodePath } from './tree.model';
import { pathNames, pathReader, selectedDemands, SqlParams, type WantedTree } from './tree-sql.repository';

const FORECAST = 'coalesce(s.total_forecast, f.forecast)';
/** Nobody is required for no cases, even where the month never had a summary. */
const REQUIRED = `coalesce(s.fte_required, CASE WHEN ${FORECAST} = 0 THEN 0 END)`;

/** Columns by what they are needed for: a figure, or figures made of them. */
type Columns = readonly (readonly [needs: readonly string[], sql: string])[];

const CASES = ['forecast', 'gap', 'coverage'];
const CAPACITY = ['capacity', 'gap', 'coverage'];

const SUMS: Columns = [
  [CASES, `sum(${FORECAST}) AS forecast`],
  [CAPACITY, 'coalesce(sum(s.total_capacity), 0) AS capacity'],
  [['fteEquivalent'], 'coalesce(sum(s.total_fte_equivalent), 0) AS fte_equivalent'],
  [['fteRequired'], `sum(${REQUIRED}) AS fte_required`],
  [
    ['warnings'],
    `count(*) FILTER (WHERE ${REQUIRED} IS NULL)::integer AS unknown_required,
     coalesce(sum(s.unknown_capacity_count), 0)::integer AS unknown_capacity,
     count(*) FILTER (WHERE f.is_vanished)::integer AS vanished`,
  ],
];

const DEMAND_COLUMNS: Columns = [
  [CASES, `${FORECAST}::bigint AS forecast`],
  [CAPACITY, 'coalesce(s.total_capacity, 0) AS capacity'],
  [['fteEquivalent'], 'coalesce(s.total_fte_equivalent, 0) AS fte_equivalent'],
  [['fteRequired'], `${REQUIRED}::bigint AS fte_required`],
  [
    ['warnings'],
    `(${REQUIRED} IS NULL)::integer AS unknown_required, coalesce(s.unknown_capacity_count, 0) AS unknown_capacity,
     f.is_vanished::integer AS vanished`,
  ],
  [['fteCount'], 'coalesce(s.total_fte_count, 0) AS people'],
  [
    ['demand'],
    `f.id AS forecast_id, f.platform AS own_platform, f.market AS market, f.locality AS own_locality,
     f.call_type_id AS call_type_id, f.target_cph AS target_cph, f.is_vanished AS is_vanished,
     s.fte_required_reason AS fte_required_reason`,
  ],
  [['tierBreakdown'], 's.tier_breakdown AS tier_breakdown'],
];

/** Half up to 6 places as quotient6() does, written out: calling it costs more than the division. */
const MADE_OF_SUMS: Columns = [
  [['gap'], 'n.capacity - n.forecast AS gap'],
  [
    ['coverage'],
    'CASE WHEN n.forecast > 0 THEN div(2000000 * n.capacity + n.forecast, 2 * n.forecast) * 0.000001 END AS coverage',
  ],
];

/** Those that are needed, each after a comma. */
function needed(columns: Columns, wanted: ReadonlySet<string>): string {
  return columns
    .filter(([needs]) => needs.some((one) => wanted.has(one)))
    .map(([, sql]) => `, ${sql}`)
    .join('');
}

/** Every node of one level of each tree with the figures wanted of it, by path and month. */
export function listLevel(
  scope: RequestScope,
  level: Level,
  trees: readonly WantedTree[],
): Promise<LevelRow[]> {
  const params = new SqlParams();
  const isDemand = level === 'caseType';
  const wanted = new Set(trees.flatMap(({ tree }) => [...tree.wants[level].columns]));
  const branches = trees.map((one, place) => {
    const { path, from, groupBy } = selectedDemands(one, level, params);
    const figures = needed(isDemand ? DEMAND_COLUMNS : SUMS, wanted);
    return `SELECT ${place} AS place, n.*${needed(MADE_OF_SUMS, wanted)}
      FROM (
        SELECT f.forecast_month_index AS forecast_month_index${path}${figures}
        FROM ${from} ${isDemand ? '' : `GROUP BY ${groupBy}`}
      ) n`;
  });
  return scope.db.query(
    `${branches.join(' UNION ALL ')} ORDER BY place${pathNames(level)}, forecast_month_index`,
    params.values,
    rowReader(isDemand && (wanted.has('demand') || wanted.has('tierBreakdown'))),
  );
}

/** Reads rows in order of their paths. */
function rowReader(isDemand: boolean): (row: SqlRow) => LevelRow {
  const readPath = pathReader();
  return (row) => {
    const read = readRow(row, readPath(row));
    if (isDemand) read.demand = readFacts(row);
    return read;
  };
}

function readRow(row: SqlRow, path: NodePath): LevelRow {
  return {
    place: row.place as number,
    forecastMonthIndex: row.forecast_month_index as number,
    path,
    month: '',
    monthStart: '',
    isFrozen: false,
    forecast: row.forecast as string,
    capacity: row.capacity as string,
    gap: row.gap as string,
    coverage: (row.coverage ?? null) as string | null,
    fteEquivalent: row.fte_equivalent as string,
    fteRequired: (row.fte_required ?? null) as string | null,
    unknownRequired: row.unknown_required as number,
    unknownCapacity: row.unknown_capacity as number,
    vanished: row.vanished as number,
    fteCount: (row.people ?? 0) as number,
    demand: undefined,
  };
}

function readFacts(row: SqlRow): LeafFacts {
  return {
    forecastId: row.forecast_id as number,
    platform: row.own_platform as string,
    market: row.market as string,
    locality: row.own_locality as WorkType,
    callTypeId: row.call_type_id as string | null,
    targetCph: row.target_cph as string | null,
    isVanished: row.is_vanished as boolean,
    fteRequiredReason: row.fte_required_reason as string | null,
    tierBreakdown: (row.tier_breakdown ?? null) as Record<string, number> | null,
  };
}
