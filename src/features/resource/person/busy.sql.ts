import { sql, type Sql } from '../../../platform/database/sql';

/**
 * True while a person has no assignment in a week, also none that the caller's lines of business hide (function
 * `busy_elsewhere`, which is empty for a caller without a scope).
 */
export function isFreeInWeek(cn: Sql, year: Sql, weekNumber: Sql): Sql {
  return sql`(NOT EXISTS (SELECT FROM weekly_resource_assignment held
    WHERE held.is_active AND held.resource_cn = ${cn} AND held.year = ${year} AND held.week_number = ${weekNumber})
    AND (${cn}, ${year}, ${weekNumber}) NOT IN (SELECT e.resource_cn, e.year, e.week_number FROM busy_elsewhere() e))`;
}

/** Whether a person has no assignment in any week from one to another, both as year × 100 + week. */
export function isFreeInWeeks(cn: Sql, from: Sql, to: Sql): Sql {
  return sql`(NOT EXISTS (SELECT FROM weekly_resource_assignment held
    WHERE held.is_active AND held.resource_cn = ${cn} AND held.year * 100 + held.week_number BETWEEN ${from} AND ${to})
    AND ${cn} NOT IN (SELECT e.resource_cn FROM busy_elsewhere() e
      WHERE e.year * 100 + e.week_number BETWEEN ${from} AND ${to}))`;
}
