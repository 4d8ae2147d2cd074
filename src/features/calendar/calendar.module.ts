import { HolidayResolver } from './holiday.resolver';
import { MonthCloseResolver } from './month-close.resolver';
import { MonthConfigResolver } from './month-config.resolver';
import { WeekConfigResolver } from './week-config.resolver';

/** What the calendar feature gives to the schema. */
export const calendarModule = {
  resolvers: [WeekConfigResolver, MonthConfigResolver, HolidayResolver, MonthCloseResolver],
} as const;
