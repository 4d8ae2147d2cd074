import { sql, type Sql } from '../../../platform/database/sql';

/** Whether a person hired on this date is there in the week that ends on `weekEnd`; an unknown date is no obstacle. */
export function isHired(hireDate: Sql, weekEnd: Sql): Sql {
  return sql`(${hireDate} IS NULL OR ${weekEnd} >= ${hireDate})`;
}
