import { DomainError } from '../../../src/domain/errors';
import { plannedAssignments } from '../../../src/features/allocation/engine/answer/columns';
import { planAllocation } from '../../../src/features/allocation/engine/plan';
import type {
  AllocationInput,
  AllocationOptions,
} from '../../../src/features/allocation/engine/contract/types';
import { demand, input, mayWeeks, person, PLAIN, row, STILL, week } from './fixture';

const plan = (overrides: Partial<AllocationInput>, options: AllocationOptions = PLAIN) =>
  planAllocation(input(overrides), options, STILL);
const rows = (result: ReturnType<typeof plan>) => [...plannedAssignments(result.assignments)];
const codes = (result: ReturnType<typeof plan>) => result.warnings.map((warning) => warning.code);

function refusal(overrides: Partial<AllocationInput>, options: AllocationOptions = PLAIN): DomainError {
  try {
    plan(overrides, options);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('the input was accepted');
}

describe('allocation edge cases', () => {
  it('assigns nobody in a week without configuration, warns, and cannot tell the FTE of its month', () => {
    const weeks = [week('2025-W18', '2025-05', '2025-05-04', null), ...mayWeeks().slice(1)];
    const result = plan({ weeks, demands: [demand('A', { forecast: 9000 })] });
    expect(rows(result).map((entry) => entry.week)).toEqual(['2025-W19', '2025-W20', '2025-W21']);
    expect(codes(result)).toEqual(['NO_WEEK_CONFIG', 'NO_WEEK_CONFIG']);
    expect(result.demands[0]).toMatchObject({ fteRequired: null, fteUnknown: 'NO_WEEK_CONFIG' });
    expect(result.idle).toMatchObject([{ weeks: ['2025-W18'], reason: 'NO_WEEK_CONFIG' }]);
  });

  it('leaves a wholly unconfigured month short by its forecast', () => {
    const result = plan({ weeks: mayWeeks(null) });
    expect(rows(result)).toEqual([]);
    expect(codes(result)).toContain('MONTH_NOT_CONFIGURED');
    expect(result.demands[0]).toMatchObject({
      fteRequired: null,
      reason: 'NO_WEEK_CONFIG',
      after: { shortfall: '100' },
    });
    expect(result.solve.bound).toBe(0);
    expect(result.totals.after.shortfall).toBe('100');
  });

  it('skips a week of 0 working days without calling it an error', () => {
    const weeks = [week('2025-W18', '2025-05', '2025-05-04', 0), ...mayWeeks().slice(1)];
    const result = plan({ weeks, demands: [demand('A', { forecast: 9000 })] });
    expect(rows(result)).toHaveLength(3);
    expect(result.warnings).toEqual([]);
    expect(result.demands[0]?.weekly[0]).toEqual({ week: '2025-W18', target: 0, capacity: '0' });
  });

  it('gives nobody to a forecast of 0 and releases who is there, but keeps locked rows with a warning', () => {
    const result = plan({
      people: [person('P1'), person('P2')],
      demands: [demand('A', { forecast: 0 })],
      assignments: [row(1, 'P1'), row(2, 'P2', { pinned: true })],
    });
    expect(rows(result)).toEqual([]);
    expect([...result.assignments.released]).toEqual([1]);
    expect(codes(result)).toEqual(['LOCKED_ON_ZERO_FORECAST']);
    expect(result.demands[0]).toMatchObject({
      fteRequired: 0,
      fillPct: null,
      after: { fteCount: 1, shortfall: '0' },
    });
    expect(result.idle.find((entry) => entry.cn === 'P1')?.reason).toBe('NO_FORECAST');
  });

  it('treats a demand without any forecast for the month like a forecast of 0', () => {
    const result = plan({ demands: [demand('A', { months: [] })] });
    expect(rows(result)).toEqual([]);
    expect(result.demands).toEqual([]);
  });

  it.each([0, null])(
    'cannot staff a forecast with the CPH %p: shortfall = forecast, NO_CPH, a warning',
    (cph) => {
      const result = plan({ demands: [demand('A', { cph })] });
      expect(rows(result)).toEqual([]);
      expect(result.demands[0]).toMatchObject({
        fteRequired: null,
        reason: 'NO_CPH',
        after: { capacity: '0', shortfall: '100' },
      });
      expect(codes(result)).toEqual(['NO_CPH']);
      expect(result.solve).toMatchObject({ bound: 0, gapPct: 0 });
    },
  );

  it.each([
    ['forecast', { forecast: -1 }],
    ['forecast', { forecast: 1.5 }],
    ['target_cph', { cph: -2 }],
    ['target_cph', { cph: 1.23456 }],
  ])('refuses a bad %s naming the value', (field, overrides) => {
    const error = refusal({ demands: [demand('A', overrides)] });
    expect(error.code).toBe('VALIDATION');
    expect(error.message).toContain(field);
    expect(error.message).toContain(String(Object.values(overrides)[0]));
  });

  it('assigns nobody at 0 %, on leave or before the hire date, and says NOT_AVAILABLE', () => {
    const result = plan({
      people: [
        person('LEAVE', { percentages: [0, 0, 0, 0] }),
        // W19 ends on 2025-05-11: hired that very day, the week may be worked.
        person('NEW', { hireDate: '2025-05-11' }),
      ],
      demands: [demand('A', { forecast: 9000 })],
    });
    expect(rows(result).map(({ cn, week: key }) => `${cn} ${key}`)).toEqual([
      'NEW 2025-W19',
      'NEW 2025-W20',
      'NEW 2025-W21',
    ]);
    expect(result.idle).toMatchObject([
      { cn: 'LEAVE', reason: 'NOT_AVAILABLE', weeks: ['2025-W18', '2025-W19', '2025-W20', '2025-W21'] },
      { cn: 'NEW', reason: 'NOT_AVAILABLE', weeks: ['2025-W18'] },
    ]);
  });

  it('names why people without skills, platform or states stay idle, without failing', () => {
    const result = plan({
      people: [
        person('SKILL', { skills: [] }),
        person('PLATFORM', { platform: 'Facets' }),
        person('STATES', { states: [] }),
        person('PLACE', { location: 'Global' }),
      ],
      demands: [demand('A')],
    });
    expect(Object.fromEntries(result.idle.map(({ cn, reason }) => [cn, reason]))).toEqual({
      SKILL: 'NO_SKILLS',
      PLATFORM: 'NO_MATCHING_DEMAND',
      STATES: 'NO_MATCHING_DEMAND',
      PLACE: 'NO_MATCHING_DEMAND',
    });
    expect(result.demands[0]?.reason).toBe('NO_ELIGIBLE_PERSON');
  });

  it('lets anyone with the skill serve demand whose state is N/A, and ALL serve any state', () => {
    const result = plan({
      people: [
        person('P1', { states: [] }),
        person('P2', { states: ['ALL'] }),
        person('P3', { states: ['TX'] }),
      ],
      demands: [
        demand('NA', { state: 'N/A', forecast: 3200 }),
        demand('TX', { state: 'TX', forecast: 1600, mainLob: 'X' }),
      ],
    });
    expect(result.totals.after.shortfall).toBe('0');
    expect(
      rows(result)
        .filter((entry) => entry.cn === 'P1')
        .every((entry) => entry.demand === 'NA'),
    ).toBe(true);
  });

  it('matches spellings trimmed, in any case, with inner white space folded', () => {
    const result = plan({
      people: [person('P1', { platform: ' amisys', skills: ['ENROLLMENT '], states: ['fl'] })],
    });
    expect(result.totals.after.shortfall).toBe('0');
  });

  it('ignores inactive people, and flags their locked rows', () => {
    const result = plan({
      demands: [demand('A', { forecast: 400 })],
      people: [person('P1', { isActive: false })],
      assignments: [row(1, 'P1', { pinned: true })],
    });
    expect(rows(result)).toEqual([]);
    expect(codes(result)).toEqual(['LOCKED_INACTIVE']);
    expect(result.demands[0]?.after.capacity).toBe('400');
    expect(result.idle).toMatchObject([
      { cn: 'P1', reason: 'INACTIVE', weeks: ['2025-W19', '2025-W20', '2025-W21'] },
    ]);
  });

  it.each([
    ['cn', { people: [person('P1'), person('P1')] }],
    ['week', { weeks: [...mayWeeks(), week('2025-W18', '2025-05', '2025-05-04')] }],
    ['month', { weeks: [...mayWeeks(), week('2025-W18', '2025-06', '2025-05-04')] }],
    ['demand', { demands: [demand('A'), demand('A')] }],
    ['second active assignment', { assignments: [row(1, 'P1'), row(2, 'P1')] }],
  ])('refuses a repeated %s', (_what, overrides) => {
    expect(refusal(overrides).code).toBe('VALIDATION');
  });

  it('honours a manual row that breaks eligibility, counts it and flags OVERRIDE', () => {
    const result = plan({
      people: [person('P1', { skills: [] })],
      demands: [demand('A', { forecast: 400 })],
      assignments: [row(1, 'P1', { type: 'manual' })],
    });
    expect(codes(result)).toEqual(['OVERRIDE']);
    // 40 h × 10 = 400 cases.
    expect(result.demands[0]).toMatchObject({ after: { capacity: '400', shortfall: '0' }, fillPct: '100' });
    expect([...result.assignments.released]).toEqual([]);
  });

  it('moves manual rows only when asked, and pinned ones never', () => {
    const overrides = {
      people: [person('P1', { skills: ['Enrollment', 'Appeals'] })],
      demands: [demand('A', { forecast: 0 }), demand('B', { caseType: 'Appeals', forecast: 1600 })],
      assignments: [
        row(1, 'P1', { type: 'manual' }),
        row(2, 'P1', { week: '2025-W19', pinned: true, type: 'manual' }),
      ],
    };
    expect(rows(plan(overrides))).toHaveLength(2);
    const released = plan(overrides, { ...PLAIN, releaseManual: true });
    expect(rows(released)).toHaveLength(3);
    expect([...released.assignments.released]).toEqual([1]);
  });

  it('reports demand over-committed by locks, with no need left', () => {
    const result = plan({
      people: [person('P1'), person('P2')],
      assignments: [row(1, 'P1', { pinned: true })],
    });
    expect(rows(result)).toEqual([]);
    expect(codes(result)).toEqual(['LOCKED_EXCEEDS_FORECAST']);
    expect(result.totals.after.overAllocation).toBe('300');
  });

  it('warns of forecasts whose month has no weeks', () => {
    const months = [
      { month: '2025-05', forecast: 100, targetCph: 10 },
      { month: '2025-07', forecast: 100, targetCph: 10 },
    ];
    const result = plan({ demands: [demand('A', { months })] });
    expect(result.warnings).toMatchObject([{ code: 'MONTH_WITHOUT_WEEKS', month: '2025-07' }]);
    expect(result.totals.after.forecast).toBe(100);
  });

  it('leaves closed months alone: no rows, no totals', () => {
    const result = plan({ closedMonths: ['2025-05'], assignments: [row(1, 'P1')] });
    expect(rows(result)).toEqual([]);
    expect([...result.assignments.released]).toEqual([]);
    expect(result.demands).toEqual([]);
    expect(result.totals.after.forecast).toBe(0);
  });

  it.each([{ people: [] }, { demands: [] }, { people: [], demands: [], weeks: [] }])(
    'answers an empty plan for %j',
    (nothing) => {
      const result = plan(nothing);
      expect(rows(result)).toEqual([]);
      expect(result.solve.gapPct).toBe(0);
      expect(result.complete).toBe(true);
    },
  );

  it('names competition, whole weeks and too few people as reasons of shortages', () => {
    const both = ['Enrollment', 'Appeals'];
    const outbid = plan({
      people: [person('P1', { skills: both })],
      demands: [demand('A', { forecast: 1600 }), demand('B', { caseType: 'Appeals', cph: 5, forecast: 500 })],
    });
    // P1's 160 h all go to A at 10 cases an hour; B wants 100 h of the same person.
    expect(outbid.demands.find((entry) => entry.demand === 'B')).toMatchObject({
      reason: 'OUTBID',
      competition: { demands: 2, people: 1, hoursNeeded: '260', hoursAvailable: '160', cutoff: 5 },
      onePersonMore: { cases: 500, hours: 160, demandsHelped: 1 },
    });
    const few = plan({ demands: [demand('A', { forecast: 2000 })] });
    expect(few.demands[0]).toMatchObject({ reason: 'TOO_FEW_ELIGIBLE', after: { shortfall: '400' } });
    const away = plan({ people: [person('P1', { percentages: [0, 0, 0, 0] })] });
    expect(away.demands[0]?.reason).toBe('NO_ELIGIBLE_AVAILABLE');
    const locked = plan({
      demands: [demand('A'), demand('B', { mainLob: 'B' })],
      assignments: mayWeeks().map((entry, i) =>
        row(i + 1, 'P1', { week: entry.key, demand: 'B', pinned: true }),
      ),
    });
    expect(locked.demands[0]).toMatchObject({ demand: 'A', reason: 'LOCKED' });
  });

  it.each([
    ['switch_cost', { switchCost: -1 }],
    ['deadline_ms', { deadlineMs: Number.NaN }],
    ['fairness', { fairness: { delta: -1 } }],
    ['priorities', { priorities: { A: 0 } }],
  ])('refuses the option %s out of range', (field, options) => {
    expect(refusal({}, options).message).toContain(field);
  });
});
