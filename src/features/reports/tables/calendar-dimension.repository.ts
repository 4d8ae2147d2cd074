import { allOf, constantSql, sql } from '../../../platform/database/sql';
import { weekConditions } from './demand-selection.repository';
import { column, nullable, weekKeyColumn, flatTable } from './report-columns.sql';
import type { ReportContext, ReportStatement, SelectedColumn } from './report.model';

/**
 * Whole years from the first to the last month that weeks are configured for or a report covers. The first week of a month is
 * that of its first Thursday: of January it may begin in December, and days begin a year earlier then.
 */
const SPAN = sql`span AS (
  SELECT date_trunc('year', min(x.month_start))::date AS first,
    date_trunc('year', date_trunc('week', (min(x.month_start) + 3)::timestamp))::date AS first_of_weeks, (date_trunc('year', max(x.month_start)) + interval '1 year')::date AS past
  FROM (SELECT m.month_start FROM forecast_report_month m UNION ALL SELECT w.month_start FROM week_configuration w) x
)`;

/** A row per calendar day without gaps, to be marked as the date table. */
export function calendarDaysStatement({ filter }: ReportContext): ReportStatement {
  return flatTable({
    columns: DAY_COLUMNS,
    ctes: [SPAN],
    from: sql`FROM (SELECT g.day::date AS day, extract(isoyear FROM g.day)::integer AS year, extract(week FROM g.day)::integer AS week,
    date_trunc('month', g.day)::date AS month_start, extract(isodow FROM g.day) < 6 AS is_weekday
    FROM span s CROSS JOIN LATERAL generate_series(s.first_of_weeks::timestamp, s.past::timestamp - interval '1 day', interval '1 day') AS g (day)) d
  LEFT JOIN holiday hd ON hd.holiday_date = d.day AND hd.work_type = 'Domestic'
  LEFT JOIN holiday hg ON hg.holiday_date = d.day AND hg.work_type = 'Global'
  WHERE ${allOf(weekConditions(sql`d.day`, filter.months))}`,
    orderBy: sql`d.day`,
  });
}

const REPORT_MONTH = sql`iso_week_month(d.year, d.week)`;

const DAY_COLUMNS: readonly SelectedColumn[] = [
  column('date', 'date', sql`d.day`, 'The day; unique, without gaps: mark the table as date table by it.'),
  column('iso_year', 'integer', sql`d.year`, 'ISO year.'),
  column('week_number', 'integer', sql`d.week`, 'ISO week, 1 to 53.'),
  weekKeyColumn(sql`d.year`, sql`d.week`),
  column('week_start', 'date', sql`iso_week_start(d.year, d.week)`, 'Monday of the week.'),
  column(
    'iso_week',
    'text',
    sql`d.year::text || '-W' || lpad(d.week::text, 2, '0')`,
    'The week, e.g. 2025-W18.',
  ),
  column('day_of_week', 'integer', sql`extract(isodow FROM d.day)::integer`, '1 = Monday to 7 = Sunday.'),
  column(
    'month',
    'text',
    sql`to_char(d.day, 'Mon-YY')`,
    'Calendar month, e.g. May-25; sort it by month_start.',
  ),
  column('month_start', 'date', sql`d.month_start`, 'First day of the calendar month.'),
  column('quarter', 'text', sql`to_char(d.day, 'YYYY-"Q"Q')`, 'Calendar quarter, e.g. 2025-Q2.'),
  column('year', 'integer', sql`extract(year FROM d.day)::integer`, 'Calendar year.'),
  column(
    'report_month',
    'text',
    sql`to_char(${REPORT_MONTH}, 'Mon-YY')`,
    'Month that reports count the day’s week to: that of its Thursday.',
  ),
  column('report_month_start', 'date', REPORT_MONTH, 'First day of that month.'),
  ...(['domestic', 'global'] as const).flatMap((type) => {
    const holiday = constantSql(type === 'domestic' ? 'hd' : 'hg');
    const what = type === 'domestic' ? 'Domestic' : 'Global';
    return [
      column(
        `is_working_day_${type}`,
        'boolean',
        sql`d.is_weekday AND ${holiday}.id IS NULL`,
        `Monday to Friday and no holiday of the work type ${what}.`,
      ),
      nullable(
        `holiday_${type}`,
        'text',
        sql`${holiday}.name`,
        `Holiday of the work type ${what}; null = none.`,
      ),
    ];
  }),
];

/** A row per calendar month of the same span. */
export function calendarMonthsStatement({ filter }: ReportContext): ReportStatement {
  return flatTable({
    columns: MONTH_COLUMNS,
    ctes: [SPAN],
    from: sql`FROM (SELECT g.day::date AS month_start
    FROM span s CROSS JOIN LATERAL generate_series(s.first::timestamp, s.past::timestamp - interval '1 day', interval '1 month') AS g (day)) n
  LEFT JOIN month_close c ON c.month_start = n.month_start
  LEFT JOIN LATERAL (SELECT r.report_start, m.is_frozen, m.forecast_month_index FROM forecast_report_month m
    JOIN forecast_report r ON r.report_year = m.report_year AND r.report_month = m.report_month
    WHERE m.month_start = n.month_start ORDER BY m.is_frozen, r.report_start DESC LIMIT 1) live ON true
  WHERE ${allOf(weekConditions(sql`n.month_start`, filter.months))}`,
    orderBy: sql`n.month_start`,
  });
}

const MONTH_COLUMNS: readonly SelectedColumn[] = [
  column('month_start', 'date', sql`n.month_start`, 'First day of the month; unique.'),
  column(
    'month',
    'text',
    sql`to_char(n.month_start, 'Mon-YY')`,
    'The month, e.g. May-25; sort it by month_start.',
  ),
  column('year', 'integer', sql`extract(year FROM n.month_start)::integer`, 'Calendar year.'),
  column('month_number', 'integer', sql`extract(month FROM n.month_start)::integer`, '1 to 12.'),
  column('quarter', 'text', sql`to_char(n.month_start, 'YYYY-"Q"Q')`, 'Calendar quarter, e.g. 2025-Q2.'),
  column(
    'weeks_in_month',
    'integer',
    sql`iso_weeks_in_month(n.month_start)`,
    'ISO weeks of the month, 4 or 5.',
  ),
  nullable(
    'live_report',
    'text',
    sql`to_char(live.report_start, 'YYYY-MM')`,
    'Report that report=live reads the month from; null = none covers it.',
  ),
  nullable(
    'forecast_month_index',
    'integer',
    sql`live.forecast_month_index`,
    'Which of that report’s six months it is, 1 to 6.',
  ),
  column('is_closed', 'boolean', sql`c.id IS NOT NULL`, 'Closed: nothing of the month changes any more.'),
];

/** A row per stored forecast report. */
export function reportsStatement(): ReportStatement {
  return flatTable({
    columns: REPORT_COLUMNS,
    from: sql`FROM forecast_report r
  JOIN (SELECT m.report_year, m.report_month, min(m.month_start) AS first, max(m.month_start) AS last,
      count(*) FILTER (WHERE NOT m.is_frozen) AS live
    FROM forecast_report_month m GROUP BY m.report_year, m.report_month) m
    ON m.report_year = r.report_year AND m.report_month = r.report_month`,
    orderBy: sql`r.report_start`,
  });
}

const REPORT_COLUMNS: readonly SelectedColumn[] = [
  column(
    'report',
    'text',
    sql`to_char(r.report_start, 'YYYY-MM')`,
    'The report as parameters spell it; unique.',
  ),
  column('report_start', 'date', sql`r.report_start`, 'First day of the report month.'),
  column('report_month', 'text', sql`r.report_month`, 'Month of the report by name.'),
  column('report_year', 'integer', sql`r.report_year`, 'Year of the report.'),
  column('first_month_start', 'date', sql`m.first`, 'First day of its first forecast month.'),
  column('last_month_start', 'date', sql`m.last`, 'First day of its last forecast month.'),
  column('live_months', 'integer', sql`m.live`, 'How many of its six months are live.'),
  column(
    'is_current',
    'boolean',
    sql`r.report_start = (SELECT max(x.report_start) FROM forecast_report x)`,
    'The newest report: what tables show that are asked for none.',
  ),
  nullable('source_file', 'text', sql`r.source_file`, 'Name of the imported file.'),
  column('imported_at', 'datetime', sql`r.imported_datetime`, 'When it was imported (UTC).'),
];
