import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WorkType } from '../../../domain/demand/lob';
import { monthName, monthStart } from '../../../domain/time/month';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { CalendarFilter } from '../records/calendar-filter.model';
import { matchesCalendar } from '../records/calendar-filter.sql';
import { upsertRows, type Upserted, type UpsertTable } from '../records/upsert.repository';
import type { ConfiguredMonth } from '../weeks/generation.rules';
import { monthsOfWork, type MonthOfWorkKey } from '../weeks/week-config.repository';
import { MONTH_CONFIG_SORTING, type MonthConfigRecord, type MonthConfigRow } from './month-config.model';
import { MonthConfigurationEntity } from './month-configuration.entity';

const MONTHS = table(MonthConfigurationEntity);
const COLUMNS = MONTHS.columns('n');
const KEY = ['monthStart', 'workType'] as const;
const DERIVED = ['year', 'month'] as const;
const VALUES = ['workingDays', 'workHours', 'occupancy', 'shrinkage'] as const;
const TARGET: UpsertTable<MonthConfigurationEntity> = {
  name: 'month_configuration',
  table: MONTHS,
  key: KEY,
  derived: DERIVED,
  values: VALUES,
};
const ORDER = listOrder(MONTH_CONFIG_SORTING.listed, 'n');

/** Month configurations by month and work type; one more than asked shows that more follow. */
export function findMonthConfigs(
  scope: RequestScope,
  filter: CalendarFilter,
  page: Page,
): Promise<MonthConfigRow[]> {
  const { after, orderBy } = ORDER(page);
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM month_configuration n WHERE ${matchesCalendar(filter)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${page.limit + 1} OFFSET ${page.offset}`,
  );
}

/** How many month configurations the filter takes. */
export async function countMonthConfigs(scope: RequestScope, filter: CalendarFilter): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM month_configuration n WHERE ${matchesCalendar(filter)}`,
  );
  return row?.total ?? 0;
}

/** Month configurations of these keys, in no particular order. */
export function findMonthConfigsByKeys(
  scope: RequestScope,
  keys: readonly MonthOfWorkKey[],
): Promise<MonthConfigRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM ${monthsOfWork(keys)}
     JOIN month_configuration n ON n.month_start = k.month_start AND n.work_type = k.work_type`,
  );
}

/** The configured months of a year with the holidays known on their Mondays to Fridays. */
export function listConfiguredMonths(
  scope: RequestScope,
  year: number,
  workTypes: readonly WorkType[],
): Promise<ConfiguredMonth[]> {
  return scope.db.query(
    sql`SELECT m.month_start AS "monthStart", m.work_type AS "workType", m.working_days AS "workingDays",
       (SELECT count(*)::integer FROM holiday h
        WHERE h.work_type = m.work_type AND h.holiday_date >= m.month_start
          AND h.holiday_date < m.month_start + interval '1 month' AND extract(isodow FROM h.holiday_date) <= 5
       ) AS "knownHolidays"
     FROM month_configuration m
     WHERE m.year = ${year} AND m.work_type = ANY(${workTypes}::text[])
     ORDER BY m.month_start, m.work_type`,
  );
}

/** Stores month configurations; a stored one is overwritten only if `overwrite`. */
export function writeMonthConfigs(
  tx: WriteScope,
  records: readonly MonthConfigRecord[],
  overwrite: boolean,
): Promise<Upserted<MonthConfigRow>[]> {
  const given = records.map((record) => ({
    ...record,
    month: monthName(record.month),
    monthStart: monthStart(record),
  }));
  return upsertRows(tx, TARGET, {
    rows: MONTHS.listed('r', [...KEY, ...DERIVED, ...VALUES], given),
    guard: sql`${overwrite}::boolean`,
  });
}
