import { generateInstance } from '../../support/allocation/instance.generator';
import { violations } from '../../support/allocation/check-plan';
import { shockedInstance } from '../../support/allocation/shock';
import { plannedAssignments } from '../../../src/features/allocation/engine/answer/columns';
import { rebalance } from '../../../src/features/allocation/engine/rebalance';
import type {
  AllocationInput,
  RebalanceResult,
} from '../../../src/features/allocation/engine/contract/types';
import { demand, input, mayWeeks, person, PLAIN, row, STILL } from './fixture';

const SHOCKED = shockedInstance(generateInstance('S'), 1);
const OPTIONS = { fairness: { delta: 0 }, profileWeight: 0 };

/** Replaceable person-weeks that no longer are on the demand they could have stayed on, counted from the rows. */
function leftDemand(instance: AllocationInput, { plan }: RebalanceResult): number {
  const now = new Map(
    [...plannedAssignments(plan.assignments)].map((entry) => [`${entry.cn} ${entry.week}`, entry.demand]),
  );
  const people = new Map(instance.people.map((one) => [one.cn, one]));
  const weekIndex = new Map(instance.weeks.map((entry, w) => [entry.key, w]));
  const monthOf = new Map(instance.weeks.map((entry) => [entry.key, entry.month]));
  return instance.assignments.filter((entry) => {
    const percentage = people.get(entry.cn)?.percentages[weekIndex.get(entry.week) ?? 0] ?? 0;
    const target = instance.demands.find((candidate) => candidate.key === entry.demand);
    const forecast = target?.months.find((month) => month.month === monthOf.get(entry.week))?.forecast ?? 0;
    if (entry.pinned || percentage === 0 || forecast === 0) return false;
    return now.get(`${entry.cn} ${entry.week}`) !== entry.demand;
  }).length;
}

describe('rebalance', () => {
  it('stays within the move budget, keeps every rule and improves along the curve', () => {
    for (const maxChangedPct of [0, 2, 6, 100]) {
      const result = rebalance(SHOCKED, { ...OPTIONS, maxChangedPct }, STILL);
      const { curve, chosen, plan } = result;
      expect(violations(SHOCKED, OPTIONS, plan)).toEqual([]);
      expect(curve[chosen]?.changedPct).toBeLessThanOrEqual(maxChangedPct);
      expect(leftDemand(SHOCKED, result)).toBe(plan.totals.after.changed);
      const gaps = curve.map((point) => point.gapPct);
      expect(gaps[0]).toBeGreaterThan(gaps.at(-1) ?? 0);
      expect(curve[0]?.changed).toBe(0);
    }
  });

  it('reaches a smaller gap with a larger budget', () => {
    const gap = (maxChangedPct: number) =>
      rebalance(SHOCKED, { ...OPTIONS, maxChangedPct }, STILL).plan.solve.gapPct;
    const [none = 0, two = 0, six = 0] = [gap(0), gap(2), gap(6)];
    expect(two).toBeLessThan(none);
    expect(six).toBeLessThan(two);
  });

  it('stops climbing once the wanted gap is reached', () => {
    const { plan, curve } = rebalance(SHOCKED, { ...OPTIONS, maxChangedPct: 100, targetGapPct: 4 }, STILL);
    expect(plan.solve.gapPct).toBeLessThanOrEqual(4);
    expect(curve.at(-2)?.gapPct).toBeGreaterThan(4);
  });

  it('uses idle people before it moves anyone', () => {
    // P1 holds A for the month (1,600 of 1,600); B wants 1,600 as well and P2 is idle.
    const instance = input({
      people: [person('P1', { skills: ['Enrollment', 'Appeals'] }), person('P2', { skills: ['Appeals'] })],
      demands: [demand('A', { forecast: 1600 }), demand('B', { caseType: 'Appeals', forecast: 1600 })],
      assignments: mayWeeks().map((week, i) => row(i + 1, 'P1', { week: week.key })),
    });
    const { plan } = rebalance(instance, PLAIN, STILL);
    expect(plan.totals.after).toMatchObject({ shortfall: '0', changed: 0 });
    expect(plan.moves).toMatchObject([
      { cn: 'P2', from: null, to: 'B', reason: 'FILLS_SHORTAGE', gainCases: 1600 },
    ]);
  });

  it('gives the same result for rows in any order', () => {
    const reversed = {
      ...SHOCKED,
      people: [...SHOCKED.people].reverse(),
      assignments: [...SHOCKED.assignments].reverse(),
    };
    const a = rebalance(SHOCKED, OPTIONS, STILL);
    const b = rebalance(reversed, OPTIONS, STILL);
    expect(b.curve).toEqual(a.curve);
    expect([...plannedAssignments(b.plan.assignments)]).toEqual([...plannedAssignments(a.plan.assignments)]);
  });
});
