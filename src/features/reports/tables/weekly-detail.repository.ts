import {
  assignedRows,
  demandCondition,
  monthsInRange,
  sameMonth,
  weekCondition,
  weeksOfMonths,
} from './demand-selection.repository';
import {
  column,
  COMPUTED_AT_COLUMN,
  DEMAND_COLUMNS,
  DEMAND_KEY_COLUMN,
  JOIN_MONTH,
  JOIN_SUMMARY,
  MONTH_COLUMN,
  MONTH_START_COLUMN,
  weekKeyColumn,
  flatTable,
} from './report-columns.rules';
import type {
  ChosenReport,
  ReportContext,
  ReportFilter,
  ReportStatement,
  ReportTier,
  SelectedColumn,
} from './report.model';
import { SqlParams } from './sql-params.rules';

/** The fewest weeks of a month that a demand has rows for when weeks are not limited. */
const MIN_WEEKS = 4;

/**
 * A row per demand and ISO week of the months, zeros too. Weeks without anyone come from a union with the
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
    where: `${weekCondition('iso_week_start(a.year, a.week_number)', filter.weeks, params)}${
      filter.limit === undefined ? '' : ' AND f.id IN (SELECT d.id FROM demand_month d)'
    }`,
  });
  const countsOfTiers = tiers.map(
    ({ percentage }, index) =>
      `, count(*) FILTER (WHERE x.tier = ${params.use(percentage, 'numeric')}) AS t${index}`,
  );
  return flatTable({
    columns: weeklyColumns(tiers),
    with: `WITH demand_month AS MATERIALIZED (
  SELECT f.id, row_number() OVER (ORDER BY f.main_lob, f.state, f.case_type, m.month_start) AS place
  FROM forecast f
  ${JOIN_MONTH}
  WHERE ${where}${filter.limit === undefined ? '' : firstDemandMonths(filter, weeks, params)}
), cell AS (
  SELECT x.id, x.year, x.week, count(x.tier) AS people, sum(x.percentage) AS percentages, sum(x.capacity) AS capacity${countsOfTiers.join('')}
  FROM (
  SELECT f.id AS id, w.year AS year, w.week AS week, NULL::numeric AS tier, 0::numeric AS percentage, 0::numeric AS capacity
  FROM demand_month d JOIN forecast f ON f.id = d.id JOIN (${weeks}) w ON ${sameMonth('w', 'f')}
  ${assigned ? `UNION ALL\n  ${assigned}` : ''}) x
  GROUP BY x.id, x.year, x.week
)`,
    from: `FROM cell c
  JOIN demand_month d ON d.id = c.id
  JOIN forecast f ON f.id = c.id
  ${JOIN_MONTH}
  ${JOIN_SUMMARY}`,
    orderBy: 'd.place, c.year, c.week',
    params: params.values,
  });
}

/** A preview reads only the demand-months whose weeks it can show: each has at least four, or one where weeks are limited. */
function firstDemandMonths({ limit = 0, weeks }: ReportFilter, shown: string, params: SqlParams): string {
  const fewest = weeks.from === undefined && weeks.to === undefined ? MIN_WEEKS : 1;
  return ` AND EXISTS (SELECT FROM (${shown}) w WHERE ${sameMonth('w', 'f')})
  ORDER BY place LIMIT (${params.use(limit, 'bigint')} + ${fewest - 1}) / ${fewest}`;
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
    DEMAND_KEY_COLUMN,
    weekKeyColumn('c.year', 'c.week'),
    COMPUTED_AT_COLUMN,
  ];
}
