import { sql, type Sql } from '../../../platform/database/sql';

/**
 * Walks of a preview for who is limited to some LOBs. Row-level security hides the others, but an index that it cannot be
 * searched by is read through them: each LOB is walked by itself, and what comes first of all is the next step.
 */

/** LOBs in the order of their names; the rows that depend on one (LATERAL) are read before the next. */
function inOrder(lobs: readonly string[]): Sql {
  const sorted = [...lobs].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sql`unnest(${sorted}::text[]) AS l (lob)`;
}

/** Names of demands, in their order, in `named`. */
export function namedOfLobs(lobs: readonly string[]): Sql {
  const next = (beyond: Sql): Sql =>
    sql`SELECT x.* FROM ${inOrder(lobs)} CROSS JOIN LATERAL (SELECT f.main_lob, f.state, f.case_type FROM forecast f
      WHERE f.main_lob = l.lob${beyond} ORDER BY f.main_lob, f.state, f.case_type LIMIT 1) x
    LIMIT 1`;
  return sql`named AS (
  (${next(sql``)})
  UNION ALL
  SELECT x.* FROM named n CROSS JOIN LATERAL (
    ${next(sql` AND l.lob >= n.main_lob AND (f.main_lob, f.state, f.case_type) > (n.main_lob, n.state, n.case_type)`)}) x
)`;
}

/** Keys of demands, in their order, in `keyed`. */
export const KEYED_OF_LOBS = sql`keyed AS (
  SELECT x.key FROM (SELECT next_demand_key_in_scope('') AS key) x WHERE x.key IS NOT NULL
  UNION ALL
  SELECT x.key FROM keyed n CROSS JOIN LATERAL (SELECT next_demand_key_in_scope(n.key) AS key OFFSET 0) x WHERE x.key IS NOT NULL
)`;

/** The forecast row `f` of a demand, by its key, in the report month `k`; in a SELECT of its own it is looked for once, not for every `f`. */
export function forecastOfLobs(key: Sql): Sql {
  return sql`f.id = (SELECT forecast_of_demand_in_scope(${key}, k.report_year, k.report_month, k.forecast_month_index))`;
}

/** People with assignments in these LOBs, in the order of their CN, in `person`: live ones or frozen. */
export function peopleOfLobs(lobs: readonly string[]): Sql {
  const next = (cn: Sql): Sql => sql`SELECT min(y.cn) AS cn FROM ${inOrder(lobs)} CROSS JOIN LATERAL (
      (SELECT a.resource_cn AS cn FROM weekly_resource_assignment a
        WHERE a.is_active AND a.demand_main_lob = l.lob AND a.resource_cn > ${cn} ORDER BY a.resource_cn LIMIT 1)
      UNION ALL
      (SELECT a.resource_cn FROM frozen_assignment a
        WHERE a.demand_main_lob = l.lob AND a.resource_cn > ${cn} ORDER BY a.resource_cn LIMIT 1)) y`;
  return sql`person AS (
  SELECT x.cn FROM (${next(sql`''`)}) x WHERE x.cn IS NOT NULL
  UNION ALL
  SELECT x.cn FROM person w CROSS JOIN LATERAL (${next(sql`w.cn`)}) x WHERE x.cn IS NOT NULL
)`;
}

/**
 * The people who are visible, in `person`. Whether somebody is seen takes look-ups in several tables; the condition that holds for all
 * makes the planner expect few people, and so look them up rather than gather those of all assignments first.
 */
const EXPECTED_FEW = sql`r.cn LIKE (SELECT '%')`;
export const VISIBLE_PEOPLE = sql`person AS (
  (SELECT r.* FROM resource_v2 r WHERE ${EXPECTED_FEW} ORDER BY r.cn LIMIT 1)
  UNION ALL
  SELECT x.* FROM person w CROSS JOIN LATERAL (SELECT r.* FROM resource_v2 r
    WHERE r.cn > w.cn AND ${EXPECTED_FEW} ORDER BY r.cn LIMIT 1) x
)`;
