import Big from 'big.js';

/** The one number type of formulas: exact in plus, minus and times. */
export type Decimal = Big;

/** Reads a number, a numeric string or a decimal; throws on anything else, so use it on values already checked. */
export function decimal(value: string | number | Big): Big {
  return new Big(value);
}

/** Both operands as integers of one scale, so that their quotient is exact: big.js cuts `div` at 20 places. */
function commonScale(a: Big, b: Big): [bigint, bigint] {
  const scale = placesOf(a) > placesOf(b) ? placesOf(a) : placesOf(b);
  return [unscaled(a, scale), unscaled(b, scale)];
}

/** Number of decimal places the exact value needs (0 for integers). */
export function placesOf(x: Big): number {
  const places = x.c.length - 1 - x.e;
  return places > 0 ? places : 0;
}

function unscaled(x: Big, scale: number): bigint {
  const digits = BigInt(x.c.join('')) * 10n ** BigInt(scale + x.e - (x.c.length - 1));
  return x.s < 0 ? -digits : digits;
}

/** Smallest integer not below a ÷ b, for b > 0; an exact multiple stays what it is. */
export function ceilDiv(a: Big, b: Big): Big {
  if (b.lte(0)) throw new RangeError(`ceilDiv needs a divisor above 0, got ${plain(b)}`);
  const [n, d] = commonScale(a, b);
  const whole = n / d; // truncated toward zero, which is already the ceiling of a negative quotient
  return decimal(String(n > 0n && n % d !== 0n ? whole + 1n : whole));
}

/** a ÷ b rounded once, half away from zero, to `places` decimals (6 for coverage, percentages and FTE equivalents). */
export function quotient(a: Big, b: Big, places = 6): Big {
  if (b.eq(0)) throw new RangeError(`quotient needs a divisor other than 0 (dividend ${plain(a)})`);
  const [n, d] = commonScale(a, b);
  const negative = n < 0n !== d < 0n && n !== 0n;
  const dividend = (n < 0n ? -n : n) * 10n ** BigInt(places);
  const divisor = d < 0n ? -d : d;
  const rounded = (dividend * 2n + divisor) / (divisor * 2n);
  const result = decimal(`${rounded}e-${places}`);
  return negative && rounded !== 0n ? result.times(-1) : result;
}

/** Rounds half away from zero to `places` decimals. */
export function roundHalfUp(x: Big, places: number): Big {
  return x.round(places, Big.roundHalfUp);
}

/** Smallest integer not below n. */
export function ceilInt(n: number): number {
  return Math.ceil(n) + 0; // + 0 turns -0 into 0
}

/** Largest integer not above n. */
export function floorInt(n: number): number {
  return Math.floor(n) + 0;
}

/** Nearest integer, halves away from zero. */
export function roundInt(n: number): number {
  return n < 0 ? 0 - Math.round(-n) : Math.round(n) + 0;
}

/** The exact decimal without exponent, trailing zeros or negative zero: `506.25`, `0`. */
export function plain(x: Big): string {
  return x.eq(0) ? '0' : x.toFixed();
}

/** The double nearest to the exact value, as JSON shows it. */
export function toDouble(x: Big | string): number {
  return Number(typeof x === 'string' ? x : plain(x)) + 0; // + 0 turns -0 into 0
}

/** Dividend ÷ divisor in millionths, rounded once, half up; both non-negative integers, the divisor above 0. */
export function quotientMillionths(dividend: bigint, divisor: bigint): bigint {
  if (dividend < 0n || divisor <= 0n)
    throw new RangeError(
      `quotientMillionths needs dividend >= 0 and divisor > 0, got ${dividend} ÷ ${divisor}`,
    );
  return (dividend * 2_000_000n + divisor) / (divisor * 2n);
}
