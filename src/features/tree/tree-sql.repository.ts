import type { SqlRow } from '../../platform/database/db';
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

/** The path of a row selected with it. */
export function readPath(row: SqlRow): NodePath {
  return {
    platform: (row.platform ?? null) as string | null,
    locality: (row.locality ?? null) as NodePath['locality'],
    mainLob: (row.main_lob ?? null) as string | null,
    state: (row.state ?? null) as string | null,
    caseType: (row.case_type ?? null) as string | null,
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
  return {
    path: selectPath(expressions),
    from: `forecast f LEFT JOIN monthly_capacity_summary s ON ${month('s')}
      AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
      AND s.case_type = f.case_type
      WHERE ${[month('f'), ...demandConditions(tree, params, OF_FORECAST)].join(' AND ')}`,
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

/**
 * The assigned person-weeks `a` of trees, as rows of place, month, path and `select`: active assignments of live months, the
 * copies in frozen ones. `{tier}` stands for the tier’s percentage: today’s, or that of the copy.
 */
export function assignedRows(
  trees: readonly WantedTree[],
  level: Level,
  params: SqlParams,
  select: string,
): string {
  return trees
    .flatMap((wanted, place) => [
      assignedOf(
        { wanted, place, isFrozen: false },
        level,
        params,
        select.replaceAll('{tier}', 'p.capacity_percentage'),
      ),
      assignedOf(
        { wanted, place, isFrozen: true },
        level,
        params,
        select.replaceAll('{tier}', 'a.tier_percentage'),
      ),
    ])
    .filter((branch) => branch !== '')
    .join('\nUNION ALL\n');
}

function assignedOf(
  { wanted, place, isFrozen }: { wanted: WantedTree; place: number; isFrozen: boolean },
  level: Level,
  params: SqlParams,
  select: string,
): string {
  const { tree } = wanted;
  const indexes = monthIndexes(wanted, isFrozen);
  if (indexes.length === 0) return '';
  const from = isFrozen
    ? 'frozen_assignment a'
    : 'weekly_resource_assignment a JOIN production_capacity_tier p ON p.id = a.capacity_tier_id';
  const [alias, columns] = needsForecast(tree)
    ? (['f', OF_FORECAST] as const)
    : (['a', OF_ASSIGNMENT] as const);
  const conditions = [
    ...(isFrozen ? [] : ['a.is_active']),
    `${alias}.report_year = ${params.use(tree.reportYear, 'integer')}`,
    `${alias}.report_month = ${params.use(tree.reportMonth, 'text')}`,
    `${alias}.forecast_month_index = ANY(${params.use(indexes, 'integer[]')})`,
    ...demandConditions(tree, params, columns),
  ];
  const path = selectPath(pathExpressions(level, tree, columns));
  return `SELECT ${place} AS place, ${alias}.forecast_month_index AS forecast_month_index${path}, ${select}
    FROM ${from}${alias === 'f' ? ` JOIN forecast f ON ${OF_DEMAND}` : ''}
    WHERE ${conditions.join(' AND ')}`;
}
