import { identifier, sql, type Sql } from '../../../platform/database/sql';

/** Hours a full-time person works in the week configuration `week`; NULL where the week is not configured. */
export function productiveHours(week: string): Sql {
  const c = identifier(week);
  return sql`(${c}.working_days * ${c}.work_hours * (1 - ${c}.shrinkage))`;
}

/** The week configuration `week` of this ISO week and work type: for LEFT JOIN. */
export function weekConfiguration(week: string, key: { year: Sql; weekNumber: Sql; workType: Sql }): Sql {
  const c = identifier(week);
  return sql`week_configuration ${c} ON ${c}.year = ${key.year} AND ${c}.week_number = ${key.weekNumber}
    AND ${c}.work_type = ${key.workType}`;
}

/**
 * Hours a full-time person works in calendar months: `months` is a query of `month_start` and `locality`; the result adds
 * the month's ISO `weeks`, how many of them are `configured`, and the `hours` of those.
 */
export function monthHours(months: Sql): Sql {
  return sql`SELECT m.month_start, m.locality, iso_weeks_in_month(m.month_start) AS weeks, count(c.id) AS configured,
      sum(${productiveHours('c')}) AS hours
    FROM (${months}) m
    LEFT JOIN week_configuration c ON c.month_start = m.month_start AND c.work_type = m.locality
    GROUP BY m.month_start, m.locality`;
}
