import type {
  AllocationInput,
  AllocationOptions,
  PlanAnswer,
} from '../../../src/features/allocation/engine/contract/types';

/** One person-week of a finished state. */
export interface HeldWeek {
  cn: string;
  week: string;
  demand: string;
  percentage: number;
}

const key = (cn: string, week: string) => `${cn}\u0000${week}`;
const text = (value: string) => value.trim().replace(/\s+/g, ' ').toLowerCase();

/** Rows the plan must leave alone, by the wording of the rules rather than by the engine's code. */
export function fixedRows(
  input: AllocationInput,
  options: AllocationOptions,
): AllocationInput['assignments'] {
  const closed = new Set(input.closedMonths);
  const monthOf = new Map(input.weeks.map((week) => [week.key, week.month]));
  const demands = new Map(input.demands.map((demand) => [demand.key, demand]));
  const people = new Map(input.people.map((person) => [person.cn, person]));
  const { fromWeek = '', toWeek = '9', mainLobs, platforms } = options.scope ?? {};
  const lobs = mainLobs?.map(text);
  const plats = platforms?.map(text);
  return input.assignments.filter((row) => {
    const month = monthOf.get(row.week);
    const demand = demands.get(row.demand);
    const person = people.get(row.cn);
    if (month === undefined || demand === undefined || person === undefined) return true;
    const outside =
      closed.has(month) ||
      row.week < fromWeek ||
      row.week > toWeek ||
      lobs?.includes(text(demand.mainLob)) === false ||
      plats?.includes(text(demand.platform)) === false ||
      plats?.includes(text(person.platform)) === false;
    return outside || row.pinned || (row.type === 'manual' && options.releaseManual !== true);
  });
}

/** All person-weeks after the plan: fixed rows and planned ones. */
export function heldWeeks(input: AllocationInput, options: AllocationOptions, plan: PlanAnswer): HeldWeek[] {
  const { assignments: columns } = plan;
  const held: HeldWeek[] = fixedRows(input, options).map(({ cn, week, demand, percentage }) => ({
    cn,
    week,
    demand,
    percentage,
  }));
  for (let i = 0; i < columns.length; i += 1) {
    held.push({
      cn: columns.people[columns.person[i] ?? -1] ?? '',
      week: columns.weeks[columns.week[i] ?? -1] ?? '',
      demand: columns.demands[columns.demand[i] ?? -1] ?? '',
      percentage: (columns.percentage[i] ?? 0) / 10_000,
    });
  }
  return held;
}

/** Every hard rule the plan breaks, as sentences; empty when it breaks none. Written apart from the engine on purpose. */
export function violations(input: AllocationInput, options: AllocationOptions, plan: PlanAnswer): string[] {
  const found: string[] = [];
  const people = new Map(input.people.map((person) => [person.cn, person]));
  const weekIndex = new Map(input.weeks.map((week, i) => [week.key, i]));
  const demands = new Map(input.demands.map((demand) => [demand.key, demand]));
  const seen = new Set<string>();
  const fixed = fixedRows(input, options);
  for (const { cn, week, demand } of heldWeeks(input, options, plan)) {
    if (seen.has(key(cn, week))) found.push(`${cn} has two assignments in ${week}, one of ${demand}`);
    seen.add(key(cn, week));
  }
  for (const { cn, week, demand, percentage } of heldWeeks(input, options, plan).slice(fixed.length)) {
    const person = people.get(cn);
    const at = weekIndex.get(week) ?? -1;
    const calendar = input.weeks[at];
    const target = demands.get(demand);
    if (person === undefined || calendar === undefined || target === undefined) {
      found.push(`${cn} ${week} ${demand} is unknown`);
      continue;
    }
    const say = (what: string) => found.push(`${cn} ${week} ${demand}: ${what}`);
    if (!person.isActive) say('inactive');
    if (text(person.platform) !== text(target.platform)) say('platform');
    if (person.location !== target.locality) say('location');
    if (!person.skills.some((skill) => text(skill) === text(target.caseType))) say('skill');
    const states = person.states.map(text);
    if (text(target.state) !== 'n/a' && !states.includes(text(target.state)) && !states.includes('all'))
      say('state');
    if (person.hireDate !== null && calendar.endsOn < person.hireDate) say('before hire');
    if (percentage === 0 || percentage !== person.percentages[at]) say(`percentage ${percentage}`);
    if ((calendar.hours[person.location] ?? 0) <= 0) say('week without hours');
    if (input.closedMonths.includes(calendar.month)) say('closed month');
    const month = target.months.find((entry) => entry.month === calendar.month);
    if ((month?.forecast ?? 0) === 0) say('zero forecast');
    if ((month?.targetCph ?? 0) === 0) say('no CPH');
    if (week < (options.scope?.fromWeek ?? '') || week > (options.scope?.toWeek ?? '9'))
      say('week out of scope');
  }
  return found;
}

/** Met cases, Σ over demand-months of min(forecast, capacity), of any list of person-weeks. */
export function metCases(input: AllocationInput, held: readonly HeldWeek[]): number {
  const location = new Map(input.people.map((person) => [person.cn, person.location]));
  const weeks = new Map(input.weeks.map((week) => [week.key, week]));
  const hours = new Map<string, number>();
  for (const { cn, week, demand, percentage } of held) {
    const calendar = weeks.get(week);
    if (calendar === undefined) continue;
    const full = calendar.hours[location.get(cn) ?? 'Domestic'] ?? 0;
    const at = key(demand, calendar.month);
    hours.set(at, (hours.get(at) ?? 0) + full * percentage);
  }
  let met = 0;
  for (const demand of input.demands) {
    for (const { month, forecast, targetCph } of demand.months) {
      if (input.closedMonths.includes(month)) continue;
      met += Math.min(forecast, (hours.get(key(demand.key, month)) ?? 0) * (targetCph ?? 0));
    }
  }
  return met;
}
