import { FillMemory } from './fill-memory';
import { fillPass, localSearch, stintPass } from './local-search';
import type { ResolvedOptions } from '../contract/options';
import { keepExisting, placeMonth } from '../construct/place-month';
import type { Problem } from '../problem/problem';
import { gapPct } from '../bound/gap';
import { type MonthRelaxation, relaxAll, summariseBound } from '../bound/relaxation';
import { releaseSurplus } from './search-trim';
import { type Costs, Staffing } from '../construct/staffing';
import type { RelaxationBound } from '../contract/types';
import type { Watch } from '../contract/watch';

/** A staffing together with what proves how good it is. */
export interface Solution {
  problem: Problem;
  options: ResolvedOptions;
  delta: number;
  solved: readonly (MonthRelaxation | null)[];
  bound: RelaxationBound;
  staffing: Staffing;
}

/** The relaxation with the fairness the options ask for. */
export function relax(
  problem: Problem,
  options: ResolvedOptions,
  proceed: () => boolean,
): { delta: number; solved: (MonthRelaxation | null)[]; bound: RelaxationBound } {
  const solveAt = (delta: number) => {
    const solved = relaxAll(problem, delta, proceed);
    return { delta, solved, bound: summariseBound(problem, solved, delta) };
  };
  const { fairness } = options;
  if ('delta' in fairness) return solveAt(fairness.delta);
  const plain = solveAt(0);
  const least = plain.bound.metBound - (fairness.tolerancePct / 100) * forecastInScope(problem);
  let best = plain;
  // More fairness costs more cases, so the ladder can be searched by halves.
  for (let low = 0, high = DELTAS.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    const candidate = solveAt(DELTAS[middle] ?? 0);
    const affordable = candidate.bound.metBound >= least;
    if (affordable) best = candidate;
    if (affordable) low = middle + 1;
    else high = middle - 1;
  }
  return best;
}

/** Cases of the demand-months that the plan is about. */
function forecastInScope({ demandOpen, monthOpen, monthCount, forecast }: Problem): number {
  return forecast.reduce((sum, cases, dm) => {
    const isOpen = demandOpen[(dm / monthCount) | 0] === 1 && monthOpen[dm % monthCount] === 1;
    return isOpen ? sum + cases : sum;
  }, 0);
}

/** Passes of the last fill: each opens fewer holes than it fills, a handful is enough. */
const MAX_LAST_FILLS = 20;

/** Values of δ tried for a tolerance, rising. */
const DELTAS = [0.5, 1, 2, 4, 8];

/** The costs a staffing is judged by. */
export function costsOf(options: ResolvedOptions, delta: number): Costs {
  return {
    delta,
    switchCost: options.switchCost,
    changePrimary: options.changeCost.primary,
    changeBench: options.changeCost.bench,
    profileWeight: options.profileWeight,
    stints: { minWeeks: options.minStintWeeks, maxSwitches: options.maxSwitchesPerPerson },
  };
}

/** Plans all open months from scratch, staying with existing rows where that costs nothing. */
export function solvePlan(problem: Problem, options: ResolvedOptions, watch: Watch): Solution {
  watch.report(5, 'relaxation', null);
  const { delta, solved, bound } = relax(problem, options, watch.proceed);
  const staffing = new Staffing(problem, costsOf(options, delta));
  watch.report(20, 'rounding', null);
  solved.forEach((month, m) => {
    if (problem.monthOpen[m] === 0) return;
    if (month === null || !watch.proceed()) keepExisting(staffing, m);
    else placeMonth(staffing, month);
  });
  const best = () => gapPct(bound.bound, staffing.value());
  watch.report(40, 'search', best());
  localSearch(staffing, options.effort, watch.proceed, (share) => {
    watch.report(40 + 45 * share, 'search', best());
  });
  if (options.bench === 'idle' && watch.proceed()) releaseSurplus(staffing);
  stintPass(staffing, watch.proceed);
  // Exchanges open holes that single weeks fill; in the end no single week could pay for a move.
  const memory = new FillMemory(problem);
  for (let pass = 0; pass < MAX_LAST_FILLS && fillPass(staffing, watch.proceed, memory) > 0; pass += 1);
  return { problem, options, delta, solved, bound, staffing };
}

/** People with at least one person-week off its existing demand. */
export function changedPeople({ problem, assign }: Staffing): number {
  let people = 0;
  for (let p = 0; p < problem.personCount; p += 1) {
    for (let c = p * problem.weekCount; c < (p + 1) * problem.weekCount; c += 1) {
      if ((problem.base[c] as number) < 0 || assign[c] === problem.base[c]) continue;
      people += 1;
      break;
    }
  }
  return people;
}
