import { sql, type Sql } from '../../../platform/database/sql';

/** Cases that a person-week produces: percentage × productive hours × cases per hour; NULL where one of them is unknown. */
export function weeklyCapacity(percentage: Sql, hours: Sql, targetCph: Sql): Sql {
  return sql`trim_scale(${percentage} * ${hours} * ${targetCph})`;
}
