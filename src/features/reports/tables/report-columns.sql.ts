import { constantSql, identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';
import { publicColumns } from './report-columns.rules';
import type { ColumnType, ReportStatement, SelectedColumn } from './report.model';

/** A column that is never null. */
export function column(name: string, type: ColumnType, value: Sql, description: string): SelectedColumn {
  return { name, type, nullable: false, description, sql: value };
}

/** A column that may be null. */
export function nullable(name: string, type: ColumnType, value: Sql, description: string): SelectedColumn {
  return { name, type, nullable: true, description, sql: value };
}

/** The select list of columns. */
function selectList(columns: readonly SelectedColumn[]): Sql {
  return joinSql(
    columns.map(({ sql: value, name }) => sql`${value} AS ${identifier(name)}`),
    ',\n  ',
  );
}

function namedColumns(columns: readonly SelectedColumn[], names: readonly string[]): SelectedColumn[] {
  return names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
}

/** A flat table in parts. */
interface FlatTable {
  columns: readonly SelectedColumn[];
  /** Common table expressions, each one after those that it reads. */
  ctes?: readonly Sql[];
  /** FROM, its joins and WHERE. The columns are over it. */
  from: Sql;
  /** The list after ORDER BY. */
  orderBy: Sql;
  /** One row with one number, `count`: how many rows there are. */
  count?: Sql | undefined;
}

/** The statement of a flat table. */
export function flatTable({ columns, ctes = [], from, orderBy, count }: FlatTable): ReportStatement {
  const before = ctes.length === 0 ? sql`` : sql`WITH RECURSIVE ${joinSql(ctes, ', ')}\n`;
  const sqlOf = (chosen: readonly SelectedColumn[]): Sql => sql`${before}SELECT ${selectList(chosen)}
  ${from}`;
  return {
    columns: publicColumns(columns),
    sql: sqlOf(columns),
    order: orderBy,
    select: (names) => sqlOf(namedColumns(columns, names)),
    ...(count && { count }),
  };
}

/** The type in which PostgreSQL keeps the cells of a column. */
export const COLUMN_TYPES: Readonly<Record<ColumnType, Sql>> = {
  text: sql`text`,
  integer: sql`bigint`,
  decimal: sql`numeric`,
  date: sql`date`,
  datetime: sql`timestamptz`,
  boolean: sql`boolean`,
};

/** A statement that has these columns and yields nothing. */
export function noRows(columns: readonly SelectedColumn[]): ReportStatement {
  const cells = columns.map(({ name, type }) => sql`NULL::${COLUMN_TYPES[type]} AS ${identifier(name)}`);
  return {
    columns: publicColumns(columns),
    sql: sql`SELECT ${joinSql(cells, ', ')} WHERE false`,
    order: sql`1`,
    select: (names) => noRows(namedColumns(columns, names)).sql,
  };
}

/** What identifies a demand, from the forecast row `f`. */
export const DEMAND_COLUMNS: readonly SelectedColumn[] = [
  column('main_lob', 'text', sql`f.main_lob`, 'Line of business.'),
  column('case_type', 'text', sql`f.case_type`, 'Case type.'),
  column(
    'state',
    'text',
    sql`f.state`,
    'State code, or N/A when the line of business is not split by state.',
  ),
];

/** The calendar month as reports label it, from the report month `m`. */
export const MONTH_COLUMN = column(
  'month',
  'text',
  sql`to_char(m.month_start, 'Mon-YY')`,
  'Forecast month, e.g. May-25.',
);

/** The calendar month as a date. */
export const MONTH_START_COLUMN = column(
  'month_start',
  'date',
  sql`m.month_start`,
  'First day of the forecast month: sorts, joins and drives incremental refresh.',
);

/** Joins the forecast row `f` with its month `m`. */
export const JOIN_MONTH = sql`JOIN forecast_report_month m ON m.report_year = f.report_year AND m.report_month = f.report_month
  AND m.forecast_month_index = f.forecast_month_index`;

const SUMMARY_OF = sql`s.report_year = f.report_year AND s.report_month = f.report_month
  AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
  AND s.case_type = f.case_type`;

/** Joins the forecast row `f` with its summary `s`, if it has one. */
export const JOIN_SUMMARY = sql`LEFT JOIN monthly_capacity_summary s ON ${SUMMARY_OF}`;

/** Joins few rows with their summaries, if they have any: each is looked up. */
export const LOOK_UP_SUMMARY = sql`LEFT ${lookUp('monthly_capacity_summary', 's', SUMMARY_OF)}`;

/** Figures of a demand-month, from `f` and `s`; exact decimals without trailing zeros. */
export const SUMMARY_SQL = {
  forecast: sql`coalesce(s.total_forecast, f.forecast)`,
  fteCount: sql`coalesce(s.total_fte_count, 0)`,
  fteEquivalent: sql`coalesce(s.total_fte_equivalent, 0)`,
  capacity: sql`coalesce(s.total_capacity, 0)`,
  gap: sql`coalesce(s.capacity_gap, -f.forecast)`,
  fteRequired: sql`CASE WHEN s.id IS NULL AND f.forecast = 0 THEN 0 ELSE s.fte_required END`,
} as const;

/** Joins the row that a key finds, one by one: a preview must not read a table to find some of its rows. */
export function lookUp(table: string, alias: string, key: Sql): Sql {
  const a = constantSql(alias);
  return sql`JOIN LATERAL (SELECT ${a}.* FROM ${constantSql(table)} ${a} WHERE ${key} OFFSET 0) ${a} ON true`;
}

/** What a demand is related by: the names as they are compared, in one text. `alias` is that of the row. */
export function demandKey(alias: string): Sql {
  const row = constantSql(alias);
  return sql`text_key(${row}.main_lob || '|' || ${row}.state || '|' || ${row}.case_type)`;
}

/** Key of the demand, from the forecast row `f`. */
export const DEMAND_KEY_COLUMN = column(
  'demand_key',
  'text',
  demandKey('f'),
  'Line of business, state and case type in one text, lower case: relates to demands.',
);

/** Key of an ISO week. */
export function weekKeyColumn(year: Sql, week: Sql): SelectedColumn {
  return column(
    'week_key',
    'integer',
    sql`${year} * 100 + ${week}`,
    'ISO year × 100 + ISO week, e.g. 202518: relates to calendar-weeks.',
  );
}

/** When the figures of the row were computed, from the summary `s`. */
export const COMPUTED_AT_COLUMN = nullable(
  'computed_at',
  'datetime',
  sql`s.computed_datetime`,
  'When the figures of the demand and month were last computed (UTC); null = never yet. For “Detect data changes”.',
);
