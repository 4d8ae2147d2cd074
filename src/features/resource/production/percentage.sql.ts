import { identifier, sql, type Sql } from '../../../platform/database/sql';

/** A person's percentage in a week by steps and base alone, whatever exception that week has; NULL without a person. */
export function ownPercentageInWeek(person: string, year: Sql, week: Sql): Sql {
  const r = identifier(person);
  return sql`coalesce((
    SELECT n.production_percentage FROM resource_production_step n
    WHERE n.resource_cn = ${r}.cn AND (n.year, n.week_number) <= (${year}, ${week})
    ORDER BY n.year DESC, n.week_number DESC LIMIT 1), ${r}.production_percentage)`;
}

/** The exception of a person-week; NULL where there is none. */
export function weekException(person: string, year: Sql, week: Sql): Sql {
  return sql`(SELECT x.production_percentage FROM resource_week_exception x
    WHERE x.resource_cn = ${identifier(person)}.cn AND x.year = ${year} AND x.week_number = ${week})`;
}

/**
 * A person's percentage in a week: the exception of that week, else their last production step at or before it, else
 * the base; NULL without a person. `person` is the alias of a row of `resource_v2`.
 */
export function percentageInWeek(person: string, year: Sql, week: Sql): Sql {
  return sql`coalesce(${weekException(person, year, week)}, ${ownPercentageInWeek(person, year, week)})`;
}
