import { constantSql, joinSql, literal, sql, type Sql } from '../../../platform/database/sql';
import {
  assignedRows,
  demandCondition,
  monthsInRange,
  sameMonth,
  shownWeeks,
  weekConditions,
  weeksOfMonths,
} from './demand-selection.repository';
import { demandSource } from './preview.repository';
import {
  column,
  COMPUTED_AT_COLUMN,
  DEMAND_COLUMNS,
  DEMAND_KEY_COLUMN,
  JOIN_MONTH,
  MONTH_COLUMN,
  MONTH_START_COLUMN,
  weekKeyColumn,
  flatTable,
} from './report-columns.sql';
import type {
  ChosenReport,
  ReportContext,
  ReportFilter,
  ReportStatement,
  ReportTier,
  SelectedColumn,
} from './report.model';

/** The fewest weeks of a month that a demand has rows for when weeks are not limited. */
const MIN_WEEKS = 4;

/**
 * A row per demand and ISO week of the months, zeros too. The planner cannot guess the sizes and would risk a nested loop
 * over all demands and all their weeks, so weeks without anyone come from a union with the assignments, all that a demand's
 * month adds is joined before its weeks are, and those by a full join, which is never a nested loop: each demand has weeks,
 * each week a demand. Demands are put in order once and rows sorted by their place: names that begin alike are slow to
 * compare half a million times.
 */
export function weeklyDetailStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const { filter, tiers } = context;
  const months = monthsInRange(report, filter).filter((month) => shownWeeks(month, filter).length > 0);
  const first = filter.limit === undefined ? undefined : { rows: demandMonthsOf(filter.limit, filter) };
  const source = demandSource(context, months, first);
  const assigned = assignedRows(context, report, {
    select: ({ tier }) =>
      sql`f.id AS id, a.year AS year, a.week_number AS week, ${tier} AS tier, a.production_percentage AS percentage, a.weekly_capacity AS capacity`,
    where: weekConditions(sql`iso_week_start(a.year, a.week_number)`, filter.weeks),
    first: first && 'first_demand_month',
  });
  const countsOfTiers = tiers.map(
    ({ percentage }, index) =>
      sql`, count(*) FILTER (WHERE x.tier = ${percentage}::numeric) AS ${tierCount(index)}`,
  );
  const demandMonth = sql`demand_month AS MATERIALIZED (
  SELECT f.*, m.month_start, s.computed_datetime,
    row_number() OVER (ORDER BY f.main_lob, f.state, f.case_type, m.month_start) AS place
  FROM ${source.from}
  ${JOIN_MONTH}
  ${source.joinSummary}
  WHERE ${source.where}
)`;
  const cell = sql`cell AS (
  SELECT x.id, x.year, x.week, count(x.tier) AS people, sum(x.percentage) AS percentages, sum(x.capacity) AS capacity${joinSql(countsOfTiers, '')}
  FROM (
  SELECT f.id AS id, w.year AS year, w.week AS week, NULL::numeric AS tier, 0::numeric AS percentage, 0::numeric AS capacity
  FROM demand_month f JOIN (${weeksOfMonths(months, filter)}) w ON ${sameMonth('w', 'f')}
  ${assigned ? sql`UNION ALL ${assigned}` : sql``}) x
  GROUP BY x.id, x.year, x.week
)`;
  return flatTable({
    columns: weeklyColumns(tiers),
    ctes: [...source.ctes, demandMonth, cell],
    from: sql`FROM cell c
  FULL JOIN demand_month f ON f.id = c.id
  CROSS JOIN LATERAL (SELECT f.month_start) m
  CROSS JOIN LATERAL (SELECT f.computed_datetime) s`,
    orderBy: sql`f.place, c.year, c.week`,
    // A row per forecast row and week of its month: assignments are in no other weeks.
    count: sql`SELECT count(*) AS count FROM forecast f JOIN (${weeksOfMonths(months, filter)}) w ON ${sameMonth('w', 'f')}
  WHERE ${demandCondition(context, report, months)}`,
  });
}

/** How many demand-months have so many rows: with all their weeks each has four at least, else one. */
function demandMonthsOf(limit: number, { weeks }: ReportFilter): Sql {
  const fewest = weeks.from === undefined && weeks.to === undefined ? MIN_WEEKS : 1;
  return sql`(${limit}::bigint + ${literal(fewest - 1)}) / ${literal(fewest)}`;
}

/** The column that counts the people at a tier, by the place of the tier. */
function tierCount(index: number): Sql {
  return constantSql(`t${index}`);
}

function weeklyColumns(tiers: readonly ReportTier[]): SelectedColumn[] {
  return [
    ...DEMAND_COLUMNS,
    column('year', 'integer', sql`c.year`, 'ISO year.'),
    column('week_number', 'integer', sql`c.week`, 'ISO week, 1 to 53.'),
    column(
      'week_start',
      'date',
      sql`iso_week_start(c.year, c.week)`,
      'Monday of the week: sorts, joins and drives incremental refresh.',
    ),
    MONTH_COLUMN,
    MONTH_START_COLUMN,
    column('fte_count', 'integer', sql`c.people`, 'People assigned in the week.'),
    column(
      'fte_equivalent',
      'decimal',
      sql`trim_scale(c.percentages)`,
      'Σ production percentage of the week.',
    ),
    column(
      'capacity',
      'decimal',
      sql`trim_scale(coalesce(c.capacity, 0))`,
      'Cases that they can produce in the week.',
    ),
    DEMAND_KEY_COLUMN,
    weekKeyColumn(sql`c.year`, sql`c.week`),
    COMPUTED_AT_COLUMN,
    ...tiers.map(({ label, column: name }, index) =>
      column(name, 'integer', sql`c.${tierCount(index)}`, `People at the ${label} tier in the week.`),
    ),
  ];
}
