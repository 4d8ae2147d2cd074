import { allOf, identifier, joinSql, literal, sql, type Sql } from '../../../platform/database/sql';
import { isSamePath } from '../nodes/tree-path.rules';
import type { NodePath, Tree } from '../nodes/tree.model';

/** Where a statement finds what a demand is called. */
interface DemandColumns {
  mainLob: Sql;
  state: Sql;
  caseType: Sql;
}

const OF_FORECAST: DemandColumns = {
  mainLob: sql`f.main_lob`,
  state: sql`f.state`,
  caseType: sql`f.case_type`,
};
const OF_ASSIGNMENT: DemandColumns = {
  mainLob: sql`a.demand_main_lob`,
  state: sql`a.demand_state`,
  caseType: sql`a.demand_case_type`,
};

/** Conditions on the demand itself. Only those that a tree has are written: the planner then knows what it selects. */
function demandConditions({ filter, within, lobScope }: Tree, columns: DemandColumns): Sql[] {
  const { mainLob, state, caseType } = columns;
  const among = (expression: Sql, values: readonly string[] | null | undefined): Sql[] =>
    values ? [sql`${expression} = ANY(${values}::text[])`] : [];
  const equals = (column: Sql, value: string | null): Sql[] =>
    value === null ? [] : [sql`${column} = ${value}::text`];
  return [
    ...among(sql`text_key(${mainLob})`, filter.mainLobs),
    ...among(sql`text_key(${state})`, filter.states),
    ...among(sql`text_key(${caseType})`, filter.caseTypes),
    ...among(sql`text_key(f.platform)`, filter.platforms),
    ...among(sql`text_key(f.market)`, filter.markets),
    ...among(sql`f.locality`, filter.localities),
    ...among(mainLob, lobScope),
    ...equals(sql`f.platform`, within.platform),
    ...equals(sql`f.locality`, within.locality),
    ...equals(mainLob, within.mainLob),
    ...equals(state, within.state),
    ...equals(caseType, within.caseType),
  ];
}

/** Columns of `n` that name a demand, for SELECT and GROUP BY. */
export const PATH = sql`n.platform, n.locality, n.main_lob, n.state, n.case_type`;

/** The path of a row as columns of `n`. */
export const PATH_COLUMNS = sql`n.platform AS platform, n.locality AS locality, n.main_lob AS "mainLob", n.state AS state,
  n.case_type AS "caseType"`;

const NOT_SPLIT = sql`NULL::text COLLATE "C"`;

/** Reads the path of rows selected with `PATH_COLUMNS`: one object for all rows of a demand that stand together. */
export function pathReader(): (row: NodePath) => NodePath {
  let last: NodePath | undefined;
  return ({ platform, locality, mainLob, state, caseType }) => {
    const path = { platform, locality, mainLob, state, caseType };
    if (last && isSamePath(last, path)) return last;
    last = path;
    return path;
  };
}

const OF_DEMAND = sql`f.report_year = a.report_year AND f.report_month = a.report_month
    AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
    AND f.state = a.demand_state AND f.case_type = a.demand_case_type`;

/** The whole of a report is read from assignments alone; any selection is quicker found among the demands. */
function needsForecast({ byCategory, filter, within }: Tree): boolean {
  return byCategory || Object.keys(filter).length > 0 || Object.values(within).some((part) => part !== null);
}

/** A select list over an assignment `a`. */
export type SelectList = (source: { tier: Sql; id: Sql; version: Sql }) => Sql;

/** Active assignments of live months with today’s tiers, and the copies in frozen ones with theirs. */
const LIVE = {
  from: sql`weekly_resource_assignment a JOIN tier_of_month p ON p.report_year = a.report_year
    AND p.report_month = a.report_month AND p.forecast_month_index = a.forecast_month_index
    AND p.tier_id = a.capacity_tier_id`,
  tier: sql`p.capacity_percentage`,
  id: sql`a.id`,
  version: sql`a.version`,
};
const FROZEN = {
  from: sql`frozen_assignment a`,
  tier: sql`a.tier_percentage`,
  id: sql`NULL::integer`,
  version: sql`NULL::integer`,
};

/**
 * The assigned person-weeks of the chosen months of several trees as one statement, with the place of the tree. `select`
 * gets the expressions of what live rows and frozen copies keep in different places: the tier’s percentage, and the number
 * and version that a change of the assignment takes (null where none is possible).
 */
export function assignedRows(trees: readonly Tree[], select: SelectList): Sql {
  return joinSql(
    trees.map((tree, place) =>
      assignedOf(tree, (source) => sql`${select(source)}, ${literal(place)} AS place`),
    ),
    '\nUNION ALL\n',
  );
}

function assignedOf(tree: Tree, select: SelectList): Sql {
  const { isFrozen, forecastMonthIndex } = tree.month;
  const source = isFrozen ? FROZEN : LIVE;
  const isOfForecast = needsForecast(tree);
  const columns = isOfForecast ? OF_FORECAST : OF_ASSIGNMENT;
  const month = identifier(isOfForecast ? 'f' : 'a');
  const conditions = [
    ...(isFrozen ? [] : [sql`a.is_active`]),
    sql`${month}.report_year = ${tree.reportYear}::integer`,
    sql`${month}.report_month = ${tree.reportMonth}::text`,
    sql`${month}.forecast_month_index = ${forecastMonthIndex}::integer`,
    ...demandConditions(tree, columns),
  ];
  const category = tree.byCategory
    ? { platform: sql`f.platform`, locality: sql`f.locality` }
    : { platform: NOT_SPLIT, locality: NOT_SPLIT };
  const joined = isOfForecast ? sql` JOIN forecast f ON ${OF_DEMAND}` : sql``;
  return sql`SELECT ${category.platform} AS platform, ${category.locality} AS locality, ${columns.mainLob} AS main_lob,
      ${columns.state} AS state, ${columns.caseType} AS case_type, ${select(source)}
    FROM ${source.from}${joined}
    WHERE ${allOf(conditions)}`;
}
