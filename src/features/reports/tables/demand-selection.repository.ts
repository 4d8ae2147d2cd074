import { weekStart, weeksOfMonth, type IsoWeek } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import { allOf, constantSql, joinSql, literal, sql, type Sql } from '../../../platform/database/sql';
import { lookUp } from './report-columns.sql';
import type { ChosenReport, ReportContext, ReportFilter, ReportMonth } from './report.model';

/** Months of a report that lie in the range asked for. */
export function monthsInRange(report: ChosenReport, { months }: ReportFilter): ReportMonth[] {
  const { from, to } = months;
  return report.months.filter(
    ({ monthStart }) => (from === undefined || monthStart >= from) && (to === undefined || monthStart < to),
  );
}

/** Condition on the report and month of a row: one of these months. */
export function ofMonths(alias: 'f' | 'a' | 'm', months: readonly ReportMonth[]): Sql {
  const [first] = months;
  if (!first) return sql`false`;
  const row = constantSql(alias);
  const indexes = months.map(({ index }) => index);
  if (months.some(({ reportStart }) => reportStart !== first.reportStart))
    return sql`(${row}.report_year, ${row}.report_month, ${row}.forecast_month_index) IN (
    SELECT * FROM unnest(${reportKeys(months)}, ${indexes}::integer[]))`;
  return allOf([
    sql`${row}.report_year = ${first.reportYear}::integer`,
    sql`${row}.report_month = ${first.reportMonth}::text`,
    ...indexCondition(sql`${row}.forecast_month_index`, indexes),
  ]);
}

/** Of a single month an index yields the rows in order, of a list of months it does not. */
function indexCondition(column: Sql, indexes: readonly number[]): Sql[] {
  const [only, ...others] = indexes;
  if (only !== undefined && others.length === 0) return [sql`${column} = ${only}::integer`];
  return indexes.length < 6 ? [sql`${column} = ANY(${indexes}::integer[])`] : [];
}

/** Two parameters: the years and the months of the reports that months are of. */
export function reportKeys(months: readonly ReportMonth[]): Sql {
  const years = months.map(({ reportYear }) => reportYear);
  const names = months.map(({ reportMonth }) => reportMonth);
  return sql`${years}::integer[], ${names}::text[]`;
}

/** Whether the rows under two aliases are of one report month. */
export function sameMonth(one: string, other: string): Sql {
  const [a, b] = [constantSql(one), constantSql(other)];
  return sql`${a}.report_year = ${b}.report_year AND ${a}.report_month = ${b}.report_month
    AND ${a}.forecast_month_index = ${b}.forecast_month_index`;
}

/** Conditions on the forecast row `f`: of these months, and of the demands asked for. */
export function demandCondition(
  context: ReportContext,
  report: ChosenReport,
  months: readonly ReportMonth[] = monthsInRange(report, context.filter),
): Sql {
  return allOf([ofMonths('f', months), ...namesCondition(context)]);
}

/** Conditions on a forecast row `f`, of whatever month: of the demands asked for. */
export function namesCondition({ filter }: ReportContext): Sql[] {
  const among = (expression: Sql, values: readonly string[] | null | undefined): Sql[] =>
    values ? [sql`${expression} = ANY(${values}::text[])`] : [];
  return [
    ...among(sql`text_key(f.main_lob)`, filter.mainLobs),
    ...among(sql`text_key(f.state)`, filter.states),
    ...among(sql`text_key(f.case_type)`, filter.caseTypes),
    ...among(sql`text_key(f.platform)`, filter.platforms),
    ...among(sql`text_key(f.market)`, filter.markets),
    ...among(sql`f.locality`, filter.localities),
    ...among(sql`f.locality`, filter.workTypes),
    ...among(sql`f.main_lob`, filter.lobScope),
  ];
}

/** The demand-month `f` of the person-week `a`. */
export const ON_DEMAND = sql`a.report_year = f.report_year AND a.report_month = f.report_month
    AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
    AND a.demand_state = f.state AND a.demand_case_type = f.case_type`;

/** Expressions of a person-week: its tier, the person's location (NULL = as now), the demand's month and LOB. */
export interface PersonWeekSource {
  tier: Sql;
  tierName: Sql;
  location: Sql;
  index: Sql;
  mainLob: Sql;
}

/** A number that is greatest for a person's latest week and, within it, the highest tier: tiers have four places. */
export function latestTierCode({ tier }: Pick<PersonWeekSource, 'tier'>): Sql {
  return sql`(a.year * 100 + a.week_number)::bigint * 20000 + (${tier} * 10000)::bigint`;
}

/** The tier in the greatest `latestTierCode` of a person. */
export function tierOfLatest(code: Sql): Sql {
  return sql`((${code} % 20000) * 0.0001)`;
}

/** What a statement reads of each assigned person-week. */
export interface AssignedColumns {
  /** Select list over `f` (forecast) and `a` (assignment), and what differs between live and frozen rows. */
  select: (of: PersonWeekSource) => Sql;
  /** It names no column of `f`: the whole of a report is then read from the assignments alone, which is far quicker. */
  withoutForecast?: boolean;
  /** It names no tier either. */
  withoutTier?: boolean;
  /** Further conditions on `a`. */
  where?: readonly Sql[];
  /** A preview: only those of `first_demand_month`, or only `first_person_week`. Or all live ones by person and week, from an index. */
  first?: 'first_demand_month' | 'first_person_week' | 'by_person_and_week' | undefined;
}

/** The tier `p` of a live assignment: a closed month keeps those that it was closed with. */
const OF_TIER = sql`p.report_year = a.report_year
    AND p.report_month = a.report_month AND p.forecast_month_index = a.forecast_month_index
    AND p.tier_id = a.capacity_tier_id`;
const TIER_OF_MONTH = sql`JOIN (SELECT k.* FROM tier_of_month k OFFSET 0) p ON ${OF_TIER}`;
/** The tier looked up row by row, so that the rows keep their order. */
const LOOK_UP_TIER = lookUp('tier_of_month', 'p', OF_TIER);

/** Expressions that live person-weeks take from today's tables and frozen ones from their copy. */
const LIVE = {
  tier: sql`p.capacity_percentage`,
  tierName: sql`p.tier_name`,
  location: sql`NULL::text`,
};
const FROZEN = {
  tier: sql`a.tier_percentage`,
  tierName: sql`a.tier_name`,
  location: sql`a.location`,
};

const OF_FORECAST = { index: sql`f.forecast_month_index`, mainLob: sql`f.main_lob` };
const OF_ASSIGNMENT = { index: sql`a.forecast_month_index`, mainLob: sql`a.demand_main_lob` };

function filtersDemands({ filter }: ReportContext): boolean {
  return filter.lobScope !== null || narrowsDemands(filter);
}

/** Whether more than the actor's LOBs limit the demands. */
export function narrowsDemands(filter: ReportFilter): boolean {
  const { mainLobs, states, caseTypes, platforms, markets, localities, workTypes } = filter;
  return [mainLobs, states, caseTypes, platforms, markets, localities, workTypes].some(
    (values) => values !== undefined,
  );
}

/**
 * Person-weeks of the demands chosen, live ones from the assignments and frozen ones from their copies, as one relation.
 * Returns undefined when no month is left.
 */
export function assignedRows(
  context: ReportContext,
  report: ChosenReport,
  columns: AssignedColumns,
): Sql | undefined {
  const { select, withoutForecast = false } = columns;
  const months = monthsInRange(report, context.filter);
  const isLean = withoutForecast && !filtersDemands(context);
  const arm = (isFrozen: boolean): Sql => {
    const chosen = months.filter((month) => month.isFrozen === isFrozen);
    const { from, conditions } = personWeeks(isFrozen, columns, {
      demands: () => (isLean ? ofMonths('a', chosen) : demandCondition(context, report, chosen)),
      weeks: () => ofMonths('a', chosen),
    });
    const joinTier = isFrozen || columns.withoutTier ? sql`` : sql` ${tierJoin(columns)}`;
    const joinForecast = isLean || columns.first ? sql`` : sql` JOIN forecast f ON ${ON_DEMAND}`;
    return sql`SELECT ${select({ ...(isFrozen ? FROZEN : LIVE), ...(isLean ? OF_ASSIGNMENT : OF_FORECAST) })}
  FROM ${from}${joinTier}${joinForecast}
  WHERE ${conditions}`;
  };
  const arms = [false, true]
    .filter((isFrozen) => months.some((month) => month.isFrozen === isFrozen))
    .map(arm);
  return arms.length === 0 ? undefined : joinSql(arms, '\n  UNION ALL\n  ');
}

function tierJoin({ first }: AssignedColumns): Sql {
  return first === 'by_person_and_week' ? LOOK_UP_TIER : TIER_OF_MONTH;
}

/** More than any table has. */
const MAX_ROWS = sql`9223372036854775807`;

/** Where an arm takes its person-weeks `a` from; a preview comes with their demands `f`. */
function personWeeks(
  isFrozen: boolean,
  { first, where = [] }: AssignedColumns,
  chosen: { demands: () => Sql; weeks: () => Sql },
): { from: Sql; conditions: Sql } {
  const table = isFrozen ? sql`frozen_assignment` : sql`weekly_resource_assignment`;
  const further = [...(isFrozen ? [] : [sql`a.is_active`]), ...where];
  switch (first) {
    case undefined:
      return { from: sql`${table} a`, conditions: allOf([chosen.demands(), ...further]) };
    case 'first_demand_month':
      return {
        from: sql`first_demand_month f CROSS JOIN LATERAL (SELECT a.* FROM ${table} a WHERE ${allOf([ON_DEMAND, ...further])} OFFSET 0) a`,
        conditions: sql`f.is_frozen = ${literal(isFrozen)}`,
      };
    case 'first_person_week':
      return {
        from: sql`first_person_week a ${lookUp('forecast', 'f', ON_DEMAND)}`,
        conditions: sql`a.is_frozen = ${literal(isFrozen)}`,
      };
    case 'by_person_and_week':
      // Without a limit the planner would not keep the order: with one that is unknown it does, and expects many.
      return {
        from: sql`(SELECT a.* FROM ${table} a WHERE ${allOf([chosen.weeks(), ...further])}
    ORDER BY a.resource_cn, a.year, a.week_number LIMIT (SELECT ${MAX_ROWS})) a ${lookUp('forecast', 'f', ON_DEMAND)}`,
        conditions: sql`true`,
      };
  }
}

/** The ISO weeks of months that the filter leaves, as rows: the month's report, its index, year and week. */
export function weeksOfMonths(months: readonly ReportMonth[], filter: ReportFilter): Sql {
  const weeks = months.flatMap((month) =>
    shownWeeks(month, filter).map(({ year, week }) => ({ ...month, year, week })),
  );
  const numbers = (['index', 'year', 'week'] as const).map(
    (each) => sql`${weeks.map((week) => week[each])}::integer[]`,
  );
  return sql`SELECT * FROM unnest(${reportKeys(weeks)}, ${joinSql(numbers, ', ')})
    AS w (report_year, report_month, forecast_month_index, year, week)`;
}

/** The weeks of a month that the filter leaves. */
export function shownWeeks({ monthStart }: ReportMonth, { weeks: { from, to } }: ReportFilter): IsoWeek[] {
  return weeksOfMonth(monthFromStart(monthStart)).filter((week) => {
    const monday = weekStart(week);
    return (from === undefined || monday >= from) && (to === undefined || monday < to);
  });
}

/** Half-open conditions on a week's Monday. */
export function weekConditions(
  expression: Sql,
  { from, to }: { from: string | undefined; to: string | undefined },
): Sql[] {
  return [
    ...(from === undefined ? [] : [sql`${expression} >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`${expression} < ${to}::date`]),
  ];
}
