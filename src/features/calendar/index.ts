export {
  holidaysOfWeek,
  monthCloseByMonth,
  monthConfigByKey,
  weekConfigByKey,
  weekConfigsOfMonth,
} from './calendar.loaders';
export { generateWeeks, type GenerateWeeks } from './generate-weeks.service';
export { deleteHoliday, setHoliday, upsertHolidays } from './holiday.service';
export { assertMonthsOpen, closedMonths, closeMonth, reopenMonth } from './month-close.service';
export { setMonthConfig, upsertMonthConfigs } from './month-config.service';
export type { MonthConfigRecord } from './month-config.model';
export { seedHolidays } from './seed-holidays.service';
export type { OnConflict, RecordResult, RecordStatus, UpsertResult } from './upsert.model';
export { setWeekConfig } from './week-config.service';
export type { WeekConfigRow } from './week-config.model';
