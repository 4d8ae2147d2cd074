import { disaggregate } from './disaggregate';
import type { MonthRelaxation } from '../bound/relaxation';
import type { Staffing } from './staffing';
import { stayDemands, stayFlow } from './stay-flow';
import { worth } from '../problem/worth';

/**
 * Staffs one month: by rounding the relaxation, or as it is stored if that is worth as much once moving has been paid for.
 * Without the second a plan made of a plan just executed would trade its polish for a fresh rounding.
 */
export function placeMonth(staffing: Staffing, month: MonthRelaxation): void {
  const m = month.month;
  keepExisting(staffing, m);
  const stored = monthWorth(staffing, m);
  clearMonth(staffing, m);
  const stay = stayDemands(staffing, m);
  disaggregate(staffing, m, stayFlow(staffing.problem, month, stay), stay);
  if (monthWorth(staffing, m) - moveCosts(staffing, m) > stored) return;
  clearMonth(staffing, m);
  keepExisting(staffing, m);
}

/** Puts every person-week of month m back on its existing demand. */
export function keepExisting(staffing: Staffing, m: number): void {
  const { base, weekCount, weekMonth } = staffing.problem;
  for (let c = 0; c < base.length; c += 1) {
    if ((base[c] as number) >= 0 && weekMonth[c % weekCount] === m) staffing.set(c, base[c] as number);
  }
}

function clearMonth(staffing: Staffing, m: number): void {
  const { cell, locked, weekCount, weekMonth } = staffing.problem;
  for (let c = 0; c < cell.length; c += 1) {
    if (locked[c] === 0 && weekMonth[c % weekCount] === m) staffing.set(c, -1);
  }
}

/** Worth of the hours served in month m. */
function monthWorth({ problem, load, costs }: Staffing, m: number): number {
  const { need, price, monthCount } = problem;
  let sum = 0;
  for (let dm = m; dm < need.length; dm += monthCount) {
    if ((need[dm] as number) > 0)
      sum += worth(price[dm] as number, need[dm] as number, load[dm] as number, costs.delta);
  }
  return sum;
}

/** What leaving existing demands in month m costs. */
function moveCosts({ problem, assign, costs }: Staffing, m: number): number {
  const { base, baseIsBench, weekCount, weekMonth } = problem;
  let sum = 0;
  for (let c = 0; c < base.length; c += 1) {
    if ((base[c] as number) < 0 || assign[c] === base[c] || weekMonth[c % weekCount] !== m) continue;
    sum += baseIsBench[c] === 1 ? costs.changeBench : costs.changePrimary;
  }
  return sum;
}
