import fc from 'fast-check';
import { chooseTier } from '../../../src/domain/capacity/tier-choice';

const TIERS = [
  { id: 3, percentage: '0.5000' },
  { id: 1, percentage: '1.0000' },
  { id: 4, percentage: '0.2500' },
  { id: 2, percentage: '0.7500' },
];

describe('chooseTier', () => {
  it.each([
    ['1', 1],
    ['0.9', 2],
    ['0.75', 2],
    ['0.7499', 3],
    ['0.35', 4],
    ['0.25', 4],
    ['0.2', 4], // below every tier: the lowest
    ['0', 4],
  ])('for %s is tier %d', (percentage, id) => {
    expect(chooseTier(percentage, TIERS)?.id).toBe(id);
  });

  it('takes the smaller id among tiers of one percentage', () => {
    const twins = [
      { id: 9, percentage: '0.5' },
      { id: 7, percentage: '0.50' },
    ];
    expect(chooseTier('0.6', twins)?.id).toBe(7);
    expect(chooseTier('0.1', twins)?.id).toBe(7);
  });

  it('is nothing without tiers', () => {
    expect(chooseTier('1', [])).toBeUndefined();
  });

  it('does not depend on the order of the tiers', () => {
    const percentage = fc.integer({ min: 0, max: 100 }).map((n) => String(n / 100));
    const tiers = fc.uniqueArray(fc.record({ id: fc.nat(20), percentage }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(tiers, percentage, (some, wanted) => {
        expect(chooseTier(wanted, [...some].reverse())).toEqual(chooseTier(wanted, some));
      }),
    );
  });
});
