import { sql, type Sql } from '../../../platform/database/sql';

/** A month's forecast and what one full-time person works in it, as expressions. */
export interface Requirement {
  /** Cases. */
  forecast: Sql;
  /** Cases per hour. */
  targetCph: Sql;
  /** Productive hours of the configured weeks. */
  hours: Sql;
}

/** The largest number that the column for required people holds. */
const MAX_FTE = sql`2147483647`;

/** Why the people required are unknown, by the rules of `domain/capacity/fte`; NULL when they are known. */
export function fteUnknownReason(
  { forecast, targetCph, hours }: Requirement,
  weeks: { configured: Sql; inMonth: Sql },
): Sql {
  return sql`CASE WHEN ${forecast} = 0 THEN NULL WHEN ${targetCph} IS NULL THEN 'NO_CPH'
      WHEN ${targetCph} = 0 THEN 'ZERO_CPH' WHEN ${weeks.configured} < ${weeks.inMonth} THEN 'NO_WEEK_CONFIG'
      WHEN ${hours} = 0 THEN 'NO_HOURS' WHEN ${forecast} > ${MAX_FTE} * ${hours} * ${targetCph} THEN 'TOO_LARGE' END`;
}

/** Whole people that the forecast needs; NULL when there is a `reason` why that is unknown. */
export function fteRequired({ forecast, targetCph, hours }: Requirement, reason: Sql): Sql {
  return sql`CASE WHEN ${forecast} = 0 THEN 0 WHEN ${reason} IS NULL
    THEN ceil_div(${forecast}, ${hours} * ${targetCph})::integer END`;
}
