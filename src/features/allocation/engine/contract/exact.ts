import { withoutEnd } from '../../../../domain/text-ends';
import type { Exact } from './types';

/** Decimal places of a capacity: hours 6, percentage 4, CPH 4. */
export const CAPACITY_PLACES = 14;

const CAPACITY_ONE = 10n ** BigInt(CAPACITY_PLACES);

/** Cases as an integer of 10⁻¹⁴ cases. */
export function inUnits(cases: number): bigint {
  return BigInt(cases) * CAPACITY_ONE;
}

/** An integer of 10⁻ᵖˡᵃᶜᵉˢ as decimal text without trailing zeros. */
export function exactText(value: bigint, places = CAPACITY_PLACES): Exact {
  if (value === 0n) return '0';
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = withoutEnd(digits.slice(digits.length - places), '0');
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** n ÷ d to six decimals, halves up, for n ≥ 0 and d > 0. */
export function ratioText(n: bigint, d: bigint): Exact {
  return exactText((n * 2_000_000n + d) / (2n * d), 6);
}

/** n ÷ d in per cent to six decimals; null when d is 0. */
export function percentText(n: bigint, d: bigint): Exact | null {
  return d === 0n ? null : ratioText(n * 100n, d);
}
