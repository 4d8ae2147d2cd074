export {
  holidaysOfWeek,
  monthCloseByMonth,
  monthConfigByKey,
  weekConfigByKey,
  weekConfigsOfMonth,
} from './calendar.loaders';
export { generateWeeks, type GenerateWeeks } from './generate-weeks.service';
export { deleteHoliday, listHolidays, setHoliday, upsertHolidays } from './holiday.service';
export type { HolidayRecord, HolidayRow } from './holiday.model';
export { assertMonthsOpen, closedMonths, closeMonth, reopenMonth } from './month-close.service';
export type { MonthCloseRow } from './month-close.model';
export { listMonthConfigs, setMonthConfig, upsertMonthConfigs } from './month-config.service';
export type { MonthConfigRecord, MonthConfigRow } from './month-config.model';
export { seedHolidays } from './seed-holidays.service';
export type { OnConflict, RecordResult, RecordStatus, UpsertResult } from './upsert.model';
export { listWeekConfigs, setWeekConfig } from './week-config.service';
export type { MonthDiscrepancy } from './generation.rules';
export type { Generation, WeekConfigFilter, WeekConfigRow } from './week-config.model';
