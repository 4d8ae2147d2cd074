import { findArc } from '../problem/eligibility';
import type { Staffing } from '../construct/staffing';

/** Steps of one person until the rules hold; each takes away a breach, and a person has at most one a week. */
const MAX_STEPS = 64;

/**
 * Makes a person's weeks keep the rules at the least loss: stints that are too short join a neighbour, take a week of one, or
 * become idle; with too many changes of demand, stints join until there are few enough.
 */
export function keepStints(staffing: Staffing, p: number): void {
  for (let step = 0; step < MAX_STEPS && staffing.rules.ofPerson(p) > 0; step += 1)
    if (!bestStep(staffing, p)) return;
}

/** A run of cells that could all go to one demand. */
interface Step {
  first: number;
  end: number;
  d: number;
}

function bestStep(staffing: Staffing, p: number): boolean {
  let best: Step | undefined;
  let most = 0;
  for (const step of stepsOf(staffing, p)) {
    const gain = trial(staffing, p, step);
    if (gain <= most) continue;
    most = gain;
    best = step;
  }
  if (best) put(staffing, best);
  return best !== undefined;
}

function stepsOf(staffing: Staffing, p: number): Step[] {
  const { problem, assign } = staffing;
  const start = p * problem.weekCount;
  const end = start + problem.weekCount;
  const steps: Step[] = [];
  for (let first = start; first < end;) {
    let last = first + 1;
    while (last < end && isOneStint(staffing, first, last)) last += 1;
    const d = assign[first] as number;
    if (d >= 0 && (problem.cell[first] as number) > 0) {
      const before = staffing.workedBefore(first, first - start);
      const after = staffing.workedAfter(last - 1, last - 1 - start);
      for (const other of new Set([before, after, -1])) steps.push({ first, end: last, d: other });
      // A week of the stint before or after.
      if (first > start) steps.push({ first: first - 1, end: first, d });
      if (last < end) steps.push({ first: last, end: last + 1, d });
    }
    first = last;
  }
  return steps.filter((step) => step.d < 0 || canDo(staffing, p, step));
}

function isOneStint({ problem, assign }: Staffing, first: number, c: number): boolean {
  return (
    (problem.cell[first] as number) > 0 && (problem.cell[c] as number) > 0 && assign[c] === assign[first]
  );
}

function canDo({ problem }: Staffing, p: number, { first, end, d }: Step): boolean {
  const { cell, need, monthCount, weekMonth, weekCount, eligibility } = problem;
  for (let c = first; c < end; c += 1) {
    if (cell[c] === 0 || need[d * monthCount + (weekMonth[c % weekCount] as number)] === 0) return false;
  }
  return findArc(eligibility, eligibility.classOf[p] as number, d) >= 0;
}

/** The exact gain of a step, which is taken back. */
function trial(staffing: Staffing, p: number, step: Step): number {
  const { assign } = staffing;
  const before = assign.slice(step.first, step.end);
  const gain = staffing.asOne(p, () => put(staffing, step));
  for (let c = step.first; c < step.end; c += 1) {
    if (assign[c] !== before[c - step.first]) staffing.set(c, before[c - step.first] as number);
  }
  return gain;
}

function put(staffing: Staffing, { first, end, d }: Step): number {
  let gain = 0;
  for (let c = first; c < end; c += 1) {
    if (staffing.assign[c] === d || staffing.problem.cell[c] === 0) continue;
    gain += staffing.gain(c, d);
    staffing.set(c, d);
  }
  return gain;
}
