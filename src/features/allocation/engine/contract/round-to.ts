import { roundInt } from '../../../../domain/rounding';

/** A figure for show with at most `places` decimals; exact figures are `Exact` text instead. */
export function roundTo(value: number, places: number): number {
  const scale = 10 ** places;
  return roundInt(value * scale) / scale;
}
