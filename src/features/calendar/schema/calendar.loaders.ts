import { alignMany, alignOne, tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import type { HolidayRow } from '../holidays/holiday.model';
import { findHolidaysOfWeeks, type HolidayWeekKey } from '../holidays/holiday.repository';
import type { MonthCloseRow } from '../closing/month-close.model';
import { listMonthCloses } from '../closing/month-close.repository';
import type { MonthConfigRow } from '../months/month-config.model';
import { findMonthConfigsByKeys } from '../months/month-config.repository';
import type { WeekConfigRow } from '../weeks/week-config.model';
import {
  findWeekConfigsByKeys,
  findWeekConfigsOfMonths,
  type MonthOfWorkKey,
  type WeekConfigKey,
} from '../weeks/week-config.repository';

const monthOfWork = ({ monthStart, workType }: MonthOfWorkKey): string => tupleKey(monthStart, workType);
const weekKey = ({ year, week, workType }: WeekConfigKey): string => tupleKey(year, week, workType);
const holidayWeek = ({ weekStartDate, workType }: HolidayWeekKey): string =>
  tupleKey(weekStartDate, workType);

/** The configuration of a week for a work type; undefined if not configured. */
export const weekConfigByKey: LoaderDef<WeekConfigKey, WeekConfigRow | undefined> = {
  name: 'weekConfigByKey',
  cacheKey: weekKey,
  batch: async (scope, keys) =>
    alignOne(keys, weekKey, await findWeekConfigsByKeys(scope, keys), (row) =>
      tupleKey(row.year, row.weekNumber, row.workType),
    ),
};

/** The configured weeks of a calendar month for a work type, in order. */
export const weekConfigsOfMonth: LoaderDef<MonthOfWorkKey, WeekConfigRow[]> = {
  name: 'weekConfigsOfMonth',
  cacheKey: monthOfWork,
  batch: async (scope, keys) =>
    alignMany(keys, monthOfWork, await findWeekConfigsOfMonths(scope, keys), monthOfWork),
};

/** The configuration of a calendar month for a work type; undefined if not configured. */
export const monthConfigByKey: LoaderDef<MonthOfWorkKey, MonthConfigRow | undefined> = {
  name: 'monthConfigByKey',
  cacheKey: monthOfWork,
  batch: async (scope, keys) =>
    alignOne(keys, monthOfWork, await findMonthConfigsByKeys(scope, keys), monthOfWork),
};

/** The holidays of a week, weekends included, for a work type, by date. */
export const holidaysOfWeek: LoaderDef<HolidayWeekKey, HolidayRow[]> = {
  name: 'holidaysOfWeek',
  cacheKey: holidayWeek,
  batch: async (scope, keys) =>
    alignMany(keys, holidayWeek, await findHolidaysOfWeeks(scope, keys), holidayWeek),
};

/** How a month was closed, by its first day; undefined while it is open. */
export const monthCloseByMonth: LoaderDef<string, MonthCloseRow | undefined> = {
  name: 'monthCloseByMonth',
  cacheKey: (monthStart) => tupleKey(monthStart),
  batch: async (scope, keys) =>
    alignOne(keys, String, await listMonthCloses(scope, keys), (row) => row.monthStart),
};
