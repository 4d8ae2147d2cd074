import { withoutEnd } from './text-ends';
import { floorInt, quotientMillionths } from './rounding';

/** Decimal places that one part holds: sums of a billion rows stay exact in a double. */
const PART_PLACES = 7;
const PART = 10_000_000;

/** A non-negative exact decimal column: whole numbers and fractions of seven places each, all integers in doubles. */
export class ExactColumn {
  readonly whole: Float64Array;
  /** Fractions: the first seven places, the next seven, as many as the values need. */
  readonly parts: Float64Array[] = [];

  constructor(readonly length: number) {
    this.whole = new Float64Array(length);
  }

  /** Sets one value from its plain text: `506.25`. */
  set(at: number, text: string): void {
    if (!/^\d+(\.\d+)?$/.test(text))
      throw new RangeError(`expected a decimal that is not negative, got ${JSON.stringify(text)}`);
    const point = text.indexOf('.');
    this.whole[at] = Number(point < 0 ? text : text.slice(0, point));
    const fraction = point < 0 ? '' : withoutEnd(text.slice(point + 1), '0');
    while (this.parts.length * PART_PLACES < fraction.length) this.parts.push(new Float64Array(this.length));
    this.parts.forEach((part, n) => {
      const digits = fraction.slice(n * PART_PLACES, (n + 1) * PART_PLACES);
      part[at] = digits === '' ? 0 : Number(digits.padEnd(PART_PLACES, '0'));
    });
  }

  /** A column of its own with the same values. */
  copy(): ExactColumn {
    const copy = new ExactColumn(this.length);
    copy.whole.set(this.whole);
    for (const part of this.parts) copy.parts.push(part.slice());
    return copy;
  }

  /** How many bytes the values take. */
  get bytes(): number {
    return this.whole.byteLength * (1 + this.parts.length);
  }

  /** One value. */
  at(index: number): ExactSum {
    return this.sum([index], 0, 1);
  }

  /** The exact sum of the values at `places[from]` … `places[to - 1]`. */
  sum(places: ArrayLike<number>, from: number, to: number): ExactSum {
    const add = (column: Float64Array): number => {
      let total = 0;
      for (let i = from; i < to; i += 1) total += column[places[i] as number] as number;
      return total;
    };
    return new ExactSum(add(this.whole), this.parts.map(add));
  }
}

/** An exact decimal: a whole number (negative for negative values) and fractions of seven places above it. */
export class ExactSum {
  /** Fractions below 1, without zeros at the end. */
  private readonly parts: readonly number[];
  private readonly whole: number;

  /** Parts may be larger than seven digits, as sums are: what overflows is carried. */
  constructor(whole: number, parts: readonly number[] = []) {
    const kept = [...parts];
    let carry = 0;
    for (let n = kept.length - 1; n >= 0; n -= 1) {
      const value = (kept[n] ?? 0) + carry;
      carry = floorInt(value / PART);
      kept[n] = value - carry * PART;
    }
    while (kept.at(-1) === 0) kept.pop();
    this.whole = whole + carry;
    this.parts = kept;
  }

  plus(other: ExactSum): ExactSum {
    const { parts } = other;
    const longer = this.parts.length > parts.length ? this.parts : parts;
    return new ExactSum(
      this.whole + other.whole,
      longer.map((_, n) => (this.parts[n] ?? 0) + (parts[n] ?? 0)),
    );
  }

  /** Minus a whole number. */
  minus(whole: number): ExactSum {
    return new ExactSum(this.whole - whole, this.parts);
  }

  /** Decimal places of `unscaled`. */
  get places(): number {
    return this.parts.length * PART_PLACES;
  }

  /** The value × 10^places. */
  get unscaled(): bigint {
    return this.parts.reduce((value, part) => value * BigInt(PART) + BigInt(part), BigInt(this.whole));
  }

  /** This ÷ a whole number above 0, half up to six places, as the nearest double. */
  per(divisor: number): number {
    const millionths = quotientMillionths(this.unscaled, BigInt(divisor) * 10n ** BigInt(this.places));
    return Number(millionths) / 1_000_000;
  }

  /** The double nearest to the exact value. */
  toNumber(): number {
    const [first = 0] = this.parts;
    if (this.parts.length === 0) return this.whole;
    const scaled = this.whole * PART + first;
    // Two integers that doubles hold exactly have a correctly rounded quotient.
    if (this.parts.length === 1 && Number.isSafeInteger(scaled)) return scaled / PART;
    return Number(this.toText());
  }

  /** The exact decimal without exponent or trailing zeros. */
  toText(): string {
    const value = this.unscaled;
    if (this.places === 0) return String(value);
    const digits = String(value < 0n ? -value : value).padStart(this.places + 1, '0');
    const point = digits.length - this.places;
    return `${value < 0n ? '-' : ''}${digits.slice(0, point)}.${withoutEnd(digits.slice(point), '0')}`;
  }
}
