import fc from 'fast-check';
import { plain } from '../../../src/domain/rounding';
import {
  parseTierLabel,
  tierBreakdown,
  tierColumn,
  tierLabel,
  type TierAssignment,
} from '../../../src/domain/capacity/tier-breakdown';

const DEFAULT_TIERS = ['1.0000', '0.7500', '0.5000', '0.2500'];

const row = (cn: string, week: number, tierPercentage: string, year = 2025): TierAssignment => ({
  cn,
  year,
  week,
  tierPercentage,
});

describe('tier labels', () => {
  it.each([
    ['1', '100%', 'tier_100'],
    ['1.0000', '100%', 'tier_100'],
    ['0.75', '75%', 'tier_75'],
    ['0.375', '37.5%', 'tier_37_5'],
    ['0.3333', '33.33%', 'tier_33_33'],
    ['0.0001', '0.01%', 'tier_0_01'],
    ['0.9', '90%', 'tier_90'],
  ])('%s is %s and column %s', (percentage, label, column) => {
    expect(tierLabel(percentage)).toBe(label);
    expect(tierColumn(percentage)).toBe(column);
  });

  it('are read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (units) => {
        const percentage = parseTierLabel(tierLabel(`${units}e-4`));
        expect(percentage && plain(percentage.times(10_000))).toBe(String(units));
      }),
    );
    expect(['75', '%', '37.555%', 'abc%', '-5%'].map(parseTierLabel)).toEqual(Array(5).fill(undefined));
  });
});

describe('tierBreakdown', () => {
  it('counts each person once, in the tier of the latest week', () => {
    const assignments = [
      row('AA1', 18, '0.5'),
      row('AA1', 20, '0.75'),
      row('AA1', 19, '1'),
      row('AA2', 18, '1'),
      row('AA3', 19, '0.75'),
    ];
    expect(tierBreakdown(assignments, DEFAULT_TIERS)).toEqual([
      { label: '100%', percentage: '1', count: 1 },
      { label: '75%', percentage: '0.75', count: 2 },
      { label: '50%', percentage: '0.5', count: 0 },
      { label: '25%', percentage: '0.25', count: 0 },
    ]);
  });

  it('takes the year before the week when it looks for the latest', () => {
    const assignments = [row('AA1', 52, '0.5', 2025), row('AA1', 1, '0.75', 2026)];
    expect(tierBreakdown(assignments, [])).toEqual([{ label: '75%', percentage: '0.75', count: 1 }]);
  });

  it('adds inactive tiers that have people, in their place by percentage', () => {
    const labels = tierBreakdown([row('AA1', 18, '0.9'), row('AA2', 18, '0.375')], DEFAULT_TIERS);
    expect(labels.map(({ label, count }) => `${label}:${count}`)).toEqual([
      '100%:0',
      '90%:1',
      '75%:0',
      '50%:0',
      '37.5%:1',
      '25%:0',
    ]);
  });

  it('lets tiers of one percentage share a key, however it is written', () => {
    const counts = tierBreakdown([row('AA1', 18, '0.50'), row('AA2', 18, '.5')], ['0.5', '0.5000']);
    expect(counts).toEqual([{ label: '50%', percentage: '0.5', count: 2 }]);
  });

  it('shows every active tier with 0 when nobody is assigned', () => {
    expect(tierBreakdown([], DEFAULT_TIERS).map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });

  it('sums to the distinct people, highest first, whatever the order of the rows', () => {
    const assignment = fc.record({
      cn: fc.constantFrom('AA1', 'AA2', 'AA3', 'AA4', 'AA5', 'AA6'),
      year: fc.constantFrom(2025, 2026),
      week: fc.integer({ min: 1, max: 52 }),
      tierPercentage: fc.constantFrom('1', '0.9', '0.75', '0.5', '0.375', '0.25'),
    });
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 60 }), (assignments) => {
        const counts = tierBreakdown(assignments, DEFAULT_TIERS);
        const people = new Set(assignments.map(({ cn }) => cn));
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(people.size);
        const percentages = counts.map(({ percentage }) => Number(percentage));
        expect(percentages).toEqual([...new Set(percentages)].sort((a, b) => b - a));
        expect(tierBreakdown([...assignments].reverse(), DEFAULT_TIERS)).toEqual(counts);
      }),
    );
  });
});
