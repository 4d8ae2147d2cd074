import type { MonthFlow } from '../bound/month-flow';
import { MICRO, type Problem } from '../problem/problem';
import { pieceAt } from '../problem/worth';
import type { MonthRelaxation } from '../bound/relaxation';
import type { HiringValue, Profile } from '../contract/types';
import { roundTo } from '../contract/round-to';

/** What new hours bring: cases without weights, and how many demands get some. */
interface PushResult {
  cases: number;
  demands: number;
}

/**
 * Sends new hours that can serve `entry` demands through the optimum: always to the steepest unmet demand that can be
 * reached by passing hours on, in the pieces that the optimum was found in: what a fresh solve would do with them. The
 * flow is left as it was.
 */
function pushHours(
  problem: Problem,
  { flow, month }: MonthRelaxation,
  { entry, hours, delta }: { entry: readonly number[]; hours: number; delta: number },
): PushResult {
  const push = new Push(problem, flow, month, delta);
  for (let left = hours; left > 0;) {
    const sent = push.step(entry, left);
    if (sent === 0) break;
    left -= sent;
  }
  push.restore();
  return push.result();
}

/** Arcs by the demand they lead to. */
interface ArcsOfDemands {
  start: Int32Array;
  arcs: Int32Array;
}

/** Of the many arcs of an optimum few carry hours; every push looks along these, and leaves the flow as it was. */
const carryingOf = new WeakMap<MonthFlow, ArcsOfDemands>();

function carryingArcs({ eligibility, demandCount }: Problem, flow: MonthFlow): ArcsOfDemands {
  const known = carryingOf.get(flow);
  if (known) return known;
  const { demandStart, demandArc } = eligibility;
  const start = new Int32Array(demandCount + 1);
  const arcs: number[] = [];
  for (let d = 0; d < demandCount; d += 1) {
    for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1)
      if (flow.onArc[demandArc[i] as number] !== 0) arcs.push(demandArc[i] as number);
    start[d + 1] = arcs.length;
  }
  const found = { start, arcs: Int32Array.from(arcs) };
  carryingOf.set(flow, found);
  return found;
}

class Push {
  private cases = 0;
  private readonly helped = new Set<number>();
  private readonly undo: (() => void)[] = [];
  private readonly via: Int32Array;
  private readonly seen: Uint8Array;
  private readonly carrying: ArcsOfDemands;
  /** Demands that get hours along an arc that carried none before. */
  private readonly changed = new Set<number>();
  private readonly queue: number[] = [];
  /** What `reach` has found is still so: hours sent along its paths change none of them until one runs dry. */
  private isReached = false;

  constructor(
    private readonly problem: Problem,
    private readonly flow: MonthFlow,
    private readonly month: number,
    private readonly delta: number,
  ) {
    this.via = new Int32Array(problem.demandCount);
    this.seen = new Uint8Array(problem.eligibility.classCount);
    this.carrying = carryingArcs(problem, flow);
  }

  result(): PushResult {
    return { cases: this.cases, demands: this.helped.size };
  }

  restore(): void {
    for (const undo of this.undo.reverse()) undo();
  }

  /** Sends some of `left` to the best demand in reach; 0 when none lacks hours. */
  step(entry: readonly number[], left: number): number {
    if (!this.isReached) this.reach(entry);
    let best = -1;
    let most = { left: 0, slope: 0 };
    for (const d of this.queue) {
      const piece = this.piece(d);
      if (piece.slope < most.slope || (piece.slope === most.slope && (piece.left === 0 || d > best)))
        continue;
      best = d;
      most = piece;
    }
    return most.left === 0 ? 0 : this.send(best, Math.min(left, most.left));
  }

  /** The hours a demand would take next. */
  private piece(d: number): { left: number; slope: number } {
    const { price, need, lockedLoad, monthCount } = this.problem;
    const dm = d * monthCount + this.month;
    const from = lockedLoad[dm] as number;
    const open = { price: price[dm] as number, need: need[dm] as number, from };
    return pieceAt(open, from + (this.flow.served[d] as number), this.delta);
  }

  /** Breadth-first: from each demand to the classes serving it, to what else those can do. `via` = arc the hours leave by, coded. */
  private reach(entry: readonly number[]): void {
    const { classStart, arcDemand, arcClass } = this.problem.eligibility;
    const { via, queue, seen } = this;
    this.isReached = true;
    via.fill(UNSEEN);
    seen.fill(0);
    queue.length = 0;
    for (const d of entry) {
      via[d] = ENTRY;
      queue.push(d);
    }
    for (let head = 0; head < queue.length; head += 1) {
      const d = queue[head] ?? 0;
      const { start, arcs } = this.arcsTo(d);
      for (let i = start[d] as number; i < (start[d + 1] as number); i += 1) {
        const arc = arcs[i] as number;
        if (this.flow.onArc[arc] === 0) continue;
        const k = arcClass[arc] as number;
        if (seen[k] === 1) continue;
        seen[k] = 1;
        for (let other = classStart[k] as number; other < (classStart[k + 1] as number); other += 1) {
          const next = arcDemand[other] as number;
          if (via[next] !== UNSEEN) continue;
          via[next] = arc;
          queue.push(next);
        }
      }
    }
  }

  private arcsTo(d: number): ArcsOfDemands {
    const { demandStart, demandArc } = this.problem.eligibility;
    return this.changed.has(d) ? { start: demandStart, arcs: demandArc } : this.carrying;
  }

  /** Sends hours that fit the target's piece along the path that reached it; as many as the path carries. */
  private send(target: number, left: number): number {
    const { arcDemand, arcClass } = this.problem.eligibility;
    const { price, weight, monthCount } = this.problem;
    const dm = target * monthCount + this.month;
    let amount = left;
    for (let d = target; this.via[d] !== ENTRY; d = arcDemand[this.via[d] as number] as number) {
      amount = Math.min(amount, this.flow.onArc[this.via[d] as number] as number);
    }
    for (let d = target; this.via[d] !== ENTRY;) {
      const arc = this.via[d] as number;
      this.shift(arc, -amount);
      this.shift(this.arcOf(arcClass[arc] as number, d), amount);
      this.changed.add(d);
      d = arcDemand[arc] as number;
    }
    this.flow.served[target] = (this.flow.served[target] as number) + amount;
    this.undo.push(() => {
      this.flow.served[target] = (this.flow.served[target] as number) - amount;
    });
    this.helped.add(target);
    this.cases += (amount * (price[dm] as number)) / (weight[target] as number);
    return amount;
  }

  private shift(arc: number, amount: number): void {
    this.flow.onArc[arc] = (this.flow.onArc[arc] as number) + amount;
    if (this.flow.onArc[arc] === 0) this.isReached = false;
    this.undo.push(() => {
      this.flow.onArc[arc] = (this.flow.onArc[arc] as number) - amount;
    });
  }

  private arcOf(k: number, d: number): number {
    const { classStart, arcDemand } = this.problem.eligibility;
    let arc = classStart[k] as number;
    while (arcDemand[arc] !== d) arc += 1;
    return arc;
  }
}

const UNSEEN = -2;
const ENTRY = -1;

/** Open micro-hours of a person at 100 % in month m; `type` 0 Domestic, 1 Global. */
export function fullHours({ monthStart, weekOpen, hours }: Problem, m: number, type: number): number {
  let sum = 0;
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    if (weekOpen[w] === 1 && (hours[w * 2 + type] as number) > 0) sum += hours[w * 2 + type] as number;
  }
  return sum;
}

/** The value of one more person who can do the `entry` demands. */
export function hiringValueOf(
  problem: Problem,
  solved: MonthRelaxation,
  { profile, entry, delta }: { profile: Profile; entry: readonly number[]; delta: number },
): HiringValue {
  const hours = fullHours(problem, solved.month, profile.location === 'Domestic' ? 0 : 1);
  const { cases, demands } = pushHours(problem, solved, { entry, hours, delta });
  return {
    profile,
    month: problem.months[solved.month] ?? '',
    cases: roundTo(cases, 2),
    hours: roundTo(hours / MICRO, 6),
    demandsHelped: demands,
  };
}

/** Demands of a class. */
export function classDemands({ eligibility }: Problem, k: number): number[] {
  return [...eligibility.arcDemand.subarray(eligibility.classStart[k], eligibility.classStart[k + 1])];
}

/** What the people of class k have in common, shown by the first of them. */
export function classProfile({ people, eligibility }: Problem, k: number): Profile {
  const person = people[eligibility.memberPerson[eligibility.memberStart[k] as number] as number];
  const { platform = '', location = 'Domestic', states = [], skills = [] } = person ?? {};
  return { platform, location, states, skills };
}
