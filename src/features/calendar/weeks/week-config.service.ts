import { attempt, refuseIssues } from '../../../domain/issue-collector';
import { invalid, type Issue } from '../../../domain/errors';
import {
  formatIsoWeek,
  parentMonth,
  requireIsoWeek,
  weekEnd,
  weekStart,
} from '../../../domain/time/iso-week';
import type { WorkType } from '../../../domain/demand/lob';
import { monthStart } from '../../../domain/time/month';
import { requireVersion } from '../../../platform/database/version';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import {
  readMonthNames,
  readWorkingTime,
  readYears,
  type WorkingTimeInput,
} from '../records/calendar-input.rules';
import type { Listed, ListRequest } from '../records/list.model';
import { assertMonthsOpen } from '../closing/month-close.service';
import type { WeekConfigRow } from './week-config.model';
import type { CalendarChoice } from '../records/calendar-filter.model';
import { countWeekConfigs, findWeekConfigs, findWeekConfigsByKeys } from './week-config.repository';
import type { CalendarFilter } from '../records/calendar-filter.model';
import { writeManualWeek } from './week-write.repository';

/** Week configurations by year, week and work type. */
export async function listWeekConfigs(
  scope: RequestScope,
  { filter, page, count }: ListRequest<CalendarChoice>,
): Promise<Listed<WeekConfigRow>> {
  const read: CalendarFilter = {
    years: readYears(filter?.years),
    months: readMonthNames(filter?.monthNames),
    workTypes: filter?.workTypes ?? null,
  };
  const rows = await findWeekConfigs(scope, read, page);
  return { rows, total: count ? await countWeekConfigs(scope, read) : 0 };
}

/** One week to set by hand; working time that is absent stays as stored. */
export interface WeekConfigChange extends WorkingTimeInput {
  year: number;
  weekNumber: number;
  workType: WorkType;
  version?: number | null | undefined;
  /** Follow from the week; accepted only if they say what follows. */
  month?: string | null | undefined;
  weekStartDate?: string | null | undefined;
  weekEndDate?: string | null | undefined;
}

/** Sets one week by hand: regenerating keeps it from now on, and everything computed from it is rewritten. */
export async function setWeekConfig(tx: WriteScope, change: WeekConfigChange): Promise<WeekConfigRow> {
  const { year, weekNumber, workType, version } = change;
  const week = requireIsoWeek({ year, week: weekNumber }, 'weekNumber');
  requireDerived(change);
  const [stored] = await findWeekConfigsByKeys(tx, [{ ...week, workType }]);
  const time = readWorkingTime(change, 'week', stored);
  await assertMonthsOpen(tx, [monthStart(parentMonth(week))]);
  requireVersion(`Week ${formatIsoWeek(week)} ${workType}`, stored?.version ?? 0, version);
  const written = await writeManualWeek(tx, { year, weekNumber, workType }, time);
  if (written.capacityChanged) tx.stale.week(written.week);
  return written.week;
}

/** Month and dates of a week follow from its number and can never be set. */
function requireDerived(change: WeekConfigChange): void {
  const week = { year: change.year, week: change.weekNumber };
  const issues: Issue[] = [];
  const require = (path: 'month' | 'weekStartDate' | 'weekEndDate', derived: string): void => {
    const given = change[path];
    if (given === undefined || given === null || given === derived) return;
    attempt(issues, () => refuse(path, given, derived, week));
  };
  require('month', monthStart(parentMonth(week)).slice(0, 'YYYY-MM'.length));
  require('weekStartDate', weekStart(week));
  require('weekEndDate', weekEnd(week));
  refuseIssues(issues);
}

function refuse(path: string, given: string, derived: string, week: { year: number; week: number }): never {
  throw invalid(path, given, `${derived}, which follows from ${formatIsoWeek(week)}, or nothing`);
}
