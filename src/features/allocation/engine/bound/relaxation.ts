import { MonthFlow } from './month-flow';
import type { Problem } from '../problem/problem';
import type { RelaxationBound } from '../contract/types';
import { bestNetWorth, cutSegments, worth } from '../problem/worth';

/** One month solved with fractions of weeks allowed: the best served hours, their prices, and a proof. */
export interface MonthRelaxation {
  month: number;
  /** Micro-hours of free person-weeks per class. */
  supply: Float64Array;
  /** Flow of the optimum; its `served` excludes locked hours. */
  flow: MonthFlow;
  /** Price λ of an hour of each class, cases per micro-hour; 0 where hours are left over. */
  price: Float64Array;
  /** Saturated region each class belongs to, numbered in order of closing; −1 = none. */
  region: Int32Array;
  /** Saturated region of each demand that cannot get all it wants; −1 = none. */
  demandRegion: Int32Array;
  /** The slope at which each region closed. */
  cutoff: number[];
  /** Upper bound on the worth of the month, from the prices alone (weak duality). */
  bound: number;
  /** Worth of the optimum found; equal to `bound` when δ = 0. */
  value: number;
  /** Cases met by the optimum, locked ones included, without weights. */
  met: number;
}

/** Free micro-hours of each class in month m. */
export function classSupply(problem: Problem, m: number): Float64Array {
  const { personCount, weekCount, monthStart, cell, eligibility } = problem;
  const supply = new Float64Array(eligibility.classCount);
  for (let p = 0; p < personCount; p += 1) {
    const end = p * weekCount + (monthStart[m + 1] as number);
    let sum = 0;
    for (let c = p * weekCount + (monthStart[m] as number); c < end; c += 1) sum += cell[c] as number;
    supply[eligibility.classOf[p] as number] = (supply[eligibility.classOf[p] as number] as number) + sum;
  }
  return supply;
}

/** Solves month m exactly by the greedy with augmenting paths. */
export function relaxMonth(problem: Problem, m: number, delta: number): MonthRelaxation {
  const { eligibility, demandCount, monthCount } = problem;
  const supply = classSupply(problem, m);
  const result: MonthRelaxation = {
    month: m,
    supply,
    flow: new MonthFlow(eligibility, supply, demandCount),
    price: new Float64Array(eligibility.classCount),
    region: new Int32Array(eligibility.classCount).fill(-1),
    demandRegion: new Int32Array(demandCount).fill(-1),
    cutoff: [],
    bound: 0,
    value: 0,
    met: 0,
  };
  greedy(problem, result, delta);
  result.bound = certificate(problem, result, delta);
  for (let d = 0; d < demandCount; d += 1) {
    const dm = d * monthCount + m;
    const load = (problem.lockedLoad[dm] as number) + (result.flow.served[d] as number);
    result.value += worth(problem.price[dm] as number, problem.need[dm] as number, load, delta);
    result.met +=
      worth(problem.price[dm] as number, problem.need[dm] as number, load, 0) / (problem.weight[d] as number);
  }
  return result;
}

function openNeeds(problem: Problem, m: number) {
  const { demandCount, monthCount, need, price, lockedLoad } = problem;
  const needs: { d: number; price: number; need: number; from: number }[] = [];
  for (let d = 0; d < demandCount; d += 1) {
    const dm = d * monthCount + m;
    if ((need[dm] as number) <= (lockedLoad[dm] as number)) continue;
    needs.push({ d, price: price[dm] as number, need: need[dm] as number, from: lockedLoad[dm] as number });
  }
  return needs;
}

function greedy(problem: Problem, solved: MonthRelaxation, delta: number): void {
  const { month, flow, price, region, demandRegion, cutoff } = solved;
  const { count, demand, width, slope } = cutSegments(openNeeds(problem, month), delta);
  for (let s = 0; s < count; s += 1) {
    const d = demand[s] as number;
    if ((demandRegion[d] as number) >= 0 || flow.augment(d, width[s] as number) === width[s]) continue;
    // What this search reached is saturated for ever: it can get no free hours, and no later slope is higher.
    for (let i = 0; i < flow.reachedCount; i += 1) {
      const at = flow.reached[i] as number;
      if (demandRegion[at] === -1) demandRegion[at] = cutoff.length;
    }
    for (let i = 0; i < flow.reachedClassCount; i += 1) {
      const k = flow.reachedClass[i] as number;
      flow.close(k);
      price[k] = slope[s] as number;
      region[k] = cutoff.length;
    }
    cutoff.push(slope[s] as number);
  }
}

/** Σ supply·λ + Σ best net worth of each demand at its cheapest class: above any plan, for any λ ≥ 0. */
function certificate(problem: Problem, { month, supply, price }: MonthRelaxation, delta: number): number {
  const { eligibility, demandCount, monthCount, need, lockedLoad } = problem;
  const { demandStart, demandClass } = eligibility;
  let bound = 0;
  for (let k = 0; k < supply.length; k += 1) bound += (supply[k] as number) * (price[k] as number);
  for (let d = 0; d < demandCount; d += 1) {
    const dm = d * monthCount + month;
    let cheapest = Infinity;
    for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1) {
      const k = demandClass[i] as number;
      if ((supply[k] as number) > 0 && (price[k] as number) < cheapest) cheapest = price[k] as number;
    }
    const side = {
      price: problem.price[dm] as number,
      need: need[dm] as number,
      from: lockedLoad[dm] as number,
    };
    bound += bestNetWorth(side, cheapest, delta);
  }
  return bound;
}

/** The relaxation of every open month; months after the deadline get the bound that needs no solving. */
export function relaxAll(
  problem: Problem,
  delta: number,
  proceed: () => boolean,
): (MonthRelaxation | null)[] {
  return problem.months.map((_, m) =>
    problem.monthOpen[m] === 1 && proceed() ? relaxMonth(problem, m, delta) : null,
  );
}

/** Bound when a month was not solved: every demand met. */
function trivialBound(problem: Problem, m: number, delta: number): { bound: number; met: number } {
  let bound = 0;
  let met = 0;
  for (let d = 0; d < problem.demandCount; d += 1) {
    const dm = d * problem.monthCount + m;
    const need = problem.need[dm] as number;
    bound += worth(problem.price[dm] as number, need, need, delta);
    met += ((problem.price[dm] as number) * need) / (problem.weight[d] as number);
  }
  return { bound, met };
}

/** Sums the months into the figures callers see. */
export function summariseBound(
  problem: Problem,
  solved: readonly (MonthRelaxation | null)[],
  delta: number,
): RelaxationBound {
  const months = solved.flatMap((month, m) => {
    if (problem.monthOpen[m] === 0) return [];
    const { bound, met } = month ?? trivialBound(problem, m, delta);
    return [{ month: problem.months[m] ?? '', bound, metBound: met }];
  });
  return {
    bound: months.reduce((sum, month) => sum + month.bound, 0),
    metBound: months.reduce((sum, month) => sum + month.metBound, 0),
    certified: solved.every((month, m) => month !== null || problem.monthOpen[m] === 0),
    months,
  };
}
