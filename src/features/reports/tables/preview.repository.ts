import { weeksOfMonth } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import {
  demandCondition,
  monthsInRange,
  namesCondition,
  ofMonths,
  reportKeys,
} from './demand-selection.repository';
import { demandKey, JOIN_SUMMARY, LOOK_UP_SUMMARY, lookUp } from './report-columns.rules';
import type { ChosenReport, ReportContext, ReportMonth } from './report.model';
import type { SqlParams } from './sql-params.rules';

/**
 * The first rows of a table without reading those behind them. Names and people are walked in their order, an index entry
 * a step, and what depends on a step (LATERAL) is read after it: a statement that needs few of them reads few, whatever
 * the planner believes of their number.
 */
const NAMED = `named AS (
  (SELECT f.main_lob, f.state, f.case_type FROM forecast f ORDER BY f.main_lob, f.state, f.case_type LIMIT 1)
  UNION ALL
  SELECT x.* FROM named n CROSS JOIN LATERAL (SELECT f.main_lob, f.state, f.case_type FROM forecast f
    WHERE (f.main_lob, f.state, f.case_type) > (n.main_lob, n.state, n.case_type)
    ORDER BY f.main_lob, f.state, f.case_type LIMIT 1) x
)`;
const KEYED = `keyed AS (
  (SELECT ${demandKey('f')} AS key FROM forecast f ORDER BY ${demandKey('f')} LIMIT 1)
  UNION ALL
  SELECT x.* FROM keyed n CROSS JOIN LATERAL (SELECT ${demandKey('f')} AS key FROM forecast f
    WHERE ${demandKey('f')} > n.key ORDER BY ${demandKey('f')} LIMIT 1) x
)`;
const PERSON = `person AS (
  (SELECT r.* FROM resource_v2 r ORDER BY r.cn LIMIT 1)
  UNION ALL
  SELECT x.* FROM person w CROSS JOIN LATERAL (SELECT r.* FROM resource_v2 r WHERE r.cn > w.cn ORDER BY r.cn LIMIT 1) x
)`;

/** Named as it is spelled there. */
function spelledLike(alias: string, name: string): string {
  return `${alias}.main_lob = ${name}.main_lob AND ${alias}.state = ${name}.state AND ${alias}.case_type = ${name}.case_type`;
}

/** Months as rows `k` in the order given; `month_start` may be that of another month. */
function monthRows(months: readonly (ReportMonth & { shown?: string })[], params: SqlParams): string {
  const indexes = params.use(
    months.map(({ index }) => index),
    'integer[]',
  );
  const starts = params.use(
    months.map(({ shown, monthStart }) => shown ?? monthStart),
    'date[]',
  );
  const frozen = params.use(
    months.map(({ isFrozen }) => isFrozen),
    'boolean[]',
  );
  return `unnest(${reportKeys(months, params)}, ${indexes}, ${starts}, ${frozen})
    AS k (report_year, report_month, forecast_month_index, month_start, is_frozen)`;
}

/** The forecast rows of one month `k` that a condition finds. */
function inMonth(alias: string, conditions: readonly string[]): string {
  const ofMonth = ['report_year', 'report_month', 'forecast_month_index'].map(
    (column) => `${alias}.${column} = k.${column}`,
  );
  return lookUp('forecast', alias, [...ofMonth, ...conditions].join(' AND '));
}

/** Where a statement takes its demand-months `f` with their summaries `s` from. */
export interface DemandSource {
  ctes: readonly string[];
  from: string;
  where: string;
  joinSummary: string;
}

/** All demand-months that are chosen; or, of a preview, the first `most` by names and month, in `first_demand_month`. */
export function demandSource(
  context: ReportContext,
  months: readonly ReportMonth[],
  params: SqlParams,
  most: { rows: string; further?: string } | undefined,
): DemandSource {
  if (most === undefined) {
    const where = demandCondition(context, { label: '', reportStart: null, months }, params, months);
    return { ctes: [], from: 'forecast f', where, joinSummary: JOIN_SUMMARY };
  }
  const byMonth = [...months].sort((a, b) => (a.monthStart < b.monthStart ? -1 : 1));
  const conditions = [...namesCondition('f', context, params), ...(most.further ? [most.further] : [])];
  const first = `first_demand_month AS MATERIALIZED (
  SELECT f.* FROM named n CROSS JOIN LATERAL (SELECT f.*, k.is_frozen
    FROM ${monthRows(byMonth, params)}
    ${inMonth('f', [spelledLike('f', 'n'), ...conditions])}
    ORDER BY k.month_start) f
  LIMIT ${most.rows}
)`;
  return { ctes: [NAMED, first], from: 'first_demand_month f', where: 'true', joinSummary: LOOK_UP_SUMMARY };
}

/** The first demands, each as its latest month names it, in `first_demand`. */
export function firstDemands(
  context: ReportContext,
  report: ChosenReport,
  params: SqlParams,
  rows: number,
): string[] {
  const latestFirst = monthsInRange(report, context.filter).sort((a, b) =>
    a.monthStart < b.monthStart ? 1 : -1,
  );
  const conditions = [`${demandKey('f')} = ${demandKey('n')}`, ...namesCondition('f', context, params)];
  // The months come in the order of the list: what depends on one is read before the next.
  const first = `first_demand AS MATERIALIZED (
  SELECT f.* FROM named n CROSS JOIN LATERAL (SELECT f.* FROM ${monthRows(latestFirst, params)}
    ${inMonth('f', conditions)} LIMIT 1) f
  WHERE ${spelledLike('f', 'n')}
  LIMIT ${params.use(rows, 'bigint')}
)`;
  return [NAMED, first];
}

/** A side of a comparison: its months, each with the one that it is shown in. */
export type ShownMonth = ReportMonth & { shown: string };

/** The first rows of a comparison, in `first_pair`: numbers of the forecast rows on both sides, null for one that lacks. */
export function firstPairs(
  context: ReportContext,
  sides: { current: readonly ShownMonth[]; prior: readonly ShownMonth[] },
  params: SqlParams,
  rows: number,
): string[] {
  const found = (months: readonly ShownMonth[]): string => {
    const conditions = [`${demandKey('f')} = n.key`, ...namesCondition('f', context, params)];
    return `(SELECT f.id, k.month_start FROM ${monthRows(months, params)}
      ${inMonth('f', conditions)})`;
  };
  const first = `first_pair AS MATERIALIZED (
  SELECT p.* FROM keyed n CROSS JOIN LATERAL (
    SELECT c.id AS current_id, o.id AS prior_id
    FROM ${found(sides.current)} c
    FULL JOIN ${found(sides.prior)} o ON o.month_start = c.month_start
    ORDER BY coalesce(c.month_start, o.month_start)) p
  LIMIT ${params.use(rows, 'bigint')}
)`;
  return [KEYED, first];
}

/** The first people of the roster, in `first_person`. */
export function firstPeople(params: SqlParams, rows: number): string[] {
  return [
    PERSON,
    `first_person AS MATERIALIZED (SELECT w.* FROM person w LIMIT ${params.use(rows, 'bigint')})`,
  ];
}

const OF_WEEK = `a.resource_cn, a.year, a.week_number, a.production_percentage, a.weekly_capacity, a.assignment_type, a.pinned,
    a.assigned_by, a.capacity_tier_id, a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state,
    a.demand_case_type`;

/** The first person-weeks by person and week, in `first_person_week`; `where`: further conditions on them. */
export function firstPersonWeeks(
  context: ReportContext,
  report: ChosenReport,
  params: SqlParams,
  { where, rows }: { where: string; rows: number },
): string[] {
  const months = monthsInRange(report, context.filter);
  const live = months.filter(({ isFrozen }) => !isFrozen);
  const ofPerson = `a.resource_cn = w.cn${where}`;
  const arms = [
    ...(live.length === 0
      ? []
      : [
          `SELECT ${OF_WEEK}, NULL::text AS tier_name, NULL::numeric AS tier_percentage, NULL::text AS location, false AS is_frozen
    FROM weekly_resource_assignment a
    WHERE ${ofPerson} AND a.is_active AND ${ofMonths('a', live, params)}${inWeeksOf(live, params)}`,
        ]),
    // The copies are indexed month by month.
    ...months
      .filter(({ isFrozen }) => isFrozen)
      .map(
        (month) => `SELECT ${OF_WEEK}, a.tier_name, a.tier_percentage, a.location, true
    FROM frozen_assignment a WHERE ${ofPerson} AND ${ofMonths('a', [month], params)}`,
      ),
  ];
  const first = `first_person_week AS MATERIALIZED (
  SELECT a.* FROM person w CROSS JOIN LATERAL (
    ${arms.join('\n    UNION ALL\n    ')}
    ORDER BY year, week_number) a
  LIMIT ${params.use(rows, 'bigint')}
)`;
  return [PERSON, first];
}

/** Months are weeks in a row: bounds that the index of people and weeks can use, which months are not. */
function inWeeksOf(months: readonly ReportMonth[], params: SqlParams): string {
  const starts = months.map(({ monthStart }) => monthStart).sort();
  const week = (start: string | undefined, at: number): string => {
    const { year, week: number } = weeksOfMonth(monthFromStart(start ?? '')).at(at) ?? { year: 0, week: 0 };
    return `(${params.use(year, 'integer')}, ${params.use(number, 'integer')})`;
  };
  return ` AND (a.year, a.week_number) >= ${week(starts[0], 0)} AND (a.year, a.week_number) <= ${week(starts.at(-1), -1)}`;
}
