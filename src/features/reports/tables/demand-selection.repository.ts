import { weekStart, weeksOfMonth, type IsoWeek } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import { lookUp } from './report-columns.rules';
import type { ChosenReport, ReportContext, ReportFilter, ReportMonth } from './report.model';
import type { SqlParams } from './sql-params.rules';

/** Months of a report that lie in the range asked for. */
export function monthsInRange(report: ChosenReport, { months }: ReportFilter): ReportMonth[] {
  const { from, to } = months;
  return report.months.filter(
    ({ monthStart }) => (from === undefined || monthStart >= from) && (to === undefined || monthStart < to),
  );
}

/** Condition on the report and month of a row: one of these months. */
export function ofMonths(alias: 'f' | 'a' | 'm', months: readonly ReportMonth[], params: SqlParams): string {
  const [first] = months;
  if (!first) return 'false';
  const indexes = months.map(({ index }) => index);
  if (months.some(({ reportStart }) => reportStart !== first.reportStart))
    return `(${alias}.report_year, ${alias}.report_month, ${alias}.forecast_month_index) IN (
    SELECT * FROM unnest(${reportKeys(months, params)}, ${params.use(indexes, 'integer[]')}))`;
  return [
    `${alias}.report_year = ${params.use(first.reportYear, 'integer')}`,
    `${alias}.report_month = ${params.use(first.reportMonth, 'text')}`,
    ...indexCondition(`${alias}.forecast_month_index`, indexes, params),
  ].join(' AND ');
}

/** Of a single month an index yields the rows in order, of a list of months it does not. */
function indexCondition(column: string, indexes: readonly number[], params: SqlParams): string[] {
  const [only, ...others] = indexes;
  if (others.length === 0) return [`${column} = ${params.use(only, 'integer')}`];
  return indexes.length < 6 ? [`${column} = ANY(${params.use(indexes, 'integer[]')})`] : [];
}

/** Two parameters: the years and the months of the reports that months are of. */
export function reportKeys(months: readonly ReportMonth[], params: SqlParams): string {
  const years = params.use(
    months.map(({ reportYear }) => reportYear),
    'integer[]',
  );
  const names = params.use(
    months.map(({ reportMonth }) => reportMonth),
    'text[]',
  );
  return `${years}, ${names}`;
}

/** Whether two rows are of one report month. */
export function sameMonth(a: string, b: string): string {
  return `${a}.report_year = ${b}.report_year AND ${a}.report_month = ${b}.report_month
    AND ${a}.forecast_month_index = ${b}.forecast_month_index`;
}

/** Conditions on the forecast row `f`: of these months, and of the demands asked for. */
export function demandCondition(
  context: ReportContext,
  report: ChosenReport,
  params: SqlParams,
  months: readonly ReportMonth[] = monthsInRange(report, context.filter),
): string {
  return [ofMonths('f', months, params), ...namesCondition('f', context, params)].join(' AND ');
}

/** Conditions on a forecast row, of whatever month: of the demands asked for. */
export function namesCondition(f: string, { filter }: ReportContext, params: SqlParams): string[] {
  const conditions: string[] = [];
  const among = (expression: string, values: readonly string[] | null | undefined): void => {
    if (values) conditions.push(`${expression} = ANY(${params.use(values, 'text[]')})`);
  };
  among(`text_key(${f}.main_lob)`, filter.mainLobs);
  among(`text_key(${f}.state)`, filter.states);
  among(`text_key(${f}.case_type)`, filter.caseTypes);
  among(`text_key(${f}.platform)`, filter.platforms);
  among(`text_key(${f}.market)`, filter.markets);
  among(`${f}.locality`, filter.localities);
  among(`${f}.locality`, filter.workTypes);
  among(`${f}.main_lob`, filter.lobScope);
  return conditions;
}

/** The demand-month `f` of the person-week `a`. */
export const ON_DEMAND = `a.report_year = f.report_year AND a.report_month = f.report_month
    AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
    AND a.demand_state = f.state AND a.demand_case_type = f.case_type`;

/** Expressions of a person-week: its tier, the person's location (NULL = as now), the demand's month and LOB. */
export interface PersonWeekSource {
  tier: string;
  tierName: string;
  location: string;
  index: string;
  mainLob: string;
}

/** A number that is greatest for a person's latest week and, within it, the highest tier: tiers have four places. */
export function latestTierCode({ tier }: Pick<PersonWeekSource, 'tier'>): string {
  return `(a.year * 100 + a.week_number)::bigint * 20000 + (${tier} * 10000)::bigint`;
}

/** The tier in the greatest `latestTierCode` of a person. */
export function tierOfLatest(code: string): string {
  return `((${code} % 20000) * 0.0001)`;
}

/** What a statement reads of each assigned person-week. */
export interface AssignedColumns {
  /** Select list over `f` (forecast) and `a` (assignment), and what differs between live and frozen rows. */
  select: (of: PersonWeekSource) => string;
  /** It names no column of `f`: the whole of a report is then told from the assignments alone, which is far quicker. */
  withoutForecast?: boolean;
  /** Further conditions on `a`. */
  where?: string;
  /** A preview: only those of `first_demand_month`, or only `first_person_week`. Or all live ones by person and week, from an index. */
  first?: 'first_demand_month' | 'first_person_week' | 'by_person_and_week' | undefined;
}

const OF_TIER = (alias: string): string => `${alias}.report_year = a.report_year
    AND ${alias}.report_month = a.report_month AND ${alias}.forecast_month_index = a.forecast_month_index
    AND ${alias}.tier_id = a.capacity_tier_id`;
/** The tier of a live assignment: a closed month keeps those that it was closed with. */
const TIER_OF_MONTH = `JOIN (SELECT k.* FROM tier_of_month k OFFSET 0) p ON ${OF_TIER('p')}`;
/** The same looked up row by row, so that the rows keep their order. */
const LOOK_UP_TIER = lookUp('tier_of_month', 'p', OF_TIER('p'));

/** Expressions that live person-weeks take from today's tables and frozen ones from their copy. */
const LIVE = {
  tier: 'p.capacity_percentage',
  tierName: 'p.tier_name',
  location: 'NULL::text',
};
const FROZEN = {
  tier: 'a.tier_percentage',
  tierName: 'a.tier_name',
  location: 'a.location',
};

const OF_FORECAST = { index: 'f.forecast_month_index', mainLob: 'f.main_lob' };
const OF_ASSIGNMENT = { index: 'a.forecast_month_index', mainLob: 'a.demand_main_lob' };

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
  params: SqlParams,
  columns: AssignedColumns,
): string | undefined {
  const { select, where = '', withoutForecast = false } = columns;
  const months = monthsInRange(report, context.filter);
  const isLean = withoutForecast && !filtersDemands(context);
  const arm = (isFrozen: boolean): string => {
    const chosen = months.filter((month) => month.isFrozen === isFrozen);
    const { from, conditions } = personWeeks(isFrozen, where, columns, {
      demands: () =>
        isLean ? ofMonths('a', chosen, params) : demandCondition(context, report, params, chosen),
      weeks: () => ofMonths('a', chosen, params),
    });
    const tier = columns.first === 'by_person_and_week' ? LOOK_UP_TIER : TIER_OF_MONTH;
    const joinForecast = isLean || columns.first ? '' : ` JOIN forecast f ON ${ON_DEMAND}`;
    return `SELECT ${select({ ...(isFrozen ? FROZEN : LIVE), ...(isLean ? OF_ASSIGNMENT : OF_FORECAST) })}
  FROM ${from}${isFrozen ? '' : ` ${tier}`}${joinForecast}
  WHERE ${conditions}`;
  };
  const arms = [false, true]
    .filter((isFrozen) => months.some((month) => month.isFrozen === isFrozen))
    .map(arm);
  return arms.length === 0 ? undefined : arms.join('\n  UNION ALL\n  ');
}

/** More than any table has. */
const MOST_ROWS = '9223372036854775807';

/** Where an arm takes its person-weeks `a` from; a preview comes with their demands `f`. */
function personWeeks(
  isFrozen: boolean,
  where: string,
  { first }: AssignedColumns,
  chosen: { demands: () => string; weeks: () => string },
): { from: string; conditions: string } {
  const table = isFrozen ? 'frozen_assignment' : 'weekly_resource_assignment';
  const further = `${isFrozen ? '' : ' AND a.is_active'}${where}`;
  switch (first) {
    case undefined:
      return { from: `${table} a`, conditions: `${chosen.demands()}${further}` };
    case 'first_demand_month':
      return {
        from: `first_demand_month f CROSS JOIN LATERAL (SELECT a.* FROM ${table} a WHERE ${ON_DEMAND}${further} OFFSET 0) a`,
        conditions: `f.is_frozen = ${isFrozen}`,
      };
    case 'first_person_week':
      return {
        from: `first_person_week a ${lookUp('forecast', 'f', ON_DEMAND)}`,
        conditions: `a.is_frozen = ${isFrozen}`,
      };
    case 'by_person_and_week':
      // Without a limit the planner would not keep the order: with one that is unknown it does, and expects many.
      return {
        from: `(SELECT a.* FROM ${table} a WHERE ${chosen.weeks()}${further}
    ORDER BY a.resource_cn, a.year, a.week_number LIMIT (SELECT ${MOST_ROWS})) a ${lookUp('forecast', 'f', ON_DEMAND)}`,
        conditions: 'true',
      };
  }
}

/** The ISO weeks of months that the filter leaves, as rows: the month's report, its index, year and week. */
export function weeksOfMonths(
  months: readonly ReportMonth[],
  filter: ReportFilter,
  params: SqlParams,
): string {
  const weeks = months.flatMap((month) =>
    shownWeeks(month, filter).map(({ year, week }) => ({ ...month, year, week })),
  );
  const numbers = (['index', 'year', 'week'] as const).map((each) =>
    params.use(
      weeks.map((week) => week[each]),
      'integer[]',
    ),
  );
  return `SELECT * FROM unnest(${reportKeys(weeks, params)}, ${numbers.join(', ')})
    AS w (report_year, report_month, forecast_month_index, year, week)`;
}

/** The weeks of a month that the filter leaves. */
export function shownWeeks({ monthStart }: ReportMonth, { weeks: { from, to } }: ReportFilter): IsoWeek[] {
  return weeksOfMonth(monthFromStart(monthStart)).filter((week) => {
    const monday = weekStart(week);
    return (from === undefined || monday >= from) && (to === undefined || monday < to);
  });
}

/** Half-open condition on a week's Monday. */
export function weekCondition(
  expression: string,
  { from, to }: { from: string | undefined; to: string | undefined },
  params: SqlParams,
): string {
  const bounds = [
    from === undefined ? '' : ` AND ${expression} >= ${params.use(from, 'date')}`,
    to === undefined ? '' : ` AND ${expression} < ${params.use(to, 'date')}`,
  ];
  return bounds.join('');
}
