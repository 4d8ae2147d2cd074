import type {
  AllocationDemand,
  AllocationInput,
  AllocationPerson,
} from '../../../src/features/allocation/engine/contract/types';
import type { HeldWeek } from './check-plan';

/**
 * The predecessor's way, as the peer to compare with: month by month, demand by demand in row order, whole people for the
 * whole month, counted as one FTE whatever their percentage, until the head count is reached; whoever is left goes to
 * bench, in proportion to the heads each demand requires.
 */
export function greedyAllocation(input: AllocationInput): HeldWeek[] {
  const held: HeldWeek[] = [];
  const months = [...new Set(input.weeks.map((week) => week.month))];
  const index = peopleByWork(input.people);
  for (const month of months) {
    const taken = new Set<string>();
    const assign = (person: AllocationPerson, demand: AllocationDemand) => {
      taken.add(person.cn);
      input.weeks.forEach((week, w) => {
        const percentage = person.percentages[w] ?? 0;
        if (week.month !== month || percentage === 0) return;
        held.push({ cn: person.cn, week: week.key, demand: demand.key, percentage });
      });
    };
    for (const demand of input.demands) {
      let wanted = headCount(input, demand, month);
      for (const person of index.get(workKey(demand, demand.locality, demand.caseType)) ?? []) {
        if (wanted === 0) break;
        if (taken.has(person.cn) || !canServe(person, demand)) continue;
        assign(person, demand);
        wanted -= 1;
      }
    }
    benchRest({ input, month, taken, assign });
  }
  return held;
}

function workKey({ platform }: { platform: string }, location: string, caseType: string): string {
  return `${platform}|${location}|${caseType}`;
}

function peopleByWork(people: readonly AllocationPerson[]): Map<string, AllocationPerson[]> {
  const index = new Map<string, AllocationPerson[]>();
  for (const person of people) {
    if (!person.isActive) continue;
    for (const skill of person.skills) {
      const work = workKey(person, person.location, skill);
      const list = index.get(work);
      if (list === undefined) index.set(work, [person]);
      else list.push(person);
    }
  }
  return index;
}

function canServe(person: AllocationPerson, demand: AllocationDemand): boolean {
  return demand.state === 'N/A' || person.states.includes(demand.state);
}

function headCount(input: AllocationInput, demand: AllocationDemand, month: string): number {
  const entry = demand.months.find((candidate) => candidate.month === month);
  if (entry === undefined || entry.forecast === 0 || entry.targetCph === null) return 0;
  let hours = 0;
  for (const week of input.weeks) if (week.month === month) hours += week.hours[demand.locality] ?? 0;
  return Math.ceil(entry.forecast / (hours * entry.targetCph));
}

interface BenchStep {
  input: AllocationInput;
  month: string;
  taken: ReadonlySet<string>;
  assign: (person: AllocationPerson, demand: AllocationDemand) => void;
}

function benchRest({ input, month, taken, assign }: BenchStep): void {
  const byWork = new Map<string, { demand: AllocationDemand; heads: number; given: number }[]>();
  for (const demand of input.demands) {
    const heads = headCount(input, demand, month);
    if (heads === 0) continue;
    const work = workKey(demand, demand.locality, demand.caseType);
    byWork.set(work, [...(byWork.get(work) ?? []), { demand, heads, given: 0 }]);
  }
  for (const person of input.people) {
    if (!person.isActive || taken.has(person.cn)) continue;
    let best: { demand: AllocationDemand; heads: number; given: number } | undefined;
    for (const skill of person.skills) {
      for (const slot of byWork.get(workKey(person, person.location, skill)) ?? []) {
        if (!canServe(person, slot.demand)) continue;
        if (best === undefined || (slot.given + 1) / slot.heads < (best.given + 1) / best.heads) best = slot;
      }
    }
    if (best === undefined) continue;
    best.given += 1;
    assign(person, best.demand);
  }
}
