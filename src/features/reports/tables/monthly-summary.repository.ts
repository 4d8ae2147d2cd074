import { sql } from '../../../platform/database/sql';
import { demandCondition, monthsInRange } from './demand-selection.repository';
import { demandSource } from './preview.repository';
import { columnsByTier } from './report-columns.rules';
import {
  column,
  COMPUTED_AT_COLUMN,
  DEMAND_COLUMNS,
  DEMAND_KEY_COLUMN,
  JOIN_MONTH,
  MONTH_COLUMN,
  MONTH_START_COLUMN,
  nullable,
  SUMMARY_SQL,
  flatTable,
} from './report-columns.sql';
import type {
  ChosenReport,
  ReportContext,
  ReportStatement,
  ReportTier,
  SelectedColumn,
} from './report.model';

/** A row per demand and forecast month, zeros too. */
export function monthlySummaryStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const { limit } = context.filter;
  const months = monthsInRange(report, context.filter);
  const first = limit === undefined ? undefined : { rows: sql`${limit}::bigint` };
  const source = demandSource(context, months, first);
  return flatTable({
    columns: monthlySummaryColumns(context.tiers),
    ctes: source.ctes,
    from: sql`FROM ${source.from}
  ${JOIN_MONTH}
  ${source.joinSummary}
  WHERE ${source.where}`,
    orderBy: sql`f.main_lob, f.state, f.case_type, m.month_start`,
    // A row per forecast row of the months.
    count: sql`SELECT count(*) AS count FROM forecast f WHERE ${demandCondition(context, report)}`,
  });
}

const MONTH_INDEX_COLUMN = column(
  'forecast_month_index',
  'integer',
  sql`m.forecast_month_index`,
  'Which of the report’s six months, 1 to 6.',
);

/** The columns of the proposal's example, then the rest, and last the tiers beyond its four. */
function monthlySummaryColumns(tiers: readonly ReportTier[]): SelectedColumn[] {
  const { always, further } = columnsByTier(tiers, tierCountColumn);
  return [
    ...DEMAND_COLUMNS,
    MONTH_COLUMN,
    column('forecast', 'integer', SUMMARY_SQL.forecast, 'Cases forecast.'),
    column('fte_count', 'integer', SUMMARY_SQL.fteCount, 'Distinct people assigned in the month.'),
    column(
      'fte_equivalent',
      'decimal',
      sql`trim_scale(${SUMMARY_SQL.fteEquivalent})`,
      'Σ production percentage of the weekly assignments ÷ ISO weeks of the month, 6 places.',
    ),
    column(
      'capacity',
      'decimal',
      sql`trim_scale(${SUMMARY_SQL.capacity})`,
      'Cases that the assigned people can produce.',
    ),
    column(
      'gap',
      'decimal',
      sql`trim_scale(${SUMMARY_SQL.gap})`,
      'Capacity − forecast; negative = shortage.',
    ),
    ...always,
    MONTH_START_COLUMN,
    column('report_month', 'text', sql`m.report_month`, 'Month of the forecast report.'),
    column('report_year', 'integer', sql`m.report_year`, 'Year of the forecast report.'),
    MONTH_INDEX_COLUMN,
    column('platform', 'text', sql`f.platform`, 'Platform of the line of business.'),
    column('market', 'text', sql`f.market`, 'Market of the line of business.'),
    column('locality', 'text', sql`f.locality`, 'Domestic or Global.'),
    nullable(
      'target_cph',
      'decimal',
      sql`trim_scale(f.target_cph)`,
      'Target cases per hour; null = not known.',
    ),
    nullable(
      'fte_required',
      'integer',
      SUMMARY_SQL.fteRequired,
      'People at 100 % whom the forecast needs; null = not known (no CPH, or a week is not configured).',
    ),
    nullable(
      'coverage',
      'decimal',
      sql`trim_scale(quotient6(${SUMMARY_SQL.capacity}, ${SUMMARY_SQL.forecast}))`,
      'Capacity ÷ forecast as a fraction, 6 places; null at forecast 0.',
    ),
    DEMAND_KEY_COLUMN,
    COMPUTED_AT_COLUMN,
    ...further,
  ];
}

function tierCountColumn({ label, column: name }: ReportTier): SelectedColumn {
  return column(
    name,
    'integer',
    sql`coalesce((s.tier_breakdown ->> ${label}::text)::integer, 0)`,
    `People whose latest week of the month is at the ${label} tier.`,
  );
}
