import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WorkType } from '../../../domain/demand/lob';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { CalendarFilter } from '../records/calendar-filter.model';
import { matchesCalendar } from '../records/calendar-filter.sql';
import { WEEK_CONFIG_SORTING, type WeekConfigRow } from './week-config.model';
import { WeekConfigurationEntity } from './week-configuration.entity';

/** The table of week configurations. */
export const WEEKS = table(WeekConfigurationEntity);
/** Columns of a week configuration under the alias `n`. */
export const WEEK_COLUMNS = WEEKS.columns('n');

const ORDER = listOrder(WEEK_CONFIG_SORTING.listed, 'n');

/** Week configurations by year, week and work type; one more than asked shows that more follow. */
export function findWeekConfigs(
  scope: RequestScope,
  filter: CalendarFilter,
  page: Page,
): Promise<WeekConfigRow[]> {
  const { after, orderBy } = ORDER(page);
  return scope.db.query(
    sql`SELECT ${WEEK_COLUMNS} FROM week_configuration n WHERE ${matchesCalendar(filter)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${page.limit + 1} OFFSET ${page.offset}`,
  );
}

/** How many week configurations the filter takes. */
export async function countWeekConfigs(scope: RequestScope, filter: CalendarFilter): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM week_configuration n WHERE ${matchesCalendar(filter)}`,
  );
  return row?.total ?? 0;
}

/** One week of one work type. */
export interface WeekConfigKey {
  year: number;
  week: number;
  workType: WorkType;
}

/** Week configurations of these keys, in no particular order. */
export function findWeekConfigsByKeys(
  scope: RequestScope,
  keys: readonly WeekConfigKey[],
): Promise<WeekConfigRow[]> {
  const wanted = keys.map(({ year, week, workType }) => ({ year, weekNumber: week, workType }));
  return scope.db.query(
    sql`SELECT ${WEEK_COLUMNS} FROM ${WEEKS.unnest('k', ['year', 'weekNumber', 'workType'], wanted)}
     JOIN week_configuration n
       ON n.year = k.year AND n.week_number = k.week_number AND n.work_type = k.work_type`,
  );
}

/** A calendar month of one work type. */
export interface MonthOfWorkKey {
  monthStart: string;
  workType: WorkType;
}

/** Months of work types as a source `k`. */
export function monthsOfWork(keys: readonly MonthOfWorkKey[]): Sql {
  return WEEKS.unnest('k', ['monthStart', 'workType'], keys);
}

/** Week configurations whose parent month is one of these, by week. */
export function findWeekConfigsOfMonths(
  scope: RequestScope,
  keys: readonly MonthOfWorkKey[],
): Promise<WeekConfigRow[]> {
  return scope.db.query(
    sql`SELECT ${WEEK_COLUMNS} FROM ${monthsOfWork(keys)}
     JOIN week_configuration n ON n.month_start = k.month_start AND n.work_type = k.work_type
     ORDER BY n.year, n.week_number, n.work_type`,
  );
}
