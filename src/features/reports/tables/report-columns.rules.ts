import { decimal, plain } from '../../../domain/rounding';
import { tierColumn, tierLabel } from '../../../domain/capacity/tier-breakdown';
import type { ChosenReport, ColumnType, ReportTier, TableColumn } from './report.model';

/** A column with the SQL expression that yields it. */
export interface SelectedColumn extends TableColumn {
  sql: string;
}

/** A column that is never null. */
export function column(name: string, type: ColumnType, sql: string, description: string): SelectedColumn {
  return { name, type, nullable: false, description, sql };
}

/** A column that may be null. */
export function nullable(name: string, type: ColumnType, sql: string, description: string): SelectedColumn {
  return { name, type, nullable: true, description, sql };
}

/** The select list of columns. */
export function selectList(columns: readonly SelectedColumn[]): string {
  return columns.map(({ sql, name }) => `${sql} AS ${name}`).join(',\n  ');
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  date: 'date',
  boolean: 'boolean',
};

/** A statement that has these columns and yields nothing. */
export function noRows(columns: readonly TableColumn[]): string {
  return `SELECT ${columns.map(({ name, type }) => `NULL::${SQL_TYPES[type]} AS ${name}`).join(', ')} WHERE false`;
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

/** The tier columns of a report: 100, 75, 50 and 25 %, then the others in use, highest first. */
export function tierColumns(percentages: readonly string[]): ReportTier[] {
  const others = percentages
    .map((percentage) => plain(decimal(percentage)))
    .filter((percentage) => !ALWAYS.includes(percentage))
    .sort((a, b) => decimal(b).cmp(a));
  return [...ALWAYS, ...new Set(others)].map((percentage) => ({
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

/** Joins the forecast row `f` with its summary `s`, if it has one. */
export const JOIN_SUMMARY = `LEFT JOIN monthly_capacity_summary s ON s.report_year = f.report_year AND s.report_month = f.report_month
  AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
  AND s.case_type = f.case_type`;

/** Figures of a demand-month, from `f` and `s`; exact decimals without trailing zeros. */
export const SUMMARY_SQL = {
  forecast: 'coalesce(s.total_forecast, f.forecast)',
  fteCount: 'coalesce(s.total_fte_count, 0)',
  fteEquivalent: 'coalesce(s.total_fte_equivalent, 0)',
  capacity: 'coalesce(s.total_capacity, 0)',
  gap: 'coalesce(s.capacity_gap, -f.forecast)',
  fteRequired: 'CASE WHEN s.id IS NULL AND f.forecast = 0 THEN 0 ELSE s.fte_required END',
} as const;

/** Stands for the report before the first import: no row belongs to it. */
export const NO_REPORT: ChosenReport = {
  reportMonth: '',
  reportYear: 0,
  reportStart: '1900-01-01',
  months: [],
};
