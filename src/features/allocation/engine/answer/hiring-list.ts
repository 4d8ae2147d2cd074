import { classDemands, classProfile, fullHours, hiringValueOf } from './hiring';
import type { Problem } from '../problem/problem';
import { roundTo } from '../contract/round-to';
import type { MonthRelaxation } from '../bound/relaxation';
import type { HiringValue, ListedHire } from '../contract/types';

/** Profiles evaluated at most per entry of the list. */
const TRIES = 2;

interface Candidate {
  k: number;
  /** Σ over months of λ × hours: no person of the class can add more (weighted cases). */
  limit: number;
}

/**
 * The profiles of which one more person, hired from the first week that may change, adds most cases over all months. Each
 * profile stands once. Prices rank them; the values shown come from pushing the hours through.
 */
export function hiringList(
  problem: Problem,
  solved: readonly (MonthRelaxation | null)[],
  delta: number,
  top: number,
): ListedHire[] {
  const hires = candidates(problem, solved)
    .slice(0, top * TRIES)
    .flatMap(({ k }) => hireOf(problem, solved, { k, delta }) ?? []);
  hires.sort((a, b) => b.totalCases - a.totalCases);
  return hires.slice(0, top);
}

/** The value of one more person of class k in the months in which these people are scarce. */
function hireOf(
  problem: Problem,
  solved: readonly (MonthRelaxation | null)[],
  { k, delta }: { k: number; delta: number },
): ListedHire | undefined {
  const entry = classDemands(problem, k);
  const profile = classProfile(problem, k);
  const values: HiringValue[] = [];
  for (const month of solved) {
    if (month === null || month.price[k] === 0) continue;
    values.push(hiringValueOf(problem, month, { profile, entry, delta }));
  }
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  const best = others.reduce((most, value) => (value.cases > most.cases ? value : most), first);
  const totalCases = roundTo(
    values.reduce((sum, { cases }) => sum + cases, 0),
    2,
  );
  return { ...best, startWeek: startWeek(problem, profile.location === 'Domestic' ? 0 : 1), totalCases };
}

/** The first week that may change and has working hours. */
function startWeek({ weeks, weekOpen, hours }: Problem, type: number): string {
  return weeks.find((_, w) => weekOpen[w] === 1 && (hours[w * 2 + type] as number) > 0)?.key ?? '';
}

function candidates(problem: Problem, solved: readonly (MonthRelaxation | null)[]): Candidate[] {
  const { classCount, memberStart, memberPerson } = problem.eligibility;
  const limits = new Float64Array(classCount);
  for (const month of solved) {
    if (month === null) continue;
    const hours = [fullHours(problem, month.month, 0), fullHours(problem, month.month, 1)];
    for (let k = 0; k < classCount; k += 1) {
      const type = problem.location[memberPerson[memberStart[k] as number] as number] as number;
      limits[k] = (limits[k] as number) + (month.price[k] as number) * (hours[type] ?? 0);
    }
  }
  const found = Array.from(limits, (limit, k) => ({ k, limit })).filter(({ limit }) => limit > 0);
  return found.sort((a, b) => b.limit - a.limit || a.k - b.k);
}
