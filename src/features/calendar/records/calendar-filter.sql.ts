import { allOf, sql, type Sql } from '../../../platform/database/sql';
import type { CalendarFilter } from './calendar-filter.model';

/** The conditions of a filter on a row `n`; `year` and `month` are the row's. */
export function matchesCalendar(
  { years, months, workTypes }: CalendarFilter,
  { year, month }: { year: Sql; month: Sql } = { year: sql`n.year`, month: sql`n.month` },
): Sql {
  return allOf([
    ...(years ? [sql`${year} = ANY(${years}::integer[])`] : []),
    ...(months ? [sql`${month} = ANY(${months}::text[])`] : []),
    ...(workTypes ? [sql`n.work_type = ANY(${workTypes}::text[])`] : []),
  ]);
}
