import { assignedRows, weekCondition, type AssignedColumns } from './demand-selection.repository';
import {
  column,
  noRows,
  nullable,
  publicColumns,
  selectList,
  type SelectedColumn,
} from './report-columns.rules';
import type { ChosenReport, ReportContext, ReportStatement } from './report.model';
import { SqlParams } from './sql-params.rules';

/** What each arm yields: live rows take tier and location as they are now, frozen ones as they were. */
const SELECTED: AssignedColumns['select'] = (
  of,
) => `a.resource_cn AS cn, a.year AS year, a.week_number AS week, a.production_percentage AS percentage,
    a.weekly_capacity AS capacity, a.assignment_type AS type, a.pinned AS pinned, a.assigned_by AS assigned_by,
    ${of.tier} AS tier_percentage, ${of.tierName} AS tier_name, ${of.location} AS location, f.main_lob AS main_lob, f.case_type AS case_type, f.state AS state, f.platform AS platform,
    f.market AS market, f.locality AS locality, f.report_month AS report_month, f.report_year AS report_year,
    f.forecast_month_index AS month_index`;

/** A row per person and week with names, tier, percentage and capacity. */
export function resourceAssignmentsStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const params = new SqlParams();
  const { filter } = context;
  const people = filter.resourceCns
    ? ` AND a.resource_cn = ANY(${params.use(filter.resourceCns, 'text[]')})`
    : '';
  const weeks = weekCondition('iso_week_start(a.year, a.week_number)', filter.weeks, params);
  const assigned = assignedRows(context, report, params, { select: SELECTED, where: `${people}${weeks}` });
  if (!assigned) return { columns: publicColumns(COLUMNS), sql: noRows(COLUMNS), order: '1', params: [] };
  const sits = filter.locations
    ? `WHERE coalesce(x.location, r.location) = ANY(${params.use(filter.locations, 'text[]')})`
    : '';
  const sql = `SELECT ${selectList(COLUMNS)}
  FROM (${assigned}) x
  JOIN resource_v2 r ON r.cn = x.cn
  ${sits}`;
  return { columns: publicColumns(COLUMNS), sql, order: 'x.cn, x.year, x.week', params: params.values };
}

const COLUMNS: readonly SelectedColumn[] = [
  column('resource_cn', 'text', 'x.cn', 'CN of the person.'),
  column('first_name', 'text', 'r.first_name', 'First name.'),
  column('last_name', 'text', 'r.last_name', 'Last name.'),
  column('year', 'integer', 'x.year', 'ISO year.'),
  column('week_number', 'integer', 'x.week', 'ISO week, 1 to 53.'),
  column('week_start', 'date', 'iso_week_start(x.year, x.week)', 'Monday of the week.'),
  column(
    'month',
    'text',
    `to_char(iso_week_month(x.year, x.week), 'Mon-YY')`,
    'Forecast month, e.g. May-25.',
  ),
  column('month_start', 'date', 'iso_week_month(x.year, x.week)', 'First day of the forecast month.'),
  column('main_lob', 'text', 'x.main_lob', 'Line of business of the demand.'),
  column('case_type', 'text', 'x.case_type', 'Case type of the demand.'),
  column('state', 'text', 'x.state', 'State of the demand, or N/A.'),
  column('tier_name', 'text', 'x.tier_name', 'Capacity tier.'),
  column(
    'tier_percentage',
    'decimal',
    'trim_scale(x.tier_percentage)',
    'Percentage of the tier as a fraction.',
  ),
  column(
    'production_percentage',
    'decimal',
    'trim_scale(x.percentage)',
    'What the person produces in the week as a fraction of full production.',
  ),
  nullable(
    'capacity',
    'decimal',
    'trim_scale(x.capacity)',
    'Cases that the person can produce in the week; null = not known.',
  ),
  column('assignment_type', 'text', 'x.type', 'primary, bench or manual.'),
  column('pinned', 'boolean', 'x.pinned', 'Never moved by allocation.'),
  nullable('opid', 'text', 'r.opid', 'Operator id of the person.'),
  column('primary_platform', 'text', 'r.primary_platform', 'Platform of the person.'),
  column(
    'location',
    'text',
    'coalesce(x.location, r.location)',
    'Where the person sits: Domestic or Global.',
  ),
  column('platform', 'text', 'x.platform', 'Platform of the demand.'),
  column('market', 'text', 'x.market', 'Market of the demand.'),
  column('locality', 'text', 'x.locality', 'Locality of the demand.'),
  column('report_month', 'text', 'x.report_month', 'Month of the forecast report.'),
  column('report_year', 'integer', 'x.report_year', 'Year of the forecast report.'),
  column('forecast_month_index', 'integer', 'x.month_index', 'Which of the report’s six months, 1 to 6.'),
  column('assigned_by', 'text', 'x.assigned_by', 'Who made the assignment.'),
];
