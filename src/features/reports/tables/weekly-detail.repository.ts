import {
  assignedRows,
  demandCondition,
  monthsInRange,
  weekCondition,
  weeksOfMonths,
} from './demand-selection.repository';
import {
  column,
  DEMAND_COLUMNS,
  JOIN_MONTH,
  MONTH_COLUMN,
  MONTH_START_COLUMN,
  publicColumns,
  selectList,
  type SelectedColumn,
} from './report-columns.rules';
import type { ChosenReport, ReportContext, ReportStatement, ReportTier } from './report.model';
import { SqlParams } from './sql-params.rules';

/**
 * A row per demand and ISO week of the report's months, zeros too. Weeks without anyone come from a union with the
 * assignments, not from an outer join: the planner cannot guess the sizes and would risk a nested loop over both. Demands are
 * put in order once and rows sorted by their place: names that begin alike are slow to compare half a million times.
 */
export function weeklyDetailStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const params = new SqlParams();
  const { filter, tiers } = context;
  const months = monthsInRange(report, filter);
  const weeks = weeksOfMonths(months, filter, params);
  const where = demandCondition(context, report, params);
  const assigned = assignedRows(context, report, params, {
    select: ({ tier }) =>
      `f.id AS id, a.year AS year, a.week_number AS week, ${tier} AS tier, a.production_percentage AS percentage, a.weekly_capacity AS capacity`,
    where: weekCondition('iso_week_start(a.year, a.week_number)', filter.weeks, params),
  });
  const columns = weeklyColumns(tiers);
  const sql = `WITH cell AS (
  SELECT x.id, x.year, x.week, count(x.tier) AS people, sum(x.percentage) AS percentages, sum(x.capacity) AS capacity${tiers
    .map(
      ({ percentage }, index) =>
        `, count(*) FILTER (WHERE x.tier = ${params.use(percentage, 'numeric')}) AS t${index}`,
    )
    .join('')}
  FROM (
  SELECT f.id AS id, w.year AS year, w.week AS week, NULL::numeric AS tier, 0::numeric AS percentage, 0::numeric AS capacity
  FROM forecast f JOIN (${weeks}) w ON w.index = f.forecast_month_index
  WHERE ${where}
  ${assigned ? `UNION ALL\n  ${assigned}` : ''}) x
  GROUP BY x.id, x.year, x.week
)
SELECT ${selectList(columns)}
  FROM cell c
  JOIN (SELECT f.*, row_number() OVER (ORDER BY f.main_lob, f.state, f.case_type, f.forecast_month_index) AS place
    FROM forecast f WHERE ${where}) f ON f.id = c.id
  ${JOIN_MONTH}`;
  return { columns: publicColumns(columns), sql, order: 'f.place, c.year, c.week', params: params.values };
}

function weeklyColumns(tiers: readonly ReportTier[]): SelectedColumn[] {
  return [
    ...DEMAND_COLUMNS,
    column('year', 'integer', 'c.year', 'ISO year.'),
    column('week_number', 'integer', 'c.week', 'ISO week, 1 to 53.'),
    column(
      'week_start',
      'date',
      'iso_week_start(c.year, c.week)',
      'Monday of the week: sorts, joins and drives incremental refresh.',
    ),
    MONTH_COLUMN,
    MONTH_START_COLUMN,
    column('fte_count', 'integer', 'c.people', 'People assigned in the week.'),
    column('fte_equivalent', 'decimal', 'trim_scale(c.percentages)', 'Σ production percentage of the week.'),
    column(
      'capacity',
      'decimal',
      'trim_scale(coalesce(c.capacity, 0))',
      'Cases that they can produce in the week.',
    ),
    ...tiers.map(({ label, column: name }, index) =>
      column(name, 'integer', `c.t${index}`, `People at the ${label} tier in the week.`),
    ),
  ];
}
