import { type IsoWeek, weekdaysOfMonth, weekdaysOfWeek, weeksOfMonth } from '../domain/time/iso-week';
import { type WorkType, WORK_TYPES } from '../domain/demand/lob';
import { type CalendarMonth, MONTH_NAMES } from '../domain/time/month';
import { toDouble } from '../domain/rounding';
import { productiveHours } from '../domain/capacity/weekly-capacity';

/** The year that the demo plays in. */
export const DEMO_YEAR = 2025;

/** A public holiday of one work type. */
export interface DemoHoliday {
  date: string;
  workType: WorkType;
  name: string;
}

const DOMESTIC_HOLIDAYS: readonly (readonly [string, string])[] = [
  ['2025-01-01', "New Year's Day"],
  ['2025-01-20', 'Winter Holiday'],
  ['2025-02-17', 'Founders Day'],
  ['2025-05-26', 'Remembrance Day'],
  ['2025-06-19', 'Freedom Day'],
  ['2025-07-04', 'Independence Day'],
  ['2025-09-01', 'Labor Day'],
  ['2025-10-13', 'Autumn Holiday'],
  ['2025-11-11', 'Veterans Day'],
  ['2025-11-27', 'Thanksgiving'],
  ['2025-12-25', 'Christmas Day'],
];

const GLOBAL_HOLIDAYS: readonly (readonly [string, string])[] = [
  ['2025-01-01', "New Year's Day"],
  ['2025-05-01', 'May Day'],
  ['2025-08-15', 'National Day'],
  ['2025-10-02', 'Harvest Day'],
  ['2025-12-25', 'Christmas Day'],
];

/** All holidays of the demo year. */
export const DEMO_HOLIDAYS: readonly DemoHoliday[] = [
  ...DOMESTIC_HOLIDAYS.map(([date, name]) => ({ date, name, workType: 'Domestic' as const })),
  ...GLOBAL_HOLIDAYS.map(([date, name]) => ({ date, name, workType: 'Global' as const })),
];

/** One month's configuration as V1 keeps it. */
export interface DemoMonthConfig {
  month: string;
  year: number;
  workType: WorkType;
  workingDays: number;
  occupancy: string;
  shrinkage: string;
  workHours: number;
}

/** The only month whose configured days do not add up with the known holidays, so that the check has something to show. */
export const DISCREPANT_MONTH = { month: 8, workType: 'Global' as WorkType };

const SETTINGS: Readonly<Record<WorkType, { occupancy: string; shrinkage: string; workHours: number }>> = {
  Domestic: { occupancy: '0.95', shrinkage: '0.10', workHours: 9 },
  Global: { occupancy: '0.90', shrinkage: '0.15', workHours: 9 },
};

/** The demo year's month configurations of both work types, consistent with the holidays but for one month. */
export function demoMonthConfigs(): DemoMonthConfig[] {
  return MONTH_NAMES.flatMap((name, index) =>
    WORK_TYPES.map((workType) => {
      const month = { year: DEMO_YEAR, month: index + 1 };
      const odd = DISCREPANT_MONTH.month === month.month && DISCREPANT_MONTH.workType === workType;
      const workingDays = weekdaysOfMonth(month) - holidaysIn(month, workType) - (odd ? 1 : 0);
      return { month: name, year: DEMO_YEAR, workType, workingDays, ...SETTINGS[workType] };
    }),
  );
}

function holidaysIn(month: CalendarMonth, workType: WorkType): number {
  const prefix = `${month.year}-${String(month.month).padStart(2, '0')}-`;
  return DEMO_HOLIDAYS.filter((day) => day.workType === workType && day.date.startsWith(prefix)).length;
}

/** A month of the demo with its ISO weeks and the productive hours of one full-time person in each. */
export interface DemoMonth extends CalendarMonth {
  weeks: readonly IsoWeek[];
  weekHours: Readonly<Record<WorkType, readonly number[]>>;
  /** Hours of the whole month, the sum of its weeks. */
  hours: Readonly<Record<WorkType, number>>;
}

/** April to October: the months that the two demo reports cover. */
export function demoMonths(): DemoMonth[] {
  return [4, 5, 6, 7, 8, 9, 10].map((month) => {
    const weeks = weeksOfMonth({ year: DEMO_YEAR, month });
    const weekHours = { Domestic: hoursOf(weeks, 'Domestic'), Global: hoursOf(weeks, 'Global') };
    return {
      year: DEMO_YEAR,
      month,
      weeks,
      weekHours,
      hours: { Domestic: sum(weekHours.Domestic), Global: sum(weekHours.Global) },
    };
  });
}

/** Demo figures may be doubles: the system computes its own from the imported files. */
function hoursOf(weeks: readonly IsoWeek[], workType: WorkType): number[] {
  const days = new Set(DEMO_HOLIDAYS.filter((day) => day.workType === workType).map((day) => day.date));
  const { shrinkage, workHours } = SETTINGS[workType];
  return weeks.map((week) => {
    const workingDays = weekdaysOfWeek(week).filter((date) => !days.has(date)).length;
    return toDouble(productiveHours({ workingDays, workHours, shrinkage }));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
