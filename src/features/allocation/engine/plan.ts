import { fillBench } from './construct/bench-fill';
import { compileProblem } from './problem/compile';
import { resolveOptions } from './contract/options';
import type { Problem } from './problem/problem';
import { answerPlan } from './answer/plan-answer';
import { stintPass } from './search/local-search';
import { relax, solvePlan } from './search/solve';
import type {
  AllocationInput,
  AllocationOptions,
  PlanAnswer,
  EngineHooks,
  RelaxationBound,
} from './contract/types';
import { validateInput, validateOptions } from './contract/validate';
import { Watch } from './contract/watch';
import type { ResolvedOptions } from './contract/options';

/** Checks and compiles; throws `DomainError` VALIDATION naming what is wrong. */
export function prepare(
  input: AllocationInput,
  options: AllocationOptions,
): { problem: Problem; options: ResolvedOptions } {
  validateInput(input);
  validateOptions(options);
  const resolved = resolveOptions(options, input.people.length);
  return { problem: compileProblem(input, resolved), options: resolved };
}

/** The best staffing of all open months: near the proved bound, explained, feasible whenever it is stopped. */
export function planAllocation(
  input: AllocationInput,
  options: AllocationOptions,
  hooks: EngineHooks,
): PlanAnswer {
  const watch = new Watch(hooks, options.deadlineMs ?? Infinity);
  watch.report(0, 'reading', null);
  const { problem, options: resolved } = prepare(input, options);
  const solution = solvePlan(problem, resolved, watch);
  if (resolved.bench === 'proportional') {
    fillBench(solution.staffing);
    stintPass(solution.staffing, watch.proceed);
  }
  const plan = answerPlan(solution, watch);
  watch.report(100, 'done', plan.solve.gapPct);
  return plan;
}

/** The upper bound alone: no plan, however it is made, is worth more. */
export function relaxationBound(input: AllocationInput, options: AllocationOptions = {}): RelaxationBound {
  const { problem, options: resolved } = prepare(input, options);
  return relax(problem, resolved, () => true).bound;
}
