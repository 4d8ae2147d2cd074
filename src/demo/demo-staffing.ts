import { compareWeeks, type IsoWeek } from '../domain/time/iso-week';

import type { DemoCalendar, DemoMonth } from './demo-calendar';
import type { DemoDemand } from './demo-demands';
import {
  type DemoPerson,
  type DemoRole,
  type DemoTeams,
  FIRST_LATE_MONTH,
  percentageIn,
} from './demo-people';
import type { Random } from './random';

/** One person on one demand for a whole month at 100 %: what V1's allocation knew. */
export interface MonthAllocation {
  person: DemoPerson;
  demand: DemoDemand;
  month: DemoMonth;
}

/** One person on one demand in one week at the percentage of that week: what V1 could not say. */
export interface WeekAssignment {
  person: DemoPerson;
  demand: DemoDemand;
  week: IsoWeek;
  percentage: number;
}

/** Everyone's work in the months of the demo, and the hours and heads it gives each demand. */
export interface DemoStaffing {
  allocations: MonthAllocation[];
  assignments: WeekAssignment[];
  /** By demand index and month position: productive hours, weighted by percentage. */
  hours: number[][];
  /** By demand index and month position: people, each once. */
  heads: number[][];
}

/** Positions among the demo's months, the first of them 0. */
const LAST_HISTORY_MONTH = 1;
const SECOND_HALF_MONTH = 3;
const LAST_VANISHING_MONTH = 5;
/** Weeks after the demo's first one in which people who do not work full time may be away. */
const OFF_WEEKS = { from: 13, count: 8 };

/** Who works on what, month by month and week by week; never two demands in one person-week. */
export function demoStaffing(
  site: {
    demands: readonly DemoDemand[];
    people: readonly DemoPerson[];
    teams: DemoTeams;
    calendar: DemoCalendar;
  },
  random: Random,
): DemoStaffing {
  const { months, weekAt } = site.calendar;
  const zeros = (): number[][] => site.demands.map(() => months.map(() => 0));
  const staffing: DemoStaffing = { allocations: [], assignments: [], hours: zeros(), heads: zeros() };
  const chance = random.fork('leave');
  for (const person of site.people) {
    const weekly = person.role === 'partial' || person.role === 'ramp';
    const offWeek =
      weekly && chance.chance(0.3) ? weekAt(OFF_WEEKS.from + chance.int(OFF_WEEKS.count)) : undefined;
    months.forEach((month, position) => {
      const demand = demandIn(person, position, site.teams);
      if (!demand) return;
      if (weekly) addWeeks({ person, demand, month, position }, offWeek, staffing);
      else addMonth({ person, demand, month, position }, staffing);
    });
  }
  return staffing;
}

/** Whether a person with this role has work in the month at a position. */
const WORKS: Readonly<Record<DemoRole, (position: number) => boolean>> = {
  plain: () => true,
  bench: () => true,
  partial: () => true,
  ramp: () => true,
  late: (position) => position >= FIRST_LATE_MONTH,
  history: (position) => position <= LAST_HISTORY_MONTH,
  free: () => false,
  inactive: () => false,
};

/** The demand a person works on in the month at a position, undefined for none. */
function demandIn(person: DemoPerson, position: number, teams: DemoTeams): DemoDemand | undefined {
  if (!WORKS[person.role](position) || person.leaveMonth === position) return undefined;
  const demand = position >= SECOND_HALF_MONTH ? (person.second ?? person.home) : person.home;
  return demand === teams.vanishing && position > LAST_VANISHING_MONTH ? undefined : demand;
}

interface Placement {
  person: DemoPerson;
  demand: DemoDemand;
  month: DemoMonth;
  position: number;
}

function addMonth({ person, demand, month, position }: Placement, staffing: DemoStaffing): void {
  staffing.allocations.push({ person, demand, month });
  add(staffing.heads, demand, position, 1);
  add(staffing.hours, demand, position, month.hours[demand.workType]);
}

function addWeeks(
  { person, demand, month, position }: Placement,
  offWeek: IsoWeek | undefined,
  staffing: DemoStaffing,
): void {
  let present = false;
  month.weeks.forEach((week, index) => {
    if (offWeek && compareWeeks(week, offWeek) === 0) return;
    if (person.ramp && compareWeeks(week, person.ramp.start) < 0) return;
    const percentage = percentageIn(person, week);
    staffing.assignments.push({ person, demand, week, percentage });
    add(staffing.hours, demand, position, percentage * (month.weekHours[demand.workType][index] ?? 0));
    present = true;
  });
  if (present) add(staffing.heads, demand, position, 1);
}

function add(table: number[][], demand: DemoDemand, position: number, amount: number): void {
  const row = table[demand.index];
  if (row) row[position] = (row[position] ?? 0) + amount;
}
