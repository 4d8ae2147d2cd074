import type { IntegerSolver } from '../contract/integer-program';
import type { WholeWeeks } from '../contract/plan-types';
import type { Watch } from '../contract/watch';
import type { Problem } from '../problem/problem';
import { gapPct } from '../bound/gap';
import { MonthProgram } from './month-program';
import type { MonthRelaxation } from '../bound/relaxation';

/** Up to here a month is tried: beyond, the time would run out before anything is proved. */
const MAX_PEOPLE = 60;
const MAX_DEMANDS = 30;
/** For all months of a plan together. */
const MAX_SECONDS = 5;
/** Solutions that tangents are added for. */
const MAX_ROUNDS = 12;
/** Relative: what rounding in a solver of doubles may hide. */
const TOLERANCE = 1e-6;

interface Solved {
  problem: Problem;
  delta: number;
  solved: readonly (MonthRelaxation | null)[];
  /** The relaxation's bound over all months. */
  bound: number;
  /** Worth of the plan. */
  value: number;
}

/**
 * How good a small plan is among those of whole person-weeks, which fractions of weeks hide: a bound that no plan exceeds.
 * Null where there is no solver, no small month, or no time.
 */
export function wholeWeeks(plan: Solved, solve: IntegerSolver | undefined, watch: Watch): WholeWeeks | null {
  const { problem, solved, delta, value } = plan;
  if (!solve || watch.late) return null;
  const small = solved.flatMap((month) => {
    const program = month && new MonthProgram(problem, month.month, delta);
    return program && isSmall(program) ? [{ program, fractional: month.bound }] : [];
  });
  if (small.length === 0) return null;
  const until = watch.elapsed() + 1_000 * MAX_SECONDS;
  let bound = plan.bound;
  small.forEach(({ program, fractional }, i) => {
    const seconds = (until - watch.elapsed()) / 1_000 / (small.length - i);
    if (seconds <= 0 || !watch.proceed()) return;
    // What the solver's tolerances may hide is given back.
    const proved = monthBound(program, solve, { watch, seconds }) * (1 + TOLERANCE / 10);
    if (proved < fractional) bound += proved - fractional;
  });
  // A plan above its bound would mean that the solver erred: nothing is claimed.
  if (value > bound * (1 + TOLERANCE)) return null;
  const isBest = bound - value <= TOLERANCE * bound;
  return { bound, gapPct: isBest ? 0 : gapPct(bound, value), isBest };
}

function isSmall({ people, demands }: MonthProgram): boolean {
  return people <= MAX_PEOPLE && demands <= MAX_DEMANDS;
}

/** The lowest bound that was proved in the time given. */
function monthBound(
  month: MonthProgram,
  solve: IntegerSolver,
  { watch, seconds }: { watch: Watch; seconds: number },
): number {
  if (month.people === 0) return month.refine([]);
  const until = watch.elapsed() + seconds * 1_000;
  let bound = Infinity;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const left = (until - watch.elapsed()) / 1_000;
    if (left <= 0) break;
    const answer = solve(month.program(), left);
    const proved = month.boundOf(answer.bound);
    if (proved < bound) bound = proved;
    if (answer.values === null) break;
    const found = month.refine(answer.values);
    if (!month.isBent || bound - found <= (TOLERANCE / 10) * bound) break;
  }
  return bound;
}
