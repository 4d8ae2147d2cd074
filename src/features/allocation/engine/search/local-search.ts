import type { FillMemory } from './fill-memory';
import { ChainSearch } from './search-chain';
import { fillClass, ShortList } from './search-fill';
import { JoinSearch } from './search-join';
import { smoothPerson } from './search-smooth';
import { keepStints } from './search-stints';
import { SwapSearch } from './search-swap';
import { MonthUnits } from './search-units';
import type { Staffing } from '../construct/staffing';
import type { Effort } from '../contract/types';

/** Asked between pieces of work of a few milliseconds; false = stop where you are. */
type Proceed = () => boolean;

/** Rounds of exchanges. */
const EXCHANGES: Readonly<Record<Effort, number>> = { fast: 0, std: 2, thorough: 6 };

/** Switch costs in cases the first fills reckon with, so that those that bring much per switch are made before those that bring little. */
const LADDER = [100, 30];

/** People or classes handled between two looks at the deadline. */
const BATCH = 500;

/** Improves the plan change by change; every state on the way is feasible. */
export function localSearch(
  staffing: Staffing,
  effort: Effort,
  proceed: Proceed,
  report: (share: number) => void = () => undefined,
): void {
  const rounds = EXCHANGES[effort];
  const { costs } = staffing;
  stintPass(staffing, proceed);
  for (const step of LADDER) {
    staffing.costs = { ...costs, switchCost: Math.max(step, costs.switchCost) };
    fillPass(staffing, proceed);
  }
  staffing.costs = costs;
  joinPass(staffing, proceed);
  fillPass(staffing, proceed);
  smoothPass(staffing, proceed);
  for (let round = 0; round < rounds && proceed(); round += 1) {
    report((round + 1) / (rounds + 1));
    const gain = exchangePass(staffing, proceed) + joinPass(staffing, proceed);
    if (gain === 0) break;
  }
}

/** Offers everyone's weeks to short demands once, but for those that a memory shows to be in vain. */
export function fillPass(staffing: Staffing, proceed: Proceed, memory?: FillMemory): number {
  const short = new ShortList(staffing, memory);
  return overMonths(staffing, proceed, (m) => {
    let total = 0;
    for (let k = 0; k < staffing.problem.eligibility.classCount; k += 1) {
      if (k % BATCH === 0 && !proceed()) break;
      total += fillClass(staffing, short, k, m);
    }
    return total;
  });
}

/** Undoes needless switches once. */
export function smoothPass(staffing: Staffing, proceed: Proceed): number {
  return overPeople(staffing, proceed, (p) => smoothPerson(staffing, p));
}

function overPeople(staffing: Staffing, proceed: Proceed, visit: (p: number) => number): number {
  let total = 0;
  for (let p = 0; p < staffing.problem.personCount; p += 1) {
    if (p % BATCH === 0 && !proceed()) break;
    total += visit(p);
  }
  return total;
}

/** Exchanges of person-weeks. */
export function exchangePass(staffing: Staffing, proceed: Proceed): number {
  return overMonths(staffing, proceed, (m) => {
    const search = new SwapSearch(staffing, new MonthUnits(staffing, m));
    return search.pass() + new ChainSearch(staffing, search).pass();
  });
}

/** Makes everyone's weeks keep the rules of stints. */
export function stintPass(staffing: Staffing, proceed: Proceed): void {
  if (!staffing.rules.isActive) return;
  overPeople(staffing, proceed, (p) => {
    keepStints(staffing, p);
    return 0;
  });
}

/** Trades of runs of weeks that save switches. */
export function joinPass(staffing: Staffing, proceed: Proceed): number {
  return overMonths(staffing, proceed, (m) => new JoinSearch(staffing, m).pass());
}

function overMonths({ problem }: Staffing, proceed: Proceed, visit: (m: number) => number): number {
  let total = 0;
  for (let m = 0; m < problem.monthCount; m += 1) {
    if (problem.monthOpen[m] === 1 && proceed()) total += visit(m);
  }
  return total;
}
