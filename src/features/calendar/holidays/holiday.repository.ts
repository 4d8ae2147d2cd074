import type { WorkType } from '../../../domain/demand/lob';
import type { SqlRow } from '../../../platform/database/db';
import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { HOLIDAY_ORDER, type HolidayRecord, type HolidayRow } from './holiday.model';
import { upsertRows, type Upserted, type UpsertTable } from '../records/upsert.repository';
import type { CalendarFilter } from '../weeks/week-config.repository';

const COLUMNS = `n.id AS id, n.holiday_date AS holiday_date, n.work_type AS work_type, n.name AS name, n.version AS version`;

const HOLIDAY_TABLE: UpsertTable = {
  table: 'holiday',
  key: ['holiday_date', 'work_type'],
  derived: [],
  values: ['name'],
  guard: '$2::boolean',
  columns: COLUMNS,
};

function readHoliday(row: SqlRow): HolidayRow {
  return {
    id: row.id as number,
    holidayDate: row.holiday_date as string,
    workType: row.work_type as WorkType,
    name: row.name as string,
    version: row.version as number,
  };
}

const ORDER = sqlOrdering(HOLIDAY_ORDER, 'n');

const FILTER = `($1::integer[] IS NULL OR extract(year FROM n.holiday_date) = ANY($1))
  AND ($2::text[] IS NULL OR to_char(n.holiday_date, 'FMMonth') = ANY($2))
  AND ($3::text[] IS NULL OR n.work_type = ANY($3))`;

/** Holidays by date and work type; one more than asked tells that more follow. */
export function findHolidays(
  scope: RequestScope,
  { years, months, workTypes }: CalendarFilter,
  page: Page,
): Promise<HolidayRow[]> {
  const after = ORDER.after(page, 6);
  return scope.db.query(
    `SELECT ${COLUMNS} FROM holiday n WHERE ${FILTER} ${after.sql}
     ORDER BY ${ORDER.orderBy} LIMIT $4 OFFSET $5`,
    [years, months, workTypes, page.limit + 1, page.offset, ...after.params],
    readHoliday,
  );
}

/** How many holidays the filter takes. */
export async function countHolidays(
  scope: RequestScope,
  { years, months, workTypes }: CalendarFilter,
): Promise<number> {
  const total = await scope.db.first(
    `SELECT count(*)::integer AS total FROM holiday n WHERE ${FILTER}`,
    [years, months, workTypes],
    (row) => row.total as number,
  );
  return total ?? 0;
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
    `SELECT ${COLUMNS} FROM holiday n WHERE n.holiday_date = $1 AND n.work_type = $2`,
    [date, workType],
    readHoliday,
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
  return scope.db.query(
    `SELECT ${COLUMNS}, k.week_start AS week_start FROM unnest($1::date[], $2::text[]) AS k (week_start, work_type)
     JOIN holiday n ON n.work_type = k.work_type AND n.holiday_date >= k.week_start AND n.holiday_date < k.week_start + 7
     ORDER BY n.holiday_date, n.work_type`,
    [keys.map((key) => key.weekStartDate), keys.map((key) => key.workType)],
    (row) => ({ ...readHoliday(row), weekStartDate: row.week_start as string }),
  );
}

/** Stores holidays; a stored one is overwritten only if `overwrite`. */
export function writeHolidays(
  tx: WriteScope,
  records: readonly HolidayRecord[],
  overwrite: boolean,
): Promise<Upserted<HolidayRow>[]> {
  const given = records.map(({ date, workType, name }, position) => ({
    position,
    holiday_date: date,
    work_type: workType,
    name,
  }));
  const sql = `SELECT r.* FROM jsonb_to_recordset($3::jsonb)
    AS r (position integer, holiday_date date, work_type text, name text)`;
  return upsertRows(tx, HOLIDAY_TABLE, { sql, params: [JSON.stringify(given)], overwrite }, readHoliday);
}

/** Removes a holiday and records it; undefined if there was none. */
export function deleteHolidayRow(
  tx: WriteScope,
  { date, workType }: HolidayKey,
): Promise<HolidayRow | undefined> {
  return tx.db.first(
    `WITH gone AS (DELETE FROM holiday h WHERE h.holiday_date = $2 AND h.work_type = $3 RETURNING h.*),
     entry AS (
       INSERT INTO change_set_entry (change_set_id, entity, entity_key, before)
       SELECT $1, 'holiday', jsonb_build_array(g.holiday_date, g.work_type)::text, to_jsonb(g) FROM gone g)
     SELECT ${COLUMNS} FROM gone n`,
    [tx.changeSetId, date, workType],
    readHoliday,
  );
}
