import { sql, type Sql } from '../../../platform/database/sql';
import { isKnownDemand } from '../../demand/sql';

// Change sets come as an array of numbers, so that a statement about a page of them is planned by how large each of them is.

/** An entry `e` is that of a forecast row without cases, added because people came: it stays when they go. */
const STAYS = sql`e.entity = 'forecast' AND e.before IS NULL AND (e.after ->> 'is_vanished')::boolean`;

/**
 * Rows of change sets that are taken back, with their keys. Forecasts stand apart: all others are found in an index, and
 * half a million of them are read without their contents.
 */
function rowsTakenBack(changeSets: Sql): Sql {
  return sql`SELECT e.change_set_id, e.entity, e.entity_key FROM change_set_row e
      WHERE e.change_set_id = ANY(${changeSets}) AND e.entity <> 'forecast'
    UNION ALL
    SELECT e.change_set_id, e.entity, e.entity_key FROM change_set_row e
      WHERE e.change_set_id = ANY(${changeSets}) AND e.entity = 'forecast' AND NOT (${STAYS})`;
}

/** What is taken back, with the keys of rows in chunks. */
function takenBack(changeSets: Sql): Sql {
  return sql`(${rowsTakenBack(changeSets)}
    UNION ALL
    SELECT e.change_set_id, e.entity, e.entity_key FROM change_set_chunk_key e WHERE e.change_set_id = ANY(${changeSets}))`;
}

/** Tables that change sets touched, as `change_set_id` and `name`. */
export function touchedTables(changeSets: Sql): Sql {
  return sql`SELECT DISTINCT e.change_set_id, e.entity AS name FROM (${rowsTakenBack(changeSets)}
    UNION ALL
    SELECT k.change_set_id, k.entity, NULL FROM change_set_chunk k WHERE k.change_set_id = ANY(${changeSets})) e`;
}

/** Later change sets that touched rows of these, each with one of those rows; reverts and what they reverted among them. */
export function laterTouches(changeSets: Sql): Sql {
  return sql`SELECT t.change_set_id, t.name, t.later, c.action, c.actor, c.reverts_change_set_id AS reverts
    FROM (
      WITH own AS ${takenBack(changeSets)}
      SELECT f.change_set_id, f.later, min(f.entity_key) AS name
      FROM (
        SELECT e.change_set_id, later.change_set_id AS later, e.entity_key
        FROM own e
        JOIN change_set_row later ON later.entity = e.entity AND later.entity_key = e.entity_key
          AND later.change_set_id > e.change_set_id
        UNION ALL
        SELECT e.change_set_id, later.change_set_id, e.entity_key
        FROM later_chunks(${changeSets}) chunk
        JOIN change_set_chunk_key later ON later.chunk_id = chunk.chunk_id
        JOIN own e ON e.change_set_id = chunk.change_set_id AND e.entity = later.entity AND e.entity_key = later.entity_key
      ) f
      GROUP BY f.change_set_id, f.later
    ) t
    JOIN change_set c ON c.id = t.later`;
}

/** Whether row-level security keeps an entry of `entries_beyond_scope` from the caller; of chunks that has no others. */
const isHidden = (entryId: Sql): Sql =>
  sql`NOT EXISTS (SELECT FROM change_set_row v WHERE v.id = ${entryId})`;

/**
 * Later change sets that touched rows of these in lines of business that the caller does not see, as `laterTouches` has them:
 * without what was done, and by whom.
 */
export function hiddenTouches(changeSets: Sql): Sql {
  return sql`SELECT e.change_set_id, e.entity_key AS name, s.later, NULL::text AS action, NULL::text AS actor, s.reverts
    FROM entries_beyond_scope(${changeSets}) s
    JOIN ${takenBack(changeSets)} e
      ON e.change_set_id = s.change_set_id AND e.entity = s.entity AND e.entity_key = s.entity_key
    WHERE s.later IS NOT NULL AND ${isHidden(sql`s.later_entry_id`)}`;
}

/** Change sets that also changed rows which the caller does not see, as `change_set_id` and `name`, which says nothing. */
export function hiddenEntries(changeSets: Sql): Sql {
  return sql`SELECT DISTINCT s.change_set_id, ''::text AS name FROM entries_beyond_scope(${changeSets}) s
    WHERE s.later IS NULL AND ${isHidden(sql`s.entry_id`)}`;
}

/** Closed months in which change sets changed something that a closed month keeps, as `change_set_id` and `name`: first days. */
export function closedMonthsOf(changeSets: Sql): Sql {
  return sql`SELECT DISTINCT e.change_set_id, closing.month_start::text AS name
    FROM month_close closing
    JOIN change_set_row e ON e.change_set_id = ANY(${changeSets}) AND NOT (${STAYS})
    CROSS JOIN LATERAL (SELECT coalesce(e.after, e.before) AS content) r
    WHERE closing.month_start = CASE
      WHEN e.entity IN ('weekly_resource_assignment', 'resource_week_exception')
        THEN iso_week_month((r.content ->> 'year')::integer, (r.content ->> 'week_number')::integer)
      WHEN e.entity IN ('week_configuration', 'month_configuration') THEN (r.content ->> 'month_start')::date
      WHEN e.entity = 'holiday' THEN date_trunc('month', (r.content ->> 'holiday_date')::timestamp)::date
      WHEN e.entity = 'forecast' THEN (SELECT m.month_start FROM forecast_report_month m
        WHERE m.report_year = (r.content ->> 'report_year')::integer AND m.report_month = r.content ->> 'report_month'
          AND m.forecast_month_index = (r.content ->> 'forecast_month_index')::integer AND NOT m.is_frozen)
      END
    UNION
    SELECT w.change_set_id, closing.month_start::text
    FROM ${weeksOfChunks(changeSets)} w
    JOIN month_close closing ON closing.month_start = iso_week_month(w.week[1]::integer, w.week[2]::integer)`;
}

/** Weeks of assignments in chunks, from the ends of their keys, `, 2025, 18]`: only looked for where a month is closed. */
function weeksOfChunks(changeSets: Sql): Sql {
  return sql`(SELECT k.change_set_id, regexp_match(k.week_text, '(\\d+), (\\d+)]$') AS week
    FROM (
      SELECT DISTINCT e.change_set_id, right(e.entity_key, 10) AS week_text FROM change_set_chunk_key e
      WHERE e.change_set_id = ANY(${changeSets}) AND EXISTS (SELECT FROM month_close)
    ) k)`;
}

/** Demands that somebody would return to and the live report of their month does not know, as `change_set_id` and `name`. */
export function demandsToReturnTo(changeSets: Sql): Sql {
  return sql`SELECT d.change_set_id, d.demand_main_lob || ' / ' || d.demand_state || ' / ' || d.demand_case_type AS name
    FROM (
      SELECT DISTINCT e.change_set_id, p.demand_main_lob, p.demand_state, p.demand_case_type,
        iso_week_month(p.year, p.week_number) AS month_start
      FROM change_set_entry e
      CROSS JOIN LATERAL jsonb_populate_record(NULL::weekly_resource_assignment, e.before) AS p
      WHERE e.change_set_id = ANY(${changeSets}) AND e.entity = 'weekly_resource_assignment' AND e.before IS NOT NULL
        AND p.is_active
    ) d
    WHERE NOT ${isKnownDemand('d', sql`d.month_start`)}`;
}
