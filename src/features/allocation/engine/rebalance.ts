import { fillBench } from './construct/bench-fill';
import { exactText } from './contract/exact';
import { DEFAULTS } from './contract/options';
import { exchangePass, fillPass, smoothPass } from './search/local-search';
import { keepExisting } from './construct/place-month';
import { prepare } from './plan';
import { answerPlan } from './answer/plan-answer';
import { roundTo } from './contract/round-to';
import { gapPct } from './bound/gap';
import { changedPeople, costsOf, relax, type Solution } from './search/solve';
import { Staffing } from './construct/staffing';
import type {
  AllocationInput,
  CurvePoint,
  EngineHooks,
  RebalanceOptions,
  RebalanceResult,
} from './contract/types';
import { Watch } from './contract/watch';

/** κ_c of each rung in cases: first only moves that bring much, then smaller and smaller ones. */
const LADDER = [600, 450, 350, 270, 200, 150, 110, 80, 60, 40, 20, 5];

/** The rung at which person-weeks are exchanged as well: single moves have brought most by then, and there is budget left. */
const EXCHANGE_AT = 80;

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
  const share = (options.maxChangedPct ?? DEFAULTS.maxChangedPct) / 100;
  const curve = climb(solution, watch, {
    replaceable,
    limit: Math.trunc(share * replaceable + 1e-9),
    targetGap: options.targetGapPct ?? 0,
  });
  if (resolved.bench === 'proportional') fillBench(staffing);
  const plan = answerPlan(solution, watch);
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
  const point = (changeCost: number | null) => curvePoint(solution, changeCost, replaceable);
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
    if (changeCost === EXCHANGE_AT) exchangePass(staffing, watch.proceed);
    curve.push(point(changeCost));
  }
  return curve;
}

function curvePoint(solution: Solution, changeCost: number | null, replaceable: number): CurvePoint {
  const { staffing, bound } = solution;
  return {
    changeCost,
    changed: staffing.changed,
    changedPct: replaceable === 0 ? 0 : roundTo((staffing.changed / replaceable) * 100, 4),
    people: changedPeople(staffing),
    shortfall: shortfallOf(staffing),
    gapPct: gapPct(bound.bound, staffing.value()),
  };
}

/** Cases missing over all open demand-months, from loads in micro-hours (places 6) times CPH (places 4). */
function shortfallOf({ problem, load }: Staffing): string {
  const { demandCount, monthCount, demandOpen, monthOpen, forecast, cph } = problem;
  let missing = 0n;
  for (let dm = 0; dm < demandCount * monthCount; dm += 1) {
    const isOpen = demandOpen[(dm / monthCount) | 0] === 1 && monthOpen[dm % monthCount] === 1;
    if (!isOpen || forecast[dm] === 0) continue;
    const wanted = BigInt(forecast[dm] as number) * 10_000_000_000n;
    const have = BigInt(Math.max(0, cph[dm] as number)) * BigInt(load[dm] as number);
    if (have < wanted) missing += wanted - have;
  }
  return exactText(missing, 10);
}
