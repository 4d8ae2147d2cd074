import { joinSql, sql, type Sql } from '../../../platform/database/sql';
import {
  assignedRows,
  monthsInRange,
  narrowsDemands,
  weekConditions,
  type AssignedColumns,
} from './demand-selection.repository';
import { firstPersonWeeks } from './preview.repository';
import {
  column,
  COMPUTED_AT_COLUMN,
  DEMAND_KEY_COLUMN,
  JOIN_SUMMARY,
  LOOK_UP_SUMMARY,
  lookUp,
  noRows,
  nullable,
  weekKeyColumn,
  flatTable,
} from './report-columns.sql';
import type {
  ChosenReport,
  ReportContext,
  ReportFilter,
  ReportStatement,
  SelectedColumn,
} from './report.model';

/** What each arm yields: live rows take tier and location as they are now, frozen ones as they were. */
const SELECTED: AssignedColumns['select'] = (
  of,
) => sql`a.resource_cn AS cn, a.year AS year, a.week_number AS week, a.production_percentage AS percentage,
    a.weekly_capacity AS capacity, a.assignment_type AS type, a.pinned AS pinned, a.assigned_by AS assigned_by,
    a.capacity_tier_id AS tier_id, ${of.tier} AS tier_percentage, ${of.tierName} AS tier_name, ${of.location} AS location,
    f.id AS forecast_id`;

/** A row per person and week with names, tier, percentage and capacity. */
export function resourceAssignmentsStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const { filter } = context;
  if (monthsInRange(report, filter).length === 0) return noRows(COLUMNS);
  const where = personWeekConditions(filter);
  const rows = previewRows(filter);
  const ctes = rows === undefined ? [] : firstPersonWeeks(context, report, { where, rows });
  const first = rows === undefined ? wholeFrom(report, filter) : 'first_person_week';
  // A preview's conditions are those of its first rows.
  const further = rows === undefined ? { where } : {};
  const assigned = assignedRows(context, report, { select: SELECTED, first, ...further }) ?? sql``;
  const sits = filter.locations
    ? sql`WHERE coalesce(x.location, r.location) = ANY(${filter.locations}::text[])`
    : sql``;
  return flatTable({
    columns: COLUMNS,
    ctes,
    from: sql`FROM (${assigned}) x
  ${first === undefined ? JOINS : LOOK_UPS}
  ${sits}`,
    orderBy: sql`x.cn, x.year, x.week`,
    count: filter.locations ? undefined : countPersonWeeks(context, report),
  });
}

/** A row per person-week, whose person, tier and demand are always there; where people sit now only they themselves tell. */
function countPersonWeeks(context: ReportContext, report: ChosenReport): Sql {
  const where = personWeekConditions(context.filter);
  const columns = { select: () => sql`1 AS one`, where, withoutForecast: true, withoutTier: true };
  return sql`SELECT count(*) AS count FROM (${assignedRows(context, report, columns) ?? sql``}) x`;
}

/** Conditions on a person-week `a`: of the people and weeks asked for. */
function personWeekConditions({ resourceCns, weeks }: ReportFilter): Sql[] {
  return [
    ...(resourceCns ? [sql`a.resource_cn = ANY(${resourceCns}::text[])`] : []),
    ...weekConditions(sql`iso_week_start(a.year, a.week_number)`, weeks),
  ];
}

const JOINS = sql`JOIN resource_v2 r ON r.cn = x.cn
  JOIN forecast f ON f.id = x.forecast_id
  ${JOIN_SUMMARY}`;
const LOOK_UPS = joinSql(
  [
    lookUp('resource_v2', 'r', sql`r.cn = x.cn`),
    lookUp('forecast', 'f', sql`f.id = x.forecast_id`),
    LOOK_UP_SUMMARY,
  ],
  '\n  ',
);

/** How many person-weeks a preview takes; undefined where only those of some people or demands are asked for, which have indexes. */
function previewRows(filter: ReportFilter): number | undefined {
  const isOfSome = filter.locations ?? filter.resourceCns;
  return isOfSome || narrowsDemands(filter) ? undefined : filter.limit;
}

/**
 * The whole of live months is read in its order, and nothing is sorted; where months are frozen or rows are few, sorting is
 * cheaper. Who is limited to some LOBs has few rows, and people that are costly to look up one by one.
 */
function wholeFrom(report: ChosenReport, filter: ReportFilter): AssignedColumns['first'] {
  const { weeks, resourceCns, lobScope } = filter;
  const isWhole = monthsInRange(report, filter).length === report.months.length && !weeks.from && !weeks.to;
  const isLive = report.months.every(({ isFrozen }) => !isFrozen);
  const isOfAll = lobScope === null && !resourceCns && !narrowsDemands(filter);
  return isWhole && isLive && isOfAll ? 'by_person_and_week' : undefined;
}

const COLUMNS: readonly SelectedColumn[] = [
  column('resource_cn', 'text', sql`x.cn`, 'CN of the person.'),
  column('first_name', 'text', sql`r.first_name`, 'First name.'),
  column('last_name', 'text', sql`r.last_name`, 'Last name.'),
  column('year', 'integer', sql`x.year`, 'ISO year.'),
  column('week_number', 'integer', sql`x.week`, 'ISO week, 1 to 53.'),
  column('week_start', 'date', sql`iso_week_start(x.year, x.week)`, 'Monday of the week.'),
  column(
    'month',
    'text',
    sql`to_char(iso_week_month(x.year, x.week), 'Mon-YY')`,
    'Forecast month, e.g. May-25.',
  ),
  column('month_start', 'date', sql`iso_week_month(x.year, x.week)`, 'First day of the forecast month.'),
  column('main_lob', 'text', sql`f.main_lob`, 'Line of business of the demand.'),
  column('case_type', 'text', sql`f.case_type`, 'Case type of the demand.'),
  column('state', 'text', sql`f.state`, 'State of the demand, or N/A.'),
  column('tier_name', 'text', sql`x.tier_name`, 'Capacity tier.'),
  column(
    'tier_percentage',
    'decimal',
    sql`trim_scale(x.tier_percentage)`,
    'Percentage of the tier as a fraction.',
  ),
  column(
    'production_percentage',
    'decimal',
    sql`trim_scale(x.percentage)`,
    'What the person produces in the week as a fraction of full production.',
  ),
  nullable(
    'capacity',
    'decimal',
    sql`trim_scale(x.capacity)`,
    'Cases that the person can produce in the week; null = not known.',
  ),
  column('assignment_type', 'text', sql`x.type`, 'primary, bench or manual.'),
  column('pinned', 'boolean', sql`x.pinned`, 'Never moved by allocation.'),
  nullable('opid', 'text', sql`r.opid`, 'Operator id of the person.'),
  column('primary_platform', 'text', sql`r.primary_platform`, 'Platform of the person.'),
  column(
    'location',
    'text',
    sql`coalesce(x.location, r.location)`,
    'Where the person sits: Domestic or Global.',
  ),
  column('platform', 'text', sql`f.platform`, 'Platform of the demand.'),
  column('market', 'text', sql`f.market`, 'Market of the demand.'),
  column('locality', 'text', sql`f.locality`, 'Locality of the demand.'),
  column('report_month', 'text', sql`f.report_month`, 'Month of the forecast report.'),
  column('report_year', 'integer', sql`f.report_year`, 'Year of the forecast report.'),
  column(
    'forecast_month_index',
    'integer',
    sql`f.forecast_month_index`,
    'Which of the report’s six months, 1 to 6.',
  ),
  column('assigned_by', 'text', sql`x.assigned_by`, 'Who made the assignment.'),
  column('tier_id', 'integer', sql`x.tier_id`, 'Number of the capacity tier: relates to tiers.'),
  DEMAND_KEY_COLUMN,
  weekKeyColumn(sql`x.year`, sql`x.week`),
  COMPUTED_AT_COLUMN,
];
