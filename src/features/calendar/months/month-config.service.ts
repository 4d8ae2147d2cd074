import { attempt, refuseIssues } from '../../../domain/issue-collector';
import type { OnConflict } from '../../../domain/writing';
import { invalid, type Issue } from '../../../domain/errors';
import { monthFromStart, monthStart } from '../../../domain/time/month';
import type { WorkType } from '../../../domain/demand/lob';
import { requireVersion } from '../../../platform/database/version';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import {
  readMonthNames,
  readWorkingTime,
  readYear,
  readYears,
  type WorkingTimeInput,
} from '../records/calendar-input.rules';
import type { MonthConfigRecord, MonthConfigRow } from './month-config.model';
import type { CalendarChoice } from '../records/calendar-filter.model';
import {
  countMonthConfigs,
  findMonthConfigs,
  findMonthConfigsByKeys,
  writeMonthConfigs,
} from './month-config.repository';
import { assertMonthsOpen } from '../closing/month-close.service';
import { readMonthChoice, type MonthChoice } from '../records/month-choice.rules';
import type { UpsertResult } from '../weeks/upsert.model';
import { upsertRecords, type UpsertKind } from '../weeks/upsert.service';
import type { CalendarFilter } from '../records/calendar-filter.model';
import type { WeekConfigRow } from '../weeks/week-config.model';
import type { Listed, ListRequest } from '../records/list.model';

const MONTHS: UpsertKind<MonthConfigRecord, MonthConfigRow> = {
  check: checkRecord,
  keyOf: ({ year, month, workType }) => `${year}-${String(month).padStart(2, '0')} ${workType}`,
  write: writeMonthConfigs,
  workYear: ({ year, workType }) => ({ year, workType }),
  months: (record) => [monthStart(record)],
};

/** Month configurations by month and work type. */
export async function listMonthConfigs(
  scope: RequestScope,
  { filter, page, count }: ListRequest<CalendarChoice>,
): Promise<Listed<MonthConfigRow>> {
  const read: CalendarFilter = {
    years: readYears(filter?.years),
    months: readMonthNames(filter?.monthNames),
    workTypes: filter?.workTypes ?? null,
  };
  const rows = await findMonthConfigs(scope, read, page);
  return { rows, total: count ? await countMonthConfigs(scope, read) : 0 };
}

/** Stores many month configurations at once; changes no week, but lists the weeks that generating would now change. */
export function upsertMonthConfigs(
  tx: WriteScope,
  records: readonly MonthConfigRecord[],
  options: { onConflict: OnConflict },
): Promise<UpsertResult<MonthConfigRow>> {
  return upsertRecords(tx, MONTHS, records, options);
}

/** One month configuration to set; fields that are absent stay as stored. */
export type MonthConfigChange = MonthChoice &
  WorkingTimeInput & { workType: WorkType; version?: number | null | undefined };

/** Sets the configuration of one month and work type. */
export async function setMonthConfig(
  tx: WriteScope,
  change: MonthConfigChange,
): Promise<{ monthConfig: MonthConfigRow; staleWeeks: WeekConfigRow[] }> {
  const { workType } = change;
  const key = { monthStart: readMonthChoice(change), workType };
  await assertMonthsOpen(tx, [key.monthStart]);
  const [stored] = await findMonthConfigsByKeys(tx, [key]);
  const time = readWorkingTime(change, 'month', stored);
  requireVersion(`Month ${key.monthStart.slice(0, 7)} ${workType}`, stored?.version ?? 0, change.version);
  const record = { ...monthFromStart(key.monthStart), workType, ...time };
  const { results, staleWeeks } = await upsertMonthConfigs(tx, [record], { onConflict: 'REPLACE' });
  return { monthConfig: results[0]?.row as MonthConfigRow, staleWeeks };
}

function checkRecord(record: MonthConfigRecord): MonthConfigRecord {
  const issues: Issue[] = [];
  const year = attempt(issues, () => readYear(record.year));
  const month = attempt(issues, () => readMonthNumber(record.month));
  const time = attempt(issues, () => readWorkingTime(record, 'month'));
  refuseIssues(issues);
  return { ...record, ...time, year, month } as MonthConfigRecord;
}

function readMonthNumber(month: number): number {
  if (Number.isInteger(month) && month >= 1 && month <= 12) return month;
  throw invalid('month', month, 'a month number from 1 to 12');
}
