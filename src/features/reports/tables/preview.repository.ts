import { weeksOfMonth } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import { allOf, joinSql, sql, type Sql } from '../../../platform/database/sql';
import {
  demandCondition,
  monthsInRange,
  namesCondition,
  ofMonths,
  reportKeys,
} from './demand-selection.repository';
import { demandKey, JOIN_SUMMARY, LOOK_UP_SUMMARY, lookUp } from './report-columns.sql';
import type { ChosenReport, ReportContext, ReportMonth } from './report.model';
import {
  forecastOfLobs,
  KEYED_OF_LOBS,
  namedOfLobs,
  peopleOfLobs,
  VISIBLE_PEOPLE,
} from './walk-of-lobs.repository';

/**
 * The first rows of a table without reading those behind them. Names and people are walked in their order, an index entry
 * a step, and what depends on a step (LATERAL) is read after it: a statement that needs few of them reads few, whatever
 * the planner believes of their number. Who is limited to some LOBs walks these alone (walk-of-lobs.repository.ts).
 */
const ALL_NAMED = sql`named AS (
  (SELECT f.main_lob, f.state, f.case_type FROM forecast f ORDER BY f.main_lob, f.state, f.case_type LIMIT 1)
  UNION ALL
  SELECT x.* FROM named n CROSS JOIN LATERAL (SELECT f.main_lob, f.state, f.case_type FROM forecast f
    WHERE (f.main_lob, f.state, f.case_type) > (n.main_lob, n.state, n.case_type)
    ORDER BY f.main_lob, f.state, f.case_type LIMIT 1) x
)`;
const ALL_KEYED = sql`keyed AS (
  (SELECT ${demandKey('f')} AS key FROM forecast f ORDER BY ${demandKey('f')} LIMIT 1)
  UNION ALL
  SELECT x.* FROM keyed n CROSS JOIN LATERAL (SELECT ${demandKey('f')} AS key FROM forecast f
    WHERE ${demandKey('f')} > n.key ORDER BY ${demandKey('f')} LIMIT 1) x
)`;
const ALL_PEOPLE = sql`person AS (
  (SELECT r.* FROM resource_v2 r ORDER BY r.cn LIMIT 1)
  UNION ALL
  SELECT x.* FROM person w CROSS JOIN LATERAL (SELECT r.* FROM resource_v2 r WHERE r.cn > w.cn ORDER BY r.cn LIMIT 1) x
)`;

/** Named as the demand `n` is spelled. */
const SPELLED_LIKE = sql`f.main_lob = n.main_lob AND f.state = n.state AND f.case_type = n.case_type`;

/** Months as rows `k` in the order given; `month_start` may be that of another month. */
function monthRows(months: readonly (ReportMonth & { shown?: string })[]): Sql {
  const indexes = months.map(({ index }) => index);
  const starts = months.map(({ shown, monthStart }) => shown ?? monthStart);
  const frozen = months.map(({ isFrozen }) => isFrozen);
  return sql`unnest(${reportKeys(months)}, ${indexes}::integer[], ${starts}::date[], ${frozen}::boolean[])
    AS k (report_year, report_month, forecast_month_index, month_start, is_frozen)`;
}

/** The forecast rows `f` of one month `k` that conditions find. */
function inMonth(conditions: readonly Sql[]): Sql {
  const ofMonth = sql`f.report_year = k.report_year AND f.report_month = k.report_month
    AND f.forecast_month_index = k.forecast_month_index`;
  return lookUp('forecast', 'f', allOf([ofMonth, ...conditions]));
}

/** Where a statement takes its demand-months `f` with their summaries `s` from. */
export interface DemandSource {
  ctes: readonly Sql[];
  from: Sql;
  where: Sql;
  joinSummary: Sql;
}

/** All demand-months that are chosen; or, of a preview, the first so many by names and month, in `first_demand_month`. */
export function demandSource(
  context: ReportContext,
  months: readonly ReportMonth[],
  first: { rows: Sql; further?: Sql } | undefined,
): DemandSource {
  if (first === undefined) {
    const where = demandCondition(context, { label: '', reportStart: null, months }, months);
    return { ctes: [], from: sql`forecast f`, where, joinSummary: JOIN_SUMMARY };
  }
  const byMonth = [...months].sort((a, b) => (a.monthStart < b.monthStart ? -1 : 1));
  const conditions = [SPELLED_LIKE, ...namesCondition(context), ...(first.further ? [first.further] : [])];
  const { lobScope } = context.filter;
  const found = sql`first_demand_month AS MATERIALIZED (
  SELECT f.* FROM named n CROSS JOIN LATERAL (SELECT f.*, k.is_frozen
    FROM ${monthRows(byMonth)}
    ${inMonth(conditions)}
    ORDER BY k.month_start) f
  LIMIT ${first.rows}
)`;
  return {
    ctes: [lobScope === null ? ALL_NAMED : namedOfLobs(lobScope), found],
    from: sql`first_demand_month f`,
    where: sql`true`,
    joinSummary: LOOK_UP_SUMMARY,
  };
}

/** The first demands, each as its latest month names it, in `first_demand`. */
export function firstDemands(context: ReportContext, report: ChosenReport, rows: number): Sql[] {
  const latestFirst = monthsInRange(report, context.filter).sort((a, b) =>
    a.monthStart < b.monthStart ? 1 : -1,
  );
  const { lobScope } = context.filter;
  // The months come in the order of the list: what depends on one is read before the next.
  const first = sql`first_demand AS MATERIALIZED (
  SELECT f.* FROM named n CROSS JOIN LATERAL (SELECT f.* FROM ${monthRows(latestFirst)}
    ${ofKeyInMonth(demandKey('n'), context)} LIMIT 1) f
  WHERE ${SPELLED_LIKE}
  LIMIT ${rows}::bigint
)`;
  return [lobScope === null ? ALL_NAMED : namedOfLobs(lobScope), first];
}

/** A side of a comparison: its months, each with the one that it is shown in. */
export type ShownMonth = ReportMonth & { shown: string };

/** The first rows of a comparison, in `first_pair`: numbers of the forecast rows on both sides, null for one that lacks. */
export function firstPairs(
  context: ReportContext,
  sides: { current: readonly ShownMonth[]; prior: readonly ShownMonth[] },
  rows: number,
): Sql[] {
  const { lobScope } = context.filter;
  const found = (months: readonly ShownMonth[]): Sql =>
    sql`(SELECT f.id, k.month_start FROM ${monthRows(months)}
      ${ofKeyInMonth(sql`n.key`, context)})`;
  const first = sql`first_pair AS MATERIALIZED (
  SELECT p.* FROM keyed n CROSS JOIN LATERAL (
    SELECT c.id AS current_id, o.id AS prior_id
    FROM ${found(sides.current)} c
    FULL JOIN ${found(sides.prior)} o ON o.month_start = c.month_start
    ORDER BY coalesce(c.month_start, o.month_start)) p
  LIMIT ${rows}::bigint
)`;
  return [lobScope === null ? ALL_KEYED : KEYED_OF_LOBS, first];
}

/** The forecast row `f` of a demand by its key in one month `k`: row-level security lets no index be searched by a key. */
function ofKeyInMonth(key: Sql, context: ReportContext): Sql {
  const names = namesCondition(context);
  return context.filter.lobScope === null
    ? inMonth([sql`${demandKey('f')} = ${key}`, ...names])
    : lookUp('forecast', 'f', allOf([forecastOfLobs(key), ...names]));
}

/** The first people of the roster, in `first_person`. */
export function firstPeople(rows: number, lobScope: readonly string[] | null): Sql[] {
  return [
    lobScope === null ? ALL_PEOPLE : VISIBLE_PEOPLE,
    sql`first_person AS MATERIALIZED (SELECT w.* FROM person w LIMIT ${rows}::bigint)`,
  ];
}

const OF_WEEK = sql`a.resource_cn, a.year, a.week_number, a.production_percentage, a.weekly_capacity, a.assignment_type, a.pinned,
    a.assigned_by, a.capacity_tier_id, a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state,
    a.demand_case_type`;

/** The first person-weeks by person and week, in `first_person_week`; `where`: further conditions on them. */
export function firstPersonWeeks(
  context: ReportContext,
  report: ChosenReport,
  { where, rows }: { where: readonly Sql[]; rows: number },
): Sql[] {
  const months = monthsInRange(report, context.filter);
  const live = months.filter(({ isFrozen }) => !isFrozen);
  const { lobScope } = context.filter;
  const ofLobs = lobScope === null ? [] : [sql`a.demand_main_lob = ANY(${lobScope}::text[])`];
  const ofPerson = [sql`a.resource_cn = w.cn`, ...ofLobs, ...where];
  const arms = [
    ...(live.length === 0
      ? []
      : [
          sql`SELECT ${OF_WEEK}, NULL::text AS tier_name, NULL::numeric AS tier_percentage, NULL::text AS location, false AS is_frozen
    FROM weekly_resource_assignment a
    WHERE ${allOf([...ofPerson, sql`a.is_active`, ofMonths('a', live), ...inWeeksOf(live)])}`,
        ]),
    // The copies are indexed month by month.
    ...months
      .filter(({ isFrozen }) => isFrozen)
      .map(
        (month) => sql`SELECT ${OF_WEEK}, a.tier_name, a.tier_percentage, a.location, true
    FROM frozen_assignment a WHERE ${allOf([...ofPerson, ofMonths('a', [month])])}`,
      ),
  ];
  const first = sql`first_person_week AS MATERIALIZED (
  SELECT a.* FROM person w CROSS JOIN LATERAL (
    ${joinSql(arms, '\n    UNION ALL\n    ')}
    ORDER BY year, week_number) a
  LIMIT ${rows}::bigint
)`;
  return [lobScope === null ? ALL_PEOPLE : peopleOfLobs(lobScope), first];
}

/** Months are weeks in a row: bounds that the index of people and weeks can use, which months are not. */
function inWeeksOf(months: readonly ReportMonth[]): Sql[] {
  const starts = months.map(({ monthStart }) => monthStart).sort();
  const week = (start: string | undefined, at: number): Sql => {
    const { year, week: number } = weeksOfMonth(monthFromStart(start ?? '')).at(at) ?? { year: 0, week: 0 };
    return sql`(${year}::integer, ${number}::integer)`;
  };
  return [
    sql`(a.year, a.week_number) >= ${week(starts[0], 0)}`,
    sql`(a.year, a.week_number) <= ${week(starts.at(-1), -1)}`,
  ];
}
