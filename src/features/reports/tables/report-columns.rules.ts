import { decimal, plain } from '../../../domain/rounding';
import { tierColumn, tierLabel } from '../../../domain/capacity/tier-breakdown';
import type {
  ChosenReport,
  ColumnType,
  ReportStatement,
  ReportTier,
  SelectedColumn,
  TableColumn,
} from './report.model';

/** A column that is never null. */
export function column(name: string, type: ColumnType, sql: string, description: string): SelectedColumn {
  return { name, type, nullable: false, description, sql };
}

/** A column that may be null. */
export function nullable(name: string, type: ColumnType, sql: string, description: string): SelectedColumn {
  return { name, type, nullable: true, description, sql };
}

/** The select list of columns. */
function selectList(columns: readonly SelectedColumn[]): string {
  return columns.map(({ sql, name }) => `${sql} AS ${name}`).join(',\n  ');
}

function namedColumns(columns: readonly SelectedColumn[], names: readonly string[]): SelectedColumn[] {
  return names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
}

/** A flat table in parts. */
interface FlatTable {
  columns: readonly SelectedColumn[];
  /** Common table expressions, each one after those that it reads. */
  ctes?: readonly string[];
  /** FROM, its joins and WHERE; parameters stand here and in `ctes` only: columns may be left out. The columns are over it. */
  from: string;
  /** The list after ORDER BY. */
  orderBy: string;
  params: readonly unknown[];
}

/** The statement of a flat table. */
export function flatTable({ columns, ctes = [], from, orderBy, params }: FlatTable): ReportStatement {
  const before = ctes.length === 0 ? '' : `WITH RECURSIVE ${ctes.join(', ')}\n`;
  const sqlOf = (chosen: readonly SelectedColumn[]): string =>
    `${before}SELECT ${selectList(chosen)}\n  ${from}`;
  return {
    columns: publicColumns(columns),
    sql: sqlOf(columns),
    order: orderBy,
    params,
    select: (names) => sqlOf(namedColumns(columns, names)),
  };
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  date: 'date',
  datetime: 'timestamptz',
  boolean: 'boolean',
};

/** A statement that has these columns and yields nothing. */
export function noRows(columns: readonly SelectedColumn[]): ReportStatement {
  const cells = columns.map(({ name, type }) => `NULL::${SQL_TYPES[type]} AS ${name}`);
  return {
    columns: publicColumns(columns),
    sql: `SELECT ${cells.join(', ')} WHERE false`,
    order: '1',
    params: [],
    select: (names) => noRows(namedColumns(columns, names)).sql,
  };
}

/** Columns without their SQL. */
export function publicColumns(columns: readonly SelectedColumn[]): TableColumn[] {
  return columns.map(({ name, type, nullable: isNullable, description }) => ({
    name,
    type,
    nullable: isNullable,
    description,
  }));
}

/** Tiers that every flat report has a column for, in this order. */
const ALWAYS = ['1', '0.75', '0.5', '0.25'];

/** The tier columns of a report: 100, 75, 50 and 25 %, then the others in the order given, each once. */
export function tierColumns(percentages: readonly string[]): ReportTier[] {
  const given = percentages.map((percentage) => plain(decimal(percentage)));
  return [...new Set([...ALWAYS, ...given])].map((percentage) => ({
    percentage,
    label: tierLabel(percentage),
    column: tierColumn(percentage),
  }));
}

/** The same tiers as a dashboard lists them: highest first. */
export function tiersHighestFirst(tiers: readonly ReportTier[]): ReportTier[] {
  return [...tiers].sort((a, b) => decimal(b.percentage).cmp(a.percentage));
}

/** What identifies a demand, from the forecast row `f`. */
export const DEMAND_COLUMNS: readonly SelectedColumn[] = [
  column('main_lob', 'text', 'f.main_lob', 'Line of business.'),
  column('case_type', 'text', 'f.case_type', 'Case type.'),
  column('state', 'text', 'f.state', 'State code, or N/A when the line of business is not split by state.'),
];

/** The calendar month as reports label it, from the report month `m`. */
export const MONTH_COLUMN = column(
  'month',
  'text',
  `to_char(m.month_start, 'Mon-YY')`,
  'Forecast month, e.g. May-25.',
);

/** The calendar month as a date. */
export const MONTH_START_COLUMN = column(
  'month_start',
  'date',
  'm.month_start',
  'First day of the forecast month: sorts, joins and drives incremental refresh.',
);

/** Joins the forecast row `f` with its month `m`. */
export const JOIN_MONTH = `JOIN forecast_report_month m ON m.report_year = f.report_year AND m.report_month = f.report_month
  AND m.forecast_month_index = f.forecast_month_index`;

const SUMMARY_OF = `s.report_year = f.report_year AND s.report_month = f.report_month
  AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
  AND s.case_type = f.case_type`;

/** Joins the forecast row `f` with its summary `s`, if it has one. */
export const JOIN_SUMMARY = `LEFT JOIN monthly_capacity_summary s ON ${SUMMARY_OF}`;

/** The same for few rows: each is looked up. */
export const LOOK_UP_SUMMARY = lookUp('monthly_capacity_summary', 's', SUMMARY_OF, 'LEFT ');

/** Figures of a demand-month, from `f` and `s`; exact decimals without trailing zeros. */
export const SUMMARY_SQL = {
  forecast: 'coalesce(s.total_forecast, f.forecast)',
  fteCount: 'coalesce(s.total_fte_count, 0)',
  fteEquivalent: 'coalesce(s.total_fte_equivalent, 0)',
  capacity: 'coalesce(s.total_capacity, 0)',
  gap: 'coalesce(s.capacity_gap, -f.forecast)',
  fteRequired: 'CASE WHEN s.id IS NULL AND f.forecast = 0 THEN 0 ELSE s.fte_required END',
} as const;

/** Joins the row that a key finds, one by one: a preview must not read a table to find some of its rows. */
export function lookUp(table: string, alias: string, key: string, kind: '' | 'LEFT ' = ''): string {
  return `${kind}JOIN LATERAL (SELECT ${alias}.* FROM ${table} ${alias} WHERE ${key} OFFSET 0) ${alias} ON true`;
}

/** Stands for the report before the first import: no row belongs to it. */
export const NO_REPORT: ChosenReport = { label: '', reportStart: null, months: [] };

/** What a demand is related by: the names as they are compared, in one text. */
export function demandKey(row: string): string {
  return `text_key(${row}.main_lob || '|' || ${row}.state || '|' || ${row}.case_type)`;
}

/** Key of the demand, from the forecast row `f`. */
export const DEMAND_KEY_COLUMN = column(
  'demand_key',
  'text',
  demandKey('f'),
  'Line of business, state and case type in one text, lower case: relates to demands.',
);

/** Key of an ISO week. */
export function weekKeyColumn(year: string, week: string): SelectedColumn {
  return column(
    'week_key',
    'integer',
    `${year} * 100 + ${week}`,
    'ISO year × 100 + ISO week, e.g. 202518: relates to calendar-weeks.',
  );
}

/** When the figures of the row were computed, from the summary `s`. */
export const COMPUTED_AT_COLUMN = nullable(
  'computed_at',
  'datetime',
  's.computed_datetime',
  'When the figures of the demand and month were last computed (UTC); null = never yet. For “Detect data changes”.',
);
