import fc from 'fast-check';
import loadHighs from 'highs';
import { compileProblem } from '../../../src/features/allocation/engine/problem/compile';
import { resolveOptions } from '../../../src/features/allocation/engine/contract/options';
import { relaxationBound } from '../../../src/features/allocation/engine/plan';
import type { Problem } from '../../../src/features/allocation/engine/problem/problem';
import { relaxMonth } from '../../../src/features/allocation/engine/bound/relaxation';
import type { AllocationInput } from '../../../src/features/allocation/engine/contract/types';
import { input, PLAIN, person, demand, randomInput } from './fixture';

type Highs = Awaited<ReturnType<typeof loadHighs>>;
let highs: Highs;

beforeAll(async () => {
  highs = await loadHighs();
});

const compile = (instance: AllocationInput) =>
  compileProblem(instance, resolveOptions(PLAIN, instance.people.length));

/** The transportation problem of one month as LP text: hours y per (class, demand), profit per hour, both sides limited. */
function lpText(problem: Problem, m: number): string {
  const { eligibility, monthCount, demandCount, price, need, lockedLoad } = problem;
  const supply = relaxMonth(problem, m, 0).supply;
  const arcs = Array.from(eligibility.arcDemand, (d, arc) => ({ d, arc, k: eligibility.arcClass[arc] ?? 0 }));
  const usable = arcs.filter(({ d }) => (need[d * monthCount + m] ?? 0) > 0);
  const sum = (list: typeof arcs) => list.map(({ arc }) => `y${arc}`).join(' + ');
  const rows: string[] = [];
  for (let k = 0; k < eligibility.classCount; k += 1) {
    const mine = usable.filter((arc) => arc.k === k);
    if (mine.length > 0) rows.push(`s${k}: ${sum(mine)} <= ${(supply[k] ?? 0) / 1e6}`);
  }
  for (let d = 0; d < demandCount; d += 1) {
    const mine = usable.filter((arc) => arc.d === d);
    const room = Math.max(0, (need[d * monthCount + m] ?? 0) - (lockedLoad[d * monthCount + m] ?? 0));
    if (mine.length > 0) rows.push(`n${d}: ${sum(mine)} <= ${room / 1e6}`);
  }
  const profit = usable.map(({ d, arc }) => `${(price[d * monthCount + m] ?? 0) * 1e6} y${arc}`).join(' + ');
  return usable.length === 0 ? '' : `Maximize\n obj: ${profit}\nSubject To\n ${rows.join('\n ')}\nEnd\n`;
}

/** Optimum of HiGHS plus what fixed rows already serve. */
function highsOptimum(problem: Problem): number {
  let total = 0;
  for (let m = 0; m < problem.monthCount; m += 1) {
    const text = lpText(problem, m);
    if (text !== '') {
      const answer = highs.solve(text, { output_flag: false });
      expect(answer.Status).toBe('Optimal');
      total += answer.ObjectiveValue;
    }
    for (let dm = m; dm < problem.need.length; dm += problem.monthCount) {
      total += (problem.price[dm] ?? 0) * Math.min(problem.lockedLoad[dm] ?? 0, problem.need[dm] ?? 0);
    }
  }
  return total;
}

describe('the relaxation', () => {
  it('has the optimum of HiGHS on random instances, to 1e-6', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const instance = randomInput(seed, { people: 25, demands: 12, weeks: 6 });
      const expected = highsOptimum(compile(instance));
      const { bound, certified } = relaxationBound(instance, PLAIN);
      expect(certified).toBe(true);
      expect(Math.abs(bound - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, expected));
    }
  });

  it('finds a flow whose worth equals its own certificate when fairness is off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const problem = compile(randomInput(seed, { people: 30, demands: 10, weeks: 4 }));
        const { bound, value } = relaxMonth(problem, 0, 0);
        expect(Math.abs(bound - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, bound));
      }),
      { numRuns: 100 },
    );
  });

  it('bounds the bent worth from above within the width of its fill levels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0.5, 1, 2, 8), (seed, delta) => {
        const problem = compile(randomInput(seed, { people: 30, demands: 10, weeks: 4 }));
        const { bound, value } = relaxMonth(problem, 0, delta);
        expect(bound).toBeGreaterThanOrEqual(value - 1e-6);
        expect(bound - value).toBeLessThanOrEqual(0.02 * bound);
      }),
      { numRuns: 100 },
    );
  });

  it('serves the same hours whatever the fairness', () => {
    const served = (delta: number, seed: number) => {
      const { flow } = relaxMonth(
        compile(randomInput(seed, { people: 30, demands: 10, weeks: 4 })),
        0,
        delta,
      );
      return flow.served.reduce((sum, hours) => sum + hours, 0);
    };
    for (const seed of [1, 2, 3]) expect(served(4, seed)).toBe(served(0, seed));
  });

  it('gives saturated people the price of the work they leave undone', () => {
    // One person, 160 h. A pays 10 cases an hour and wants 100 h, B pays 6 and wants 100 h: 40 h of B stay undone.
    const problem = compile(
      input({
        people: [person('P1', { skills: ['Enrollment', 'Appeals'] })],
        demands: [
          demand('A', { forecast: 1000 }),
          demand('B', { caseType: 'Appeals', forecast: 600, cph: 6 }),
        ],
      }),
    );
    const { value, price, bound } = relaxMonth(problem, 0, 0);
    // 100 × 10 + 60 × 6 = 1360; an hour more brings 6 cases.
    expect(value).toBeCloseTo(1360, 6);
    expect(bound).toBeCloseTo(1360, 6);
    expect((price[0] ?? 0) * 1e6).toBeCloseTo(6, 9);
  });
});
