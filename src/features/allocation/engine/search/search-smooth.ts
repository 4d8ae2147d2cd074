import { MIN_GAIN, moveRun } from './search-fill';
import type { Staffing } from '../construct/staffing';
import { findArc } from '../problem/eligibility';

/** Undoes switches of person p where that costs less than it saves: runs of weeks join the run before or after, or return to their existing demand. */
export function smoothPerson(staffing: Staffing, p: number): number {
  const { problem, assign } = staffing;
  const start = p * problem.weekCount;
  const end = start + problem.weekCount;
  let total = 0;
  for (let first = start; first < end;) {
    let last = first + 1;
    while (last < end && assign[last] === assign[first] && sameMonth(staffing, first, last)) last += 1;
    total += joinNeighbours(staffing, first, last) + returnHome(staffing, first, last);
    first = last;
  }
  return total;
}

function sameMonth({ problem }: Staffing, a: number, b: number): boolean {
  const { weekCount, weekMonth } = problem;
  return weekMonth[a % weekCount] === weekMonth[b % weekCount];
}

function joinNeighbours(staffing: Staffing, first: number, end: number): number {
  const { weekCount } = staffing.problem;
  const before = staffing.workedBefore(first, first % weekCount);
  const after = staffing.workedAfter(end - 1, (end - 1) % weekCount);
  const own = staffing.assign[first] as number;
  let total = 0;
  if (before >= 0 && before !== own && allowed(staffing, first, before))
    total = moveRun(staffing, first, end, before);
  if (total === 0 && after >= 0 && after !== own && after !== before && allowed(staffing, first, after)) {
    total = moveRun(staffing, first, end, after);
  }
  return total;
}

function allowed({ problem }: Staffing, c: number, d: number): boolean {
  const m = problem.weekMonth[c % problem.weekCount] as number;
  if (problem.need[d * problem.monthCount + m] === 0) return false;
  return (
    findArc(problem.eligibility, problem.eligibility.classOf[(c / problem.weekCount) | 0] as number, d) >= 0
  );
}

function returnHome(staffing: Staffing, first: number, end: number): number {
  const { base } = staffing.problem;
  let total = 0;
  for (let c = first; c < end; c += 1) {
    if ((base[c] as number) < 0 || base[c] === staffing.assign[c]) continue;
    const gain = staffing.gain(c, base[c] as number);
    if (gain <= MIN_GAIN) continue;
    staffing.set(c, base[c] as number);
    total += gain;
  }
  return total;
}
