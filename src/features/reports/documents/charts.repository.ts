import type { Db, SqlRow } from '../../../platform/database/db';
import {
  assignedRows,
  demandCondition,
  monthsInRange,
  weekCondition,
  weeksOfMonths,
  latestTierCode,
  tierOfLatest,
} from '../tables/demand-selection.repository';
import { JOIN_SUMMARY, SUMMARY_SQL } from '../tables/report-columns.rules';
import type { ChosenReport, ReportContext } from '../tables/report.model';
import { SqlParams } from '../tables/sql-params.rules';

/** Sums of demand-months; exact decimals as text. */
export interface ChartSums {
  index: number | null;
  mainLob: string | null;
  state: string | null;
  caseType: string | null;
  forecast: string;
  capacity: string;
  gap: string;
  fteEquivalent: string;
  fteRequired: string;
  coverage: string | null;
}

const SUMS = `sum(${SUMMARY_SQL.forecast}) AS forecast, sum(${SUMMARY_SQL.capacity}) AS capacity, sum(${SUMMARY_SQL.gap}) AS gap,
  sum(${SUMMARY_SQL.fteEquivalent}) AS fte_equivalent, coalesce(sum(${SUMMARY_SQL.fteRequired}), 0) AS fte_required`;
const SHOWN = `x.forecast::text AS forecast, trim_scale(x.capacity)::text AS capacity, trim_scale(x.gap)::text AS gap,
  trim_scale(x.fte_equivalent)::text AS fte_equivalent, x.fte_required::text AS fte_required,
  trim_scale(quotient6(x.capacity, x.forecast))::text AS coverage`;

function readSums(row: SqlRow): ChartSums {
  return {
    index: (row.index as number | null | undefined) ?? null,
    mainLob: (row.main_lob as string | null | undefined) ?? null,
    state: (row.state as string | null | undefined) ?? null,
    caseType: (row.case_type as string | null | undefined) ?? null,
    forecast: row.forecast as string,
    capacity: row.capacity as string,
    gap: row.gap as string,
    fteEquivalent: row.fte_equivalent as string,
    fteRequired: row.fte_required as string,
    coverage: row.coverage as string | null,
  };
}

/** Sums of each month (`mainLob` null) and of each LOB in each month. */
export function listMonthSums(db: Db, context: ReportContext, report: ChosenReport): Promise<ChartSums[]> {
  const params = new SqlParams();
  const sql = `SELECT x.index AS index, x.main_lob AS main_lob, ${SHOWN} FROM (
    SELECT f.forecast_month_index AS index, f.main_lob AS main_lob, ${SUMS}
    FROM forecast f
    ${JOIN_SUMMARY}
    WHERE ${demandCondition(context, report, params)}
    GROUP BY GROUPING SETS ((f.forecast_month_index), (f.main_lob, f.forecast_month_index))) x
  ORDER BY x.main_lob NULLS FIRST, x.index`;
  return db.query(sql, params.values, readSums);
}

/** Demands by the gap of all months together: the worst shortages, or the largest surpluses. */
export function listExtremeGaps(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
  kind: 'shortage' | 'surplus',
): Promise<ChartSums[]> {
  const params = new SqlParams();
  const [sign, order] = kind === 'shortage' ? ['<', 'ASC'] : ['>', 'DESC'];
  const sql = `SELECT x.main_lob AS main_lob, x.state AS state, x.case_type AS case_type, ${SHOWN} FROM (
    SELECT f.main_lob AS main_lob, f.state AS state, f.case_type AS case_type, ${SUMS}
    FROM forecast f
    ${JOIN_SUMMARY}
    WHERE ${demandCondition(context, report, params)}
    GROUP BY f.main_lob, f.state, f.case_type) x
  WHERE x.gap ${sign} 0
  ORDER BY x.gap ${order}, x.main_lob, x.state, x.case_type LIMIT ${params.use(context.filter.top, 'integer')}`;
  return db.query(sql, params.values, readSums);
}

/** Distinct people of a month or week, in total (`percentage` null) and by tier. */
export interface ChartHeads {
  index: number;
  percentage: string | null;
  people: number;
}

/** Each person of a month once, in the tier of their latest week within the selection. */
export function listMonthHeads(db: Db, context: ReportContext, report: ChosenReport): Promise<ChartHeads[]> {
  const params = new SqlParams();
  const assigned = assignedRows(context, report, params, {
    select: (of) => `${of.index} AS index, a.resource_cn AS cn, ${latestTierCode(of)} AS code`,
    withoutForecast: true,
  });
  if (!assigned) return Promise.resolve([]);
  const sql = `SELECT x.index AS index, trim_scale(x.tier)::text AS percentage, count(*) AS people FROM (
    SELECT a.index AS index, a.cn AS cn, ${tierOfLatest('max(a.code)')} AS tier FROM (${assigned}) a GROUP BY a.index, a.cn) x
  GROUP BY GROUPING SETS ((x.index), (x.index, x.tier))`;
  return db.query(sql, params.values, (row) => ({
    index: row.index as number,
    percentage: row.percentage as string | null,
    people: Number(row.people),
  }));
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
  const params = new SqlParams();
  const weeks = weeksOfMonths(monthsInRange(report, context.filter), context.filter, params);
  const assigned = assignedRows(context, report, params, {
    select: ({ tier }) =>
      `a.year AS year, a.week_number AS week, ${tier} AS tier, a.production_percentage AS percentage, a.weekly_capacity AS capacity`,
    where: weekCondition('iso_week_start(a.year, a.week_number)', context.filter.weeks, params),
    withoutForecast: true,
  });
  const sql = `SELECT y.year AS year, y.week AS week, trim_scale(y.tier)::text AS percentage, count(y.tier) AS people,
    trim_scale(sum(y.percentage))::text AS fte_equivalent, trim_scale(coalesce(sum(y.capacity), 0))::text AS capacity
  FROM (SELECT w.year AS year, w.week AS week, NULL::numeric AS tier, 0::numeric AS percentage, 0::numeric AS capacity
    FROM (${weeks}) w
    ${assigned ? `UNION ALL ${assigned}` : ''}) y
  GROUP BY GROUPING SETS ((y.year, y.week), (y.year, y.week, y.tier))
  HAVING grouping(y.tier) = 1 OR y.tier IS NOT NULL
  ORDER BY y.year, y.week`;
  return db.query(sql, params.values, (row) => ({
    year: row.year as number,
    week: row.week as number,
    percentage: row.percentage as string | null,
    people: Number(row.people),
    fteEquivalent: row.fte_equivalent as string,
    capacity: row.capacity as string,
  }));
}
