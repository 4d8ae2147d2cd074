import { createHash } from 'node:crypto';
import { generateInstance } from '../../support/allocation/instance.generator';
import { seededRandom } from '../../support/allocation/random';
import { heldWeeks, metCases, violations } from '../../support/allocation/check-plan';
import { greedyAllocation } from '../../support/allocation/greedy.peer';
import { plannedAssignments } from '../../../src/features/allocation/engine/answer/columns';
import { planAllocation } from '../../../src/features/allocation/engine/plan';
import {
  AllocationCancelled,
  type AllocationInput,
  type PlanAnswer,
} from '../../../src/features/allocation/engine/contract/types';
import { demand, input, mayWeeks, person, PLAIN, randomInput, row, STILL, week } from './fixture';

/** Rows in another order; percentages follow their weeks. */
function shuffled(instance: AllocationInput, seed: number): AllocationInput {
  const random = seededRandom(seed);
  const mix = <T>(list: readonly T[]) =>
    list
      .map((value) => ({ value, rank: random.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ value }) => value);
  const order = mix(instance.weeks.map((_, i) => i));
  return {
    ...instance,
    weeks: order.flatMap((i) => instance.weeks[i] ?? []),
    people: mix(instance.people).map((one) => ({
      ...one,
      states: mix(one.states),
      skills: mix(one.skills),
      percentages: order.map((i) => one.percentages[i] ?? 0),
    })),
    demands: mix(instance.demands).map((one) => ({ ...one, months: mix(one.months) })),
    assignments: mix(instance.assignments),
    tiers: mix(instance.tiers),
  };
}

function hash(plan: PlanAnswer): string {
  const content = JSON.stringify([
    plan.solve,
    plan.totals,
    plan.demands,
    plan.moves,
    plan.idle,
    plan.warnings,
  ]);
  return createHash('sha1')
    .update(content)
    .update(JSON.stringify([...plannedAssignments(plan.assignments)]))
    .digest('hex');
}

describe('planAllocation', () => {
  it('makes the identical plan of any row order', () => {
    for (const instance of [generateInstance('XS'), randomInput(7, { people: 30, demands: 10, weeks: 8 })]) {
      const first = hash(planAllocation(instance, {}, STILL));
      for (const seed of [1, 2, 3])
        expect(hash(planAllocation(shuffled(instance, seed), {}, STILL))).toBe(first);
    }
  });

  it('closes most of the gap a greedy allocation in row order leaves', () => {
    const instance = generateInstance('S');
    const options = { fairness: { delta: 0 }, profileWeight: 0, minStintWeeks: 1 };
    const plan = planAllocation(instance, options, STILL);
    const greedy = metCases(instance, greedyAllocation(instance));
    // The target for S is 0.65 % (docs/allocation.md); greedy is more than 10 % below the bound.
    expect(plan.solve.gapPct).toBeLessThan(0.65);
    expect(greedy).toBeLessThan(plan.solve.bound * 0.9);
    expect(violations(instance, options, plan)).toEqual([]);
  });

  it('returns a feasible, incomplete plan when the deadline passes, wherever it passes', () => {
    const instance = generateInstance('S');
    for (const ticks of [0, 3, 6, 9, 12]) {
      let calls = 0;
      const hooks = { now: () => (calls += 1) };
      const plan = planAllocation(instance, { deadlineMs: ticks }, hooks);
      expect(plan.complete).toBe(false);
      expect(violations(instance, {}, plan)).toEqual([]);
      expect(plan.solve.value).toBeLessThanOrEqual(plan.solve.bound);
    }
    expect(planAllocation(instance, { deadlineMs: 1e9 }, STILL).complete).toBe(true);
  });

  it('keeps existing rows where the deadline left no time to plan', () => {
    const instance = input({ assignments: [row(1, 'P1')] });
    let calls = 0;
    const plan = planAllocation(instance, { deadlineMs: 0 }, { now: () => (calls += 1) });
    const kept = [...plannedAssignments(plan.assignments)].find((entry) => entry.week === '2025-W18');
    expect(kept).toMatchObject({ existing: 1, demand: 'A' });
    expect(plan.solve.certified).toBe(false);
  });

  it('stops with AllocationCancelled and reports rising progress until then', () => {
    const percents: number[] = [];
    const hooks = {
      ...STILL,
      progress: (percent: number) => percents.push(percent),
      cancelled: () => percents.length >= 4,
    };
    expect(() => planAllocation(generateInstance('S'), {}, hooks)).toThrow(AllocationCancelled);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  });

  it('keeps an unchanged row and its id, and lists what it releases', () => {
    // A needs 100 ÷ 10 = 10 h: one week does; the row of B (forecast 0) must go.
    const instance = input({
      demands: [demand('A'), demand('B', { caseType: 'Appeals', forecast: 0 })],
      people: [person('P1', { skills: ['Enrollment', 'Appeals'] })],
      assignments: [row(11, 'P1'), row(12, 'P1', { week: '2025-W19', demand: 'B' })],
    });
    const plan = planAllocation(instance, {}, STILL);
    expect([...plannedAssignments(plan.assignments)]).toEqual([
      {
        cn: 'P1',
        week: '2025-W18',
        demand: 'A',
        type: 'primary',
        percentage: 1,
        existing: 11,
        unchanged: 11,
      },
    ]);
    expect([...plan.assignments.released]).toEqual([12]);
    expect(plan.moves).toMatchObject([
      { cn: 'P1', from: 'B', to: null, weeks: ['2025-W19'], reason: 'NOT_POSSIBLE' },
    ]);
  });

  it('labels people primary until the forecast is covered and the rest bench', () => {
    // 1,000 ÷ 10 = 100 h a month; P1 and P2 have 160 h each: the first covers it, the second stays on the bench row it holds.
    const weeks = mayWeeks();
    const assignments = weeks.map((entry, i) => row(20 + i, 'P2', { week: entry.key, type: 'bench' }));
    const instance = input({
      people: [person('P1'), person('P2')],
      demands: [demand('A', { forecast: 1600 })],
      assignments: [...assignments, ...weeks.map((entry, i) => row(30 + i, 'P1', { week: entry.key }))],
    });
    const plan = planAllocation(instance, {}, STILL);
    const types = [...plannedAssignments(plan.assignments)].map(({ cn, type }) => `${cn} ${type}`);
    expect(types).toEqual([...Array<string>(4).fill('P1 primary'), ...Array<string>(4).fill('P2 bench')]);
    expect(plan.totals.after.changed).toBe(0);
  });

  it('leaves surplus people idle by default and hands them out by head count on request', () => {
    // A needs 400 ÷ (160 × 10) → 1 person, B 3,200 ÷ 1,600 → 2; six can do both: three are spare, split 1 to A, 2 to B.
    const people = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map((cn) =>
      person(cn, { skills: ['Enrollment', 'Appeals'] }),
    );
    const instance = input({
      people,
      demands: [demand('A', { forecast: 1600 }), demand('B', { caseType: 'Appeals', forecast: 3200 })],
    });
    const idle = planAllocation(instance, {}, STILL);
    expect(idle.totals.after.personWeeks).toBe(12);
    const full = planAllocation(instance, { bench: 'proportional' }, STILL);
    expect(full.totals.after.personWeeks).toBe(24);
    const heads = (key: string) => full.demands.find((entry) => entry.demand === key)?.after.fteCount;
    expect([heads('A'), heads('B')]).toEqual([2, 4]);
  });

  it('prefers demand with priority when people are short', () => {
    const instance = input({
      people: [person('P1', { skills: ['Enrollment', 'Appeals'] })],
      demands: [
        demand('A', { forecast: 1600 }),
        demand('B', { caseType: 'Appeals', forecast: 1600, cph: 8 }),
      ],
    });
    const filled = (priorities: Record<string, number>) =>
      planAllocation(instance, { ...PLAIN, priorities }, STILL).demands.map((entry) => entry.after.capacity);
    // 160 h × 10 = 1,600 of A; with B at double weight 8 × 2 > 10: 160 h × 8 = 1,280 of B.
    // Rows come by case type: Appeals (B) first.
    expect(filled({})).toEqual(['0', '1600']);
    expect(filled({ B: 2 })).toEqual(['1280', '0']);
  });

  it('shares people more evenly the larger δ is, and keeps within a tolerance', () => {
    const instance = input({
      people: [person('P1', { skills: ['Enrollment', 'Appeals'] })],
      demands: [
        demand('A', { forecast: 1600 }),
        demand('B', { caseType: 'Appeals', forecast: 1280, cph: 8 }),
      ],
    });
    const deltaOf = (tolerancePct: number) =>
      planAllocation(instance, { ...PLAIN, fairness: { tolerancePct } }, STILL).solve.delta;
    const even = planAllocation(instance, { ...PLAIN, fairness: { delta: 8 } }, STILL);
    expect(even.demands.every((entry) => Number(entry.after.capacity) > 0)).toBe(true);
    expect(deltaOf(0)).toBe(0);
    expect(deltaOf(100)).toBe(8);
  });

  it('recomputes capacity exactly and spreads weekly targets by hours', () => {
    // 0.75 × 40.5 × 12.5 = 379.6875 a week; targets 1,000 over 40.5 + 32.4: 555.56 and 444.44 → 556, 444.
    const weeks = [
      week('2025-W18', '2025-05', '2025-05-04', 40.5),
      week('2025-W19', '2025-05', '2025-05-11', 32.4),
    ];
    const plan = planAllocation(
      input({
        weeks,
        people: [person('P1', { percentages: [0.75, 0.75] })],
        demands: [demand('A', { forecast: 1000, cph: 12.5 })],
      }),
      PLAIN,
      STILL,
    );
    const [outcome] = plan.demands;
    expect(outcome?.weekly).toEqual([
      { week: '2025-W18', target: 556, capacity: '379.6875' },
      { week: '2025-W19', target: 444, capacity: '303.75' },
    ]);
    // 683.4375 met, 316.5625 missing; 0.75 × 2 weeks ÷ 2 = 0.75 FTE.
    expect(outcome?.after).toEqual({
      capacity: '683.4375',
      shortfall: '316.5625',
      fteCount: 1,
      fteEquivalent: '0.75',
    });
    expect(outcome?.tierBreakdown).toEqual({ '100%': 0, '75%': 1, '50%': 0, '25%': 0 });
    // 1,000 ÷ (72.9 × 12.5 = 911.25) → 2 people.
    expect(outcome?.fteRequired).toBe(2);
    expect(plan.totals.after).toMatchObject({ shortfallPct: '31.65625', fteHoursShort: '25.325', people: 1 });
  });

  it('needs one person for a forecast that is an exact multiple', () => {
    // 18 d × 8 h × 0.85 = 122.4 h; × 15 = 1,836 exactly.
    const weeks = mayWeeks(30.6);
    const plan = planAllocation(
      input({ weeks, demands: [demand('A', { forecast: 1836, cph: 15 })] }),
      PLAIN,
      STILL,
    );
    expect(plan.demands[0]?.fteRequired).toBe(1);
    expect(plan.demands[0]?.after.shortfall).toBe('0');
  });

  it('holds what the checker sees as held', () => {
    const instance = randomInput(3, { people: 25, demands: 8, weeks: 8 });
    const plan = planAllocation(instance, {}, STILL);
    const all = heldWeeks(instance, {}, plan);
    expect(Number(plan.totals.after.met)).toBeCloseTo(metCases(instance, all), 6);
  });
});
