import { attempt, refuseIssues } from '../../../domain/issue-collector';
import type { OnConflict } from '../../../domain/writing';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import { parseIsoDate } from '../../../domain/time/iso-date';
import { parentMonth, weekOfDate } from '../../../domain/time/iso-week';
import { monthStart } from '../../../domain/time/month';
import { cleanText } from '../../../domain/text-key';
import { requireVersion } from '../../../platform/database/version';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen } from '../closing/month-close.service';
import { readMonthNames, readYears } from '../records/calendar-input.rules';
import type { HolidayRecord, HolidayRow } from './holiday.model';
import type { CalendarChoice } from '../records/calendar-filter.model';
import {
  countHolidays,
  deleteHolidayRow,
  findHoliday,
  findHolidays,
  writeHolidays,
  type HolidayKey,
} from './holiday.repository';
import type { Listed, ListRequest } from '../records/list.model';
import type { UpsertResult, WorkYear } from '../weeks/upsert.model';
import { upsertRecords, type UpsertKind } from '../weeks/upsert.service';
import type { CalendarFilter } from '../records/calendar-filter.model';
import type { WeekConfigRow } from '../weeks/week-config.model';
import { listStaleWeeks } from '../weeks/week-write.repository';

const MAX_NAME_LENGTH = 200;

const HOLIDAYS: UpsertKind<HolidayRecord, HolidayRow> = {
  check: checkHoliday,
  keyOf: ({ date, workType }) => `${date} ${workType}`,
  write: writeHolidays,
  workYear: workYearOf,
  months: monthsOf,
};

/** Holidays by date and work type. */
export async function listHolidays(
  scope: RequestScope,
  { filter, page, count }: ListRequest<CalendarChoice>,
): Promise<Listed<HolidayRow>> {
  const read: CalendarFilter = {
    years: readYears(filter?.years),
    months: readMonthNames(filter?.monthNames),
    workTypes: filter?.workTypes ?? null,
  };
  const rows = await findHolidays(scope, read, page);
  return { rows, total: count ? await countHolidays(scope, read) : 0 };
}

/** Stores many holidays at once; changes no week, but lists the weeks that generating would now change. */
export function upsertHolidays(
  tx: WriteScope,
  records: readonly HolidayRecord[],
  options: { onConflict: OnConflict },
): Promise<UpsertResult<HolidayRow>> {
  return upsertRecords(tx, HOLIDAYS, records, options);
}

/** A holiday and the weeks that generating would now change. */
export interface HolidayAnswer {
  holiday: HolidayRow;
  staleWeeks: WeekConfigRow[];
}

/** Adds a holiday, or renames the one of this date and work type. */
export async function setHoliday(
  tx: WriteScope,
  change: HolidayRecord & { version?: number | null | undefined },
): Promise<HolidayAnswer> {
  const { version, ...given } = change;
  const record = checkHoliday(given);
  await assertMonthsOpen(tx, monthsOf(record));
  const stored = await findHoliday(tx, record);
  requireVersion(`Holiday ${record.date} ${record.workType}`, stored?.version ?? 0, version);
  const { results, staleWeeks } = await upsertHolidays(tx, [record], { onConflict: 'REPLACE' });
  return { holiday: results[0]?.row as HolidayRow, staleWeeks };
}

/** Removes the holiday of this date and work type. */
export async function deleteHoliday(
  tx: WriteScope,
  change: HolidayKey & { version?: number | null | undefined },
): Promise<HolidayAnswer> {
  const key = { date: parseIsoDate(change.date, 'holidayDate'), workType: change.workType };
  const stored = await findHoliday(tx, key);
  if (!stored) {
    const message = `There is no ${key.workType} holiday on ${key.date}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'holidayDate', message, value: key.date }]);
  }
  requireVersion(`Holiday ${key.date} ${key.workType}`, stored.version, change.version);
  await assertMonthsOpen(tx, monthsOf(key));
  await deleteHolidayRow(tx, key);
  return { holiday: stored, staleWeeks: await listStaleWeeks(tx, [workYearOf(key)]) };
}

/** The calendar month of the date, and that of its ISO week, whose working days it changes. */
function monthsOf({ date }: { date: string }): string[] {
  return [...new Set([`${date.slice(0, 7)}-01`, monthStart(parentMonth(weekOfDate(date)))])];
}

function workYearOf({ date, workType }: HolidayKey): WorkYear {
  return { year: weekOfDate(date).year, workType };
}

function checkHoliday(record: HolidayRecord): HolidayRecord {
  const issues: Issue[] = [];
  const date = attempt(issues, () => parseIsoDate(record.date, 'holidayDate'));
  const name = attempt(issues, () => readName(record.name));
  refuseIssues(issues);
  return { ...record, date, name } as HolidayRecord;
}

function readName(text: string): string {
  const name = cleanText(text, 'name');
  if (name !== '' && name.length <= MAX_NAME_LENGTH) return name;
  throw invalid('name', text, `a name of 1 to ${MAX_NAME_LENGTH} characters`);
}
