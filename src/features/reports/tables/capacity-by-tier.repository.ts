import type { Db } from '../../../platform/database/db';
import { joinSql, literal, sql, type Sql } from '../../../platform/database/sql';
import {
  assignedRows,
  demandCondition,
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
} from './report-columns.sql';
import type {
  ChosenReport,
  ReportContext,
  ReportMonth,
  ReportStatement,
  SelectedColumn,
} from './report.model';

/** The number of the tier stands in the last 20 bits of a person's latest week. */
const TIER_IDS = literal(1_048_576);
const TIER_OF_CODE = tierOfLatest(sql`(x.latest / ${TIER_IDS})`);
const TIER_ID_OF_CODE = sql`(x.latest % ${TIER_IDS})::integer`;

const NOBODY = sql`SELECT 0 AS id, 0 AS index, '' AS lob, '' AS cn, 0::numeric AS tier, 0 AS tier_id, 0::numeric AS percentage,
  0::numeric AS capacity, 0::bigint AS code WHERE false`;

/**
 * `cell`: a row per demand-month and tier; `assigned`: the person-weeks; `month`: the months with their weeks; `listed`: the
 * tiers that every demand of a month has a row for. `limit`: enough for so many rows.
 */
function cells(context: ReportContext, report: ChosenReport, limit: number | undefined) {
  const months = monthsInRange(report, context.filter);
  const first = limit === undefined ? undefined : firstWith(limit);
  const source = demandSource(context, months, first);
  const assigned =
    assignedRows(context, report, {
      select: (
        of,
      ) => sql`f.id AS id, f.forecast_month_index AS index, f.main_lob AS lob, a.resource_cn AS cn, ${of.tier} AS tier, a.capacity_tier_id AS tier_id,
    a.production_percentage AS percentage, a.weekly_capacity AS capacity, (${latestTierCode(of)}) * ${TIER_IDS} + a.capacity_tier_id AS code`,
      first: first && 'first_demand_month',
    }) ?? NOBODY;
  const before = [
    sql`assigned AS MATERIALIZED (
  ${assigned}
)`,
    partOf(source),
    CELL,
  ];
  return { ctes: [monthRows(months), LISTED, ...source.ctes, ...before], source };
}

function monthRows(months: readonly ReportMonth[]): Sql {
  return sql`month AS MATERIALIZED (
  SELECT m.*, iso_weeks_in_month(m.month_start) AS weeks FROM forecast_report_month m
  WHERE ${ofMonths('m', months)}
)`;
}

const LISTED = sql`listed AS MATERIALIZED (
  SELECT m.report_year, m.report_month, m.forecast_month_index, k.capacity_percentage AS percentage, k.tier_id
  FROM month m JOIN tier_of_month k USING (report_year, report_month, forecast_month_index)
  WHERE k.is_active AND NOT m.is_frozen
  UNION ALL
  SELECT m.report_year, m.report_month, m.forecast_month_index, k.capacity_percentage, k.tier_id
  FROM month m JOIN frozen_month_tier k USING (report_year, report_month, forecast_month_index)
)`;

/** How many demand-months have so many rows, and which have any: tiers that are listed, or people. */
function firstWith(limit: number): { rows: Sql; further: Sql } {
  const fewest = sql`(SELECT coalesce(min(c.tiers), 1) FROM (SELECT greatest(count(t.tier_id), 1) AS tiers
    FROM month m LEFT JOIN listed t ON ${sameMonth('t', 'm')} GROUP BY m.id) c)`;
  return {
    rows: sql`ceil(${limit}::bigint::numeric / ${fewest})::bigint`,
    further: sql`(EXISTS (SELECT FROM listed t WHERE ${sameMonth('t', 'f')})
      OR EXISTS (SELECT FROM frozen_assignment a WHERE ${ON_DEMAND}))`,
  };
}

/** Capacity, people and listed tiers, each in rows of its own. */
function partOf({ from, where }: DemandSource): Sql {
  return sql`part AS (
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
}

const CELL = sql`cell AS (
  SELECT p.id, p.tier, p.tier_id, sum(p.people) AS people, sum(p.percentages) AS percentages, coalesce(sum(p.capacity), 0) AS capacity
  FROM part p GROUP BY p.id, p.tier, p.tier_id
)`;

/** A row per demand-month and tier: every tier that was active when the month was frozen or closed, else every active one, and any other with people or capacity. */
export function capacityByTierStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const { ctes, source } = cells(context, report, context.filter.limit);
  return flatTable({
    columns: COLUMNS,
    ctes,
    from: sql`FROM cell c
  JOIN ${source.from} ON f.id = c.id
  JOIN month m ON ${sameMonth('m', 'f')}
  ${source.joinSummary}`,
    orderBy: sql`f.main_lob, f.state, f.case_type, m.month_start, c.tier DESC, c.tier_id`,
    count: countCells(context, report),
  });
}

/** A row per demand-month and tier that is listed for the month or has people; nothing is added up. */
function countCells(context: ReportContext, report: ChosenReport): Sql {
  const assigned = assignedRows(context, report, {
    select: ({ tier }) => sql`f.id AS id, a.capacity_tier_id AS tier_id, ${tier} AS tier`,
  });
  return sql`WITH ${monthRows(monthsInRange(report, context.filter))}, ${LISTED}
SELECT count(*) AS count FROM (
  SELECT f.id, t.tier_id, t.percentage FROM forecast f JOIN listed t ON ${sameMonth('t', 'f')}
  WHERE ${demandCondition(context, report)}
  ${assigned ? sql`UNION (${assigned})` : sql``}) x`;
}

const COLUMNS: readonly SelectedColumn[] = [
  ...DEMAND_COLUMNS,
  MONTH_COLUMN,
  column('tier', 'text', sql`tier_label(c.tier)`, 'Tier, e.g. 75%.'),
  column('tier_percentage', 'decimal', sql`trim_scale(c.tier)`, 'Percentage of the tier as a fraction.'),
  column(
    'fte_count',
    'integer',
    sql`c.people`,
    'Distinct people whose latest week of the month is at this tier.',
  ),
  column(
    'fte_equivalent',
    'decimal',
    sql`trim_scale(quotient6(c.percentages, m.weeks))`,
    'Σ production percentage of the weeks at this tier ÷ ISO weeks of the month, 6 places.',
  ),
  column(
    'capacity',
    'decimal',
    sql`trim_scale(c.capacity)`,
    'Cases that the weeks at this tier can produce.',
  ),
  MONTH_START_COLUMN,
  column('report_month', 'text', sql`m.report_month`, 'Month of the forecast report.'),
  column('report_year', 'integer', sql`m.report_year`, 'Year of the forecast report.'),
  column(
    'forecast_month_index',
    'integer',
    sql`m.forecast_month_index`,
    'Which of the report’s six months, 1 to 6.',
  ),
  column('tier_id', 'integer', sql`c.tier_id`, 'Number of the capacity tier: relates to tiers.'),
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

/** Sums and distinct head counts by tier and month, of everything chosen and of each LOB. */
export function findTierFigures(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
): Promise<TierFigures[]> {
  const { ctes } = cells(context, report, undefined);
  return db.query(sql`WITH ${joinSql(ctes, ', ')}, sums AS (
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
SELECT s.lob AS "mainLob", s.index AS index, trim_scale(s.tier)::text AS percentage, sum(s.people)::integer AS "fteCount",
  trim_scale(sum(s.fte_equivalent))::text AS "fteEquivalent", trim_scale(sum(s.capacity))::text AS capacity
FROM sums s GROUP BY s.lob, s.index, s.tier
ORDER BY s.lob NULLS FIRST, s.tier DESC, s.index`);
}
