import { planAllocation } from '../../../src/features/allocation/engine/plan';
import type {
  AllocationInput,
  AllocationOptions,
} from '../../../src/features/allocation/engine/contract/types';
import { generateInstance } from '../../support/allocation/instance.generator';
import { STILL } from './fixture';

/** Every person's weeks in order: the demand, or null where nobody has decided anything (idle, away, not hired). */
function sequences(input: AllocationInput, options: AllocationOptions): Map<string, (number | null)[]> {
  const { assignments } = planAllocation(input, options, STILL);
  const rows = new Map(input.people.map(({ cn }) => [cn, input.weeks.map((): number | null => null)]));
  for (let i = 0; i < assignments.length; i += 1) {
    const row = rows.get(assignments.people[assignments.person[i] ?? 0] ?? '');
    if (row) row[assignments.week[i] ?? 0] = assignments.demand[i] ?? null;
  }
  return rows;
}

/** Lengths of the stints that nothing cuts: no week away beside them, and neither the first nor the last week. */
function uncutStints(input: AllocationInput, options: AllocationOptions): number[] {
  const lengths: number[] = [];
  for (const [cn, weeks] of sequences(input, options)) {
    const person = input.people.find((each) => each.cn === cn);
    const away = (w: number) =>
      w < 0 ||
      w >= weeks.length ||
      person?.percentages[w] === 0 ||
      (input.weeks[w]?.endsOn ?? '') < (person?.hireDate ?? '');
    for (let first = 0; first < weeks.length;) {
      let end = first + 1;
      while (end < weeks.length && weeks[end] === weeks[first]) end += 1;
      if (weeks[first] !== null && !away(first - 1) && !away(end)) lengths.push(end - first);
      first = end;
    }
  }
  return lengths;
}

const INSTANCE = generateInstance('S');

test.each([2, 3, 4])(
  'no stint is shorter than %i weeks unless leave, hire date or horizon cut it',
  (minStintWeeks) => {
    expect(Math.min(...uncutStints(INSTANCE, { minStintWeeks }))).toBeGreaterThanOrEqual(minStintWeeks);
  },
);

test('without the rule there are stints of one week', () => {
  expect(uncutStints(INSTANCE, { minStintWeeks: 1 })).toContain(1);
});

test.each([0, 2])('nobody changes demand more than %i times', (maxSwitchesPerPerson) => {
  for (const weeks of sequences(INSTANCE, { maxSwitchesPerPerson }).values()) {
    const worked = weeks.filter((demand) => demand !== null);
    const changes = worked.filter((demand, i) => i > 0 && demand !== worked[i - 1]).length;
    expect(changes).toBeLessThanOrEqual(maxSwitchesPerPerson);
  }
});
