import fc from 'fast-check';
import { heldWeeks, metCases, violations } from '../../support/allocation/check-plan';
import { planAllocation, relaxationBound } from '../../../src/features/allocation/engine/plan';
import type { AllocationInput } from '../../../src/features/allocation/engine/contract/types';
import { PLAIN, randomInput, STILL } from './fixture';

/** Best met cases over every way to give each free person-week one eligible demand or none; tiny instances only. */
function exhaustiveOptimum(instance: AllocationInput): number {
  const choices = instance.people.flatMap((person) =>
    instance.weeks.map((week, w) => ({
      cn: person.cn,
      week: week.key,
      percentage: person.percentages[w] ?? 0,
      demands: instance.demands.filter(
        (demand) =>
          person.isActive &&
          person.skills.includes(demand.caseType) &&
          (demand.state === 'N/A' || person.states.includes(demand.state)),
      ),
    })),
  );
  let best = 0;
  const held: { cn: string; week: string; demand: string; percentage: number }[] = [];
  const visit = (i: number) => {
    const choice = choices[i];
    if (choice === undefined) {
      best = Math.max(best, metCases(instance, held));
      return;
    }
    visit(i + 1);
    if (choice.percentage === 0) return;
    for (const { key } of choice.demands) {
      held.push({ ...choice, demand: key });
      visit(i + 1);
      held.pop();
    }
  };
  visit(0);
  return best;
}

describe('bound and plan on tiny instances', () => {
  it('the bound is never below the exhaustive optimum, and the plan never above either', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const instance = { ...randomInput(seed, { people: 3, demands: 3, weeks: 2 }), assignments: [] };
        const optimum = exhaustiveOptimum(instance);
        const plan = planAllocation(instance, PLAIN, STILL);
        const met = metCases(instance, heldWeeks(instance, PLAIN, plan));
        expect(relaxationBound(instance, PLAIN).bound).toBeGreaterThanOrEqual(optimum - 1e-6);
        expect(plan.solve.bound).toBeGreaterThanOrEqual(optimum - 1e-6);
        expect(met).toBeLessThanOrEqual(optimum + 1e-6);
        expect(Number(plan.totals.after.met)).toBeCloseTo(met, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('plans keep every hard rule, with every option, and reach most of the bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.record({
          fairness: fc.constantFrom({ delta: 0 }, { delta: 2 }, { tolerancePct: 0.5 }),
          bench: fc.constantFrom('idle' as const, 'proportional' as const),
          effort: fc.constantFrom('fast' as const, 'std' as const, 'thorough' as const),
          releaseManual: fc.boolean(),
          scope: fc.constantFrom(
            {},
            { fromWeek: '2025-W20' },
            { platforms: ['amisys'] },
            { mainLobs: ['Amisys 1 Domestic'] },
          ),
        }),
        (seed, options) => {
          const instance = randomInput(seed, { people: 20, demands: 8, weeks: 6 });
          const plan = planAllocation(instance, options, STILL);
          expect(violations(instance, options, plan)).toEqual([]);
          expect(plan.solve.value).toBeLessThanOrEqual(plan.solve.bound + 1e-6);
        },
      ),
      { numRuns: 80 },
    );
  });
});
