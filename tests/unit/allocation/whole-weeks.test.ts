import fc from 'fast-check';
import type { IntegerSolver } from '../../../src/features/allocation/engine/contract/integer-program';
import type {
  AllocationInput,
  AllocationOptions,
} from '../../../src/features/allocation/engine/contract/types';
import { planAllocation, prepare } from '../../../src/features/allocation/engine/plan';
import type { Problem } from '../../../src/features/allocation/engine/problem/problem';
import { worth } from '../../../src/features/allocation/engine/problem/worth';
import { loadIntegerSolver } from '../../../src/features/allocation/worker/integer-solver.service';
import { demand, input, person, PLAIN, randomInput, STILL, week } from './fixture';

let solver: IntegerSolver;
beforeAll(async () => {
  const loaded = await loadIntegerSolver();
  if (!loaded) throw new Error('HiGHS does not start');
  solver = loaded;
});

const FAIR: AllocationOptions = { ...PLAIN, fairness: { delta: 2 } };
const DELTA = (options: AllocationOptions): number =>
  options.fairness && 'delta' in options.fairness ? options.fairness.delta : 0;

const solved = (instance: AllocationInput, options: AllocationOptions, integerSolver = solver) =>
  planAllocation(instance, options, { ...STILL, integerSolver }).solve;

/** Highest worth over every way to give each free person-week one eligible demand or none; tiny instances only. */
function bestWorth(problem: Problem, delta: number): number {
  const { cell, weekCount, monthCount, weekMonth, eligibility, need, price } = problem;
  const free = [...cell.keys()].filter((c) => (cell[c] ?? 0) > 0);
  const load = problem.lockedLoad.slice();
  let best = 0;
  const visit = (i: number): void => {
    const c = free[i];
    if (c === undefined) {
      const sum = need.reduce(
        (all, full, dm) => all + worth(price[dm] ?? 0, full, Math.min(load[dm] ?? 0, full), delta),
        0,
      );
      best = Math.max(best, sum);
      return;
    }
    visit(i + 1);
    const k = eligibility.classOf[Math.trunc(c / weekCount)] ?? 0;
    for (const d of eligibility.arcDemand.subarray(
      eligibility.classStart[k],
      eligibility.classStart[k + 1],
    )) {
      const dm = d * monthCount + (weekMonth[c % weekCount] ?? 0);
      load[dm] = (load[dm] ?? 0) + (cell[c] ?? 0);
      visit(i + 1);
      load[dm] = (load[dm] ?? 0) - (cell[c] ?? 0);
    }
  };
  visit(0);
  return best;
}

describe('plans of whole person-weeks', () => {
  it.each([
    ['cases alone', PLAIN],
    ['fairness', FAIR],
  ])('have the bound that trying them all gives, with %s', (_name, options) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const instance = randomInput(seed, { people: 3, demands: 3, weeks: 2 });
        const { problem } = prepare(instance, options);
        const best = bestWorth(problem, DELTA(options));
        const { wholeWeeks, bound, value } = solved(instance, options);
        expect(wholeWeeks).not.toBeNull();
        const { bound: whole = 0, isBest = false } = wholeWeeks ?? {};
        expect(whole).toBeGreaterThanOrEqual(best * (1 - 1e-9));
        expect(whole).toBeLessThanOrEqual(best * (1 + 2e-6) + 1e-6);
        expect(whole).toBeLessThanOrEqual(bound + 1e-9);
        expect(isBest).toBe(best - value <= 1e-6 * whole);
      }),
      { numRuns: 40 },
    );
  });

  it('a single week of few people is proved to be planned as well as can be, where fractions leave a gap', () => {
    // Two people of 40 h, three demands of 30 h each at 10 cases an hour. Fractions serve 80 h = 800 cases;
    // whole weeks give two demands 30 h each: 600. 200 of 800 are 25 %.
    const weeks = [week('2025-W18', '2025-05', '2025-05-04')];
    const skills = ['A', 'B', 'C'];
    const instance = input({
      weeks,
      people: ['P1', 'P2'].map((cn) => person(cn, { skills, percentages: [1] })),
      demands: skills.map((caseType) => demand(caseType, { caseType, forecast: 300 })),
    });
    const { gapPct, value, wholeWeeks } = solved(instance, PLAIN);
    expect(value).toBeCloseTo(600, 6);
    expect(gapPct).toBeCloseTo(25, 6);
    expect(wholeWeeks?.isBest).toBe(true);
    expect(wholeWeeks?.gapPct).toBe(0);
    expect(wholeWeeks?.bound).toBeCloseTo(600, 3);
  });

  it('what the rules of stints cost stays visible beside what whole weeks cost', () => {
    // Four weeks of one person, four demands of 40 h at 10 cases an hour: a week each serves all, 1,600 cases. In stints of
    // two weeks, which only the ends of the horizon may cut, three are served: 1,200. 400 of 1,600 are 25 %.
    const skills = ['A', 'B', 'C', 'D'];
    const instance = input({
      people: [person('P1', { skills })],
      demands: skills.map((caseType) => demand(caseType, { caseType, forecast: 400 })),
    });
    expect(solved(instance, PLAIN).wholeWeeks).toMatchObject({ isBest: true });
    const { value, wholeWeeks } = solved(instance, { ...PLAIN, minStintWeeks: 2 });
    expect(value).toBeCloseTo(1_200, 6);
    expect(wholeWeeks).toMatchObject({ isBest: false, gapPct: expect.closeTo(25, 3) as number });
  });

  it('nothing is said of plans that are not small, without a solver, or when it cannot be right', () => {
    const large = randomInput(7, { people: 200, demands: 12, weeks: 2 });
    expect(solved(large, PLAIN).wholeWeeks).toBeNull();
    const small = randomInput(7, { people: 5, demands: 5, weeks: 2 });
    expect(planAllocation(small, PLAIN, STILL).solve.wholeWeeks).toBeNull();
    expect(solved(small, PLAIN).wholeWeeks).not.toBeNull();
    // A bound below the plan's own value.
    expect(solved(small, PLAIN, () => ({ bound: -1e9, values: null })).wholeWeeks).toBeNull();
    // A solver that finds nothing leaves the bound with fractions.
    const nothing = solved(small, PLAIN, () => ({ bound: Infinity, values: null }));
    expect(nothing.wholeWeeks?.bound).toBe(nothing.bound);
  });

  it('all months of a plan together have five seconds', () => {
    const instance = randomInput(3, { people: 20, demands: 10, weeks: 6 });
    let now = 0;
    const given: number[] = [];
    const slow: IntegerSolver = (_program, seconds) => {
      given.push(seconds);
      now += 1_000 * seconds;
      return { bound: Infinity, values: null };
    };
    planAllocation(instance, PLAIN, { now: () => now, integerSolver: slow });
    // Two months, half of the time each.
    expect(given.map((seconds) => Math.round(seconds * 10) / 10)).toEqual([2.5, 2.5]);
  });
});
