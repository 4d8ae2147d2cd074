import { planAllocation } from '../../src/features/allocation/engine/plan';
import { rebalance } from '../../src/features/allocation/engine/rebalance';
import type {
  AllocationOptions,
  PlanAnswer,
  Effort,
} from '../../src/features/allocation/engine/contract/types';
import { heldWeeks, metCases, violations } from '../../tests/support/allocation/check-plan';
import { greedyAllocation } from '../../tests/support/allocation/greedy.peer';
import { generateInstance, type Size, SIZES } from '../../tests/support/allocation/instance.generator';
import { shockedInstance } from '../../tests/support/allocation/shock';

/** What a measurement is to run, from the command line of run.ts. */
export interface Task {
  size: Size;
  seed: number;
  mode: 'plan' | 'rebalance' | 'greedy';
  defaults: boolean;
  effort?: Effort;
}

/** CPU milliseconds of this process; other sessions on the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function optionsOf({ defaults, effort, size }: Task): AllocationOptions {
  const plain: AllocationOptions = defaults
    ? {}
    : { fairness: { delta: 0 }, profileWeight: 0, switchCost: 5, minStintWeeks: 1 };
  const chosen = effort ?? (SIZES[size].people > 50_000 ? 'fast' : 'std');
  return { ...plain, effort: chosen };
}

function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function planFigures(plan: PlanAnswer) {
  const { solve, totals } = plan;
  return {
    bound: Math.round(solve.bound),
    gap_pct: Number(solve.gapPct.toFixed(4)),
    met_gap_pct: Number((100 * (1 - Number(totals.after.met) / solve.metBound)).toFixed(4)),
    shortfall_pct: Number(totals.after.shortfallPct),
    over_pct: Number(((100 * Number(totals.after.overAllocation)) / totals.after.forecast).toFixed(3)),
    moves_per_person: Number(totals.after.switchesPerPerson),
    weekly_timing_pct: Number(totals.after.weeklyTimingPct),
  };
}

function measurePlan(task: Task) {
  const input = generateInstance(task.size, task.seed);
  const options = optionsOf(task);
  const rssBefore = megabytes();
  const start = cpuMs();
  const wallStart = performance.now();
  const plan = planAllocation(input, options, { now: () => performance.now() });
  const times = { cpu_s: (cpuMs() - start) / 1000, wall_s: (performance.now() - wallStart) / 1000 };
  const rss = { rss_mb: megabytes(), rss_before_mb: rssBefore };
  const broken = task.size === 'XL' ? 'not checked' : violations(input, options, plan).length;
  return { ...task, ...planFigures(plan), ...times, ...rss, violations: broken };
}

function measureRebalance(task: Task) {
  const input = shockedInstance(generateInstance(task.size, task.seed), task.seed);
  const options = optionsOf(task);
  const start = cpuMs();
  const { curve, plan } = rebalance(input, options, { now: () => performance.now() });
  const times = { cpu_s: (cpuMs() - start) / 1000, rss_mb: megabytes() };
  const broken = violations(input, options, plan).length;
  return {
    ...task,
    ...planFigures(plan),
    changed: plan.totals.after.changed,
    ...times,
    violations: broken,
    curve,
  };
}

function measureGreedy(task: Task) {
  const input = generateInstance(task.size, task.seed);
  const options = optionsOf(task);
  const greedy = metCases(input, greedyAllocation(input));
  const plan = planAllocation(input, options, { now: () => 0 });
  const ours = metCases(input, heldWeeks(input, options, plan));
  return {
    ...task,
    forecast: plan.totals.after.forecast,
    greedy_met: Math.round(greedy),
    ours_met: Math.round(ours),
    cases_more: Math.round(ours - greedy),
    greedy_gap_pct: Number((100 * (1 - greedy / plan.solve.metBound)).toFixed(3)),
    ours_gap_pct: Number((100 * (1 - ours / plan.solve.metBound)).toFixed(3)),
    moves_per_person: Number(plan.totals.after.switchesPerPerson),
  };
}

const RUNS = { plan: measurePlan, rebalance: measureRebalance, greedy: measureGreedy };

/** Runs one task in this process; `run.ts` starts a fresh process for each. */
export function measure(task: Task): unknown {
  return RUNS[task.mode](task);
}
