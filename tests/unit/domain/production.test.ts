import fc from 'fast-check';
import { DomainError } from '../../../src/domain/errors';
import { formatIsoWeek } from '../../../src/domain/time/iso-week';
import {
  expandRamp,
  isPartOfProduction,
  parseProduction,
  percentageInWeek,
} from '../../../src/domain/capacity/production';
import { decimal, plain } from '../../../src/domain/rounding';

describe('parseProduction', () => {
  it.each([
    ['1', '1'],
    ['1.0', '1'],
    ['0.9', '0.9'],
    ['0.8', '0.8'],
    ['0.75', '0.75'],
    ['0.5', '0.5'],
    ['0.4', '0.4'],
    ['0.35', '0.35'],
    ['0.25', '0.25'],
    ['0.2', '0.2'],
    ['.5', '0.5'],
    ['0', '0'],
    ['75%', '0.75'],
    ['75 %', '0.75'],
    ['75', '0.75'],
    ['100', '1'],
    ['100%', '1'],
    ['1%', '0.01'],
    ['37.5', '0.375'],
    ['0.35000000000000003', '0.35'], // a spreadsheet's double
    ['Training', '0.25'],
    ['TRAINING ', '0.25'],
    ['BOT', '1'],
    ['-', '1'],
    ['', '1'],
    ['\u00a0', '1'],
    ['NULL', '1'],
    ['N/A', '1'],
    ['Production', '1'],
    ['Ramp 50%', '0.5'],
    ['Ramp-0.4', '0.4'],
    ['Training 20', '0.2'],
  ])('reads %j as %s without a warning', (raw, expected) => {
    const { percentage, warning } = parseProduction(raw);
    expect(percentage && plain(percentage)).toBe(expected);
    expect(warning).toBeUndefined();
  });

  it('takes a ramp without a number as 0.25 and says so', () => {
    const { percentage, warning } = parseProduction('Ramp');
    expect(percentage && plain(percentage)).toBe('0.25');
    expect(warning).toBe('"Ramp" without a number is taken as 0.25');
  });

  it('divides any number above 1 by 100, with a warning when that is less than 10 %', () => {
    const { percentage, warning } = parseProduction('1.5');
    expect(percentage && plain(percentage)).toBe('0.015');
    expect(warning).toBe('"1.5" is taken as 0.015');
    expect(parseProduction('10').warning).toBeUndefined();
    expect(parseProduction('5%').warning).toBeUndefined();
  });

  it.each(['half', '101', '250%', '-0.5', '0.12345', '1e-1', 'toString', '99/99/99'])(
    'cannot read %j',
    (raw) => {
      const { percentage, warning } = parseProduction(raw);
      expect(percentage).toBeNull();
      expect(warning).toContain(`"${raw}" is not a production percentage`);
    },
  );

  it('knows which parts of production are active', () => {
    expect(['Production', ' ramp', 'PRODUCTION'].map(isPartOfProduction)).toEqual([true, true, true]);
    expect(['Leave', 'Training', '', 'Non Production'].map(isPartOfProduction)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('percentageInWeek', () => {
  const steps = [
    { year: 2025, week: 22, percentage: '0.75' },
    { year: 2025, week: 18, percentage: '0.5' },
    { year: 2026, week: 1, percentage: decimal(1) },
  ];

  it.each([
    [2025, 17, '0.25'],
    [2025, 18, '0.5'],
    [2025, 21, '0.5'],
    [2025, 22, '0.75'],
    [2025, 52, '0.75'],
    [2026, 1, '1'],
    [2030, 1, '1'],
  ])('in %d week %d is %s: the last step at or before it, else the base', (year, week, expected) => {
    expect(plain(percentageInWeek(decimal('0.25'), steps, { year, week }))).toBe(expected);
  });

  it('is the base without steps', () => {
    expect(plain(percentageInWeek(decimal('0.9'), [], { year: 2025, week: 1 }))).toBe('0.9');
  });

  it('does not depend on the order of the steps', () => {
    const anySteps = fc.uniqueArray(
      fc.record({
        year: fc.constantFrom(2025, 2026),
        week: fc.integer({ min: 1, max: 52 }),
        percentage: fc.constantFrom('0.2', '0.5', '1'),
      }),
      { selector: ({ year, week }) => year * 100 + week },
    );
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 1, max: 52 }), (some, week) => {
        const at = (list: typeof some) => plain(percentageInWeek(decimal('0.3'), list, { year: 2026, week }));
        expect(at([...some].reverse())).toBe(at(some));
      }),
    );
  });
});

describe('expandRamp', () => {
  const expand = (...args: Parameters<typeof expandRamp>) =>
    expandRamp(...args).map(({ week, percentage }) => `${formatIsoWeek(week)} ${plain(percentage)}`);

  it('writes one step per stage, across the end of a year', () => {
    const ramp = [
      { weeks: 4, percentage: 0.25 },
      { weeks: 4, percentage: '0.5' },
      { percentage: decimal(1) },
    ];
    expect(expand({ year: 2026, week: 50 }, ramp)).toEqual(['2026-W50 0.25', '2027-W01 0.5', '2027-W05 1']);
  });

  it('accepts a last stage with a number of weeks, and a single stage', () => {
    expect(
      expand({ year: 2025, week: 10 }, [
        { weeks: 2, percentage: 0.5 },
        { weeks: 3, percentage: 1 },
      ]),
    ).toEqual(['2025-W10 0.5', '2025-W12 1']);
    expect(expand({ year: 2025, week: 10 }, [{ weeks: null, percentage: 0 }])).toEqual(['2025-W10 0']);
  });

  it('refuses an empty ramp', () => {
    expect(() => expandRamp({ year: 2025, week: 10 }, [])).toThrow(
      'ramp: [] is not accepted; expected at least one stage',
    );
  });

  it('names every wrong stage at once', () => {
    const ramp = [
      { percentage: 0.25 },
      { weeks: 0, percentage: 0.5 },
      { weeks: 1.5, percentage: 0.5 },
      { weeks: 2, percentage: 1.2 },
      { weeks: 105, percentage: 1 },
    ];
    let error: unknown;
    try {
      expandRamp({ year: 2025, week: 10 }, ramp);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).code).toBe('VALIDATION');
    expect((error as DomainError).issues.map(({ path }) => path)).toEqual([
      'ramp.0.weeks',
      'ramp.1.weeks',
      'ramp.2.weeks',
      'ramp.3.percentage',
      'ramp.4.weeks',
    ]);
    expect((error as DomainError).message).toContain(
      'ramp.1.weeks: 0 is not accepted; expected a whole number from 1 to 104',
    );
  });

  it('agrees with percentageInWeek in every week of the ramp', () => {
    const stages = fc.array(
      fc.record({ weeks: fc.integer({ min: 1, max: 8 }), percentage: fc.constantFrom('0.2', '0.5', '0.9') }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(stages, (ramp) => {
        const start = { year: 2026, week: 50 };
        const steps = expandRamp(start, ramp).map(({ week, percentage }) => ({ ...week, percentage }));
        ramp.forEach((stage, index) => {
          const step = steps[index];
          expect(step && plain(percentageInWeek(decimal(1), steps, step))).toBe(stage.percentage);
        });
      }),
    );
  });
});
