import type { WorkType } from '../../../domain/demand/lob';
import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import type { CalendarFilter } from '../records/calendar-filter.model';
import { matchesCalendar } from '../records/calendar-filter.sql';
import { upsertRows, type Upserted, type UpsertTable } from '../records/upsert.repository';
import { HolidayEntity } from './holiday.entity';
import { HOLIDAY_SORTING, type HolidayRecord, type HolidayRow } from './holiday.model';

const HOLIDAYS = table(HolidayEntity);
const COLUMNS = HOLIDAYS.columns('n');
const TARGET: UpsertTable<HolidayEntity> = {
  name: 'holiday',
  table: HOLIDAYS,
  key: ['holidayDate', 'workType'],
  derived: [],
  values: ['name'],
};
const ORDER = listOrder(HOLIDAY_SORTING.listed, 'n');

function matches(filter: CalendarFilter): Sql {
  return matchesCalendar(filter, {
    year: sql`extract(year FROM n.holiday_date)`,
    month: sql`to_char(n.holiday_date, 'FMMonth')`,
  });
}

/** Holidays by date and work type; one more than asked shows that more follow. */
export function findHolidays(scope: RequestScope, filter: CalendarFilter, page: Page): Promise<HolidayRow[]> {
  const { after, orderBy } = ORDER(page);
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM holiday n WHERE ${matches(filter)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${page.limit + 1} OFFSET ${page.offset}`,
  );
}

/** How many holidays the filter takes. */
export async function countHolidays(scope: RequestScope, filter: CalendarFilter): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM holiday n WHERE ${matches(filter)}`,
  );
  return row?.total ?? 0;
}

/** One day of one work type. */
export interface HolidayKey {
  date: string;
  workType: WorkType;
}

/** The holiday of this date and work type. */
export function findHoliday(
  scope: RequestScope,
  { date, workType }: HolidayKey,
): Promise<HolidayRow | undefined> {
  return scope.db.first(
    sql`SELECT ${COLUMNS} FROM holiday n WHERE n.holiday_date = ${date}::date AND n.work_type = ${workType}`,
  );
}

/** A week of one work type, by its Monday. */
export interface HolidayWeekKey {
  weekStartDate: string;
  workType: WorkType;
}

/** Holidays of these weeks, each with the Monday of its week, by date. */
export function findHolidaysOfWeeks(
  scope: RequestScope,
  keys: readonly HolidayWeekKey[],
): Promise<(HolidayRow & { weekStartDate: string })[]> {
  const mondays = keys.map(({ weekStartDate }) => weekStartDate);
  const workTypes = keys.map(({ workType }) => workType);
  return scope.db.query(
    sql`SELECT ${COLUMNS}, k.week_start AS "weekStartDate"
     FROM unnest(${mondays}::date[], ${workTypes}::text[]) AS k (week_start, work_type)
     JOIN holiday n ON n.work_type = k.work_type AND n.holiday_date >= k.week_start AND n.holiday_date < k.week_start + 7
     ORDER BY n.holiday_date, n.work_type`,
  );
}

/** Stores holidays; a stored one is overwritten only if `overwrite`. */
export function writeHolidays(
  tx: WriteScope,
  records: readonly HolidayRecord[],
  overwrite: boolean,
): Promise<Upserted<HolidayRow>[]> {
  const given = records.map(({ date, ...record }) => ({ ...record, holidayDate: date }));
  return upsertRows(tx, TARGET, {
    rows: HOLIDAYS.listed('r', ['holidayDate', 'workType', 'name'], given),
    guard: sql`${overwrite}::boolean`,
  });
}

/** Removes a holiday and records it; undefined if there was none. */
export function deleteHolidayRow(
  tx: WriteScope,
  { date, workType }: HolidayKey,
): Promise<HolidayRow | undefined> {
  const entry = recordChange(tx.changeSetId, {
    entity: 'holiday',
    key: sql`jsonb_build_array(g.holiday_date, g.work_type)`,
    before: sql`to_jsonb(g)`,
    after: sql`NULL::jsonb`,
    from: sql`FROM gone g`,
  });
  return tx.db.first(
    sql`WITH gone AS (
       DELETE FROM holiday h WHERE h.holiday_date = ${date}::date AND h.work_type = ${workType} RETURNING h.*
     ), entry AS (${entry})
     SELECT ${COLUMNS} FROM gone n`,
  );
}
