import { allOf, constantSql, sql, type Sql } from '../../../platform/database/sql';
import { demandCondition, weekConditions } from './demand-selection.repository';
import { firstDemands, firstPeople } from './preview.repository';
import { column, demandKey, JOIN_MONTH, nullable, weekKeyColumn, flatTable } from './report-columns.sql';
import type {
  ChosenReport,
  ReportContext,
  ReportFilter,
  ReportStatement,
  SelectedColumn,
} from './report.model';

/** A row per ISO week that is configured or lies in a month of a report, with the hours of both work types side by side so that week_start is unique. */
export function calendarWeeksStatement({ filter }: ReportContext): ReportStatement {
  const conditions = [
    ...weekConditions(sql`w.month_start`, filter.months),
    ...weekConditions(sql`w.week_start_date`, filter.weeks),
  ];
  const from = sql`FROM (SELECT c.year, c.week_number, c.week_start_date, c.week_end_date, c.month_start FROM week_configuration c
    UNION
    SELECT extract(isoyear FROM t.day)::integer, extract(week FROM t.day)::integer, (t.day - 3)::date, (t.day + 3)::date, m.month_start
    FROM forecast_report_month m CROSS JOIN LATERAL (SELECT m.month_start + o AS day FROM generate_series(0, 30) AS o) t
    WHERE extract(isodow FROM t.day) = 4 AND date_trunc('month', t.day::timestamp) = m.month_start) w
  LEFT JOIN week_configuration d ON d.year = w.year AND d.week_number = w.week_number AND d.work_type = 'Domestic'
  LEFT JOIN week_configuration g ON g.year = w.year AND g.week_number = w.week_number AND g.work_type = 'Global'
  WHERE ${allOf(conditions)}`;
  return flatTable({ columns: WEEK_COLUMNS, from, orderBy: sql`w.year, w.week_number` });
}

const WEEK_COLUMNS: readonly SelectedColumn[] = [
  column('week_start', 'date', sql`w.week_start_date`, 'Monday of the week; unique.'),
  column('week_end', 'date', sql`w.week_end_date`, 'Sunday of the week.'),
  column('year', 'integer', sql`w.year`, 'ISO year.'),
  column('week_number', 'integer', sql`w.week_number`, 'ISO week, 1 to 53.'),
  column(
    'iso_week',
    'text',
    sql`w.year::text || '-W' || lpad(w.week_number::text, 2, '0')`,
    'The week as parameters spell it, e.g. 2025-W18.',
  ),
  column(
    'month',
    'text',
    sql`to_char(w.month_start, 'Mon-YY')`,
    'Parent month: that of the week’s Thursday.',
  ),
  column('month_start', 'date', sql`w.month_start`, 'First day of the parent month.'),
  column(
    'weeks_in_month',
    'integer',
    sql`iso_weeks_in_month(w.month_start)`,
    'ISO weeks of the parent month, 4 or 5.',
  ),
  ...(['domestic', 'global'] as const).flatMap((type) => {
    const week = constantSql(type === 'domestic' ? 'd' : 'g');
    return [
      nullable(
        `working_days_${type}`,
        'integer',
        sql`${week}.working_days`,
        'Working days; null = not configured.',
      ),
      nullable(
        `work_hours_${type}`,
        'decimal',
        sql`trim_scale(${week}.work_hours)`,
        'Hours of a working day.',
      ),
      nullable(
        `shrinkage_${type}`,
        'decimal',
        sql`trim_scale(${week}.shrinkage)`,
        'Shrinkage as a fraction.',
      ),
      nullable(
        `occupancy_${type}`,
        'decimal',
        sql`trim_scale(${week}.occupancy)`,
        'Occupancy as a fraction; shown, not used.',
      ),
    ];
  }),
  weekKeyColumn(sql`w.year`, sql`w.week_number`),
];

/** A row per capacity tier. */
export function tiersStatement({ filter }: ReportContext): ReportStatement {
  const active = filter.active === undefined ? sql`` : sql`WHERE t.is_active = ${filter.active}::boolean`;
  return flatTable({
    columns: TIER_COLUMNS,
    from: sql`FROM production_capacity_tier t ${active}`,
    orderBy: sql`t.capacity_percentage DESC, t.tier_name`,
  });
}

const TIER_COLUMNS: readonly SelectedColumn[] = [
  column('tier_id', 'integer', sql`t.id`, 'Number of the tier.'),
  column('tier_name', 'text', sql`t.tier_name`, 'Name; unique.'),
  column('tier_percentage', 'decimal', sql`trim_scale(t.capacity_percentage)`, 'Percentage as a fraction.'),
  column('tier', 'text', sql`tier_label(t.capacity_percentage)`, 'Label, e.g. 75%.'),
  column(
    'tier_column',
    'text',
    sql`'tier_' || replace(trim_scale(t.capacity_percentage * 100)::text, '.', '_')`,
    'The tier’s column in the flat reports.',
  ),
  column('description', 'text', sql`t.description`, 'What the tier is for.'),
  column('display_order', 'integer', sql`t.display_order`, 'Position in lists.'),
  column('is_active', 'boolean', sql`t.is_active`, 'New assignments may use it.'),
];

/** A row per demand, as its latest month names it. */
export function demandsStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const { limit } = context.filter;
  const isPreview = limit !== undefined;
  return flatTable({
    columns: DEMANDS,
    ctes: isPreview ? firstDemands(context, report, limit) : [],
    from: isPreview
      ? sql`FROM first_demand f`
      : sql`FROM (
    SELECT DISTINCT ON (${demandKey('f')}) f.*
    FROM forecast f
    ${JOIN_MONTH}
    WHERE ${demandCondition(context, report)}
    ORDER BY ${demandKey('f')}, m.month_start DESC) f`,
    orderBy: sql`f.main_lob, f.state, f.case_type`,
  });
}

const DEMANDS: readonly SelectedColumn[] = [
  column(
    'demand_key',
    'text',
    demandKey('f'),
    'Line of business, state and case type in one text, lower case; unique.',
  ),
  column('main_lob', 'text', sql`f.main_lob`, 'Line of business.'),
  column('case_type', 'text', sql`f.case_type`, 'Case type.'),
  column('state', 'text', sql`f.state`, 'State code, or N/A.'),
  column('platform', 'text', sql`f.platform`, 'Platform.'),
  column('market', 'text', sql`f.market`, 'Market.'),
  column('locality', 'text', sql`f.locality`, 'Domestic or Global.'),
];

/** A row per person. */
export function resourcesStatement({ filter }: ReportContext): ReportStatement {
  const conditions = peopleConditions(filter);
  const isPreview = filter.limit !== undefined && conditions.length === 0;
  return flatTable({
    columns: RESOURCES,
    ctes: isPreview ? firstPeople(filter.limit ?? 0, filter.lobScope) : [],
    from: isPreview ? sql`FROM first_person r` : sql`FROM resource_v2 r WHERE ${allOf(conditions)}`,
    orderBy: sql`r.cn`,
  });
}

function peopleConditions({ platforms, locations, active, states, skills }: ReportFilter): Sql[] {
  const conditions: Sql[] = [];
  if (platforms) conditions.push(sql`text_key(r.primary_platform) = ANY(${platforms}::text[])`);
  if (locations) conditions.push(sql`r.location = ANY(${locations}::text[])`);
  if (active !== undefined) conditions.push(sql`r.is_active = ${active}::boolean`);
  if (states) {
    const wanted = states.length > 0 ? [...states, 'all'] : [];
    conditions.push(sql`string_to_array(text_key(r.state_list), '|') && ${wanted}::text[]`);
  }
  if (skills)
    conditions.push(sql`EXISTS (SELECT FROM unnest(string_to_array(r.skills, ',')) AS k (skill)
      WHERE text_key(trim(k.skill)) = ANY(${skills}::text[]))`);
  return conditions;
}

const RESOURCES: readonly SelectedColumn[] = [
  column('resource_cn', 'text', sql`r.cn`, 'CN; unique.'),
  column('first_name', 'text', sql`r.first_name`, 'First name.'),
  column('last_name', 'text', sql`r.last_name`, 'Last name.'),
  nullable('opid', 'text', sql`r.opid`, 'Operator id.'),
  column('primary_platform', 'text', sql`r.primary_platform`, 'Platform.'),
  column('location', 'text', sql`r.location`, 'Where the person sits: Domestic or Global.'),
  column('state_list', 'text', sql`r.state_list`, 'States that the person may serve, pipe-delimited.'),
  column('skills', 'text', sql`r.skills`, 'Case types, comma-separated.'),
  column(
    'production_percentage',
    'decimal',
    sql`trim_scale(r.production_percentage)`,
    'Base percentage as a fraction.',
  ),
  nullable('hire_date', 'date', sql`r.hire_date`, 'First day of work.'),
  column('is_active', 'boolean', sql`r.is_active`, 'May be assigned.'),
];
