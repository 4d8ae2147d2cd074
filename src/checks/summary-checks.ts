import { constantSql, sql, type Sql } from '../platform/database/sql';
import type { DataCheck } from './data-check';

const KEY = sql`jsonb_build_array(s.report_year, s.report_month, s.forecast_month_index, s.main_lob, s.state, s.case_type)::text AS key`;
const OPEN = sql`NOT m.is_frozen AND NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = m.month_start)`;

/** The rows of two aliases are of one report month. */
function sameMonth(one: string, other: string): Sql {
  const [a, b] = [constantSql(one), constantSql(other)];
  return sql`${a}.report_year = ${b}.report_year AND ${a}.report_month = ${b}.report_month
   AND ${a}.forecast_month_index = ${b}.forecast_month_index`;
}

/** The person-weeks under an alias are of the demand-month of the summary `s`. */
function ofSummary(alias: string): Sql {
  const a = constantSql(alias);
  return sql`${sameMonth(alias, 's')} AND ${a}.demand_main_lob = s.main_lob AND ${a}.demand_state = s.state AND ${a}.demand_case_type = s.case_type`;
}

/** Stored figures of `s` beside those counted from the rows of `table`: active assignments, or the frozen copies. */
function countedFrom(table: Sql, active: Sql, months: Sql): Sql {
  return sql`
    SELECT ${KEY}, d.column_name AS "column", d.found AS found, d.expected AS expected
    FROM monthly_capacity_summary s
    JOIN forecast_report_month m ON ${sameMonth('m', 's')} AND ${months}
    LEFT JOIN (
      SELECT a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state, a.demand_case_type,
        count(DISTINCT a.resource_cn) AS people, sum(a.production_percentage) AS percentages,
        sum(a.weekly_capacity) AS capacity, count(*) - count(a.weekly_capacity) AS unknown
      FROM ${table} a WHERE ${active} GROUP BY 1, 2, 3, 4, 5, 6
    ) n ON ${ofSummary('n')}
    CROSS JOIN LATERAL (VALUES
      ('total_fte_count', s.total_fte_count::text, coalesce(n.people, 0)::text),
      ('total_fte_equivalent', trim_scale(s.total_fte_equivalent)::text,
        trim_scale(round(coalesce(n.percentages, 0) / iso_weeks_in_month(m.month_start), 6))::text),
      ('total_capacity', trim_scale(s.total_capacity)::text, trim_scale(coalesce(n.capacity, 0))::text),
      ('capacity_gap', trim_scale(s.capacity_gap)::text, trim_scale(coalesce(n.capacity, 0) - s.total_forecast)::text),
      ('unknown_capacity_count', s.unknown_capacity_count::text, coalesce(n.unknown, 0)::text)
    ) AS d (column_name, found, expected)
    WHERE d.found IS DISTINCT FROM d.expected
    ORDER BY 1, 2`;
}

/** Rules of monthly summaries. */
export const SUMMARY_CHECKS: readonly DataCheck[] = [
  {
    name: 'summary-exists',
    rule: 'every forecast row of a live, unclosed month has a summary of the same forecast',
    sql: sql`
      SELECT jsonb_build_array(f.report_year, f.report_month, f.forecast_month_index, f.main_lob, f.state, f.case_type)::text AS key,
        'total_forecast' AS "column", s.total_forecast::text AS found, f.forecast::text AS expected
      FROM forecast f JOIN forecast_report_month m ON ${sameMonth('m', 'f')} AND ${OPEN}
      LEFT JOIN monthly_capacity_summary s ON ${sameMonth('s', 'f')} AND s.main_lob = f.main_lob AND s.state = f.state AND s.case_type = f.case_type
      WHERE s.total_forecast IS DISTINCT FROM f.forecast
      ORDER BY 1`,
  },
  {
    name: 'summary-live',
    rule: 'summaries of live months = Σ of their active assignments',
    sql: countedFrom(sql`weekly_resource_assignment`, sql`a.is_active`, sql`NOT m.is_frozen`),
  },
  {
    name: 'summary-frozen',
    rule: 'summaries of frozen months = Σ of their frozen assignments',
    sql: countedFrom(sql`frozen_assignment`, sql`true`, sql`m.is_frozen`),
  },
  {
    name: 'fte-required',
    rule: 'people required = ⌈forecast ÷ (hours of all the month’s weeks × CPH)⌉, unknown with its reason (unclosed months)',
    sql: sql`
      SELECT ${KEY}, 'fte_required' AS "column",
        concat_ws(' ', s.fte_required, s.fte_required_reason) AS found, concat_ws(' ', e.needed, e.reason) AS expected
      FROM monthly_capacity_summary s
      JOIN forecast_report_month m ON ${sameMonth('m', 's')} AND ${OPEN}
      JOIN forecast f ON ${sameMonth('f', 's')} AND f.main_lob = s.main_lob AND f.state = s.state AND f.case_type = s.case_type
      CROSS JOIN LATERAL (
        SELECT count(w.id) AS weeks, coalesce(sum(w.working_days * w.work_hours * (1 - w.shrinkage)), 0) * f.target_cph AS each
        FROM week_configuration w WHERE w.month_start = m.month_start AND w.work_type = f.locality
      ) h
      CROSS JOIN LATERAL (
        SELECT CASE WHEN f.forecast = 0 THEN NULL WHEN f.target_cph IS NULL THEN 'NO_CPH' WHEN f.target_cph = 0 THEN 'ZERO_CPH'
          WHEN h.weeks <> iso_weeks_in_month(m.month_start) THEN 'NO_WEEK_CONFIG' WHEN h.each = 0 THEN 'NO_HOURS'
          WHEN f.forecast > 2147483647 * h.each THEN 'TOO_LARGE' END AS reason
      ) w
      CROSS JOIN LATERAL (
        SELECT w.reason, CASE WHEN f.forecast = 0 THEN 0 WHEN w.reason IS NULL
          THEN div(f.forecast, h.each) + sign(mod(f.forecast, h.each)) END AS needed
      ) e
      WHERE s.fte_required IS DISTINCT FROM e.needed OR s.fte_required_reason IS DISTINCT FROM e.reason
      ORDER BY 1`,
  },
  {
    name: 'tier-sum',
    rule: 'the tiers of a summary add up to its people, highest tier first',
    sql: sql`
      SELECT ${KEY}, 'tier_breakdown' AS "column", s.tier_breakdown::text AS found,
        'Σ ' || s.total_fte_count || ', highest first' AS expected
      FROM monthly_capacity_summary s
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(t.value::integer), 0) AS people,
          array_agg(rtrim(t.key, '%')::numeric ORDER BY t.position)
            = array_agg(rtrim(t.key, '%')::numeric ORDER BY rtrim(t.key, '%')::numeric DESC) AS ordered
        FROM json_each_text(s.tier_breakdown) WITH ORDINALITY AS t (key, value, position)
      ) n
      WHERE n.people <> s.total_fte_count OR n.ordered IS NOT TRUE
      ORDER BY 1`,
  },
  {
    name: 'tier-heads',
    rule: 'each person of a summary counts in the tier of their latest active week (unclosed months)',
    sql: sql`
      WITH latest AS (
        SELECT DISTINCT ON (a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state, a.demand_case_type, a.resource_cn)
          a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state, a.demand_case_type,
          tier_label(p.capacity_percentage) AS label
        FROM weekly_resource_assignment a JOIN production_capacity_tier p ON p.id = a.capacity_tier_id
        WHERE a.is_active
        ORDER BY a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state, a.demand_case_type,
          a.resource_cn, a.year DESC, a.week_number DESC
      ), counted AS (
        SELECT l.report_year, l.report_month, l.forecast_month_index, l.demand_main_lob, l.demand_state, l.demand_case_type, l.label, count(*) AS people
        FROM latest l GROUP BY 1, 2, 3, 4, 5, 6, 7
      ), expected AS (
        SELECT n.report_year, n.report_month, n.forecast_month_index, n.demand_main_lob, n.demand_state, n.demand_case_type,
          jsonb_object_agg(n.label, n.people) AS tiers
        FROM counted n GROUP BY 1, 2, 3, 4, 5, 6
      ), listed AS (
        SELECT jsonb_object_agg(tier_label(p.capacity_percentage), 0) AS tiers FROM production_capacity_tier p WHERE p.is_active
      )
      SELECT ${KEY}, 'tier_breakdown' AS "column", s.tier_breakdown::text AS found,
        (z.tiers || coalesce(e.tiers, '{}'))::text AS expected
      FROM monthly_capacity_summary s
      JOIN forecast_report_month m ON ${sameMonth('m', 's')} AND ${OPEN}
      CROSS JOIN listed z
      LEFT JOIN expected e ON ${ofSummary('e')}
      WHERE s.tier_breakdown::jsonb <> z.tiers || coalesce(e.tiers, '{}')
      ORDER BY 1`,
  },
  {
    name: 'parent-sums',
    rule: 'forecast and capacity of a LOB = Σ of its demands, whether read from summaries or from their sources',
    sql: sql`
      WITH children AS (
        SELECT s.report_year, s.report_month, s.forecast_month_index, s.main_lob, sum(s.total_forecast) AS forecast,
          sum(s.total_capacity) AS capacity, sum(s.total_fte_count) AS people, max(s.total_fte_count) AS most
        FROM monthly_capacity_summary s WHERE NOT s.is_frozen GROUP BY 1, 2, 3, 4
      ), demanded AS (
        SELECT f.report_year, f.report_month, f.forecast_month_index, f.main_lob, sum(f.forecast) AS forecast
        FROM forecast f GROUP BY 1, 2, 3, 4
      ), supplied AS (
        SELECT a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob AS main_lob,
          sum(a.weekly_capacity) AS capacity, count(DISTINCT a.resource_cn) AS people
        FROM weekly_resource_assignment a WHERE a.is_active GROUP BY 1, 2, 3, 4
      )
      SELECT jsonb_build_array(s.report_year, s.report_month, s.forecast_month_index, s.main_lob)::text AS key,
        d.column_name AS "column", d.found AS found, d.expected AS expected
      FROM children s
      LEFT JOIN demanded f ON ${sameMonth('f', 's')} AND f.main_lob = s.main_lob
      LEFT JOIN supplied a ON ${sameMonth('a', 's')} AND a.main_lob = s.main_lob
      CROSS JOIN LATERAL (VALUES
        ('forecast', s.forecast::text, f.forecast::text, s.forecast = f.forecast),
        ('capacity', trim_scale(s.capacity)::text, trim_scale(coalesce(a.capacity, 0))::text, s.capacity = coalesce(a.capacity, 0)),
        ('people', coalesce(a.people, 0)::text, concat(s.most, ' to ', s.people), coalesce(a.people, 0) >= s.most AND coalesce(a.people, 0) <= s.people)
      ) AS d (column_name, found, expected, holds)
      WHERE d.holds IS NOT TRUE
      ORDER BY 1, 2`,
  },
];
