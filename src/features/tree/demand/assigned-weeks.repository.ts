import type { SqlRow } from '../../../platform/database/db';
import { isSamePath } from '../nodes/tree-path.rules';
import type { NodePath, Tree } from '../nodes/tree.model';

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

/** Output names of what names a demand, each after a comma. */
export const PATH_NAMES = ', platform, locality, main_lob, state, case_type';
const NOT_SPLIT = 'NULL::text COLLATE "C"';

/** Reads the path of rows selected with it: one object for all rows of a demand that stand together. */
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

const OF_DEMAND = `f.report_year = a.report_year AND f.report_month = a.report_month
    AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
    AND f.state = a.demand_state AND f.case_type = a.demand_case_type`;

/** The whole of a report is told from assignments alone; any selection is quicker found among the demands. */
function needsForecast({ byCategory, filter, within }: Tree): boolean {
  return byCategory || Object.keys(filter).length > 0 || Object.values(within).some((part) => part !== null);
}

/** A select list over an assignment `a`. */
export type SelectList = (source: { tier: string; id: string; version: string }) => string;

/** Active assignments of live months with today’s tiers, and the copies in frozen ones with theirs. */
const LIVE = {
  from: `weekly_resource_assignment a JOIN tier_of_month p ON p.report_year = a.report_year
    AND p.report_month = a.report_month AND p.forecast_month_index = a.forecast_month_index
    AND p.tier_id = a.capacity_tier_id`,
  tier: 'p.capacity_percentage',
  id: 'a.id',
  version: 'a.version',
};
const FROZEN = {
  from: 'frozen_assignment a',
  tier: 'a.tier_percentage',
  id: 'NULL::integer',
  version: 'NULL::integer',
};

/**
 * The assigned person-weeks of the chosen months of several trees as one statement, with the place of the tree. `select`
 * gets the expressions of what live rows and frozen copies keep in different places: the tier’s percentage, and the number
 * and version that a change of the assignment takes (null where none is possible).
 */
export function assignedRows(trees: readonly Tree[], params: SqlParams, select: SelectList): string {
  return trees
    .map((tree, place) => assignedOf(tree, params, (source) => `${select(source)}, ${place} AS place`))
    .join('\nUNION ALL\n');
}

function assignedOf(tree: Tree, params: SqlParams, select: SelectList): string {
  const { isFrozen, forecastMonthIndex } = tree.month;
  const source = isFrozen ? FROZEN : LIVE;
  const columns = needsForecast(tree) ? OF_FORECAST : OF_ASSIGNMENT;
  const alias = columns === OF_FORECAST ? 'f' : 'a';
  const conditions = [
    ...(isFrozen ? [] : ['a.is_active']),
    `${alias}.report_year = ${params.use(tree.reportYear, 'integer')}`,
    `${alias}.report_month = ${params.use(tree.reportMonth, 'text')}`,
    `${alias}.forecast_month_index = ${params.use(forecastMonthIndex, 'integer')}`,
    ...demandConditions(tree, params, columns),
  ];
  const category = tree.byCategory ? ['f.platform', 'f.locality'] : [NOT_SPLIT, NOT_SPLIT];
  const [platform, locality] = category;
  return `SELECT ${platform ?? ''} AS platform, ${locality ?? ''} AS locality, ${columns.mainLob} AS main_lob,
      ${columns.state} AS state, ${columns.caseType} AS case_type, ${select(source)}
    FROM ${source.from}${alias === 'f' ? ` JOIN forecast f ON ${OF_DEMAND}` : ''}
    WHERE ${conditions.join(' AND ')}`;
}
