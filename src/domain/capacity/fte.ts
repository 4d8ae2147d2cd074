import { ceilDiv, type Decimal, decimal, quotient, toDouble } from '../rounding';

/** Why the FTE that a forecast needs is unknown. */
export type FteUnknown = 'NO_CPH' | 'ZERO_CPH' | 'NO_WEEK_CONFIG' | 'NO_HOURS' | 'TOO_LARGE';

/** The largest number of people that is stored: what an integer column can hold. */
const MAX_FTE = 2_147_483_647;

/** Whole people needed, or null and the reason. */
export interface FteRequired {
  value: number | null;
  reason?: FteUnknown;
}

/** Whole people a month's forecast needs; `hours` holds each ISO week's productive hours, null where it is unconfigured. A forecast of 0 needs nobody whatever else is missing. */
export function fteRequired(input: {
  forecast: number;
  hours: readonly (Decimal | null)[];
  targetCph: Decimal | null;
}): FteRequired {
  const { forecast, hours, targetCph } = input;
  if (forecast === 0) return { value: 0 };
  if (targetCph === null) return { value: null, reason: 'NO_CPH' };
  if (targetCph.eq(0)) return { value: null, reason: 'ZERO_CPH' };
  let total = decimal(0);
  for (const week of hours) {
    if (week === null) return { value: null, reason: 'NO_WEEK_CONFIG' };
    total = total.plus(week);
  }
  if (hours.length === 0) return { value: null, reason: 'NO_WEEK_CONFIG' };
  if (total.eq(0)) return { value: null, reason: 'NO_HOURS' };
  const people = ceilDiv(decimal(forecast), total.times(targetCph));
  return people.gt(MAX_FTE) ? { value: null, reason: 'TOO_LARGE' } : { value: toDouble(people) };
}

/** Σ production percentages of the month's weekly assignments ÷ its number of ISO weeks (4 or 5), to 6 places. */
export function fteEquivalent(percentages: readonly Decimal[], weeksInMonth: number): Decimal {
  const sum = percentages.reduce((total, percentage) => total.plus(percentage), decimal(0));
  return quotient(sum, decimal(weeksInMonth));
}

/** capacity ÷ forecast (0–1 and above) to 6 places; null at forecast 0. */
export function coverage(capacity: Decimal, forecast: Decimal | number): Decimal | null {
  const demand = decimal(forecast);
  return demand.eq(0) ? null : quotient(capacity, demand);
}

/** capacity − forecast in cases; negative is a shortage. */
export function capacityGap(capacity: Decimal, forecast: Decimal | number): Decimal {
  return capacity.minus(forecast);
}
