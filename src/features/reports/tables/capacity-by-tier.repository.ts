import type { Db, SqlRow } from '../../../platform/database/db';
import {
  assignedRows,
  latestTierCode,
  monthsInRange,
  ON_DEMAND,
  ofMonths,
  sameMonth,
  tierOfLatest,
} from './demand-selection.repository';
import { demandSource, type DemandSource } from './preview.repository';
import {
  column,
  COMPUTED_AT_COLUMN,
  DEMAND_COLUMNS,
  DEMAND_KEY_COLUMN,
  MONTH_COLUMN,
  MONTH_START_COLUMN,
  flatTable,
} from './report-columns.rules';
import type { ChosenReport, ReportContext, ReportStatement, SelectedColumn } from './report.model';
import { SqlParams } from './sql-params.rules';

/** The number of the tier stands in the last 20 bits of a person's latest week. */
const TIER_IDS = 1_048_576;
const TIER_OF_CODE = tierOfLatest(`(x.latest / ${TIER_IDS})`);
const TIER_ID_OF_CODE = `(x.latest % ${TIER_IDS})::integer`;

const NOBODY = `SELECT 0 AS id, 0 AS index, '' AS lob, '' AS cn, 0::numeric AS tier, 0 AS tier_id, 0::numeric AS percentage,
  0::numeric AS capacity, 0::bigint AS code WHERE false`;

/**
 * `cell`: a row per demand-month and tier; `assigned`: the person-weeks; `month`: the months with their weeks; `listed`: the
 * tiers that every demand of a month has a row for. `limit`: enough for so many rows.
 */
function cells(context: ReportContext, report: ChosenReport, params: SqlParams, limit: number | undefined) {
  const months = monthsInRange(report, context.filter);
  const most = limit === undefined ? undefined : firstWith(limit, params);
  const source = demandSource(context, months, params, most);
  const assigned =
    assignedRows(context, report, params, {
      select: (
        of,
      ) => `f.id AS id, f.forecast_month_index AS index, f.main_lob AS lob, a.resource_cn AS cn, ${of.tier} AS tier, a.capacity_tier_id AS tier_id,
    a.production_percentage AS percentage, a.weekly_capacity AS capacity, (${latestTierCode(of)}) * ${TIER_IDS} + a.capacity_tier_id AS code`,
      first: most && 'first_demand_month',
    }) ?? NOBODY;
  const month = `month AS MATERIALIZED (
  SELECT m.*, iso_weeks_in_month(m.month_start) AS weeks FROM forecast_report_month m
  WHERE ${ofMonths('m', months, params)}
)`;
  const before = [
    `assigned AS MATERIALIZED (
  ${assigned}
)`,
    PART(source),
    CELL,
  ];
  return { ctes: [month, LISTED, ...source.ctes, ...before], source };
}

const LISTED = `listed AS MATERIALIZED (
  SELECT m.report_year, m.report_month, m.forecast_month_index, k.capacity_percentage AS percentage, k.tier_id
  FROM month m JOIN tier_of_month k USING (report_year, report_month, forecast_month_index)
  WHERE k.is_active AND NOT m.is_frozen
  UNION
  SELECT m.report_year, m.report_month, m.forecast_month_index, rtrim(k.label, '%')::numeric / 100, p.tier_id
  FROM month m
  CROSS JOIN LATERAL (SELECT s.tier_breakdown FROM monthly_capacity_summary s WHERE s.report_year = m.report_year
    AND s.report_month = m.report_month AND s.forecast_month_index = m.forecast_month_index LIMIT 1) s
  CROSS JOIN LATERAL json_object_keys(s.tier_breakdown) AS k (label)
  JOIN tier_percentage p ON p.percentage = rtrim(k.label, '%')::numeric / 100
  WHERE m.is_frozen
)`;

/** How many demand-months have so many rows, and which have any: tiers that are listed, or people. */
function firstWith(limit: number, params: SqlParams): { rows: string; further: string } {
  const fewest = `(SELECT coalesce(min(c.tiers), 1) FROM (SELECT greatest(count(t.tier_id), 1) AS tiers
    FROM month m LEFT JOIN listed t ON ${sameMonth('t', 'm')} GROUP BY m.id) c)`;
  return {
    rows: `ceil(${params.use(limit, 'bigint')}::numeric / ${fewest})::bigint`,
    further: `(EXISTS (SELECT FROM listed t WHERE ${sameMonth('t', 'f')})
      OR EXISTS (SELECT FROM frozen_assignment a WHERE ${ON_DEMAND}))`,
  };
}

const PART = ({ from, where }: DemandSource): string => `part AS (
  SELECT a.id, a.tier, a.tier_id, 0::bigint AS people, sum(a.percentage) AS percentages, sum(a.capacity) AS capacity
  FROM assigned a GROUP BY a.id, a.tier, a.tier_id
  UNION ALL
  SELECT x.id, ${TIER_OF_CODE}, ${TIER_ID_OF_CODE}, count(*), 0, 0
  FROM (SELECT a.id, a.cn, max(a.code) AS latest FROM assigned a GROUP BY a.id, a.cn) x GROUP BY x.id, ${TIER_OF_CODE}, ${TIER_ID_OF_CODE}
  UNION ALL
  SELECT f.id, t.percentage, t.tier_id, 0, 0, 0
  FROM ${from} JOIN listed t ON ${sameMonth('t', 'f')}
  WHERE ${where}
)`;

const CELL = `cell AS (
  SELECT p.id, p.tier, p.tier_id, sum(p.people) AS people, sum(p.percentages) AS percentages, coalesce(sum(p.capacity), 0) AS capacity
  FROM part p GROUP BY p.id, p.tier, p.tier_id
)`;

/** A row per demand-month and tier: every tier that was active when the month was frozen or closed, else every active one, and any other with people or capacity. */
export function capacityByTierStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const params = new SqlParams();
  const { ctes, source } = cells(context, report, params, context.filter.limit);
  return flatTable({
    columns: COLUMNS,
    ctes,
    from: `FROM cell c
  JOIN ${source.from} ON f.id = c.id
  JOIN month m ON ${sameMonth('m', 'f')}
  ${source.joinSummary}`,
    orderBy: 'f.main_lob, f.state, f.case_type, m.month_start, c.tier DESC, c.tier_id',
    params: params.values,
  });
}

const COLUMNS: readonly SelectedColumn[] = [
  ...DEMAND_COLUMNS,
  MONTH_COLUMN,
  column('tier', 'text', 'tier_label(c.tier)', 'Tier, e.g. 75%.'),
  column('tier_percentage', 'decimal', 'trim_scale(c.tier)', 'Percentage of the tier as a fraction.'),
  column(
    'fte_count',
    'integer',
    'c.people',
    'Distinct people whose latest week of the month is at this tier.',
  ),
  column(
    'fte_equivalent',
    'decimal',
    'trim_scale(quotient6(c.percentages, m.weeks))',
    'Σ production percentage of the weeks at this tier ÷ ISO weeks of the month, 6 places.',
  ),
  column('capacity', 'decimal', 'trim_scale(c.capacity)', 'Cases that the weeks at this tier can produce.'),
  MONTH_START_COLUMN,
  column('report_month', 'text', 'm.report_month', 'Month of the forecast report.'),
  column('report_year', 'integer', 'm.report_year', 'Year of the forecast report.'),
  column(
    'forecast_month_index',
    'integer',
    'm.forecast_month_index',
    'Which of the report’s six months, 1 to 6.',
  ),
  column('tier_id', 'integer', 'c.tier_id', 'Number of the capacity tier: relates to tiers.'),
  DEMAND_KEY_COLUMN,
  COMPUTED_AT_COLUMN,
];

/** Figures of one tier in one month, of one LOB or (`mainLob` null) of everything chosen. */
export interface TierFigures {
  mainLob: string | null;
  index: number;
  percentage: string;
  fteCount: number;
  fteEquivalent: string;
  capacity: string;
}

function readFigures(row: SqlRow): TierFigures {
  return {
    mainLob: row.main_lob as string | null,
    index: row.index as number,
    percentage: row.percentage as string,
    fteCount: Number(row.people),
    fteEquivalent: row.fte_equivalent as string,
    capacity: row.capacity as string,
  };
}

/** Sums and distinct head counts by tier and month, of everything chosen and of each LOB. */
export function findTierFigures(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
): Promise<TierFigures[]> {
  const params = new SqlParams();
  const { ctes } = cells(context, report, params, undefined);
  const sql = `WITH ${ctes.join(', ')}, sums AS (
  SELECT f.main_lob AS lob, f.forecast_month_index AS index, c.tier AS tier, 0::bigint AS people,
    sum(quotient6(c.percentages, m.weeks)) AS fte_equivalent, sum(c.capacity) AS capacity
  FROM cell c JOIN forecast f ON f.id = c.id JOIN month m ON ${sameMonth('m', 'f')}
  GROUP BY GROUPING SETS ((f.forecast_month_index, c.tier), (f.main_lob, f.forecast_month_index, c.tier))
  UNION ALL
  SELECT x.lob, x.index, ${TIER_OF_CODE}, count(*), 0, 0
  FROM (SELECT a.lob, a.index, a.cn, max(a.code) AS latest FROM assigned a
    GROUP BY GROUPING SETS ((a.index, a.cn), (a.lob, a.index, a.cn))) x
  GROUP BY x.lob, x.index, ${TIER_OF_CODE}
)
SELECT s.lob AS main_lob, s.index AS index, trim_scale(s.tier)::text AS percentage, sum(s.people) AS people,
  trim_scale(sum(s.fte_equivalent))::text AS fte_equivalent, trim_scale(sum(s.capacity))::text AS capacity
FROM sums s GROUP BY s.lob, s.index, s.tier
ORDER BY s.lob NULLS FIRST, s.tier DESC, s.index`;
  return db.query(sql, params.values, readFigures);
}
