import fc from 'fast-check';
import { capacityGap, coverage, fteEquivalent, fteRequired } from '../../../src/domain/capacity/fte';
import { decimal, plain } from '../../../src/domain/rounding';

const hours = (...values: (string | null)[]) =>
  values.map((value) => (value === null ? null : decimal(value)));

describe('fteRequired', () => {
  it('does not round an exact multiple up', () => {
    // 18 days × 8 h × 0.85 = 122.4 h over the month, here 5 + 5 + 5 + 3 days: 34 + 34 + 34 + 20.4; × 15 = 1836
    const month = hours('34', '34', '34', '20.4');
    const required = (forecast: number) => fteRequired({ forecast, hours: month, targetCph: decimal(15) });
    expect(required(1836)).toEqual({ value: 1 });
    expect(required(1837)).toEqual({ value: 2 });
    expect(required(3672)).toEqual({ value: 2 });
    expect(required(1)).toEqual({ value: 1 });
  });

  it('uses a CPH with decimals exactly', () => {
    // 4 weeks × 40.5 h × 13.8 = 2235.6; 22356 ÷ 2235.6 = 10
    const month = hours('40.5', '40.5', '40.5', '40.5');
    expect(fteRequired({ forecast: 22_356, hours: month, targetCph: decimal('13.8') })).toEqual({
      value: 10,
    });
    expect(fteRequired({ forecast: 22_357, hours: month, targetCph: decimal('13.8') })).toEqual({
      value: 11,
    });
  });

  it('needs nobody for a forecast of 0, whatever else is missing', () => {
    expect(fteRequired({ forecast: 0, hours: hours('40.5'), targetCph: decimal(12) })).toEqual({ value: 0 });
    expect(fteRequired({ forecast: 0, hours: hours(null), targetCph: null })).toEqual({ value: 0 });
    expect(fteRequired({ forecast: 0, hours: [], targetCph: decimal(0) })).toEqual({ value: 0 });
  });

  it.each([
    ['NO_CPH', ['40.5'], null],
    ['ZERO_CPH', ['40.5'], '0'],
    ['NO_WEEK_CONFIG', ['40.5', null, '40.5', '40.5'], '12'],
    ['NO_WEEK_CONFIG', [], '12'],
    ['NO_HOURS', ['0', '0', '0', '0'], '12'],
    // 100 ÷ (0.00001 × 0.0001) = 100,000,000,000 people
    ['TOO_LARGE', ['0.00001', '0', '0', '0'], '0.0001'],
  ] as const)('is unknown with the reason %s for hours %j and CPH %j', (reason, weeks, cph) => {
    const targetCph = cph === null ? null : decimal(cph);
    expect(fteRequired({ forecast: 100, hours: hours(...weeks), targetCph })).toEqual({
      value: null,
      reason,
    });
  });

  it('is enough for the forecast, and one fewer is not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000_000 }),
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 4, maxLength: 5 }),
        fc.integer({ min: 1, max: 500_000 }),
        (forecast, weeks, cph) => {
          const month = weeks.map((units) => decimal(`${units}e-2`));
          const targetCph = decimal(`${cph}e-4`);
          const { value, reason } = fteRequired({ forecast, hours: month, targetCph });
          const perPerson = month.reduce((sum, week) => sum.plus(week), decimal(0)).times(targetCph);
          // An integer column holds the people: more than it can hold are not told.
          const isTooLarge = perPerson.times(2_147_483_647).lt(forecast);
          expect(reason).toBe(isTooLarge ? 'TOO_LARGE' : undefined);
          if (isTooLarge) return;
          expect(perPerson.times(value ?? 0).gte(forecast)).toBe(true);
          expect(perPerson.times((value ?? 0) - 1).lt(forecast)).toBe(true);
        },
      ),
    );
  });
});

describe('fteEquivalent', () => {
  it('is the sum of percentages over the number of weeks of the month', () => {
    const percentages = ['1', '1', '1', '1', '0.5', '0.5', '0.75', '0.75'].map(decimal);
    expect(plain(fteEquivalent(percentages, 4))).toBe('1.625'); // 6.5 ÷ 4
    expect(plain(fteEquivalent(percentages, 5))).toBe('1.3');
    expect(plain(fteEquivalent([decimal('0.3333')], 4))).toBe('0.083325');
    expect(plain(fteEquivalent([], 5))).toBe('0');
  });
});

describe('coverage and gap', () => {
  it('divides capacity by forecast to 6 places, and is null at forecast 0', () => {
    expect(plain(coverage(decimal('506.25'), 1000) ?? decimal(-1))).toBe('0.50625');
    expect(plain(coverage(decimal(2), decimal(3)) ?? decimal(-1))).toBe('0.666667');
    expect(plain(coverage(decimal(3), 2) ?? decimal(-1))).toBe('1.5');
    expect(coverage(decimal(5), 0)).toBeNull();
  });

  it('is negative for a shortage', () => {
    expect(plain(capacityGap(decimal('506.25'), 1000))).toBe('-493.75');
    expect(plain(capacityGap(decimal('379.6875'), 0))).toBe('379.6875');
    expect(plain(capacityGap(decimal(10), decimal(10)))).toBe('0');
  });
});
