import fc from 'fast-check';
import {
  ceilDiv,
  ceilInt,
  decimal,
  floorInt,
  placesOf,
  plain,
  quotient,
  roundHalfUp,
  roundInt,
  toDouble,
} from '../../../src/domain/rounding';

/** A decimal of up to 4 places, as inputs have them, built from an integer so that the test needs no rounding. */
const fourPlaces = (min: number, max: number) =>
  fc.integer({ min, max }).map((units) => decimal(`${units}e-4`));

describe('ceilDiv', () => {
  it('does not round an exact multiple up where doubles do', () => {
    // 18 days × 8 h × (1 − 0.15) × 15 = 1836; in doubles the product is 1835.9999999999998 and the ceiling 2
    const hours = decimal(18).times(8).times(decimal(1).minus('0.15')).times(15);
    expect(plain(hours)).toBe('1836');
    expect(plain(ceilDiv(decimal(1836), hours))).toBe('1');
    expect(plain(ceilDiv(decimal(1837), hours))).toBe('2');
  });

  it.each([
    ['1', '3', '1'],
    ['6', '3', '2'],
    ['6.0001', '3', '3'],
    ['0', '7', '0'],
    ['-7', '2', '-3'], // −3.5 rises to −3
    ['-0.5', '2', '0'],
    ['1000000000000000000000000000001', '1000000000000000000000000000000', '2'], // beyond 20 places of big.js
    ['1', '1000000000000000000000000000000', '1'],
    ['0.3', '0.1', '3'], // 2.9999999999999996 in doubles
  ])('of %s and %s is %s', (a, b, expected) => {
    expect(plain(ceilDiv(decimal(a), decimal(b)))).toBe(expected);
  });

  it('refuses a divisor that is not above 0', () => {
    expect(() => ceilDiv(decimal(1), decimal(0))).toThrow('divisor above 0, got 0');
    expect(() => ceilDiv(decimal(1), decimal('-2.5'))).toThrow('got -2.5');
  });

  it('is the smallest n with a ≤ n·b: a ≤ n·b < a + b', () => {
    fc.assert(
      fc.property(fourPlaces(-2_000_000_000, 2_000_000_000), fourPlaces(1, 99_999_999), (a, b) => {
        const product = ceilDiv(a, b).times(b);
        expect(a.lte(product)).toBe(true);
        expect(product.lt(a.plus(b))).toBe(true);
      }),
    );
  });

  it('gives n back for the exact multiple n·b', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fourPlaces(1, 99_999_999), (n, b) => {
        expect(plain(ceilDiv(b.times(n), b))).toBe(String(n));
      }),
    );
  });
});

describe('quotient', () => {
  it.each([
    ['1', '3', 6, '0.333333'],
    ['2', '3', 6, '0.666667'],
    ['-2', '3', 6, '-0.666667'],
    ['1', '-3', 6, '-0.333333'],
    ['-1', '-4', 6, '0.25'],
    ['1', '8', 2, '0.13'], // 0.125: half away from zero
    ['-1', '8', 2, '-0.13'],
    ['5', '2', 0, '3'],
    ['0', '-5', 6, '0'],
    ['-1', '3000000', 6, '0'], // −0.00000033… is 0, never −0
    ['1', '2000000', 6, '0.000001'], // 0.0000005 rises
    // 0.4444444999999999999999999 cut to 20 places first is 0.4444445, which would then rise to 0.444445
    ['4444444999999999999999999', '10000000000000000000000000', 6, '0.444444'],
  ])('of %s and %s at %d places is %s', (a, b, places, expected) => {
    expect(plain(quotient(decimal(a), decimal(b), places))).toBe(expected);
  });

  it('rounds to 6 places unless told otherwise', () => {
    expect(plain(quotient(decimal(10), decimal(7)))).toBe('1.428571');
  });

  it('refuses the divisor 0', () => {
    expect(() => quotient(decimal('2.5'), decimal(0))).toThrow('divisor other than 0 (dividend 2.5)');
  });

  it('is off by at most half a unit of the last place', () => {
    const halfUnit = decimal('0.0000005');
    fc.assert(
      fc.property(fourPlaces(-2_000_000_000, 2_000_000_000), fourPlaces(1, 99_999_999), (a, b) => {
        const q = quotient(a, b);
        expect(placesOf(q)).toBeLessThanOrEqual(6);
        expect(q.times(b).minus(a).abs().lte(b.times(halfUnit))).toBe(true);
      }),
    );
  });

  it('is odd: changing the sign of the dividend changes only the sign', () => {
    fc.assert(
      fc.property(fourPlaces(0, 2_000_000_000), fourPlaces(1, 99_999_999), (a, b) => {
        expect(quotient(a.times(-1), b).eq(quotient(a, b).times(-1))).toBe(true);
      }),
    );
  });
});

describe('rounding', () => {
  it.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['2.4999', 0, '2'],
    ['-0.4', 0, '0'],
    ['1.005', 2, '1.01'], // 1.00 in doubles
    ['506.25', 4, '506.25'],
  ])('roundHalfUp(%s, %d) is %s', (x, places, expected) => {
    expect(plain(roundHalfUp(decimal(x), places))).toBe(expected);
  });

  it('rounds doubles to integers without ever giving −0', () => {
    expect([ceilInt(1.2), ceilInt(-1.2), ceilInt(-0.2), ceilInt(3)]).toEqual([2, -1, 0, 3]);
    expect([floorInt(1.8), floorInt(-1.2), floorInt(-0)]).toEqual([1, -2, 0]);
    expect([roundInt(2.5), roundInt(-2.5), roundInt(-0.2), roundInt(0.49)]).toEqual([3, -3, 0, 0]);
  });
});

describe('plain', () => {
  it.each([
    ['506.2500', '506.25'],
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['1e21', '1000000000000000000000'],
    ['1e-9', '0.000000001'],
    ['-379.6875', '-379.6875'],
    ['100', '100'],
  ])('shows %s as %s', (x, expected) => {
    expect(plain(decimal(x))).toBe(expected);
  });
});

describe('toDouble', () => {
  it('is the nearest double of the exact value', () => {
    expect(toDouble(decimal('506.25'))).toBe(506.25);
    expect(toDouble('379.687500')).toBe(379.6875);
    expect(toDouble('9007199254740993')).toBe(9007199254740992); // 2^53 + 1 has no double
  });

  it('never is −0', () => {
    expect(toDouble(decimal('-0'))).toBe(0);
    expect(toDouble('-0.0')).toBe(0);
  });

  it('gives back every double that passes through a decimal', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (x) => {
        expect(toDouble(decimal(x))).toBe(x + 0);
      }),
    );
  });
});
