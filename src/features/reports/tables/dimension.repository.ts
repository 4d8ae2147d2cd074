import { demandCondition, weekCondition } from './demand-selection.repository';
import { firstDemands, firstPeople } from './preview.repository';
import { column, demandKey, JOIN_MONTH, nullable, weekKeyColumn, flatTable } from './report-columns.rules';
import type {
  ChosenReport,
  ReportContext,
  ReportFilter,
  ReportStatement,
  SelectedColumn,
} from './report.model';
import { SqlParams } from './sql-params.rules';

/** A row per ISO week that is configured or lies in a month of a report, with the hours of both work types side by side so that week_start is unique. */
export function calendarWeeksStatement({ filter }: ReportContext): ReportStatement {
  const params = new SqlParams();
  const inMonths = weekCondition('w.month_start', filter.months, params);
  const inWeeks = weekCondition('w.week_start_date', filter.weeks, params);
  const from = `FROM (SELECT c.year, c.week_number, c.week_start_date, c.week_end_date, c.month_start FROM week_configuration c
    UNION
    SELECT extract(isoyear FROM t.day)::integer, extract(week FROM t.day)::integer, (t.day - 3)::date, (t.day + 3)::date, m.month_start
    FROM forecast_report_month m CROSS JOIN LATERAL (SELECT m.month_start + o AS day FROM generate_series(0, 30) AS o) t
    WHERE extract(isodow FROM t.day) = 4 AND date_trunc('month', t.day::timestamp) = m.month_start) w
  LEFT JOIN week_configuration d ON d.year = w.year AND d.week_number = w.week_number AND d.work_type = 'Domestic'
  LEFT JOIN week_configuration g ON g.year = w.year AND g.week_number = w.week_number AND g.work_type = 'Global'
  WHERE true${inMonths}${inWeeks}`;
  return flatTable({ columns: WEEK_COLUMNS, from, orderBy: 'w.year, w.week_number', params: params.values });
}

const WEEK_COLUMNS: readonly SelectedColumn[] = [
  column('week_start', 'date', 'w.week_start_date', 'Monday of the week; unique.'),
  column('week_end', 'date', 'w.week_end_date', 'Sunday of the week.'),
  column('year', 'integer', 'w.year', 'ISO year.'),
  column('week_number', 'integer', 'w.week_number', 'ISO week, 1 to 53.'),
  column(
    'iso_week',
    'text',
    `w.year::text || '-W' || lpad(w.week_number::text, 2, '0')`,
    'The week as parameters spell it, e.g. 2025-W18.',
  ),
  column('month', 'text', `to_char(w.month_start, 'Mon-YY')`, 'Parent month: that of the week’s Thursday.'),
  column('month_start', 'date', 'w.month_start', 'First day of the parent month.'),
  column(
    'weeks_in_month',
    'integer',
    'iso_weeks_in_month(w.month_start)',
    'ISO weeks of the parent month, 4 or 5.',
  ),
  ...(['domestic', 'global'] as const).flatMap((type) => {
    const from = type === 'domestic' ? 'd' : 'g';
    return [
      nullable(
        `working_days_${type}`,
        'integer',
        `${from}.working_days`,
        'Working days; null = not configured.',
      ),
      nullable(`work_hours_${type}`, 'decimal', `trim_scale(${from}.work_hours)`, 'Hours of a working day.'),
      nullable(`shrinkage_${type}`, 'decimal', `trim_scale(${from}.shrinkage)`, 'Shrinkage as a fraction.'),
      nullable(
        `occupancy_${type}`,
        'decimal',
        `trim_scale(${from}.occupancy)`,
        'Occupancy as a fraction; shown, not used.',
      ),
    ];
  }),
  weekKeyColumn('w.year', 'w.week_number'),
];

/** A row per capacity tier. */
export function tiersStatement({ filter }: ReportContext): ReportStatement {
  const params = new SqlParams();
  const active =
    filter.active === undefined ? '' : `WHERE t.is_active = ${params.use(filter.active, 'boolean')}`;
  return flatTable({
    columns: TIER_COLUMNS,
    from: `FROM production_capacity_tier t ${active}`,
    orderBy: 't.capacity_percentage DESC, t.tier_name',
    params: params.values,
  });
}

const TIER_COLUMNS: readonly SelectedColumn[] = [
  column('tier_id', 'integer', 't.id', 'Number of the tier.'),
  column('tier_name', 'text', 't.tier_name', 'Name; unique.'),
  column('tier_percentage', 'decimal', 'trim_scale(t.capacity_percentage)', 'Percentage as a fraction.'),
  column('tier', 'text', 'tier_label(t.capacity_percentage)', 'Label, e.g. 75%.'),
  column(
    'tier_column',
    'text',
    `'tier_' || replace(trim_scale(t.capacity_percentage * 100)::text, '.', '_')`,
    'The tier’s column in the flat reports.',
  ),
  column('description', 'text', 't.description', 'What the tier is for.'),
  column('display_order', 'integer', 't.display_order', 'Position in lists.'),
  column('is_active', 'boolean', 't.is_active', 'New assignments may use it.'),
];

/** A row per demand, as its latest month names it. */
export function demandsStatement(context: ReportContext, report: ChosenReport): ReportStatement {
  const params = new SqlParams();
  const { limit, lobScope } = context.filter;
  // Who is limited to some LOBs reads no more than theirs; their rows cannot be found by what function makes of a name.
  const isPreview = limit !== undefined && lobScope === null;
  return flatTable({
    columns: DEMANDS,
    ctes: isPreview ? firstDemands(context, report, params, limit) : [],
    from: isPreview
      ? 'FROM first_demand f'
      : `FROM (
    SELECT DISTINCT ON (${demandKey('f')}) f.*
    FROM forecast f
    ${JOIN_MONTH}
    WHERE ${demandCondition(context, report, params)}
    ORDER BY ${demandKey('f')}, m.month_start DESC) f`,
    orderBy: 'f.main_lob, f.state, f.case_type',
    params: params.values,
  });
}

const DEMANDS: readonly SelectedColumn[] = [
  column(
    'demand_key',
    'text',
    demandKey('f'),
    'Line of business, state and case type in one text, lower case; unique.',
  ),
  column('main_lob', 'text', 'f.main_lob', 'Line of business.'),
  column('case_type', 'text', 'f.case_type', 'Case type.'),
  column('state', 'text', 'f.state', 'State code, or N/A.'),
  column('platform', 'text', 'f.platform', 'Platform.'),
  column('market', 'text', 'f.market', 'Market.'),
  column('locality', 'text', 'f.locality', 'Domestic or Global.'),
];

/** A row per person. */
export function resourcesStatement({ filter }: ReportContext): ReportStatement {
  const params = new SqlParams();
  const conditions = peopleConditions(filter, params);
  const isPreview = filter.limit !== undefined && conditions.length === 0;
  return flatTable({
    columns: RESOURCES,
    ctes: isPreview ? firstPeople(params, filter.limit ?? 0) : [],
    from: isPreview
      ? 'FROM first_person r'
      : `FROM resource_v2 r WHERE ${['true', ...conditions].join(' AND ')}`,
    orderBy: 'r.cn',
    params: params.values,
  });
}

function peopleConditions(filter: ReportFilter, params: SqlParams): string[] {
  const conditions: string[] = [];
  if (filter.platforms)
    conditions.push(`text_key(r.primary_platform) = ANY(${params.use(filter.platforms, 'text[]')})`);
  if (filter.locations) conditions.push(`r.location = ANY(${params.use(filter.locations, 'text[]')})`);
  if (filter.active !== undefined) conditions.push(`r.is_active = ${params.use(filter.active, 'boolean')}`);
  if (filter.states) {
    const wanted = filter.states.length > 0 ? [...filter.states, 'all'] : [];
    conditions.push(`string_to_array(text_key(r.state_list), '|') && ${params.use(wanted, 'text[]')}`);
  }
  if (filter.skills)
    conditions.push(`EXISTS (SELECT FROM unnest(string_to_array(r.skills, ',')) AS k (skill)
      WHERE text_key(trim(k.skill)) = ANY(${params.use(filter.skills, 'text[]')}))`);
  return conditions;
}

const RESOURCES: readonly SelectedColumn[] = [
  column('resource_cn', 'text', 'r.cn', 'CN; unique.'),
  column('first_name', 'text', 'r.first_name', 'First name.'),
  column('last_name', 'text', 'r.last_name', 'Last name.'),
  nullable('opid', 'text', 'r.opid', 'Operator id.'),
  column('primary_platform', 'text', 'r.primary_platform', 'Platform.'),
  column('location', 'text', 'r.location', 'Where the person sits: Domestic or Global.'),
  column('state_list', 'text', 'r.state_list', 'States that the person may serve, pipe-delimited.'),
  column('skills', 'text', 'r.skills', 'Case types, comma-separated.'),
  column(
    'production_percentage',
    'decimal',
    'trim_scale(r.production_percentage)',
    'Base percentage as a fraction.',
  ),
  nullable('hire_date', 'date', 'r.hire_date', 'First day of work.'),
  column('is_active', 'boolean', 'r.is_active', 'May be assigned.'),
];
