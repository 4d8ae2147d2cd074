import fc from 'fast-check';
import { decimal, plain } from '../../../src/domain/rounding';
import { productiveHours, weeklyCapacity } from '../../../src/domain/capacity/weekly-capacity';

const week = { workingDays: 5, workHours: '9', shrinkage: '0.10' };

const units = (max: number, places: number) =>
  fc.integer({ min: 0, max }).map((n) => decimal(`${n}e-${places}`));
const anyWeek = fc.record({
  workingDays: fc.integer({ min: 0, max: 7 }),
  workHours: units(2400, 2),
  shrinkage: units(9999, 4),
});
const percentage = units(5000, 4);
const cph = units(99_999_999, 4);

describe('weeklyCapacity', () => {
  it('multiplies percentage, days, hours, what shrinkage leaves, and cases per hour', () => {
    // 1.0 × 5 × 9 × 0.9 × 12.5 = 506.25
    expect(plain(weeklyCapacity({ ...week, productionPercentage: 1, targetCph: '12.5' }))).toBe('506.25');
  });

  it('scales with the percentage and is not floored', () => {
    // 0.75 × 506.25 = 379.6875
    expect(plain(weeklyCapacity({ ...week, productionPercentage: '0.75', targetCph: '12.5' }))).toBe(
      '379.6875',
    );
  });

  it('is exact where doubles drift', () => {
    // 0.2 × 5 × 9 × 0.85 × 13.8 = 105.57; in doubles 105.57000000000001
    const input = {
      workingDays: 5,
      workHours: 9,
      shrinkage: 0.15,
      productionPercentage: 0.2,
      targetCph: 13.8,
    };
    expect(plain(weeklyCapacity(input))).toBe('105.57');
  });

  it('is 0 in a week without working days, at 0 % and at CPH 0', () => {
    expect(plain(weeklyCapacity({ ...week, workingDays: 0, productionPercentage: 1, targetCph: 12 }))).toBe(
      '0',
    );
    expect(plain(weeklyCapacity({ ...week, productionPercentage: '0.0000', targetCph: 12 }))).toBe('0');
    expect(plain(weeklyCapacity({ ...week, productionPercentage: 1, targetCph: 0 }))).toBe('0');
  });

  it('is linear in the percentage and in the CPH', () => {
    fc.assert(
      fc.property(anyWeek, percentage, percentage, cph, (hours, p, q, targetCph) => {
        const at = (productionPercentage: typeof p) =>
          weeklyCapacity({ ...hours, productionPercentage, targetCph });
        expect(at(p.plus(q)).eq(at(p).plus(at(q)))).toBe(true);
        const doubled = weeklyCapacity({ ...hours, productionPercentage: p, targetCph: targetCph.times(2) });
        expect(doubled.eq(at(p).times(2))).toBe(true);
      }),
    );
  });

  it('never is negative nor above the hours of the week times the CPH', () => {
    fc.assert(
      fc.property(anyWeek, percentage, cph, (hours, productionPercentage, targetCph) => {
        const capacity = weeklyCapacity({ ...hours, productionPercentage, targetCph });
        expect(capacity.gte(0)).toBe(true);
        expect(capacity.lte(targetCph.times(168))).toBe(true);
      }),
    );
  });
});

describe('productiveHours', () => {
  it('is days × hours × (1 − shrinkage)', () => {
    expect(plain(productiveHours(week))).toBe('40.5'); // 5 × 9 × 0.9
    expect(plain(productiveHours({ workingDays: 18, workHours: 8, shrinkage: 0.15 }))).toBe('122.4');
  });
});
