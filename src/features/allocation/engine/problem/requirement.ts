import { type FteRequired, fteRequired } from '../../../../domain/capacity/fte';
import { decimal } from '../../../../domain/rounding';
import { largestRemainder } from '../contract/largest-remainder';
import type { Problem } from './problem';

/** Whole people the forecast of demand d needs in month m, or why that is unknown. */
export function fteRequiredOf(problem: Problem, d: number, m: number): FteRequired {
  const { monthStart, hours, locality, forecast, cph, monthCount } = problem;
  const dm = d * monthCount + m;
  if (forecast[dm] === 0) return { value: 0 };
  let total = 0;
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    const full = hours[w * 2 + (locality[d] as number)] as number;
    if (full < 0 && (cph[dm] as number) > 0) return { value: null, reason: 'NO_WEEK_CONFIG' };
    total += full;
  }
  return fteRequired({
    forecast: forecast[dm] as number,
    hours: [decimal(total).times('0.000001')],
    targetCph: (cph[dm] as number) < 0 ? null : decimal(cph[dm] as number).times('0.0001'),
  });
}

/** Each month's forecast spread over its weeks by productive hours in whole cases, Σ = forecast; evenly where there are none. Per demand-week. */
export function weeklyTargets(problem: Problem): Float64Array {
  const { demandCount, monthCount, weekCount, monthStart, forecast } = problem;
  const targets = new Float64Array(demandCount * weekCount);
  for (let d = 0; d < demandCount; d += 1) {
    for (let m = 0; m < monthCount; m += 1) {
      if (forecast[d * monthCount + m] === 0) continue;
      const parts = largestRemainder(forecast[d * monthCount + m] as number, weekWeights(problem, d, m));
      targets.set(parts, d * weekCount + (monthStart[m] as number));
    }
  }
  return targets;
}

function weekWeights({ monthStart, hours, locality }: Problem, d: number, m: number): number[] {
  const weights: number[] = [];
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    weights.push(Math.max(0, hours[w * 2 + (locality[d] as number)] as number));
  }
  return weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
}
