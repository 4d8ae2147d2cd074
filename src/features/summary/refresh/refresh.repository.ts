import { sql, type Sql } from '../../../platform/database/sql';
import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { weeklyCapacity } from '../../assignment/sql';
import { monthHours } from '../../calendar/sql';
import { assignedTo, sameDemandMonth, sameReportMonth } from '../../demand/sql';
import type { Difference } from './difference.model';
import {
  AS_USUAL,
  HASHED,
  LIVE_OPEN,
  REQUIRED,
  REQUIRED_REASON,
  REWRITTEN,
  targetOf,
  weekHoursOf,
} from './target.sql';

/**
 * Locks the forecast rows of the demand-months concerned, in one order for everyone, and returns their ids. Writers of one
 * demand-month thereby take turns; the statement that follows sees what the one before has committed. The forecast row is
 * locked rather than the summary because it always exists first, so a missing summary needs no special case.
 */
export async function lockDemandMonths(
  tx: WriteScope,
  months: readonly string[],
  demands: readonly DemandMonth[],
): Promise<number[]> {
  const texts = (property: keyof DemandMonth): string[] => demands.map((demand) => demand[property]);
  const rows = await tx.db.query<{ id: number }>(
    sql`SELECT f.id AS id FROM forecast f
     WHERE f.id IN (
       SELECT f.id FROM forecast_report_month m JOIN forecast f ON ${sameReportMonth('f', 'm')}
       WHERE m.month_start = ANY(${months}::date[]) AND ${LIVE_OPEN}
       UNION ALL
       SELECT f.id
       FROM unnest(${texts('monthStart')}::date[], ${texts('mainLob')}::text[], ${texts('state')}::text[],
         ${texts('caseType')}::text[]) AS w (month_start, main_lob, state, case_type)
       JOIN forecast_report_month m ON m.month_start = w.month_start
       JOIN forecast f ON ${sameReportMonth('f', 'm')} AND f.main_lob = w.main_lob AND f.state = w.state
         AND f.case_type = w.case_type
       WHERE ${LIVE_OPEN})
     ORDER BY f.report_year, f.report_month, f.forecast_month_index, f.main_lob, f.state, f.case_type
     FOR NO KEY UPDATE OF f`,
  );
  return rows.map(({ id }) => id);
}

/** The forecast row `f` of one demand-month, in the open month `m`. */
function isOpenDemand({ monthStart, mainLob, state, caseType }: DemandMonth): Sql {
  return sql`m.month_start = ${monthStart}::date AND f.main_lob = ${mainLob}::text AND f.state = ${state}::text
    AND f.case_type = ${caseType}::text AND ${LIVE_OPEN}`;
}

/**
 * Locks one demand-month like `lockDemandMonths` and rewrites its derived rows, by two statements whose plans do not depend
 * on their values; they travel with what follows.
 */
export function rewriteDemandMonth({ db, at }: WriteScope, demand: DemandMonth): void {
  db.later(
    sql`SELECT FROM forecast_report_month m JOIN forecast f ON ${sameReportMonth('f', 'm')}
     WHERE ${isOpenDemand(demand)} FOR NO KEY UPDATE OF f`,
  );
  db.later(sql`${derivedFrom(isOpenDemand(demand), at)} SELECT count(*) AS demand_months FROM target`);
}

/** First days of every live, unclosed month. */
export async function listOpenMonths(tx: WriteScope): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT m.month_start AS "monthStart" FROM forecast_report_month m WHERE ${LIVE_OPEN} ORDER BY m.month_start`,
  );
  return rows.map(({ monthStart }) => monthStart);
}

/** Hours of the months and of their weeks, and the tiers with their rank and label. */
const MONTHS_AND_TIERS = sql`month_hours AS MATERIALIZED (
  ${monthHours(sql`SELECT DISTINCT t.month_start, t.locality FROM target t`)}
), ${weekHoursOf(sql`c.month_start IN (SELECT t.month_start FROM target t)`)}, ranked_tier AS MATERIALIZED (
  SELECT p.id, p.is_active, p.capacity_percentage, dense_rank() OVER (ORDER BY p.capacity_percentage) AS tier_rank
  FROM production_capacity_tier p
), label AS MATERIALIZED (
  SELECT p.tier_rank, tier_label(p.capacity_percentage) AS label, bool_or(p.is_active) AS is_active
  FROM ranked_tier p GROUP BY p.tier_rank, p.capacity_percentage
)`;

/** Every active assignment of the demand-months with its capacity as it should be, and the correction of wrong ones. */
const assigned = (from: Sql): Sql => sql`assigned AS MATERIALIZED (
  SELECT a.id, t.id AS forecast_id, r.id AS person, a.production_percentage, a.weekly_capacity AS stored_capacity,
    ${weeklyCapacity(sql`a.production_percentage`, sql`h.hours`, sql`t.target_cph`)} AS capacity,
    (a.year * 100 + a.week_number)::bigint * 1000000 + p.tier_rank AS latest
  FROM ${from}
  JOIN ranked_tier p ON p.id = a.capacity_tier_id
  JOIN resource_v2 r ON r.cn = a.resource_cn
  LEFT JOIN week_hours h ON h.year = a.year AND h.week_number = a.week_number AND h.work_type = r.location
), ${REWRITTEN}`;

/** The assignments `a` of few demand-months `t`, by an index. */
const OF_DEMANDS = sql`target t
  CROSS JOIN LATERAL (
    SELECT a.* FROM weekly_resource_assignment a
    WHERE a.is_active AND ${assignedTo('a', 't')}
    OFFSET 0) a`;
/** The assignments `a` of whole report months, each read in one go, and their demand-months `t`. */
const OF_MONTHS = sql`(SELECT DISTINCT t.report_year, t.report_month, t.forecast_month_index FROM target t) k
  CROSS JOIN LATERAL (
    SELECT a.* FROM weekly_resource_assignment a
    WHERE a.is_active AND ${sameReportMonth('a', 'k')}
    OFFSET 0) a
  JOIN target t ON ${assignedTo('a', 't')}`;

/**
 * People by demand-month and tier, and the sums of all their weeks: a person is one number, so that the sums, which are of
 * exact decimals, are kept once a demand-month instead of once a person. Rows of sums have no tier.
 */
const FIGURES = sql`person AS (
  SELECT s.forecast_id, s.person, max(s.latest) % 1000000 AS tier_rank FROM assigned s GROUP BY s.forecast_id, s.person
), part AS (
  SELECT p.forecast_id, p.tier_rank, count(*) AS people, NULL::numeric AS percentages, NULL::numeric AS capacity,
    NULL::bigint AS unknown
  FROM person p GROUP BY p.forecast_id, p.tier_rank
  UNION ALL
  SELECT t.id, l.tier_rank, 0, 0, 0, 0 FROM target t CROSS JOIN label l WHERE l.is_active
  UNION ALL
  SELECT s.forecast_id, NULL, 0, sum(s.production_percentage), sum(s.capacity), count(*) FILTER (WHERE s.capacity IS NULL)
  FROM assigned s GROUP BY s.forecast_id
), tier_figures AS (
  SELECT p.forecast_id, p.tier_rank, sum(p.people) AS people, sum(p.percentages) AS percentages, sum(p.capacity) AS capacity,
    sum(p.unknown) AS unknown
  FROM part p GROUP BY p.forecast_id, p.tier_rank
), figures AS (
  SELECT p.forecast_id, sum(p.people)::integer AS fte_count, sum(p.percentages) AS percentages,
    trim_scale(coalesce(sum(p.capacity), 0)) AS capacity, sum(p.unknown)::integer AS unknown,
    json_object_agg(l.label, p.people ORDER BY l.tier_rank DESC) FILTER (WHERE l.label IS NOT NULL) AS tier_breakdown
  FROM tier_figures p LEFT JOIN label l ON l.tier_rank = p.tier_rank
  GROUP BY p.forecast_id
)`;

/** The summaries as they should be. */
const SUMMARIES = sql`fresh AS MATERIALIZED (
  SELECT t.*, g.fte_count, trim_scale(quotient6(g.percentages, h.weeks)) AS fte_equivalent, g.capacity, g.unknown,
    g.tier_breakdown,
    ${REQUIRED_REASON} AS fte_required_reason, h.hours
  FROM target t JOIN figures g ON g.forecast_id = t.id
  JOIN month_hours h ON h.month_start = t.month_start AND h.locality = t.locality
), summary AS MATERIALIZED (
  SELECT n.*, ${REQUIRED} AS fte_required
  FROM fresh n
)`;

/**
 * The parts of a WITH that rewrite the derived rows of the forecast rows `f` in months `m` that are wanted. `assigned` holds every active assignment of those demand-months with its
 * capacity as it should be; `person` folds them to one row a person, whose `latest` is the last week and, in its low digits,
 * the rank of that week's tier, so that one max() finds the tier without sorting. The planner cannot guess the sizes of these
 * steps: groups and unions are used where a join between two of them would risk a nested loop over both (30 s instead of 1).
 */
function derivedFrom(wanted: Sql, at: Date, people: Sql = OF_DEMANDS): Sql {
  return sql`
WITH ${targetOf(wanted)}, ${MONTHS_AND_TIERS}, ${assigned(people)}, ${FIGURES}, ${SUMMARIES}, stored AS (
  INSERT INTO monthly_capacity_summary AS s (report_month, report_year, forecast_month_index, forecast_month, forecast_year,
    main_lob, state, case_type, total_forecast, total_fte_count, total_fte_equivalent, total_capacity, fte_required,
    fte_required_reason, capacity_gap, tier_breakdown, unknown_capacity_count, is_frozen, computed_datetime)
  SELECT n.report_month, n.report_year, n.forecast_month_index, n.forecast_month, n.forecast_year, n.main_lob, n.state,
    n.case_type, n.forecast, n.fte_count, n.fte_equivalent, n.capacity, n.fte_required, n.fte_required_reason,
    n.capacity - n.forecast, n.tier_breakdown, n.unknown, false, ${at}::timestamptz
  FROM summary n
  ON CONFLICT (report_year, report_month, forecast_month_index, main_lob, state, case_type) DO UPDATE SET
    forecast_month = excluded.forecast_month, forecast_year = excluded.forecast_year,
    total_forecast = excluded.total_forecast, total_fte_count = excluded.total_fte_count,
    total_fte_equivalent = excluded.total_fte_equivalent, total_capacity = excluded.total_capacity,
    fte_required = excluded.fte_required, fte_required_reason = excluded.fte_required_reason,
    capacity_gap = excluded.capacity_gap, tier_breakdown = excluded.tier_breakdown,
    unknown_capacity_count = excluded.unknown_capacity_count, is_frozen = false,
    computed_datetime = excluded.computed_datetime
)`;
}

/** Every column of the derived rows whose stored value was not the right one; the statement's snapshot still sees the old rows. */
const DIFFERENCES = sql`
SELECT 'monthly_capacity_summary' AS entity,
  jsonb_build_array(n.report_year, n.report_month, n.forecast_month_index, n.main_lob, n.state, n.case_type)::text AS key,
  d.name AS "column", d.before AS before, d.after AS after
FROM summary n
LEFT JOIN monthly_capacity_summary s ON ${sameDemandMonth('s', 'n')}
CROSS JOIN LATERAL (VALUES
  ('total_forecast', s.total_forecast::text, n.forecast::text),
  ('total_fte_count', s.total_fte_count::text, n.fte_count::text),
  ('total_fte_equivalent', trim_scale(s.total_fte_equivalent)::text, n.fte_equivalent::text),
  ('total_capacity', trim_scale(s.total_capacity)::text, n.capacity::text),
  ('capacity_gap', trim_scale(s.capacity_gap)::text, trim_scale(n.capacity - n.forecast)::text),
  ('fte_required', s.fte_required::text, n.fte_required::text),
  ('fte_required_reason', s.fte_required_reason, n.fte_required_reason),
  ('tier_breakdown', s.tier_breakdown::text, n.tier_breakdown::text),
  ('unknown_capacity_count', s.unknown_capacity_count::text, n.unknown::text)
) AS d (name, before, after)
WHERE d.before IS DISTINCT FROM d.after
UNION ALL
SELECT 'weekly_resource_assignment', jsonb_build_array(a.resource_cn, a.year, a.week_number)::text, 'weekly_capacity',
  trim_scale(s.stored_capacity)::text, s.capacity::text
FROM assigned s JOIN weekly_resource_assignment a ON a.id = s.id
WHERE s.stored_capacity IS DISTINCT FROM s.capacity
ORDER BY 1, 2, 3`;

/** Above so many demand-months most of their months is read anyway. */
const MANY = 500;

/** The parts of `derivedFrom` for these forecast rows, and whether they are hashed. */
function derivedOf(forecastIds: readonly number[], at: Date): { parts: Sql; isHashed: boolean } {
  const isHashed = forecastIds.length > MANY;
  const wanted = sql`f.id = ANY(${forecastIds}::integer[])`;
  return { parts: derivedFrom(wanted, at, isHashed ? OF_MONTHS : OF_DEMANDS), isHashed };
}

/** Rewrites the weekly capacities and summaries of these forecast rows; the statements travel with what follows. */
export function rewriteDerived({ db, at }: WriteScope, forecastIds: readonly number[]): void {
  const { parts, isHashed } = derivedOf(forecastIds, at);
  if (isHashed) db.later(HASHED);
  db.later(sql`${parts} SELECT count(*) AS demand_months FROM target`);
  if (isHashed) db.later(AS_USUAL);
}

/** Rewrites like `rewriteDerived` and returns what had been wrong. */
export function rewriteAndCompare(
  { db, at }: WriteScope,
  forecastIds: readonly number[],
): Promise<Difference[]> {
  const { parts, isHashed } = derivedOf(forecastIds, at);
  if (isHashed) db.later(HASHED);
  const differences = db.query<Difference>(sql`${parts} ${DIFFERENCES}`);
  if (isHashed) db.later(AS_USUAL);
  return differences;
}
