import type { Db } from '../../../platform/database/db';
import { sql } from '../../../platform/database/sql';
import {
  assignedRows,
  demandCondition,
  monthsInRange,
  weekConditions,
  weeksOfMonths,
  latestTierCode,
  tierOfLatest,
} from '../tables/demand-selection.repository';
import { JOIN_SUMMARY, SUMMARY_SQL } from '../tables/report-columns.sql';
import type { ChosenReport, ReportContext } from '../tables/report.model';

/** Sums of demand-months; exact decimals as text. */
interface ChartSums {
  forecast: string;
  capacity: string;
  gap: string;
  fteEquivalent: string;
  fteRequired: string;
  coverage: string | null;
}

/** Sums of a month, of everything chosen (`mainLob` null) or of one LOB. */
export interface MonthSums extends ChartSums {
  index: number;
  mainLob: string | null;
}

/** Sums of a demand over all months. */
export interface DemandSums extends ChartSums {
  mainLob: string;
  state: string;
  caseType: string;
}

const SUMS = sql`sum(${SUMMARY_SQL.forecast}) AS forecast, sum(${SUMMARY_SQL.capacity}) AS capacity, sum(${SUMMARY_SQL.gap}) AS gap,
  sum(${SUMMARY_SQL.fteEquivalent}) AS fte_equivalent, coalesce(sum(${SUMMARY_SQL.fteRequired}), 0) AS fte_required`;
const SHOWN = sql`x.forecast::text AS forecast, trim_scale(x.capacity)::text AS capacity, trim_scale(x.gap)::text AS gap,
  trim_scale(x.fte_equivalent)::text AS "fteEquivalent", x.fte_required::text AS "fteRequired",
  trim_scale(quotient6(x.capacity, x.forecast))::text AS coverage`;

/** Sums of each month and of each LOB in each month. */
export function listMonthSums(db: Db, context: ReportContext, report: ChosenReport): Promise<MonthSums[]> {
  return db.query(sql`SELECT x.index AS index, x.main_lob AS "mainLob", ${SHOWN} FROM (
    SELECT f.forecast_month_index AS index, f.main_lob AS main_lob, ${SUMS}
    FROM forecast f
    ${JOIN_SUMMARY}
    WHERE ${demandCondition(context, report)}
    GROUP BY GROUPING SETS ((f.forecast_month_index), (f.main_lob, f.forecast_month_index))) x
  ORDER BY x.main_lob NULLS FIRST, x.index`);
}

const EXTREMES = {
  shortage: { isSuch: sql`x.gap < 0`, order: sql`x.gap ASC` },
  surplus: { isSuch: sql`x.gap > 0`, order: sql`x.gap DESC` },
} as const;

/** Demands by the gap of all months together: the worst shortages, or the largest surpluses. */
export function listExtremeGaps(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
  kind: keyof typeof EXTREMES,
): Promise<DemandSums[]> {
  const { isSuch, order } = EXTREMES[kind];
  return db.query(sql`SELECT x.main_lob AS "mainLob", x.state AS state, x.case_type AS "caseType", ${SHOWN} FROM (
    SELECT f.main_lob AS main_lob, f.state AS state, f.case_type AS case_type, ${SUMS}
    FROM forecast f
    ${JOIN_SUMMARY}
    WHERE ${demandCondition(context, report)}
    GROUP BY f.main_lob, f.state, f.case_type) x
  WHERE ${isSuch}
  ORDER BY ${order}, x.main_lob, x.state, x.case_type LIMIT ${context.filter.top}::integer`);
}

/** Distinct people of a month or week, in total (`percentage` null) and by tier. */
export interface ChartHeads {
  index: number;
  percentage: string | null;
  people: number;
}

/** Each person of a month once, in the tier of their latest week within the selection. */
export async function listMonthHeads(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
): Promise<ChartHeads[]> {
  const assigned = assignedRows(context, report, {
    select: (of) => sql`${of.index} AS index, a.resource_cn AS cn, ${latestTierCode(of)} AS code`,
    withoutForecast: true,
  });
  if (!assigned) return [];
  return db.query(sql`SELECT x.index AS index, trim_scale(x.tier)::text AS percentage, count(*)::integer AS people FROM (
    SELECT a.index AS index, a.cn AS cn, ${tierOfLatest(sql`max(a.code)`)} AS tier FROM (${assigned}) a GROUP BY a.index, a.cn) x
  GROUP BY GROUPING SETS ((x.index), (x.index, x.tier))`);
}

/** What one ISO week can produce; one row per week and tier, and one in total (`percentage` null). */
export interface ChartWeek {
  year: number;
  week: number;
  percentage: string | null;
  people: number;
  fteEquivalent: string;
  capacity: string;
}

/** Every ISO week of the months chosen, also those without anyone. */
export function listWeeks(db: Db, context: ReportContext, report: ChosenReport): Promise<ChartWeek[]> {
  const { filter } = context;
  const assigned = assignedRows(context, report, {
    select: ({ tier }) =>
      sql`a.year AS year, a.week_number AS week, ${tier} AS tier, a.production_percentage AS percentage, a.weekly_capacity AS capacity`,
    where: weekConditions(sql`iso_week_start(a.year, a.week_number)`, filter.weeks),
    withoutForecast: true,
  });
  return db.query(sql`SELECT y.year AS year, y.week AS week, trim_scale(y.tier)::text AS percentage,
    count(y.tier)::integer AS people, trim_scale(sum(y.percentage))::text AS "fteEquivalent",
    trim_scale(coalesce(sum(y.capacity), 0))::text AS capacity
  FROM (SELECT w.year AS year, w.week AS week, NULL::numeric AS tier, 0::numeric AS percentage, 0::numeric AS capacity
    FROM (${weeksOfMonths(monthsInRange(report, filter), filter)}) w
    ${assigned ? sql`UNION ALL ${assigned}` : sql``}) y
  GROUP BY GROUPING SETS ((y.year, y.week), (y.year, y.week, y.tier))
  HAVING grouping(y.tier) = 1 OR y.tier IS NOT NULL
  ORDER BY y.year, y.week`);
}
