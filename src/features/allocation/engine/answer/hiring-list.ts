import { classDemands, classProfile, fullHours, hiringValueOf } from './hiring';
import type { Problem } from '../problem/problem';
import type { MonthRelaxation } from '../bound/relaxation';
import type { HiringValue } from '../contract/types';

/** Profiles evaluated at most per entry of the list. */
const TRIES = 6;

interface Candidate {
  solved: MonthRelaxation;
  k: number;
  /** λ × hours: no person of the class can add more (weighted cases). */
  limit: number;
}

/** The profiles of which one more person adds most cases. Prices rank them; the values shown come from pushing the hours through. */
export function hiringList(
  problem: Problem,
  solved: readonly (MonthRelaxation | null)[],
  delta: number,
  top: number,
): HiringValue[] {
  const values: { value: HiringValue; limit: number }[] = [];
  for (const { solved: month, k, limit } of candidates(problem, solved).slice(0, top * TRIES)) {
    const entry = classDemands(problem, k);
    values.push({
      value: hiringValueOf(problem, month, { profile: classProfile(problem, k), entry, delta }),
      limit,
    });
  }
  values.sort((a, b) => b.value.cases - a.value.cases);
  return values.slice(0, top).map(({ value }) => value);
}

function candidates(problem: Problem, solved: readonly (MonthRelaxation | null)[]): Candidate[] {
  const { classCount, memberStart, memberPerson } = problem.eligibility;
  const found: Candidate[] = [];
  for (const month of solved) {
    if (month === null) continue;
    const hours = [fullHours(problem, month.month, 0), fullHours(problem, month.month, 1)];
    for (let k = 0; k < classCount; k += 1) {
      if (month.price[k] === 0) continue;
      const limit =
        (month.price[k] as number) *
        (hours[problem.location[memberPerson[memberStart[k] as number] as number] as number] ?? 0);
      found.push({ solved: month, k, limit });
    }
  }
  return found.sort((a, b) => b.limit - a.limit || a.solved.month - b.solved.month || a.k - b.k);
}
