import type { SqlRow } from '../../platform/database/db';
import { isSamePath } from './tree-path.rules';
import type { Level, NodePath, Tree } from './tree.model';

/** A tree of a batch, in the chosen month or in all six. */
export interface WantedTree {
  tree: Tree;
  allMonths: boolean;
}

/** Collects the parameters of one statement. */
export class SqlParams {
  readonly values: unknown[] = [];

  /** The placeholder of a value, with its type. */
  use(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Where a statement finds what a demand is called. */
interface DemandColumns {
  mainLob: string;
  state: string;
  caseType: string;
}

const OF_FORECAST: DemandColumns = { mainLob: 'f.main_lob', state: 'f.state', caseType: 'f.case_type' };
const OF_ASSIGNMENT: DemandColumns = {
  mainLob: 'a.demand_main_lob',
  state: 'a.demand_state',
  caseType: 'a.demand_case_type',
};

/** Indexes of a tree’s months: those wanted, or of them only the live or only the frozen ones. */
export function monthIndexes({ tree, allMonths }: WantedTree, isFrozen?: boolean): number[] {
  return (allMonths ? tree.months : [tree.month])
    .filter((month) => isFrozen === undefined || month.isFrozen === isFrozen)
    .map((month) => month.forecastMonthIndex);
}

/** Conditions on the demand itself. Only those that a tree has are written: the planner then knows what it selects. */
function demandConditions(tree: Tree, params: SqlParams, columns: DemandColumns): string[] {
  const { filter, within, lobScope } = tree;
  const conditions: string[] = [];
  const among = (expression: string, values: readonly string[] | null | undefined): void => {
    if (values) conditions.push(`${expression} = ANY(${params.use(values, 'text[]')})`);
  };
  const equals = (column: string, value: string | null): void => {
    if (value !== null) conditions.push(`${column} = ${params.use(value, 'text')}`);
  };
  among(`text_key(${columns.mainLob})`, filter.mainLobs);
  among(`text_key(${columns.state})`, filter.states);
  among(`text_key(${columns.caseType})`, filter.caseTypes);
  among('text_key(f.platform)', filter.platforms);
  among('text_key(f.market)', filter.markets);
  among('f.locality', filter.localities);
  among(columns.mainLob, lobScope);
  equals('f.platform', within.platform);
  equals('f.locality', within.locality);
  equals(columns.mainLob, within.mainLob);
  equals(columns.state, within.state);
  equals(columns.caseType, within.caseType);
  return conditions;
}

const DEPTH: Readonly<Record<Level, number>> = { total: 0, category: 0, lob: 1, state: 2, caseType: 3 };
const NAMES = ['platform', 'locality', 'main_lob', 'state', 'case_type'];
const NOT_SPLIT = 'NULL::text COLLATE "C"';

/** Output names of what names a node of this level, each after a comma. */
export function pathNames(level: Level): string {
  return NAMES.slice(0, 2 + DEPTH[level])
    .map((name) => `, ${name}`)
    .join('');
}

function pathExpressions(level: Level, tree: Tree, columns: DemandColumns): (string | null)[] {
  const category = tree.byCategory && level !== 'total' ? ['f.platform', 'f.locality'] : [null, null];
  return [...category, ...[columns.mainLob, columns.state, columns.caseType].slice(0, DEPTH[level])];
}

function selectPath(expressions: readonly (string | null)[]): string {
  return expressions.map((one, n) => `, ${one ?? NOT_SPLIT} AS ${NAMES[n] ?? ''}`).join('');
}

/** Reads the path of rows selected with it: one object for all rows of a node that stand together. */
export function pathReader(): (row: SqlRow) => NodePath {
  let last: NodePath | undefined;
  return (row) => {
    const path = {
      platform: row.platform ?? null,
      locality: row.locality ?? null,
      mainLob: row.main_lob ?? null,
      state: row.state ?? null,
      caseType: row.case_type ?? null,
    } as NodePath;
    if (last && isSamePath(last, path)) return last;
    last = path;
    return path;
  };
}

/**
 * The demands `f` of a tree with their summaries `s` (all null where the month never had one): what to select of the path,
 * where from, and what to group by.
 */
export function selectedDemands(
  wanted: WantedTree,
  level: Level,
  params: SqlParams,
): { path: string; from: string; groupBy: string } {
  const { tree } = wanted;
  const month = (alias: string): string =>
    `${alias}.report_year = ${year} AND ${alias}.report_month = ${reportMonth} AND ${alias}.forecast_month_index = ANY(${indexes})`;
  const year = params.use(tree.reportYear, 'integer');
  const reportMonth = params.use(tree.reportMonth, 'text');
  const indexes = params.use(monthIndexes(wanted), 'integer[]');
  const expressions = pathExpressions(level, tree, OF_FORECAST);
  const split = expressions.filter((one) => one !== null);
  const conditions = demandConditions(tree, params, OF_FORECAST);
  // Of a whole month both sides are read once and hashed: looking each summary up by its key takes three times as long,
  // which is what the planner chooses because it takes the parts of the key to be independent.
  const summaries =
    conditions.length > 0
      ? `monthly_capacity_summary s ON ${month('s')} AND`
      : `(SELECT s.* FROM monthly_capacity_summary s WHERE ${month('s')} OFFSET 0) s ON`;
  return {
    path: selectPath(expressions),
    from: `forecast f LEFT JOIN ${summaries} s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob
      AND s.state = f.state AND s.case_type = f.case_type
      WHERE ${[month('f'), ...conditions].join(' AND ')}`,
    groupBy: ['f.forecast_month_index', ...split].join(', '),
  };
}

const OF_DEMAND = `f.report_year = a.report_year AND f.report_month = a.report_month
    AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
    AND f.state = a.demand_state AND f.case_type = a.demand_case_type`;

/** The whole of a report is told from assignments alone; any selection is quicker found among the demands. */
function needsForecast({ byCategory, filter, within }: Tree): boolean {
  return byCategory || Object.keys(filter).length > 0 || Object.values(within).some((part) => part !== null);
}

/** What of a person-week depends on where it stands: `{tier}` = the tier’s percentage, `{code}` = the same in whole billionths. */
const LIVE = {
  from: `weekly_resource_assignment a JOIN (SELECT t.id, t.capacity_percentage, (t.capacity_percentage * 1000000000)::bigint AS code
    FROM production_capacity_tier t OFFSET 0) p ON p.id = a.capacity_tier_id`,
  untiered: 'weekly_resource_assignment a',
  tier: 'p.capacity_percentage',
  code: 'p.code',
};
const FROZEN = {
  from: 'frozen_assignment a',
  untiered: 'frozen_assignment a',
  tier: 'a.tier_percentage',
  code: '(a.tier_percentage * 1000000000)::bigint',
};

/**
 * The assigned person-weeks `a` of a tree, as statements that select month, path and `select`: active assignments of live
 * months, with today’s tiers, and the copies in frozen ones, with theirs. A month comes from one of the two.
 */
export function assignedBranches(
  wanted: WantedTree,
  level: Level,
  params: SqlParams,
  select: string,
): string[] {
  const branch = (isFrozen: boolean): string[] => {
    const indexes = monthIndexes(wanted, isFrozen);
    return indexes.length > 0
      ? [assignedOf({ tree: wanted.tree, indexes, isFrozen }, level, params, select)]
      : [];
  };
  return [...branch(false), ...branch(true)];
}

/** The same of several trees as one statement, with the place of the tree. */
export function assignedRows(
  trees: readonly WantedTree[],
  level: Level,
  params: SqlParams,
  select: string,
): string {
  return trees
    .flatMap((wanted, place) => assignedBranches(wanted, level, params, `${select}, ${place} AS place`))
    .join('\nUNION ALL\n');
}

function assignedOf(
  { tree, indexes, isFrozen }: { tree: Tree; indexes: number[]; isFrozen: boolean },
  level: Level,
  params: SqlParams,
  select: string,
): string {
  const source = isFrozen ? FROZEN : LIVE;
  const columns = needsForecast(tree) ? OF_FORECAST : OF_ASSIGNMENT;
  const alias = columns === OF_FORECAST ? 'f' : 'a';
  const conditions = [
    ...(isFrozen ? [] : ['a.is_active']),
    `${alias}.report_year = ${params.use(tree.reportYear, 'integer')}`,
    `${alias}.report_month = ${params.use(tree.reportMonth, 'text')}`,
    `${alias}.forecast_month_index = ANY(${params.use(indexes, 'integer[]')})`,
    ...demandConditions(tree, params, columns),
  ];
  const path = selectPath(pathExpressions(level, tree, columns));
  const selected = select.replaceAll('{tier}', source.tier).replaceAll('{code}', source.code);
  return `SELECT ${alias}.forecast_month_index AS forecast_month_index${path}, ${selected}
    FROM ${selected === select ? source.untiered : source.from}${alias === 'f' ? ` JOIN forecast f ON ${OF_DEMAND}` : ''}
    WHERE ${conditions.join(' AND ')}`;
}

/** Names of the columns that tell nodes of a level apart. */
export function splitNames(level: Level, tree: Tree): string[] {
  return pathExpressions(level, tree, OF_FORECAST).flatMap((one, n) =>
    one === null ? [] : [NAMES[n] ?? ''],
  );
}

/** Every column of a path, each after a comma, null where it is not among `split`. */
export function allNames(split: readonly string[]): string {
  return NAMES.map((name) => `, ${split.includes(name) ? `n.${name}` : NOT_SPLIT} AS ${name}`).join('');
}
