import { dateOfDay, dayNumber, weekdayIndex } from '../domain/time/iso-date';
import type { WorkType } from '../domain/demand/lob';

/** A public holiday of one work type. */
export interface DemoHoliday {
  date: string;
  workType: WorkType;
  name: string;
}

/** A rule for the date of a holiday: a fixed day of a month, or the nth (last = -1) weekday of it, Monday = 0. */
type HolidayRule =
  | { name: string; month: number; day: number }
  | { name: string; month: number; weekday: number; nth: number };

const MONDAY = 0;
const THURSDAY = 3;

const RULES: Readonly<Record<WorkType, readonly HolidayRule[]>> = {
  Domestic: [
    { name: "New Year's Day", month: 1, day: 1 },
    { name: 'Winter Holiday', month: 1, weekday: MONDAY, nth: 3 },
    { name: 'Founders Day', month: 2, weekday: MONDAY, nth: 3 },
    { name: 'Remembrance Day', month: 5, weekday: MONDAY, nth: -1 },
    { name: 'Freedom Day', month: 6, day: 19 },
    { name: 'Independence Day', month: 7, day: 4 },
    { name: 'Labor Day', month: 9, weekday: MONDAY, nth: 1 },
    { name: 'Autumn Holiday', month: 10, weekday: MONDAY, nth: 2 },
    { name: 'Veterans Day', month: 11, day: 11 },
    { name: 'Thanksgiving', month: 11, weekday: THURSDAY, nth: 4 },
    { name: 'Christmas Day', month: 12, day: 25 },
  ],
  Global: [
    { name: "New Year's Day", month: 1, day: 1 },
    { name: 'May Day', month: 5, day: 1 },
    { name: 'National Day', month: 8, day: 15 },
    { name: 'Harvest Day', month: 10, day: 2 },
    { name: 'Christmas Day', month: 12, day: 25 },
  ],
};

/** All holidays of a year, Domestic first. */
export function demoHolidays(year: number): DemoHoliday[] {
  return (['Domestic', 'Global'] as const).flatMap((workType) =>
    RULES[workType].map((rule) => ({ date: dateOfDay(dayOf(rule, year)), name: rule.name, workType })),
  );
}

function dayOf(rule: HolidayRule, year: number): number {
  if ('day' in rule) return dayNumber(year, rule.month, rule.day);
  const first = dayNumber(year, rule.month, 1);
  const offset = (rule.weekday - weekdayIndex(first) + 7) % 7;
  if (rule.nth > 0) return first + offset + (rule.nth - 1) * 7;
  const next = dayNumber(year, rule.month + 1, 1);
  return next - 7 + ((rule.weekday - weekdayIndex(next) + 7) % 7);
}
