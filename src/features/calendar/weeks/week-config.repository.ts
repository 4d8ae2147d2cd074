import type { SqlRow } from '../../../platform/database/db';
import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { WorkType } from '../../../domain/demand/lob';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { WEEK_CONFIG_ORDER, type WeekConfigRow } from './week-config.model';

/** Columns of a week configuration under the alias `n`, as `readWeekConfig` expects them. */
export const WEEK_COLUMNS = `n.id AS id, n.year AS year, n.week_number AS week_number, n.week_start_date AS week_start_date,
  n.week_end_date AS week_end_date, n.month AS month, n.month_start AS month_start, n.work_type AS work_type,
  n.working_days AS working_days, n.work_hours AS work_hours, n.occupancy AS occupancy, n.shrinkage AS shrinkage,
  n.is_manual AS is_manual, n.version AS version`;

/** A week configuration from its columns. */
export function readWeekConfig(row: SqlRow): WeekConfigRow {
  return {
    id: row.id as number,
    year: row.year as number,
    weekNumber: row.week_number as number,
    weekStartDate: row.week_start_date as string,
    weekEndDate: row.week_end_date as string,
    month: row.month as string,
    monthStart: row.month_start as string,
    workType: row.work_type as WorkType,
    workingDays: row.working_days as number,
    workHours: row.work_hours as string,
    occupancy: row.occupancy as string,
    shrinkage: row.shrinkage as string,
    isManual: row.is_manual as boolean,
    version: row.version as number,
  };
}

/** A filter already read: null = all. */
export interface CalendarFilter {
  years: number[] | null;
  months: string[] | null;
  workTypes: readonly WorkType[] | null;
}

const ORDER = sqlOrdering(WEEK_CONFIG_ORDER, 'n');

const FILTER = `($1::integer[] IS NULL OR n.year = ANY($1)) AND ($2::text[] IS NULL OR n.month = ANY($2))
  AND ($3::text[] IS NULL OR n.work_type = ANY($3))`;

/** Week configurations by year, week and work type; one more than asked tells that more follow. */
export function findWeekConfigs(
  scope: RequestScope,
  { years, months, workTypes }: CalendarFilter,
  page: Page,
): Promise<WeekConfigRow[]> {
  const after = ORDER.after(page, 6);
  return scope.db.query(
    `SELECT ${WEEK_COLUMNS} FROM week_configuration n WHERE ${FILTER} ${after.sql}
     ORDER BY ${ORDER.orderBy} LIMIT $4 OFFSET $5`,
    [years, months, workTypes, page.limit + 1, page.offset, ...after.params],
    readWeekConfig,
  );
}

/** How many week configurations the filter takes. */
export async function countWeekConfigs(
  scope: RequestScope,
  { years, months, workTypes }: CalendarFilter,
): Promise<number> {
  const total = await scope.db.first(
    `SELECT count(*)::integer AS total FROM week_configuration n WHERE ${FILTER}`,
    [years, months, workTypes],
    (row) => row.total as number,
  );
  return total ?? 0;
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
  return scope.db.query(
    `SELECT ${WEEK_COLUMNS} FROM unnest($1::integer[], $2::integer[], $3::text[]) AS k (year, week, work_type)
     JOIN week_configuration n ON n.year = k.year AND n.week_number = k.week AND n.work_type = k.work_type`,
    [keys.map((key) => key.year), keys.map((key) => key.week), keys.map((key) => key.workType)],
    readWeekConfig,
  );
}

/** A calendar month of one work type. */
export interface MonthOfWorkKey {
  monthStart: string;
  workType: WorkType;
}

/** Week configurations whose parent month is one of these, by week. */
export function findWeekConfigsOfMonths(
  scope: RequestScope,
  keys: readonly MonthOfWorkKey[],
): Promise<WeekConfigRow[]> {
  return scope.db.query(
    `SELECT ${WEEK_COLUMNS} FROM unnest($1::date[], $2::text[]) AS k (month_start, work_type)
     JOIN week_configuration n ON n.month_start = k.month_start AND n.work_type = k.work_type
     ORDER BY n.year, n.week_number, n.work_type`,
    [keys.map((key) => key.monthStart), keys.map((key) => key.workType)],
    readWeekConfig,
  );
}
