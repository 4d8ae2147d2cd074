import { roundTo } from '../contract/round-to';
import type { Candidate } from '../contract/types';
import type { Staffing } from '../construct/staffing';
import type { Problem } from '../problem/problem';
import { worth } from '../problem/worth';
import { MIN_GAIN } from '../search/search-fill';

/** What single person-weeks could do for a short demand in a month. */
export interface Help {
  /** Cell that gains most, all costs counted, −1 = none gains. */
  cell: number;
  /** Some person-week is worth more on the short demand than where it is, but not what moving costs. */
  isHeldByCosts: boolean;
}

/** Looks at every free week of everyone who can do demand d in month m. */
export function helpFor(staffing: Staffing, d: number, m: number): Help {
  const { problem, assign } = staffing;
  const { weekCount, monthStart, cell } = problem;
  const help: Help = { cell: -1, isHeldByCosts: false };
  let most = MIN_GAIN;
  forEligible(problem, d, (p) => {
    const end = p * weekCount + (monthStart[m + 1] as number);
    for (let c = p * weekCount + (monthStart[m] as number); c < end; c += 1) {
      const from = assign[c] as number;
      if (cell[c] === 0 || from === d) continue;
      const w = c % weekCount;
      const loss = from < 0 ? 0 : staffing.worthChange(from, w, -(cell[c] as number));
      const worth = staffing.worthChange(d, w, cell[c] as number);
      if (worth + loss <= MIN_GAIN) continue;
      help.isHeldByCosts = true;
      const gain = staffing.moveGain(c, d) + loss + worth;
      if (gain <= most) continue;
      most = gain;
      help.cell = c;
    }
  });
  return help;
}

/** Everyone whose class holds demand d. */
export function forEligible({ eligibility }: Problem, d: number, visit: (p: number) => void): void {
  const { demandStart, demandClass, memberStart, memberPerson } = eligibility;
  for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1) {
    const k = demandClass[i] as number;
    for (let j = memberStart[k] as number; j < (memberStart[k + 1] as number); j += 1)
      visit(memberPerson[j] as number);
  }
}

/** Cases, without weights, that demand d gains when cell c is given to it. */
export function casesGained({ problem, load }: Staffing, c: number, d: number): number {
  const { weekCount, weekMonth, monthCount, need, price, weight, cell } = problem;
  const dm = d * monthCount + (weekMonth[c % weekCount] as number);
  const full = need[dm] as number;
  const before = worth(price[dm] as number, full, load[dm] as number, 0);
  const after = worth(price[dm] as number, full, (load[dm] as number) + (cell[c] as number), 0);
  return (after - before) / (weight[d] as number);
}

/** The person-week of `helpFor` as it is shown. */
export function candidateOf(staffing: Staffing, d: number, { cell }: Help): Candidate | undefined {
  const { people, weeks, demands, weekCount } = staffing.problem;
  if (cell < 0) return undefined;
  return {
    cn: people[(cell / weekCount) | 0]?.cn ?? '',
    week: weeks[cell % weekCount]?.key ?? '',
    from: demands[staffing.assign[cell] as number]?.key ?? null,
    cases: roundTo(casesGained(staffing, cell, d), 2),
  };
}
