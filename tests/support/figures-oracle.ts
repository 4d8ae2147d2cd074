import type { Queries } from './database';
import type { NodeFigures } from './report-sums';

/** What the oracle is asked: a selection of the demands of a report’s month. */
export interface OracleQuestion {
  report: { reportYear: number; reportMonth: string };
  forecastMonthIndex: number;
  byCategory: boolean;
  /** Lower-case spellings; absent = all. */
  mainLobs?: string[];
  states?: string[];
  caseTypes?: string[];
  localities?: string[];
  lobScope: readonly string[] | null;
}

const LEVELS: Readonly<Record<string, readonly string[]>> = {
  total: [],
  category: ['platform', 'locality'],
  lob: ['main_lob'],
  state: ['main_lob', 'state'],
  caseType: ['main_lob', 'state', 'case_type'],
};
const NAMES = ['platform', 'locality', 'main_lob', 'state', 'case_type'];

const SELECTED = `
  demand AS (
    SELECT f.*, s.total_capacity, s.total_fte_equivalent, coalesce(s.total_forecast, f.forecast) AS cases,
      CASE WHEN s.fte_required IS NOT NULL THEN s.fte_required WHEN coalesce(s.total_forecast, f.forecast) = 0 THEN 0 END AS required
    FROM forecast f
    LEFT JOIN monthly_capacity_summary s USING (report_year, report_month, forecast_month_index, main_lob, state, case_type)
    WHERE f.report_year = $1 AND f.report_month = $2 AND f.forecast_month_index = $3
      AND ($4::text[] IS NULL OR lower(f.main_lob) = ANY($4)) AND ($5::text[] IS NULL OR lower(f.state) = ANY($5))
      AND ($6::text[] IS NULL OR lower(f.case_type) = ANY($6)) AND ($7::text[] IS NULL OR f.locality = ANY($7))
      AND ($8::text[] IS NULL OR f.main_lob = ANY($8))
  ), person_week AS (
    SELECT d.platform, d.locality, d.main_lob, d.state, d.case_type, w.resource_cn, w.week, w.percentage
    FROM demand d
    JOIN forecast_report_month m USING (report_year, report_month, forecast_month_index)
    JOIN (
      SELECT false AS is_frozen, a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state,
        a.demand_case_type, a.resource_cn, a.year * 100 + a.week_number AS week,
        -- A closed month keeps the percentages that its tiers had.
        coalesce((SELECT k.capacity_percentage FROM closed_month_tier k
          WHERE k.tier_id = t.id AND k.month_start = iso_week_month(a.year, a.week_number)), t.capacity_percentage) AS percentage
      FROM weekly_resource_assignment a JOIN production_capacity_tier t ON t.id = a.capacity_tier_id WHERE a.is_active
      UNION ALL
      SELECT true, a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob, a.demand_state,
        a.demand_case_type, a.resource_cn, a.year * 100 + a.week_number, a.tier_percentage FROM frozen_assignment a
    ) w ON w.is_frozen = m.is_frozen AND w.report_year = d.report_year AND w.report_month = d.report_month
      AND w.forecast_month_index = d.forecast_month_index AND w.demand_main_lob = d.main_lob AND w.demand_state = d.state
      AND w.demand_case_type = d.case_type
  )`;

/** The figures of every node of a tree as plain, slow SQL finds them in the tables, by path. */
export async function oracleNodes(
  database: Queries,
  question: OracleQuestion,
): Promise<Map<string, NodeFigures>> {
  const { byCategory } = question;
  const found = new Map<string, NodeFigures>();
  for (const [level, own] of Object.entries(LEVELS)) {
    if (level === 'category' && !byCategory) continue;
    const names = byCategory && level !== 'total' ? [...new Set(['platform', 'locality', ...own])] : own;
    for (const [path, figures] of await oracleLevel(database, question, names)) found.set(path, figures);
  }
  return found;
}

interface Row {
  path: string;
  forecast: string;
  capacity: string;
  gap: string;
  coverage: string | null;
  fte_equivalent: string;
  fte_required: string | null;
  people: number;
  tiers: Record<string, number> | null;
}

async function oracleLevel(
  database: Queries,
  question: OracleQuestion,
  names: readonly string[],
): Promise<[string, NodeFigures][]> {
  const path = `json_build_array(${NAMES.map((name) => (names.includes(name) ? `n.${name}` : 'NULL')).join(', ')})::text`;
  const same = (other: string): string =>
    ['true', ...names.map((name) => `${other}.${name} = n.${name}`)].join(' AND ');
  const node = names.length > 0 ? `SELECT DISTINCT ${names.join(', ')} FROM demand` : 'SELECT 1';
  const rows = await database.query<Row>(
    `WITH ${SELECTED}, node AS (${node})
     SELECT ${path} AS path, f.forecast::text AS forecast, trim_scale(f.capacity)::text AS capacity,
       trim_scale(f.capacity - f.forecast)::text AS gap,
       CASE WHEN f.forecast > 0 THEN trim_scale(round(f.capacity / f.forecast, 6))::text END AS coverage,
       trim_scale(f.fte_equivalent)::text AS fte_equivalent, f.fte_required::text AS fte_required, p.people, t.tiers
     FROM node n
     CROSS JOIN LATERAL (SELECT coalesce(sum(d.cases), 0) AS forecast, coalesce(sum(d.total_capacity), 0) AS capacity,
       coalesce(sum(d.total_fte_equivalent), 0) AS fte_equivalent,
       CASE WHEN count(*) = 0 THEN 0 ELSE sum(d.required) END AS fte_required FROM demand d WHERE ${same('d')}) f
     CROSS JOIN LATERAL (SELECT count(DISTINCT w.resource_cn)::integer AS people FROM person_week w WHERE ${same('w')}) p
     CROSS JOIN LATERAL (SELECT json_object_agg(c.percentage, c.people) AS tiers FROM (
       SELECT trim_scale(l.percentage)::text AS percentage, count(*) AS people FROM (
         SELECT DISTINCT ON (w.resource_cn) w.percentage FROM person_week w WHERE ${same('w')}
         ORDER BY w.resource_cn, w.week DESC) l
       GROUP BY l.percentage) c) t`,
    [
      question.report.reportYear,
      question.report.reportMonth,
      question.forecastMonthIndex,
      question.mainLobs ?? null,
      question.states ?? null,
      question.caseTypes ?? null,
      question.localities ?? null,
      question.lobScope,
    ],
  );
  return rows.map((row) => [
    JSON.stringify(JSON.parse(row.path)),
    {
      forecast: row.forecast,
      capacity: row.capacity,
      gap: row.gap,
      coverage: row.coverage,
      fteEquivalent: row.fte_equivalent,
      fteRequired: row.fte_required,
      people: row.people,
      tiers: row.tiers ?? {},
    },
  ]);
}
