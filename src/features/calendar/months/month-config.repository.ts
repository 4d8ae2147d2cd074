import type { SqlRow } from '../../../platform/database/db';
import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { WorkType } from '../../../domain/demand/lob';
import { monthName, monthStart } from '../../../domain/time/month';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ConfiguredMonth } from '../weeks/generation.rules';
import { MONTH_CONFIG_ORDER, type MonthConfigRecord, type MonthConfigRow } from './month-config.model';
import { upsertRows, type Upserted, type UpsertTable } from '../records/upsert.repository';
import type { CalendarFilter, MonthOfWorkKey } from '../weeks/week-config.repository';

const COLUMNS = `n.id AS id, n.year AS year, n.month AS month, n.month_start AS month_start, n.work_type AS work_type,
  n.working_days AS working_days, n.work_hours AS work_hours, n.occupancy AS occupancy, n.shrinkage AS shrinkage,
  n.version AS version`;

const MONTH_TABLE: UpsertTable = {
  table: 'month_configuration',
  key: ['month_start', 'work_type'],
  derived: ['year', 'month'],
  values: ['working_days', 'work_hours', 'occupancy', 'shrinkage'],
  guard: '$2::boolean',
  columns: COLUMNS,
};

function readMonthConfig(row: SqlRow): MonthConfigRow {
  return {
    id: row.id as number,
    year: row.year as number,
    month: row.month as string,
    monthStart: row.month_start as string,
    workType: row.work_type as WorkType,
    workingDays: row.working_days as number,
    workHours: row.work_hours as string,
    occupancy: row.occupancy as string,
    shrinkage: row.shrinkage as string,
    version: row.version as number,
  };
}

const ORDER = sqlOrdering(MONTH_CONFIG_ORDER, 'n');

const FILTER = `($1::integer[] IS NULL OR n.year = ANY($1)) AND ($2::text[] IS NULL OR n.month = ANY($2))
  AND ($3::text[] IS NULL OR n.work_type = ANY($3))`;

/** Month configurations by month and work type; one more than asked tells that more follow. */
export function findMonthConfigs(
  scope: RequestScope,
  { years, months, workTypes }: CalendarFilter,
  page: Page,
): Promise<MonthConfigRow[]> {
  const after = ORDER.after(page, 6);
  return scope.db.query(
    `SELECT ${COLUMNS} FROM month_configuration n WHERE ${FILTER} ${after.sql}
     ORDER BY ${ORDER.orderBy} LIMIT $4 OFFSET $5`,
    [years, months, workTypes, page.limit + 1, page.offset, ...after.params],
    readMonthConfig,
  );
}

/** How many month configurations the filter takes. */
export async function countMonthConfigs(
  scope: RequestScope,
  { years, months, workTypes }: CalendarFilter,
): Promise<number> {
  const total = await scope.db.first(
    `SELECT count(*)::integer AS total FROM month_configuration n WHERE ${FILTER}`,
    [years, months, workTypes],
    (row) => row.total as number,
  );
  return total ?? 0;
}

/** Month configurations of these keys, in no particular order. */
export function findMonthConfigsByKeys(
  scope: RequestScope,
  keys: readonly MonthOfWorkKey[],
): Promise<MonthConfigRow[]> {
  return scope.db.query(
    `SELECT ${COLUMNS} FROM unnest($1::date[], $2::text[]) AS k (month_start, work_type)
     JOIN month_configuration n ON n.month_start = k.month_start AND n.work_type = k.work_type`,
    [keys.map((key) => key.monthStart), keys.map((key) => key.workType)],
    readMonthConfig,
  );
}

/** The configured months of a year with the holidays known on their Mondays to Fridays. */
export function listConfiguredMonths(
  scope: RequestScope,
  year: number,
  workTypes: readonly WorkType[],
): Promise<ConfiguredMonth[]> {
  return scope.db.query(
    `SELECT m.month_start AS month_start, m.work_type AS work_type, m.working_days AS working_days,
       (SELECT count(*)::integer FROM holiday h
        WHERE h.work_type = m.work_type AND h.holiday_date >= m.month_start
          AND h.holiday_date < m.month_start + interval '1 month' AND extract(isodow FROM h.holiday_date) <= 5
       ) AS known_holidays
     FROM month_configuration m
     WHERE m.year = $1 AND m.work_type = ANY($2::text[])
     ORDER BY m.month_start, m.work_type`,
    [year, workTypes],
    (row) => ({
      monthStart: row.month_start as string,
      workType: row.work_type as WorkType,
      workingDays: row.working_days as number,
      knownHolidays: row.known_holidays as number,
    }),
  );
}

/** Stores month configurations; a stored one is overwritten only if `overwrite`. */
export function writeMonthConfigs(
  tx: WriteScope,
  records: readonly MonthConfigRecord[],
  overwrite: boolean,
): Promise<Upserted<MonthConfigRow>[]> {
  const given = records.map((record, position) => ({
    position,
    year: record.year,
    month: monthName(record.month),
    month_start: monthStart(record),
    work_type: record.workType,
    working_days: record.workingDays,
    work_hours: record.workHours,
    occupancy: record.occupancy,
    shrinkage: record.shrinkage,
  }));
  const sql = `SELECT r.* FROM jsonb_to_recordset($3::jsonb) AS r (position integer, year integer, month text, month_start date,
    work_type text, working_days integer, work_hours numeric, occupancy numeric, shrinkage numeric)`;
  return upsertRows(tx, MONTH_TABLE, { sql, params: [JSON.stringify(given)], overwrite }, readMonthConfig);
}
