import { generateInstance } from '../../support/allocation/instance.generator';
import { explain } from '../../../src/features/allocation/engine/explainer';
import { planAllocation } from '../../../src/features/allocation/engine/plan';
import type { AllocationInput } from '../../../src/features/allocation/engine/contract/types';
import { demand, input, mayWeeks, person, PLAIN, row, STILL } from './fixture';

const OPTIONS = { fairness: { delta: 0 }, profileWeight: 0 };

/** Shortage of a demand-month as the stored rows leave it. */
function shortfall(of: AllocationInput, key: string, month: string): number {
  return explain(of, OPTIONS).whyShort(key, month).shortfall;
}

/** The instance with its rows as a plan of it left them, every third one taken away again. */
function halfPlanned(): AllocationInput {
  const instance = generateInstance('XS');
  const { assignments } = planAllocation(instance, OPTIONS, STILL);
  const { length, person: people, week, demand: demands, percentage } = assignments;
  const rows = Array.from({ length }, (_, i) => i)
    .filter((i) => i % 3 !== 0)
    .map((i) =>
      row(i + 1, assignments.people[people[i] ?? 0] ?? '', {
        week: assignments.weeks[week[i] ?? 0] ?? '',
        demand: assignments.demands[demands[i] ?? 0] ?? '',
        percentage: (percentage[i] ?? 0) / 10_000,
      }),
    );
  return { ...instance, assignments: rows };
}

test('too few people are the reason only once those that there are have been planned', () => {
  // P1 has 160 h in May at 10 cases an hour: 1,600 of 2,000 cases.
  const stored = input({ demands: [demand('A', { forecast: 2000 })] });
  const why = explain(stored, PLAIN).whyShort('A', '2025-05');
  expect(why).toMatchObject({ reason: 'NOT_PLANNED', casesPlanned: 1600, shortfall: 2000 });
  const planned = mayWeeks().map(({ key }, i) => row(i + 1, 'P1', { week: key, demand: 'A' }));
  expect(explain({ ...stored, assignments: planned }, PLAIN).whyShort('A', '2025-05')).toMatchObject({
    reason: 'TOO_FEW_ELIGIBLE',
    shortfall: 400,
  });
});

describe('nobody has planned this yet', () => {
  const stored = halfPlanned();
  const explainer = explain(stored, OPTIONS);
  const taken = new Set(stored.assignments.map(({ cn, week }) => `${cn} ${week}`));

  test('someone without an assignment: doing what the answer says moves the cases by as many as it says', () => {
    let applied = 0;
    for (const { cn } of stored.people) {
      for (const week of stored.weeks) {
        if (applied >= 25 || taken.has(`${cn} ${week.key}`)) continue;
        const why = explainer.whyNotAssigned(cn, week.key);
        if (why.assigned !== null || why.reason !== 'NOT_PLANNED') continue;
        applied += 1;
        const { bestDemand = '', casesForgone = 0 } = why;
        const percentage =
          stored.people.find((each) => each.cn === cn)?.percentages[stored.weeks.indexOf(week)] ?? 0;
        const done = {
          ...stored,
          assignments: [
            ...stored.assignments,
            row(99_999, cn, { week: week.key, demand: bestDemand, percentage }),
          ],
        };
        const gained = shortfall(stored, bestDemand, week.month) - shortfall(done, bestDemand, week.month);
        expect(Math.abs(gained - casesForgone)).toBeLessThan(0.02);
        expect(casesForgone).toBeGreaterThan(0.5);
      }
    }
    expect(applied).toBe(25);
  });

  test('a short demand: the person-week that is named brings the cases that are named', () => {
    let applied = 0;
    for (const { key, months } of stored.demands) {
      for (const { month } of months) {
        const why = explainer.whyShort(key, month);
        if (why.reason !== 'NOT_PLANNED' || !why.candidate || applied >= 25) continue;
        applied += 1;
        const { cn, week, cases } = why.candidate;
        const percentage =
          stored.people.find((each) => each.cn === cn)?.percentages[
            stored.weeks.findIndex((each) => each.key === week)
          ] ?? 0;
        const others = stored.assignments.filter((each) => each.cn !== cn || each.week !== week);
        const done = {
          ...stored,
          assignments: [...others, row(99_999, cn, { week, demand: key, percentage })],
        };
        expect(Math.abs(why.shortfall - shortfall(done, key, month) - cases)).toBeLessThan(0.02);
      }
    }
    expect(applied).toBe(25);
  });
});

test('where several must move, a plan made now says how many cases it brings', () => {
  // P1 can do A and B and is stored on A; P2, who can only do A, is idle. B (100 h) is short: P1 leaves for B, P2 takes A.
  const stored = input({
    people: [person('P1', { skills: ['Enrollment', 'Appeals'] }), person('P2')],
    demands: [demand('A', { forecast: 1600 }), demand('B', { caseType: 'Appeals', forecast: 1600 })],
    assignments: [18, 19, 20, 21].map((week, i) => row(i + 1, 'P1', { week: `2025-W${week}` })),
  });
  const why = explain(stored, PLAIN).whyShort('B', '2025-05');
  expect(why).toMatchObject({ reason: 'NOT_PLANNED', shortfall: 1600, casesPlanned: 1600 });
});

test('weeks without working days are configured: the reason is that there are no hours', () => {
  const closed = input({ weeks: mayWeeks(0) });
  expect(explain(closed, PLAIN).whyShort('A', '2025-05').reason).toBe('NO_HOURS');
  expect(explain(input({ weeks: mayWeeks(null) }), PLAIN).whyShort('A', '2025-05').reason).toBe(
    'NO_WEEK_CONFIG',
  );
});

test('a week outside what may change has ended, one of a closed month is closed', () => {
  const ended = explain(input(), { ...PLAIN, scope: { fromWeek: '2025-W20' } });
  expect(ended.whyNotAssigned('P1', '2025-W19')).toEqual({ assigned: null, reason: 'WEEK_ENDED' });
  const closed = explain(input({ closedMonths: ['2025-05'] }), PLAIN);
  expect(closed.whyNotAssigned('P1', '2025-W19')).toEqual({ assigned: null, reason: 'MONTH_CLOSED' });
});

test.each([1, 2])(
  'in a plan of M (seed %i) WHOLE_WEEKS lacks less than a person-week, and OUTBID cannot be helped',
  (seed) => {
    const instance = generateInstance('M', seed);
    const plan = planAllocation(instance, {}, STILL);
    const byKey = new Map(instance.demands.map((each) => [each.key, each]));
    const week = (month: string, locality: 'Domestic' | 'Global') =>
      Math.min(
        ...instance.weeks
          .flatMap((each) => (each.month === month ? [each.hours[locality] ?? 0] : []))
          .filter((h) => h > 0),
      );
    const seen = new Set<string>();
    for (const { demand: key, month, after, targetCph, reason } of plan.demands) {
      if (reason !== undefined) seen.add(reason);
      expect(reason).not.toBe('NOT_PLANNED');
      if (reason !== 'WHOLE_WEEKS') continue;
      const hours = Number(after.shortfall) / (targetCph ?? 1);
      expect(hours).toBeLessThanOrEqual(week(month, byKey.get(key)?.locality ?? 'Domestic'));
    }
    expect([...seen]).toEqual(expect.arrayContaining(['OUTBID', 'WHOLE_WEEKS', 'STABILITY']));
  },
);
