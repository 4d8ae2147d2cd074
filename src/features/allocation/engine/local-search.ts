import { fillPerson, ShortList } from './search-fill';
import { smoothPerson } from './search-smooth';
import { ChainSearch } from './search-chain';
import { SwapSearch } from './search-swap';
import type { Staffing } from './staffing';
import type { Effort } from './types';

/** Asked between pieces of work of a few milliseconds; false = stop where you are. */
type Proceed = () => boolean;

const PRESETS: Readonly<Record<Effort, { passes: number; swap: boolean }>> = {
  fast: { passes: 3, swap: false },
  std: { passes: 2, swap: true },
  thorough: { passes: 8, swap: true },
};

/** People handled between two looks at the deadline. */
const BATCH = 500;

/** Improves the plan change by change; every state on the way is feasible. */
export function localSearch(
  staffing: Staffing,
  effort: Effort,
  proceed: Proceed,
  report: (share: number) => void = () => undefined,
): void {
  const { passes, swap } = PRESETS[effort];
  for (let pass = 0; pass < passes && proceed(); pass += 1) {
    let gain = fillPass(staffing, proceed) + smoothPass(staffing, proceed);
    if (swap) gain += swapPass(staffing, proceed);
    report((pass + 1) / passes);
    if (gain === 0) break;
  }
  // Exchanges open holes that single weeks of idle people fill.
  fillPass(staffing, proceed);
}

/** Offers everyone's weeks to short demands once. */
export function fillPass(staffing: Staffing, proceed: Proceed): number {
  const short = new ShortList(staffing);
  return overPeople(staffing, proceed, (p) => fillPerson(staffing, short, p));
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

/** Exchanges of cells, month by month. */
function swapPass(staffing: Staffing, proceed: Proceed): number {
  const search = new SwapSearch(staffing);
  const chains = new ChainSearch(staffing, search);
  let total = 0;
  for (let m = 0; m < staffing.problem.monthCount; m += 1) {
    if (staffing.problem.monthOpen[m] === 1 && proceed()) total += search.month(m) + chains.month(m);
  }
  return total;
}
