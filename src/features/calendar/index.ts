export {
  holidaysOfWeek,
  monthCloseByMonth,
  monthConfigByKey,
  weekConfigByKey,
  weekConfigsOfMonth,
} from './schema/calendar.loaders';
export { generateWeeks, type GenerateWeeks } from './months/generate-weeks.service';
export { deleteHoliday, setHoliday, upsertHolidays } from './holidays/holiday.service';
export {
  assertMonthsOpen,
  closedMonths,
  closedRefusal,
  closeMonth,
  reopenMonth,
} from './closing/month-close.service';
export { setMonthConfig, upsertMonthConfigs } from './months/month-config.service';
export type { MonthConfigRecord } from './months/month-config.model';
export { restoreCalendar } from './restore/restore-calendar.service';
export { seedHolidays } from './holidays/seed-holidays.service';
export type { RecordResult, UpsertResult } from './weeks/upsert.model';
export { setWeekConfig } from './weeks/week-config.service';
export type { WeekConfigRow } from './weeks/week-config.model';
