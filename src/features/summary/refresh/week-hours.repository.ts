import { sql, type Sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { weeklyCapacity } from '../../assignment/sql';
import { monthHours } from '../../calendar/sql';
import { assignedTo, sameDemandMonth } from '../../demand/sql';
import type { StaleWeek } from './stale.model';
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

/** The assignments of the weeks' people with their capacity as it should be, and what that changes by demand-month. */
const SHIFTED = sql`assigned AS MATERIALIZED (
  SELECT a.id, t.id AS forecast_id, a.weekly_capacity AS stored_capacity,
    ${weeklyCapacity(sql`a.production_percentage`, sql`h.hours`, sql`t.target_cph`)} AS capacity
  FROM week_hours h
  CROSS JOIN LATERAL (
    SELECT a.* FROM weekly_resource_assignment a
    WHERE a.is_active AND a.year = h.year AND a.week_number = h.week_number
    OFFSET 0) a
  JOIN resource_v2 r ON r.cn = a.resource_cn AND r.location = h.work_type
  JOIN target t ON ${assignedTo('a', 't')}
), ${REWRITTEN}, shift AS (
  SELECT s.forecast_id, sum(coalesce(s.capacity, 0) - coalesce(s.stored_capacity, 0)) AS capacity,
    (count(*) FILTER (WHERE s.capacity IS NULL) - count(*) FILTER (WHERE s.stored_capacity IS NULL))::integer AS unknown
  FROM assigned s GROUP BY s.forecast_id
)`;

/** The summaries as they should be, from the stored ones and what changes in them. */
const SUMMARIES = sql`month_hours AS MATERIALIZED (
  ${monthHours(sql`SELECT DISTINCT t.month_start, t.locality FROM target t`)}
), fresh AS MATERIALIZED (
  SELECT s.id AS summary_id, t.forecast, t.target_cph, h.hours,
    trim_scale(s.total_capacity + coalesce(d.capacity, 0)) AS capacity,
    s.unknown_capacity_count + coalesce(d.unknown, 0) AS unknown,
    ${REQUIRED_REASON} AS fte_required_reason
  FROM target t JOIN monthly_capacity_summary s ON ${sameDemandMonth('s', 't')}
  JOIN month_hours h ON h.month_start = t.month_start AND h.locality = t.locality
  LEFT JOIN shift d ON d.forecast_id = t.id
)`;

/**
 * Rewrites what follows from the hours of these weeks when nothing else has changed: capacities of the weeks, and in the
 * summaries of their months what the sum of those gains, who is required, and what is unknown. People, percentages and
 * tiers stay. Returns how many summaries there are; the months must be locked.
 */
export async function shiftWeeks({ db, at }: WriteScope, weeks: readonly StaleWeek[]): Promise<number> {
  const wanted = sql`m.month_start = ANY(${weeks.map((week) => week.monthStart)}::date[]) AND ${LIVE_OPEN}`;
  db.later(HASHED);
  const shifted = db.first<{ summaries: number }>(
    sql`WITH ${targetOf(wanted)}, ${weekHoursOf(isOneOf(weeks))}, ${SHIFTED}, ${SUMMARIES}, stored AS (
      UPDATE monthly_capacity_summary s SET total_capacity = n.capacity, capacity_gap = n.capacity - n.forecast,
        unknown_capacity_count = n.unknown, fte_required = ${REQUIRED},
        fte_required_reason = n.fte_required_reason, computed_datetime = ${at}::timestamptz
      FROM fresh n WHERE n.summary_id = s.id
      RETURNING s.id
    )
    SELECT count(*)::integer AS summaries FROM stored`,
  );
  db.later(AS_USUAL);
  return (await shifted)?.summaries ?? 0;
}

function isOneOf(weeks: readonly StaleWeek[]): Sql {
  return sql`(c.year, c.week_number, c.work_type) IN (
    SELECT * FROM unnest(${weeks.map(({ year }) => year)}::integer[],
      ${weeks.map(({ weekNumber }) => weekNumber)}::integer[], ${weeks.map(({ workType }) => workType)}::text[]))`;
}
