import { planAllocation } from '../../../src/features/allocation/engine/plan';
import type {
  AllocationInput,
  ExistingAssignment,
} from '../../../src/features/allocation/engine/contract/types';
import { heldWeeks } from './check-plan';
import { seededRandom } from './random';

/** The instance of §7: planned for the old forecast, then ±15 % demand, 3 % leavers, 3 % tier drops, 10 % of people pinned. */
export function shockedInstance(old: AllocationInput, seed: number): AllocationInput {
  const random = seededRandom(seed * 104_729);
  const options = { fairness: { delta: 0 }, profileWeight: 0 };
  const plan = planAllocation(old, options, { now: () => 0 });
  const pinned = new Set(old.people.filter(() => random.next() < 0.1).map((person) => person.cn));
  const assignments = heldWeeks(old, options, plan).map((week, i): ExistingAssignment => ({
    ...week,
    id: i + 1,
    type: 'primary',
    pinned: pinned.has(week.cn),
  }));
  const people = old.people.map((person) => {
    const fate = random.next();
    const leaves = random.int(1, 20);
    if (pinned.has(person.cn) || fate > 0.06) return person;
    const percentages = person.percentages.map((percentage, w) =>
      fate < 0.03 ? (w >= leaves ? 0 : percentage) : Math.min(percentage, 0.75),
    );
    return { ...person, percentages };
  });
  const demands = old.demands.map((demand) => ({
    ...demand,
    months: demand.months.map((entry) => ({
      ...entry,
      forecast: Math.round(entry.forecast * (random.next() < 0.5 ? 0.85 : 1.15)),
    })),
  }));
  return { ...old, people, demands, assignments };
}
