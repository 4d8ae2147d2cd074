import { CalendarCheckResolver } from './schema/calendar-check.resolver';
import { HolidayResolver } from './schema/holiday.resolver';
import { MonthCloseResolver } from './schema/month-close.resolver';
import { MonthConfigResolver } from './schema/month-config.resolver';
import { WeekConfigResolver } from './schema/week-config.resolver';

/** What the calendar feature gives to the schema. */
export const calendarModule = {
  resolvers: [
    WeekConfigResolver,
    MonthConfigResolver,
    HolidayResolver,
    MonthCloseResolver,
    CalendarCheckResolver,
  ],
} as const;
