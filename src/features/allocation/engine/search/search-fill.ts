import type { Staffing } from '../construct/staffing';
import type { FillMemory } from './fill-memory';

/** Cases a change must gain to be made: below it, search time buys nothing a planner would notice. */
export const MIN_GAIN = 0.5;

/** Demands of the class under consideration that still lack hours in the month. */
export class ShortList {
  readonly demand: Int32Array;
  count = 0;

  constructor(
    private readonly staffing: Staffing,
    readonly memory?: FillMemory,
  ) {
    this.demand = new Int32Array(staffing.problem.demandCount);
  }

  /** Collects the short demands of class k in month m. */
  collect(k: number, m: number): number {
    const { problem, load } = this.staffing;
    const { eligibility, monthCount, need } = problem;
    const end = eligibility.classStart[k + 1] as number;
    this.count = 0;
    for (let arc = eligibility.classStart[k] as number; arc < end; arc += 1) {
      const d = eligibility.arcDemand[arc] as number;
      const dm = d * monthCount + m;
      if ((load[dm] as number) >= (need[dm] as number)) continue;
      this.demand[this.count] = d;
      this.count += 1;
    }
    return this.count;
  }

  /** Cell c went from one demand (−1 = idle) to another. */
  moved(c: number, from: number, to: number): void {
    const { weekCount, weekMonth, eligibility } = this.staffing.problem;
    const k = eligibility.classOf[(c / weekCount) | 0] as number;
    this.memory?.moved(k, weekMonth[c % weekCount] as number, [from, to]);
  }
}

/** Gives whole months, then single weeks, of the people of class k in month m to demands that lack hours. Returns the gain. */
export function fillClass(staffing: Staffing, short: ShortList, k: number, m: number): number {
  const { monthStart, weekCount, eligibility } = staffing.problem;
  const { memberStart, memberPerson } = eligibility;
  let total = 0;
  if (short.memory?.isVain(k, m) || short.collect(k, m) === 0) return total;
  for (let i = memberStart[k] as number; i < (memberStart[k + 1] as number); i += 1) {
    const first = (memberPerson[i] as number) * weekCount;
    let gain = fillMonth(staffing, short, memberPerson[i] as number, m);
    for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1)
      gain += fillCell(staffing, short, first + w);
    total += gain;
    if (gain > 0 && short.collect(k, m) === 0) break;
  }
  short.memory?.tried(k, m, total);
  return total;
}

function fillCell(staffing: Staffing, short: ShortList, c: number): number {
  const { problem, assign } = staffing;
  if (problem.cell[c] === 0) return 0;
  const w = c % problem.weekCount;
  const from = assign[c] as number;
  const loss = from < 0 ? 0 : staffing.worthChange(from, w, -(problem.cell[c] as number));
  const bonus = 2 * staffing.costs.switchCost + staffing.mostReturnGain(c);
  let best = -1;
  let bestGain = MIN_GAIN;
  for (let i = 0; i < short.count; i += 1) {
    const d = short.demand[i] as number;
    if (d === from) continue;
    const worth = staffing.worthChange(d, w, problem.cell[c] as number);
    if (worth + loss + bonus <= bestGain) continue;
    const gain = staffing.moveGain(c, d) + loss + worth;
    if (gain <= bestGain) continue;
    best = d;
    bestGain = gain;
  }
  if (best < 0) return 0;
  short.moved(c, from, best);
  staffing.set(c, best);
  return bestGain;
}

/** Moves all of a person's month to the short demand with most hours missing, if that pays as a whole. */
function fillMonth(staffing: Staffing, short: ShortList, p: number, m: number): number {
  const { problem, load } = staffing;
  let best = -1;
  let most = 0;
  for (let i = 0; i < short.count; i += 1) {
    const dm = (short.demand[i] as number) * problem.monthCount + m;
    const missing = ((problem.need[dm] as number) - (load[dm] as number)) * (problem.price[dm] as number);
    if (missing <= most) continue;
    most = missing;
    best = short.demand[i] as number;
  }
  if (best < 0 || most <= MIN_GAIN) return 0;
  const first = p * problem.weekCount + (problem.monthStart[m] as number);
  const end = p * problem.weekCount + (problem.monthStart[m + 1] as number);
  if (!mayPay(staffing, first, end, best)) return 0;
  const before = staffing.assign.slice(first, end);
  const gain = moveRun(staffing, first, end, best);
  if (gain > 0) before.forEach((from, i) => short.moved(first + i, from, best));
  return gain;
}

/** False when not even the most demand d could gain from the cells' hours makes up for what they leave. */
function mayPay(staffing: Staffing, first: number, end: number, d: number): boolean {
  const { problem, assign, costs, load } = staffing;
  const dm = d * problem.monthCount + (problem.weekMonth[first % problem.weekCount] as number);
  let hours = 0;
  let left = 0;
  for (let c = first; c < end; c += 1) {
    const size = problem.cell[c] as number;
    if (size === 0 || assign[c] === d) continue;
    hours += size;
    left += 2 * costs.switchCost + staffing.mostReturnGain(c);
    if ((assign[c] as number) >= 0)
      left += staffing.worthChange(assign[c] as number, c % problem.weekCount, -size);
  }
  const missing = (problem.need[dm] as number) - (load[dm] as number);
  const profile = costs.profileWeight * (problem.price[dm] as number) * hours;
  return staffing.slope(dm) * Math.min(hours, missing) + profile + left > MIN_GAIN;
}

/** Moves the free cells from `first` to before `end` to demand d when their joint gain is worth it; else leaves all as they were. */
export function moveRun(staffing: Staffing, first: number, end: number, d: number): number {
  const { problem, assign } = staffing;
  const before = RUN.subarray(0, end - first);
  let reached = first;
  const total = staffing.asOne((first / problem.weekCount) | 0, () => {
    let sum = 0;
    for (; reached < end && sum > -Infinity; reached += 1) {
      before[reached - first] = assign[reached] as number;
      if (problem.cell[reached] === 0 || assign[reached] === d) continue;
      sum += staffing.gain(reached, d);
      if (sum > -Infinity) staffing.set(reached, d);
    }
    return sum;
  });
  if (total > MIN_GAIN) return total;
  for (let c = first; c < reached; c += 1) {
    if ((problem.cell[c] as number) > 0) staffing.set(c, before[c - first] as number);
  }
  return 0;
}

/** Demands before a trial run, restored when it does not pay; a year of weeks fits. */
const RUN = new Int32Array(64);
