import { CAPACITY_PLACES, exactText, inUnits, percentText, ratioText } from '../contract/exact';
import type { Problem } from '../problem/problem';
import type { Tally } from './tally';
import type { DemandStaffing, PlanTotals } from '../contract/types';

/** Exact figures of every demand-month of one tally; big integers are units of 10⁻¹⁴ cases. */
export interface Figures {
  tally: Tally;
  /** Weekly targets in cases, per demand-week. */
  targets: Float64Array;
  /** Per demand-week. */
  weekly: bigint[];
  /** Per demand-month. */
  capacity: bigint[];
}

/** Percentages × hours × CPH, summed without rounding. An unknown CPH counts nothing. */
export function figuresOf(problem: Problem, tally: Tally, targets: Float64Array): Figures {
  const { demandCount, weekCount, monthCount, weekMonth, hours, cph } = problem;
  const weekly = new Array<bigint>(demandCount * weekCount).fill(0n);
  const capacity = new Array<bigint>(demandCount * monthCount).fill(0n);
  for (let d = 0; d < demandCount; d += 1) {
    for (let w = 0; w < weekCount; w += 1) {
      const dw = d * weekCount + w;
      const dm = d * monthCount + (weekMonth[w] as number);
      const domestic = tally.percent[dw * 2] as number;
      const global = tally.percent[dw * 2 + 1] as number;
      if ((domestic === 0 && global === 0) || (cph[dm] as number) <= 0) continue;
      const full =
        BigInt(domestic) * BigInt(Math.max(0, hours[w * 2] as number)) +
        BigInt(global) * BigInt(Math.max(0, hours[w * 2 + 1] as number));
      weekly[dw] = full * BigInt(cph[dm] as number);
      capacity[dm] = (capacity[dm] ?? 0n) + (weekly[dw] ?? 0n);
    }
  }
  return { tally, targets, weekly, capacity };
}

/** True for demand-months that plans report: in scope, open, with a forecast row or people. */
export function isAnswered(problem: Problem, dm: number, figures: readonly Figures[]): boolean {
  const { monthCount, monthOpen, demandOpen, isForecast } = problem;
  if (monthOpen[dm % monthCount] === 0 || demandOpen[(dm / monthCount) | 0] === 0) return false;
  return isForecast[dm] === 1 || figures.some(({ tally }) => (tally.people[dm] as number) > 0);
}

/** One side (before or after) of a demand-month's row. */
export function staffingFigures(problem: Problem, { tally, capacity }: Figures, dm: number): DemandStaffing {
  const { monthCount, monthStart, weekCount, forecast } = problem;
  const m = dm % monthCount;
  const d = (dm / monthCount) | 0;
  let percent = 0;
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    percent +=
      (tally.percent[(d * weekCount + w) * 2] as number) +
      (tally.percent[(d * weekCount + w) * 2 + 1] as number);
  }
  const cases = capacity[dm] ?? 0n;
  return {
    capacity: exactText(cases),
    shortfall: exactText(positive(inUnits(forecast[dm] as number) - cases)),
    fteCount: tally.people[dm] as number,
    fteEquivalent: ratioText(
      BigInt(percent),
      BigInt((monthStart[m + 1] as number) - (monthStart[m] as number)) * 10_000n,
    ),
  };
}

/** max(0, value). */
export function positive(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

/** What only a plan knows about its moves. */
export interface MoveCounts {
  changed: number;
  changedPeople: number;
  moves: number;
}

/** Totals over all reported demand-months. */
export function totalsOf(
  problem: Problem,
  figures: Figures,
  reported: readonly number[],
  moved: MoveCounts,
): PlanTotals {
  const { forecast, cph } = problem;
  let demand = 0n;
  let capacity = 0n;
  let met = 0n;
  let hoursShort = 0n;
  let timing = 0n;
  for (const dm of reported) {
    const wanted = inUnits(forecast[dm] as number);
    const have = figures.capacity[dm] ?? 0n;
    demand += wanted;
    capacity += have;
    met += have < wanted ? have : wanted;
    if (have < wanted && (cph[dm] as number) > 0)
      hoursShort += ((wanted - have) * 100_000_000n) / BigInt(cph[dm] as number);
    timing += wrongWeek(problem, figures, dm);
  }
  const { personWeeks, peopleAll, switches } = figures.tally;
  return {
    forecast: Number(demand / inUnits(1)),
    capacity: exactText(capacity),
    met: exactText(met),
    shortfall: exactText(demand - met),
    shortfallPct: percentText(demand - met, demand),
    overAllocation: exactText(capacity - met),
    // (10⁻¹⁴ cases × 10⁸) ÷ (10⁻⁴ CPH) = hours × 10¹⁸
    fteHoursShort: ratioText(hoursShort, 10n ** BigInt(CAPACITY_PLACES + 4)),
    personWeeks,
    people: peopleAll,
    switches,
    switchesPerPerson: peopleAll === 0 ? '0' : ratioText(BigInt(switches), BigInt(peopleAll)),
    weeklyTimingPct: percentText(timing, demand),
    ...moved,
  };
}

/** Cases short in single weeks beyond what the whole month is short. */
function wrongWeek(problem: Problem, { weekly, capacity, targets }: Figures, dm: number): bigint {
  const { monthCount, monthStart, weekCount, forecast } = problem;
  if (forecast[dm] === 0) return 0n;
  const d = (dm / monthCount) | 0;
  const m = dm % monthCount;
  let short = 0n;
  for (
    let dw = d * weekCount + (monthStart[m] as number);
    dw < d * weekCount + (monthStart[m + 1] as number);
    dw += 1
  ) {
    short += positive(inUnits(targets[dw] as number) - (weekly[dw] ?? 0n));
  }
  return short - positive(inUnits(forecast[dm] as number) - (capacity[dm] ?? 0n));
}
