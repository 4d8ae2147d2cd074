import { isWeekday } from '../domain/time/iso-date';
import {
  addWeeks,
  type IsoWeek,
  parentMonth,
  weekdaysOfMonth,
  weekdaysOfWeek,
  weekOfDate,
  weeksOfMonth,
} from '../domain/time/iso-week';
import { type WorkType, WORK_TYPES } from '../domain/demand/lob';
import { addMonths, type CalendarMonth, compareMonths, MONTH_NAMES, monthStart } from '../domain/time/month';
import { toDouble } from '../domain/rounding';
import { productiveHours } from '../domain/capacity/weekly-capacity';
import { type DemoHoliday, demoHolidays } from './demo-holidays';

/** The day of the fixed demo that documents, tests and benches use: its current report is April 2025. */
export const DEMO_AS_OF = '2025-04-28';

/** Months of the demo: the one of the older report alone, and the six of the current report. */
const MONTHS = 7;
/** The earliest ramps start so many weeks before the demo's first week. */
export const EARLIEST_RAMP_WEEKS = 4;

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

/** A month of the demo with its ISO weeks and the productive hours of one full-time person in each. */
export interface DemoMonth extends CalendarMonth {
  weeks: readonly IsoWeek[];
  weekHours: Readonly<Record<WorkType, readonly number[]>>;
  /** Hours of the whole month, the sum of its weeks. */
  hours: Readonly<Record<WorkType, number>>;
}

/** When the demo plays. */
export interface DemoCalendar {
  /** The older report covers the first six of them, the current report the last six. */
  months: readonly DemoMonth[];
  /** The report months. */
  older: CalendarMonth;
  current: CalendarMonth;
  /** Calendar years that need week configurations. */
  years: readonly number[];
  /** The week so many weeks after the demo's first one (before it for negative numbers). */
  weekAt: (offset: number) => IsoWeek;
}

const SETTINGS: Readonly<Record<WorkType, { occupancy: string; shrinkage: string; workHours: number }>> = {
  Domestic: { occupancy: '0.95', shrinkage: '0.10', workHours: 9 },
  Global: { occupancy: '0.90', shrinkage: '0.15', workHours: 9 },
};

/** The only month whose configured days do not add up with the known holidays, so that the check has something to show. */
const DISCREPANT = { position: 4, workType: 'Global' as WorkType };

/** The months, reports and years of the demo of a day: the current report is that of the month before this week's. */
export function demoCalendar(asOf: string = DEMO_AS_OF): DemoCalendar {
  const months = demoMonths(asOf);
  const [first, second] = months;
  const [firstWeek] = first?.weeks ?? [];
  const last = months.at(-1);
  if (!first || !second || !last || !firstWeek) throw new RangeError(`a demo has ${MONTHS} months`);
  const from = addWeeks(firstWeek, -EARLIEST_RAMP_WEEKS).year;
  return {
    months,
    older: addMonths(first, -1),
    current: { year: first.year, month: first.month },
    years: Array.from({ length: last.year - from + 1 }, (_, index) => from + index),
    weekAt: (offset) => addWeeks(firstWeek, offset),
  };
}

/** The seven months that the two demo reports cover; April to October for the fixed demo. */
export function demoMonths(asOf: string = DEMO_AS_OF): DemoMonth[] {
  const start = addMonths(parentMonth(weekOfDate(asOf)), -1);
  return Array.from({ length: MONTHS }, (_, position) => {
    const month = addMonths(start, position);
    const weeks = weeksOfMonth(month);
    const weekHours = { Domestic: hoursOf(weeks, 'Domestic'), Global: hoursOf(weeks, 'Global') };
    return {
      ...month,
      weeks,
      weekHours,
      hours: { Domestic: sum(weekHours.Domestic), Global: sum(weekHours.Global) },
    };
  });
}

/** The month configurations of both work types in all years of the demo, consistent with the holidays but for one month. */
export function demoMonthConfigs({ years, months }: DemoCalendar): DemoMonthConfig[] {
  const odd = months[DISCREPANT.position];
  return years.flatMap((year) =>
    MONTH_NAMES.flatMap((name, index) =>
      WORK_TYPES.map((workType) => {
        const month = { year, month: index + 1 };
        const isOdd = odd && compareMonths(odd, month) === 0 && workType === DISCREPANT.workType;
        const workingDays = weekdaysOfMonth(month) - holidaysIn(month, workType) - (isOdd ? 1 : 0);
        return { month: name, year, workType, workingDays, ...SETTINGS[workType] };
      }),
    ),
  );
}

/** The holidays of all years of the demo, by work type. */
export function demoCalendarHolidays({ years }: DemoCalendar): DemoHoliday[] {
  const all = years.flatMap(demoHolidays);
  return WORK_TYPES.flatMap((type) => all.filter(({ workType }) => workType === type));
}

/** Holidays on Mondays to Fridays: others cost no working day. */
function holidaysIn(month: CalendarMonth, workType: WorkType): number {
  const prefix = monthStart(month).slice(0, 'YYYY-MM-'.length);
  return demoHolidays(month.year).filter(
    (day) => day.workType === workType && day.date.startsWith(prefix) && isWeekday(day.date),
  ).length;
}

/** Demo figures may be doubles: the system computes its own from the imported files. */
function hoursOf(weeks: readonly IsoWeek[], workType: WorkType): number[] {
  const { shrinkage, workHours } = SETTINGS[workType];
  return weeks.map((week) => {
    const dates = weekdaysOfWeek(week);
    const years = new Set(dates.map((date) => Number(date.slice(0, 4))));
    const days = new Set(
      [...years].flatMap(demoHolidays).flatMap((day) => (day.workType === workType ? [day.date] : [])),
    );
    const workingDays = dates.filter((date) => !days.has(date)).length;
    return toDouble(productiveHours({ workingDays, workHours, shrinkage }));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
