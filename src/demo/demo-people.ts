import { addWeeks, compareWeeks, type IsoWeek, weeksApart, weekStart } from '../domain/time/iso-week';
import { ALL_STATES, NO_STATE } from '../domain/demand/states';
import { roundInt } from '../domain/rounding';

import { type DemoCalendar, EARLIEST_RAMP_WEEKS } from './demo-calendar';
import { DEMO_PEOPLE, type DemoDemand, type DemoSize } from './demo-demands';
import { inventedCity, inventedName } from './demo-names';
import type { Random } from './random';

/**
 * What a person is in the demo: `plain` works on one demand at 100 %; `bench` likewise, filed as bench; `late` starts with
 * the fifth month; `partial` always works less than full time; `ramp` is a newcomer; `free` has no work; `inactive` has left or
 * supports; `history` has old allocations that today's rules would refuse.
 */
export type DemoRole = 'plain' | 'bench' | 'late' | 'partial' | 'ramp' | 'free' | 'inactive' | 'history';

/** One stage of a ramp; the last one has no length. */
export interface RampStep {
  weeks?: number;
  percentage: number;
}

/** A synthetic person. */
export interface DemoPerson {
  cn: string;
  firstName: string;
  lastName: string;
  city: string;
  opid: string;
  role: DemoRole;
  /** The demand the person works on, or was hired for. */
  home: DemoDemand;
  /** Another demand from the fourth month on, for those who move. */
  second?: DemoDemand;
  /** Position of a month without any work. */
  leaveMonth?: number;
  states: string[];
  skills: string[];
  active: boolean;
  /** Share of full production, 0–1, as the roster has it. */
  percentage: number;
  hireDate: string;
  ramp?: { start: IsoWeek; steps: readonly RampStep[] };
}

/** How demands are staffed: `order` are those with a team, `vanishing` is dropped by the current report, `fresh` only in it. */
export interface DemoTeams {
  order: readonly DemoDemand[];
  vanishing: DemoDemand;
  fresh: DemoDemand;
}

/** The first people are plain, so that the default list of assignments starts with plain rows. */
const PLAIN_SHARE = 0.3;
/** Position of the plain person whose demand the current report no longer has. */
const VANISHING_POSITION = 75;
/** The first people neither move nor take leave. */
const UNDISTURBED = 61;
const FIRST_CN = 100_000;
/** Position of the first month in which `late` people work. */
export const FIRST_LATE_MONTH = 4;

const ROLE_WEIGHTS: readonly (readonly [DemoRole, number])[] = [
  ['plain', 0.5],
  ['bench', 0.07],
  ['late', 0.04],
  ['partial', 0.11],
  ['ramp', 0.11],
  ['free', 0.06],
  ['inactive', 0.11],
];

const RAMPS: readonly (readonly RampStep[])[] = [
  [
    { weeks: 4, percentage: 0.25 },
    { weeks: 4, percentage: 0.5 },
    { weeks: 4, percentage: 0.75 },
    { percentage: 1 },
  ],
  [
    { weeks: 3, percentage: 0.2 },
    { weeks: 3, percentage: 0.4 },
    { weeks: 3, percentage: 0.8 },
    { weeks: 2, percentage: 0.9 },
    { percentage: 1 },
  ],
  [{ weeks: 4, percentage: 0.35 }, { weeks: 4, percentage: 0.75 }, { percentage: 1 }],
];
/** Weeks after the demo's first week. */
const RAMP_STARTS = [-EARLIEST_RAMP_WEEKS, 0, 4, 6, 9, 13, 20];
const PART_TIME = [0.75, 0.75, 0.5, 0.9, 0.8];

/** Which demands have people: most of them; a small site has more demands than it can staff anyway. */
export function demoTeams(demands: readonly DemoDemand[], random: Random): DemoTeams {
  const shuffled = random.fork('teams').shuffle(demands);
  const staffed = roundInt(shuffled.length * 0.92);
  const order = shuffled.slice(0, staffed);
  const vanishing = order[VANISHING_POSITION];
  const fresh = shuffled[staffed];
  if (!vanishing || !fresh)
    throw new RangeError(`a demo needs at least ${VANISHING_POSITION + 10} demands, got ${demands.length}`);
  return { order, vanishing, fresh };
}

/** The people of a site, in CN order. */
export function demoPeople(
  { size, teams, calendar }: { size: DemoSize; teams: DemoTeams; calendar: DemoCalendar },
  random: Random,
): DemoPerson[] {
  const chance = random.fork('people');
  const mates = matesOf(teams);
  const count = DEMO_PEOPLE[size];
  const people: DemoPerson[] = [];
  let cn = FIRST_CN;
  let placed = 0;
  for (let index = 0; index < count; index += 1) {
    cn += 1 + chance.int(40);
    const role = roleOf(index, count, chance);
    const works = role !== 'inactive' && role !== 'free' && role !== 'history';
    const home = homeOf(works ? placed : undefined, teams, chance);
    if (works) placed += 1;
    people.push(person({ cn, index, role, home }, { mates, calendar }, chance));
  }
  return people;
}

function roleOf(index: number, count: number, chance: Random): DemoRole {
  if (index < count * PLAIN_SHARE) return 'plain';
  if (index >= count - historyCount(count)) return 'history';
  let draw = chance.next();
  for (const [role, weight] of ROLE_WEIGHTS) {
    draw -= weight;
    if (draw < 0) return role;
  }
  return 'plain';
}

/** Few warnings whatever the size: 6 for S, at most 40. */
function historyCount(count: number): number {
  return Math.min(40, Math.max(6, roundInt(count / 500)));
}

/** First one person for every staffed demand, then more of them for the earlier ones. */
function homeOf(placed: number | undefined, teams: DemoTeams, chance: Random): DemoDemand {
  const next = placed === undefined ? undefined : teams.order[placed];
  if (next) return next;
  for (;;) {
    const position = roundInt(chance.next() ** 1.5 * (teams.order.length - 1));
    const demand = teams.order[position];
    if (demand && demand !== teams.vanishing) return demand;
  }
}

type Mates = (demand: DemoDemand) => readonly DemoDemand[];

/** The demands of the same line of business and work type: where its people can be used too. */
function matesOf(teams: DemoTeams): Mates {
  const groups = new Map<string, DemoDemand[]>();
  const key = (demand: DemoDemand): string => `${demand.workType}|${demand.mainLob}`;
  for (const demand of teams.order) {
    if (demand === teams.vanishing) continue;
    groups.set(key(demand), [...(groups.get(key(demand)) ?? []), demand]);
  }
  return (demand) => groups.get(key(demand)) ?? [demand];
}

interface Draft {
  cn: number;
  index: number;
  role: DemoRole;
  home: DemoDemand;
}

function person(
  { cn, index, role, home }: Draft,
  { mates, calendar }: { mates: Mates; calendar: DemoCalendar },
  chance: Random,
): DemoPerson {
  const others = mates(home);
  const moves = role === 'plain' && index >= UNDISTURBED && chance.chance(0.1);
  const second = moves ? chance.pick(others) : undefined;
  const ramp = role === 'ramp' ? rampOf(calendar, chance) : undefined;
  const made: DemoPerson = {
    cn: `AA${cn}`,
    ...inventedName(chance),
    city: inventedCity(chance),
    opid: `OP${String(40_000 + index * 3)}`,
    role,
    home,
    second,
    leaveMonth: leaveMonth(role, index, chance),
    states: statesOf(home, second, others, chance),
    skills: skillsOf(home, second, others, chance),
    active: role !== 'inactive',
    percentage: role === 'partial' ? chance.pick(PART_TIME) : 1,
    hireDate: hireDate({ role, start: ramp?.start, calendar }, chance),
    ramp,
  };
  return role === 'history' ? unfit(made, index, others) : made;
}

/** The second to the sixth month, for one in twenty; newcomers have just come. */
function leaveMonth(role: DemoRole, index: number, chance: Random): number | undefined {
  if (index < UNDISTURBED || role === 'ramp' || role === 'history') return undefined;
  return chance.chance(0.05) ? 1 + chance.int(5) : undefined;
}

function rampOf({ weekAt }: DemoCalendar, chance: Random): DemoPerson['ramp'] {
  return { start: weekAt(chance.pick(RAMP_STARTS)), steps: chance.pick(RAMPS) };
}

function statesOf(
  home: DemoDemand,
  second: DemoDemand | undefined,
  others: readonly DemoDemand[],
  chance: Random,
): string[] {
  if (chance.chance(0.35)) return [ALL_STATES];
  const extra = others.filter(() => chance.chance(0.5)).slice(0, chance.int(3));
  const states = [home, ...(second ? [second] : []), ...extra].map((demand) => demand.state);
  return [...new Set(states.filter((state) => state !== NO_STATE))].sort();
}

function skillsOf(
  home: DemoDemand,
  second: DemoDemand | undefined,
  others: readonly DemoDemand[],
  chance: Random,
): string[] {
  const extra = chance.shuffle(others).slice(0, chance.int(4));
  return [...new Set([home, ...(second ? [second] : []), ...extra].map((demand) => demand.caseType))];
}

/** Late people are hired a week before their first month. */
function hireDate(
  { role, start, calendar }: { role: DemoRole; start: IsoWeek | undefined; calendar: DemoCalendar },
  chance: Random,
): string {
  if (start) return weekStart(start);
  const [lateWeek] = calendar.months[FIRST_LATE_MONTH]?.weeks ?? [];
  if (role === 'late' && lateWeek) return weekStart(addWeeks(lateWeek, -1));
  const month = 1 + chance.int(12);
  return `${2015 + chance.int(9)}-${String(month).padStart(2, '0')}-${String(1 + chance.int(28)).padStart(2, '0')}`;
}

/** Someone who once did this work and today could not: has left, covers other states, or lost the skill. */
function unfit(made: DemoPerson, index: number, others: readonly DemoDemand[]): DemoPerson {
  if (index % 3 === 0) return { ...made, active: false };
  const otherState = others.find(
    (demand) => demand.state !== made.home.state && demand.state !== NO_STATE,
  )?.state;
  if (index % 3 === 1 && made.home.state !== NO_STATE && otherState !== undefined)
    return { ...made, states: [otherState] };
  const otherSkill = others.find((demand) => demand.caseType !== made.home.caseType)?.caseType;
  return otherSkill === undefined ? { ...made, active: false } : { ...made, skills: [otherSkill] };
}

/** The person's share of full production in a week: ramps by their stage, everyone else the roster's. */
export function percentageIn(person: DemoPerson, week: IsoWeek): number {
  if (!person.ramp || compareWeeks(week, person.ramp.start) < 0) return person.percentage;
  let elapsed = weeksApart(person.ramp.start, week);
  for (const step of person.ramp.steps) {
    if (step.weeks === undefined || elapsed < step.weeks) return step.percentage;
    elapsed -= step.weeks;
  }
  return person.percentage;
}
