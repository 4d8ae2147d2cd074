import { fillBench } from './bench-fill';
import { figuresOf, positive } from './figures';
import { exactText, inUnits } from './exact';
import { fillPass, smoothPass, swapPass } from './local-search';
import { prepare } from './plan';
import { reportPlan } from './report';
import { roundTo } from './round-to';
import { costsOf, gapPct, keepExisting, relax, type Solution } from './solve';
import { Staffing } from './staffing';
import { tallyPlanned } from './tally';
import type { AllocationInput, CurvePoint, EngineHooks, RebalanceOptions, RebalanceResult } from './types';
import { Watch } from './watch';
import { weeklyTargets } from './requirement';

/** κ_c of each rung in cases: first only moves that bring much, then smaller and smaller ones. */
const LADDER = [600, 300, 150, 100, 60, 40, 20, 10, 5];

/** Default of `maxChangedPct`. */
const MAX_CHANGED_PCT = 6;

/** Improves the stored assignments with a limited number of moves and shows what each further move would bring. */
export function rebalance(
  input: AllocationInput,
  options: RebalanceOptions,
  hooks: EngineHooks,
): RebalanceResult {
  const watch = new Watch(hooks, options.deadlineMs ?? Infinity);
  const { problem, options: resolved } = prepare(input, options);
  watch.report(5, 'relaxation', null);
  const { delta, solved, bound } = relax(problem, resolved, watch.proceed);
  const staffing = new Staffing(problem, costsOf(resolved, delta));
  problem.months.forEach((_, m) => {
    keepExisting(staffing, m);
  });
  const solution: Solution = { problem, options: resolved, delta, solved, bound, staffing };
  const replaceable = problem.base.reduce((count, d) => (d >= 0 ? count + 1 : count), 0);
  const share = (options.maxChangedPct ?? MAX_CHANGED_PCT) / 100;
  const curve = climb(solution, watch, {
    replaceable,
    limit: Math.trunc(share * replaceable + 1e-9),
    targetGap: options.targetGapPct ?? 0,
  });
  if (resolved.bench === 'proportional') fillBench(staffing);
  const plan = reportPlan(solution, watch);
  watch.report(100, 'done', plan.solve.gapPct);
  return { curve, chosen: curve.length - 1, plan };
}

interface Budget {
  replaceable: number;
  /** Person-weeks that may leave their demand. */
  limit: number;
  targetGap: number;
}

function climb(solution: Solution, watch: Watch, { replaceable, limit, targetGap }: Budget): CurvePoint[] {
  const { staffing } = solution;
  const stableCosts = staffing.costs;
  const targets = weeklyTargets(solution.problem);
  const point = (changeCost: number | null) => curvePoint(solution, targets, changeCost, replaceable);
  const curve = [point(null)];
  staffing.changeLimit = 0;
  fillPass(staffing, watch.proceed);
  curve.push(point(null));
  staffing.changeLimit = limit;
  for (const [rung, changeCost] of LADDER.entries()) {
    const gap = curve.at(-1)?.gapPct ?? 0;
    if (!watch.proceed() || gap <= targetGap || staffing.changed >= limit) break;
    watch.report(20 + (60 * rung) / LADDER.length, 'rebalance', gap);
    const bench = Math.min(changeCost, stableCosts.changeBench);
    staffing.costs = { ...stableCosts, changePrimary: changeCost, changeBench: bench };
    fillPass(staffing, watch.proceed);
    smoothPass(staffing, watch.proceed);
    curve.push(point(changeCost));
  }
  return curve;
}

function curvePoint(
  solution: Solution,
  targets: Float64Array,
  changeCost: number | null,
  replaceable: number,
): CurvePoint {
  const { problem, staffing, bound } = solution;
  const { capacity } = figuresOf(problem, tallyPlanned(staffing), targets);
  let shortfall = 0n;
  capacity.forEach((cases, dm) => {
    const open =
      problem.demandOpen[(dm / problem.monthCount) | 0] === 1 &&
      problem.monthOpen[dm % problem.monthCount] === 1;
    if (open) shortfall += positive(inUnits(problem.forecast[dm] as number) - cases);
  });
  return {
    changeCost,
    changed: staffing.changed,
    changedPct: replaceable === 0 ? 0 : roundTo((staffing.changed / replaceable) * 100, 4),
    people: changedPeople(staffing),
    shortfall: exactText(shortfall),
    gapPct: gapPct(bound.bound, staffing.value()),
  };
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
