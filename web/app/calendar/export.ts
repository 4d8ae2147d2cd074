import { weekStart } from '../format/date';
import { tableOf, type ExportTable } from '../ui/export/table';
import type { YearOfWork } from './calendar';
import { hoursOf } from './working-time';

/** What of the calendar is looked at. */
export type CalendarTab = 'weeks' | 'months' | 'holidays';

const yesOrNothing = (is: boolean): string => (is ? 'yes' : '');

function weeksTable(name: string, { calendar }: YearOfWork): ExportTable {
  const stale = new Set(calendar.calendarCheck.staleWeeks.map(({ id }) => id));
  return tableOf(name, calendar.weekConfigs.nodes, {
    year: ({ year }) => year,
    week: ({ weekNumber }) => weekNumber,
    monday: (week) => weekStart(week).toISOString().slice(0, 10),
    month: ({ yearMonth }) => `${yearMonth}-01`,
    'working days': ({ workingDays }) => workingDays,
    'hours a day': ({ workHours }) => workHours,
    shrinkage: ({ shrinkage }) => shrinkage,
    occupancy: ({ occupancy }) => occupancy,
    // Without the noise of binary fractions.
    'productive hours of a person': (week) => Number(hoursOf(week).toFixed(6)),
    holidays: ({ holidays }) =>
      holidays.map((holiday) => `${holiday.holidayDate} ${holiday.name}`).join('; '),
    'set by hand': ({ isManual }) => yesOrNothing(isManual),
    'out of date': ({ id }) => yesOrNothing(stale.has(id)),
    closed: ({ isClosed }) => yesOrNothing(isClosed),
  });
}

function monthsTable(name: string, { year, workType, calendar }: YearOfWork): ExportTable {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}-01`);
  const configOf = (yearMonth: string) =>
    calendar.monthConfigs.nodes.find((each) => each.yearMonth === yearMonth);
  return tableOf(name, months, {
    month: (yearMonth) => `${yearMonth}-01`,
    'working days': (yearMonth) => configOf(yearMonth)?.workingDays,
    'hours a day': (yearMonth) => configOf(yearMonth)?.workHours,
    shrinkage: (yearMonth) => configOf(yearMonth)?.shrinkage,
    occupancy: (yearMonth) => configOf(yearMonth)?.occupancy,
    remark: (yearMonth) =>
      calendar.calendarCheck.discrepancies.find(
        (each) => each.yearMonth === yearMonth && each.workType === workType,
      )?.message,
    closed: (yearMonth) => yesOrNothing(calendar.closedMonths.some((each) => each.yearMonth === yearMonth)),
  });
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** `Monday` for `2025-05-26`. */
export const weekdayOf = (day: string): string => weekday.format(new Date(`${day}T00:00:00Z`));

const holidaysTable = (name: string, { calendar }: YearOfWork): ExportTable =>
  tableOf(name, calendar.holidays.nodes, {
    date: ({ holidayDate }) => holidayDate,
    day: ({ holidayDate }) => weekdayOf(holidayDate),
    holiday: ({ name: called }) => called,
  });

const TABLES = { weeks: weeksTable, months: monthsTable, holidays: holidaysTable } as const;

/** The part of the calendar that is shown, as a file holds it. */
export const calendarTable = (tab: CalendarTab, of: YearOfWork): ExportTable =>
  TABLES[tab](`${tab}-${of.year}-${of.workType.toLowerCase()}`, of);
