import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Views `report_*` for tools that read PostgreSQL themselves: the flat reports with the same columns, of every report at
 * once. `report` says which report a row is of, `is_live` whether `report=live` shows it. Column names are stable; tiers
 * beyond the four of every report stand together in `tier_other` (one by one in report_capacity_by_tier).
 *
 * They run with the rights of the reader (security_invoker), so that row-level security holds for whoever reads them.
 */
const DEMAND_KEY = `text_key(f.main_lob || '|' || f.state || '|' || f.case_type)`;
const OF_SUMMARY = `s.report_year = f.report_year AND s.report_month = f.report_month
  AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
  AND s.case_type = f.case_type`;
const OF_MONTH = `m.report_year = f.report_year AND m.report_month = f.report_month
  AND m.forecast_month_index = f.forecast_month_index`;
const OF_DEMAND = `f.report_year = a.report_year AND f.report_month = a.report_month
  AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob AND f.state = a.demand_state
  AND f.case_type = a.demand_case_type`;
/** Percentage and number of the tier in a person's latest week: the number stands in its last 20 bits. */
const LATEST = '(x.latest / 1048576 % 20000) * 0.0001';
const LATEST_ID = '(x.latest % 1048576)::integer';
const SPAN = `(SELECT date_trunc('year', min(x.month_start))::date AS first,
    (date_trunc('year', max(x.month_start)) + interval '1 year')::date AS past
  FROM (SELECT m.month_start FROM forecast_report_month m UNION ALL SELECT w.month_start FROM week_configuration w) x) s`;

/** Each view with its statement; a later one may read an earlier one. */
const VIEWS: Readonly<Record<string, string>> = {
  report_forecast_months: `
    SELECT m.report_year, m.report_month, m.forecast_month_index, m.month_start, m.is_frozen, r.report_start,
      to_char(r.report_start, 'YYYY-MM') AS report,
      row_number() OVER (PARTITION BY m.month_start ORDER BY m.is_frozen, r.report_start DESC) = 1 AS is_live
    FROM forecast_report r
    JOIN forecast_report_month m ON m.report_year = r.report_year AND m.report_month = r.report_month`,

  report_person_weeks: `
    SELECT f.id AS forecast_id, a.resource_cn, a.year, a.week_number, a.production_percentage, a.weekly_capacity,
      a.assignment_type, a.pinned, a.assigned_by, a.capacity_tier_id AS tier_id, p.tier_name,
      p.capacity_percentage AS tier_percentage, NULL::text AS location
    FROM weekly_resource_assignment a
    JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
      AND m.forecast_month_index = a.forecast_month_index AND NOT m.is_frozen
    JOIN tier_of_month p ON p.report_year = a.report_year AND p.report_month = a.report_month
      AND p.forecast_month_index = a.forecast_month_index AND p.tier_id = a.capacity_tier_id
    JOIN forecast f ON ${OF_DEMAND}
    WHERE a.is_active
    UNION ALL
    SELECT f.id, a.resource_cn, a.year, a.week_number, a.production_percentage, a.weekly_capacity, a.assignment_type,
      a.pinned, a.assigned_by, a.capacity_tier_id, a.tier_name, a.tier_percentage, a.location
    FROM frozen_assignment a
    JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
      AND m.forecast_month_index = a.forecast_month_index AND m.is_frozen
    JOIN forecast f ON ${OF_DEMAND}`,

  report_monthly_summary: `
    SELECT m.report, m.is_live, f.main_lob, f.case_type, f.state, to_char(m.month_start, 'Mon-YY') AS month,
      coalesce(s.total_forecast, f.forecast) AS forecast, coalesce(s.total_fte_count, 0) AS fte_count,
      trim_scale(coalesce(s.total_fte_equivalent, 0)) AS fte_equivalent, trim_scale(coalesce(s.total_capacity, 0)) AS capacity,
      trim_scale(coalesce(s.capacity_gap, -f.forecast)) AS gap,
      b.tier_100, b.tier_75, b.tier_50, b.tier_25,
      coalesce(s.total_fte_count, 0) - b.tier_100 - b.tier_75 - b.tier_50 - b.tier_25 AS tier_other,
      m.month_start, m.report_month, m.report_year, m.forecast_month_index, f.platform, f.market, f.locality,
      trim_scale(f.target_cph) AS target_cph,
      CASE WHEN s.id IS NULL AND f.forecast = 0 THEN 0 ELSE s.fte_required END AS fte_required,
      trim_scale(quotient6(coalesce(s.total_capacity, 0), coalesce(s.total_forecast, f.forecast))) AS coverage,
      ${DEMAND_KEY} AS demand_key, s.computed_datetime AS computed_at
    FROM forecast f
    JOIN report_forecast_months m ON ${OF_MONTH}
    LEFT JOIN monthly_capacity_summary s ON ${OF_SUMMARY}
    CROSS JOIN LATERAL (SELECT coalesce((s.tier_breakdown ->> '100%')::integer, 0) AS tier_100,
      coalesce((s.tier_breakdown ->> '75%')::integer, 0) AS tier_75,
      coalesce((s.tier_breakdown ->> '50%')::integer, 0) AS tier_50,
      coalesce((s.tier_breakdown ->> '25%')::integer, 0) AS tier_25) b`,

  report_weekly_detail: `
    SELECT m.report, m.is_live, f.main_lob, f.case_type, f.state, c.year, c.week AS week_number,
      iso_week_start(c.year, c.week) AS week_start, to_char(m.month_start, 'Mon-YY') AS month, m.month_start,
      c.people AS fte_count, trim_scale(c.percentages) AS fte_equivalent, trim_scale(coalesce(c.capacity, 0)) AS capacity,
      c.tier_100, c.tier_75, c.tier_50, c.tier_25,
      c.people - c.tier_100 - c.tier_75 - c.tier_50 - c.tier_25 AS tier_other,
      ${DEMAND_KEY} AS demand_key, c.year * 100 + c.week AS week_key, s.computed_datetime AS computed_at
    FROM (
      SELECT x.id, x.year, x.week, count(x.tier) AS people, sum(x.percentage) AS percentages, sum(x.capacity) AS capacity,
        count(*) FILTER (WHERE x.tier = 1) AS tier_100, count(*) FILTER (WHERE x.tier = 0.75) AS tier_75,
        count(*) FILTER (WHERE x.tier = 0.5) AS tier_50, count(*) FILTER (WHERE x.tier = 0.25) AS tier_25
      FROM (
        SELECT f.id, w.year, w.week, NULL::numeric AS tier, 0::numeric AS percentage, 0::numeric AS capacity
        FROM forecast f
        JOIN forecast_report_month m ON ${OF_MONTH}
        CROSS JOIN LATERAL (
          SELECT extract(isoyear FROM d.day)::integer AS year, extract(week FROM d.day)::integer AS week
          FROM (SELECT m.month_start + o AS day FROM generate_series(0, 30) AS o) d
          WHERE extract(isodow FROM d.day) = 4 AND date_trunc('month', d.day::timestamp) = m.month_start) w
        UNION ALL
        SELECT a.forecast_id, a.year, a.week_number, a.tier_percentage, a.production_percentage, a.weekly_capacity
        FROM report_person_weeks a) x
      GROUP BY x.id, x.year, x.week) c
    JOIN forecast f ON f.id = c.id
    JOIN report_forecast_months m ON ${OF_MONTH}
    LEFT JOIN monthly_capacity_summary s ON ${OF_SUMMARY}`,

  report_resource_assignments: `
    SELECT m.report, m.is_live, x.resource_cn, r.first_name, r.last_name, x.year, x.week_number,
      iso_week_start(x.year, x.week_number) AS week_start, to_char(m.month_start, 'Mon-YY') AS month, m.month_start,
      f.main_lob, f.case_type, f.state, x.tier_name, trim_scale(x.tier_percentage) AS tier_percentage,
      trim_scale(x.production_percentage) AS production_percentage, trim_scale(x.weekly_capacity) AS capacity,
      x.assignment_type, x.pinned, r.opid, r.primary_platform, coalesce(x.location, r.location) AS location, f.platform,
      f.market, f.locality, f.report_month, f.report_year, f.forecast_month_index, x.assigned_by, x.tier_id,
      ${DEMAND_KEY} AS demand_key, x.year * 100 + x.week_number AS week_key, s.computed_datetime AS computed_at
    FROM report_person_weeks x
    JOIN resource_v2 r ON r.cn = x.resource_cn
    JOIN forecast f ON f.id = x.forecast_id
    JOIN report_forecast_months m ON ${OF_MONTH}
    LEFT JOIN monthly_capacity_summary s ON ${OF_SUMMARY}`,

  report_capacity_by_tier: `
    SELECT m.report, m.is_live, f.main_lob, f.case_type, f.state, to_char(m.month_start, 'Mon-YY') AS month,
      tier_label(c.tier) AS tier, trim_scale(c.tier) AS tier_percentage, c.people AS fte_count,
      trim_scale(quotient6(c.percentages, iso_weeks_in_month(m.month_start))) AS fte_equivalent,
      trim_scale(c.capacity) AS capacity, m.month_start, m.report_month, m.report_year, m.forecast_month_index, c.tier_id,
      ${DEMAND_KEY} AS demand_key, s.computed_datetime AS computed_at
    FROM (
      SELECT p.id, p.tier, p.tier_id, sum(p.people) AS people, sum(p.percentages) AS percentages, coalesce(sum(p.capacity), 0) AS capacity
      FROM (
        SELECT a.forecast_id AS id, a.tier_percentage AS tier, a.tier_id, 0::bigint AS people, sum(a.production_percentage) AS percentages,
          sum(a.weekly_capacity) AS capacity
        FROM report_person_weeks a GROUP BY a.forecast_id, a.tier_percentage, a.tier_id
        UNION ALL
        SELECT x.id, ${LATEST}, ${LATEST_ID}, count(*), 0, 0
        FROM (SELECT a.forecast_id AS id, a.resource_cn,
            max(((a.year * 100 + a.week_number)::bigint * 20000 + (a.tier_percentage * 10000)::bigint) * 1048576 + a.tier_id) AS latest
          FROM report_person_weeks a GROUP BY a.forecast_id, a.resource_cn) x
        GROUP BY x.id, ${LATEST}, ${LATEST_ID}
        UNION ALL
        SELECT f.id, t.percentage, t.tier_id, 0, 0, 0
        FROM forecast f
        JOIN (
          SELECT m.report_year, m.report_month, m.forecast_month_index, m.capacity_percentage AS percentage, m.tier_id
          FROM tier_of_month m JOIN forecast_report_month o USING (report_year, report_month, forecast_month_index)
          WHERE m.is_active AND NOT o.is_frozen
          UNION
          SELECT m.report_year, m.report_month, m.forecast_month_index, rtrim(k.label, '%')::numeric / 100, i.tier_id
          FROM forecast_report_month m
          CROSS JOIN LATERAL (SELECT s.tier_breakdown FROM monthly_capacity_summary s WHERE s.report_year = m.report_year
            AND s.report_month = m.report_month AND s.forecast_month_index = m.forecast_month_index LIMIT 1) s
          CROSS JOIN LATERAL json_object_keys(s.tier_breakdown) AS k (label)
          JOIN tier_percentage i ON i.percentage = rtrim(k.label, '%')::numeric / 100
          WHERE m.is_frozen) t ON t.report_year = f.report_year AND t.report_month = f.report_month
          AND t.forecast_month_index = f.forecast_month_index) p
      GROUP BY p.id, p.tier, p.tier_id) c
    JOIN forecast f ON f.id = c.id
    JOIN report_forecast_months m ON ${OF_MONTH}
    LEFT JOIN monthly_capacity_summary s ON ${OF_SUMMARY}`,

  report_demands: `
    SELECT DISTINCT ON (${DEMAND_KEY}) ${DEMAND_KEY} AS demand_key, f.main_lob, f.case_type, f.state, f.platform, f.market,
      f.locality
    FROM forecast f
    JOIN report_forecast_months m ON ${OF_MONTH} AND m.is_live
    ORDER BY ${DEMAND_KEY}, m.month_start DESC`,

  report_resources: `
    SELECT r.cn AS resource_cn, r.first_name, r.last_name, r.opid, r.primary_platform, r.location, r.state_list, r.skills,
      trim_scale(r.production_percentage) AS production_percentage, r.hire_date, r.is_active
    FROM resource_v2 r`,

  report_tiers: `
    SELECT t.id AS tier_id, t.tier_name, trim_scale(t.capacity_percentage) AS tier_percentage,
      tier_label(t.capacity_percentage) AS tier,
      'tier_' || replace(trim_scale(t.capacity_percentage * 100)::text, '.', '_') AS tier_column, t.description,
      t.display_order, t.is_active
    FROM production_capacity_tier t`,

  report_calendar_weeks: `
    SELECT w.week_start_date AS week_start, w.week_end_date AS week_end, w.year, w.week_number,
      w.year::text || '-W' || lpad(w.week_number::text, 2, '0') AS iso_week, to_char(w.month_start, 'Mon-YY') AS month,
      w.month_start, iso_weeks_in_month(w.month_start) AS weeks_in_month,
      d.working_days AS working_days_domestic, trim_scale(d.work_hours) AS work_hours_domestic,
      trim_scale(d.shrinkage) AS shrinkage_domestic, trim_scale(d.occupancy) AS occupancy_domestic,
      g.working_days AS working_days_global, trim_scale(g.work_hours) AS work_hours_global,
      trim_scale(g.shrinkage) AS shrinkage_global, trim_scale(g.occupancy) AS occupancy_global,
      w.year * 100 + w.week_number AS week_key
    FROM (SELECT c.year, c.week_number, c.week_start_date, c.week_end_date, c.month_start FROM week_configuration c
      UNION
      SELECT extract(isoyear FROM t.day)::integer, extract(week FROM t.day)::integer, (t.day - 3)::date, (t.day + 3)::date, m.month_start
      FROM forecast_report_month m CROSS JOIN LATERAL (SELECT m.month_start + o AS day FROM generate_series(0, 30) AS o) t
      WHERE extract(isodow FROM t.day) = 4 AND date_trunc('month', t.day::timestamp) = m.month_start) w
    LEFT JOIN week_configuration d ON d.year = w.year AND d.week_number = w.week_number AND d.work_type = 'Domestic'
    LEFT JOIN week_configuration g ON g.year = w.year AND g.week_number = w.week_number AND g.work_type = 'Global'`,

  report_calendar_months: `
    SELECT n.month_start, to_char(n.month_start, 'Mon-YY') AS month, extract(year FROM n.month_start)::integer AS year,
      extract(month FROM n.month_start)::integer AS month_number, to_char(n.month_start, 'YYYY-"Q"Q') AS quarter,
      iso_weeks_in_month(n.month_start) AS weeks_in_month, m.report AS live_report, m.forecast_month_index,
      c.id IS NOT NULL AS is_closed
    FROM (SELECT g.day::date AS month_start FROM ${SPAN}
      CROSS JOIN LATERAL generate_series(s.first::timestamp, s.past::timestamp - interval '1 day', interval '1 month') AS g (day)) n
    LEFT JOIN month_close c ON c.month_start = n.month_start
    LEFT JOIN report_forecast_months m ON m.month_start = n.month_start AND m.is_live`,

  report_calendar_days: `
    SELECT d.day AS date, d.year AS iso_year, d.week AS week_number, d.year * 100 + d.week AS week_key,
      iso_week_start(d.year, d.week) AS week_start, d.year::text || '-W' || lpad(d.week::text, 2, '0') AS iso_week,
      extract(isodow FROM d.day)::integer AS day_of_week, to_char(d.day, 'Mon-YY') AS month,
      date_trunc('month', d.day)::date AS month_start, to_char(d.day, 'YYYY-"Q"Q') AS quarter,
      extract(year FROM d.day)::integer AS year, to_char(iso_week_month(d.year, d.week), 'Mon-YY') AS report_month,
      iso_week_month(d.year, d.week) AS report_month_start,
      extract(isodow FROM d.day) < 6 AND hd.id IS NULL AS is_working_day_domestic, hd.name AS holiday_domestic,
      extract(isodow FROM d.day) < 6 AND hg.id IS NULL AS is_working_day_global, hg.name AS holiday_global
    FROM (SELECT g.day::date AS day, extract(isoyear FROM g.day)::integer AS year, extract(week FROM g.day)::integer AS week
      FROM ${SPAN}
      CROSS JOIN LATERAL generate_series(s.first::timestamp, s.past::timestamp - interval '1 day', interval '1 day') AS g (day)) d
    LEFT JOIN holiday hd ON hd.holiday_date = d.day AND hd.work_type = 'Domestic'
    LEFT JOIN holiday hg ON hg.holiday_date = d.day AND hg.work_type = 'Global'`,

  report_reports: `
    SELECT to_char(r.report_start, 'YYYY-MM') AS report, r.report_start, r.report_month, r.report_year,
      m.first AS first_month_start, m.last AS last_month_start, m.live AS live_months,
      r.report_start = (SELECT max(x.report_start) FROM forecast_report x) AS is_current, r.source_file,
      r.imported_datetime AS imported_at
    FROM forecast_report r
    JOIN (SELECT m.report_year, m.report_month, min(m.month_start) AS first, max(m.month_start) AS last,
        count(*) FILTER (WHERE NOT m.is_frozen) AS live
      FROM forecast_report_month m GROUP BY m.report_year, m.report_month) m
      ON m.report_year = r.report_year AND m.report_month = r.report_month`,
};

export class AddReportViews1765200000000 implements MigrationInterface {
  name = 'AddReportViews1765200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, statement] of Object.entries(VIEWS))
      await queryRunner.query(`CREATE VIEW ${name} WITH (security_invoker = true) AS ${statement}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of Object.keys(VIEWS).reverse()) await queryRunner.query(`DROP VIEW ${name}`);
  }
}
