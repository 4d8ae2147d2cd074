import { generateInstance } from '../../support/allocation/instance.generator';
import { DomainError } from '../../../src/domain/errors';
import { explain } from '../../../src/features/allocation/engine/explainer';
import { planAllocation, relaxationBound } from '../../../src/features/allocation/engine/plan';
import { demand, input, person, PLAIN, randomInput, row, STILL } from './fixture';

const TWO_DEMANDS = input({
  people: [person('P1', { skills: ['Enrollment', 'Appeals'] }), person('P2', { percentages: [0, 1, 1, 1] })],
  demands: [demand('A', { forecast: 2800 }), demand('B', { caseType: 'Appeals', cph: 5, forecast: 500 })],
});

describe('explain', () => {
  it('answers from a plan what the plan itself says', () => {
    const instance = generateInstance('S');
    const options = { fairness: { delta: 0 }, profileWeight: 0 };
    const plan = planAllocation(instance, options, STILL);
    const { whyShort, whyNotAssigned } = explain(instance, options, plan);
    for (const outcome of plan.demands.filter((entry) => entry.reason !== undefined).slice(0, 20)) {
      expect(whyShort(outcome.demand, outcome.month)).toMatchObject({
        reason: outcome.reason,
        shortfall: Number(outcome.after.shortfall),
      });
    }
    for (const idle of plan.idle.slice(0, 20)) {
      expect(whyNotAssigned(idle.cn, idle.weeks[0] ?? '')).toMatchObject({
        assigned: null,
        reason: idle.reason,
      });
    }
  });

  it('names the assignment of someone who has one, and the reason of someone who has none', () => {
    const plan = planAllocation(TWO_DEMANDS, PLAIN, STILL);
    const { whyNotAssigned } = explain(TWO_DEMANDS, PLAIN, plan);
    expect(whyNotAssigned('P1', '2025-W18')).toEqual({ assigned: 'A', isFixed: false });
    expect(whyNotAssigned('P2', '2025-W18')).toEqual({ assigned: null, reason: 'NOT_AVAILABLE' });
  });

  it('answers from the stored assignments when no plan is given', () => {
    const stored = { ...TWO_DEMANDS, assignments: [row(1, 'P1', { pinned: true })] };
    const { whyNotAssigned, whyShort } = explain(stored, PLAIN);
    expect(whyNotAssigned('P1', '2025-W18')).toEqual({ assigned: 'A', isFixed: true });
    expect(whyNotAssigned('P1', '2025-W19')).toMatchObject({
      assigned: null,
      bestDemand: 'A',
      casesForgone: 400,
    });
    // 2,800 − 40 × 10 of the pinned week.
    expect(whyShort('A', '2025-05').shortfall).toBe(2400);
  });

  it('refuses people, weeks, demands and months it does not know', () => {
    const { whyNotAssigned, whyShort } = explain(TWO_DEMANDS, PLAIN);
    expect(() => whyNotAssigned('P9', '2025-W18')).toThrow(DomainError);
    expect(() => whyNotAssigned('P1', '2025-W30')).toThrow(/2025-W30/);
    expect(() => whyShort('Z', '2025-05')).toThrow(/Z/);
    expect(() => whyShort('A', '2026-05')).toThrow(/2026-05/);
  });

  it.each([0, 0.5, 2, 8])(
    'values one more person as the relaxation does when they are really hired, with fairness %s',
    (delta) => {
      const options = { fairness: { delta } };
      const instances = [
        ...Array.from({ length: 40 }, (_, i) => randomInput(i + 1, { people: 30, demands: 15, weeks: 6 })),
        generateInstance('XS'),
        generateInstance('S'),
      ];
      let compared = 0;
      for (const instance of instances) {
        const before = relaxationBound(instance, options).metBound;
        for (const { profile, month, cases } of explain(instance, options).hiringValue(8)) {
          const percentages = instance.weeks.map((entry) => (entry.month === month ? 1 : 0));
          const people = [...instance.people, { ...person('ZZ'), ...profile, percentages }];
          const after = relaxationBound({ ...instance, people }, options).metBound;
          // Values are rounded to hundredths.
          expect(Math.abs(after - before - cases)).toBeLessThan(0.0051);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(150);
    },
  );

  it('passes a new person on through others: who can do only A frees someone who can do B', () => {
    // P1 and P2 (280 h) are saturated by A's 280 h; 100 h of B stay. One more Enrollment person lets P1 do B: 100 h × 5.
    const [best] = explain(TWO_DEMANDS, PLAIN).hiringValue(1);
    expect(best).toMatchObject({ cases: 500, hours: 160, demandsHelped: 1 });
  });
});

describe('the list of hires', () => {
  it('names each profile once, with the total of all months from the first week that may change', () => {
    const instance = generateInstance('XS');
    const options = { scope: { fromWeek: '2025-W20' } };
    const before = relaxationBound(instance, options).metBound;
    const hires = explain(instance, options).hiringValue(10);
    expect(new Set(hires.map(({ profile }) => JSON.stringify(profile))).size).toBe(hires.length);
    const [first] = hires;
    const totals = hires.map(({ totalCases }) => totalCases);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(first?.startWeek).toBe('2025-W20');
    const hired = { ...person('ZZ'), ...first?.profile, percentages: instance.weeks.map(() => 1) };
    const after = relaxationBound({ ...instance, people: [...instance.people, hired] }, options).metBound;
    expect(Math.abs(after - before - (first?.totalCases ?? 0))).toBeLessThan(0.1);
  });

  it('tolerates fairness by the forecast of its scope, not by all of it', () => {
    const instance = generateInstance('S');
    const cost = (scope: { platforms?: string[] }, tolerancePct: number) => {
      const plain = relaxationBound(instance, { fairness: { delta: 0 }, scope }).metBound;
      return plain - relaxationBound(instance, { fairness: { tolerancePct }, scope }).metBound;
    };
    const forecast = instance.demands
      .filter(({ platform }) => platform === 'Facets')
      .reduce((sum, { months }) => sum + months.reduce((all, month) => all + month.forecast, 0), 0);
    for (const pct of [0.05, 0.1, 0.2, 0.4])
      expect(cost({ platforms: ['Facets'] }, pct)).toBeLessThanOrEqual((pct / 100) * forecast + 1e-6);
  });
});
