import { findArc } from '../problem/eligibility';
import { MIN_GAIN } from './search-fill';
import { listRuns, type MonthRuns } from './search-runs';
import type { Staffing } from '../construct/staffing';

/** A run whose place another run takes. */
interface Partner {
  run: number;
  gain: number;
}

/**
 * Saves switches by trade: a run of weeks joins the demand its person does before or after it, and someone from there takes
 * over with a run of about the same hours.
 */
export class JoinSearch {
  private readonly runs: MonthRuns;
  /** 1 = the run has been traded in this pass. */
  private readonly used: Uint8Array;

  constructor(
    private readonly staffing: Staffing,
    private readonly month: number,
  ) {
    this.runs = listRuns(staffing, month);
    this.used = new Uint8Array(this.runs.count);
  }

  /** One pass over all runs; returns the gain. */
  pass(): number {
    let total = 0;
    for (let run = 0; run < this.runs.count; run += 1) {
      if (this.used[run] === 0) total += this.join(run);
    }
    return total;
  }

  private join(run: number): number {
    const { staffing } = this;
    const { weekCount } = staffing.problem;
    const first = this.runs.first[run] as number;
    const last = (this.runs.end[run] as number) - 1;
    const own = staffing.assign[first] as number;
    const before = staffing.workedBefore(first, first % weekCount);
    const after = staffing.workedAfter(last, last % weekCount);
    let best: Partner = { run: -1, gain: MIN_GAIN };
    if (before !== own && this.canDo(run, before)) best = this.findPartner(run, before, best);
    if (after !== own && after !== before && this.canDo(run, after))
      best = this.findPartner(run, after, best);
    if (best.run < 0) return 0;
    this.used[run] = 1;
    this.used[best.run] = 1;
    return this.trade(run, best.run);
  }

  /** Whether the run's person can do demand d, and the month has work of it. */
  private canDo(run: number, d: number): boolean {
    if (d < 0) return false;
    const { eligibility, weekCount, need, monthCount } = this.staffing.problem;
    const k = eligibility.classOf[((this.runs.first[run] as number) / weekCount) | 0] as number;
    return (need[d * monthCount + this.month] as number) > 0 && findArc(eligibility, k, d) >= 0;
  }

  /** The run on demand `target` with which a trade gains most, if more than `known`. */
  private findPartner(run: number, target: number, known: Partner): Partner {
    const { start, byDemand, first, size } = this.runs;
    const { switchCost } = this.staffing.costs;
    const own = this.staffing.assign[first[run] as number] as number;
    const saved = this.switchesSaved(run, target);
    let best = known;
    for (let i = start[target] as number; i < (start[target + 1] as number); i += 1) {
      const other = byDemand[i] as number;
      const worth = this.worthMoved(own, target, (size[other] as number) - (size[run] as number));
      // No run saves more than the two switches at its ends.
      if (this.used[other] === 1 || worth + switchCost * (saved + 2) <= best.gain) continue;
      if (worth + switchCost * (saved + this.switchesSaved(other, own)) <= best.gain) continue;
      if (!this.canDo(other, own)) continue;
      const gain = this.trade(run, other);
      this.trade(run, other);
      if (gain > best.gain) best = { run: other, gain };
    }
    return best;
  }

  /** Switches that disappear (negative: appear) when the run goes to demand d. */
  private switchesSaved(run: number, d: number): number {
    const { staffing } = this;
    const { weekCount } = staffing.problem;
    const first = this.runs.first[run] as number;
    const last = (this.runs.end[run] as number) - 1;
    const own = staffing.assign[first] as number;
    const before = staffing.workedBefore(first, first % weekCount);
    const after = staffing.workedAfter(last, last % weekCount);
    return switchSaved(before, own, d) + switchSaved(after, own, d);
  }

  /** What demand d gains and demand e loses when `hours` micro-hours (negative: the other way) go from e to d; never too little. */
  private worthMoved(d: number, e: number, hours: number): number {
    if (hours === 0) return 0;
    const { load, problem } = this.staffing;
    const to = (hours > 0 ? d : e) * problem.monthCount + this.month;
    const from = (hours > 0 ? e : d) * problem.monthCount + this.month;
    const moved = Math.abs(hours);
    const missing = Math.max(0, (problem.need[to] as number) - (load[to] as number));
    const spare = Math.max(0, (load[from] as number) - (problem.need[from] as number));
    const lost = Math.max(0, moved - spare) * this.staffing.slope(from);
    return Math.min(moved, missing) * this.staffing.slope(to) - lost;
  }

  /** Lets two runs change places and returns the exact gain; doing it twice changes nothing. */
  private trade(a: number, b: number): number {
    const { assign } = this.staffing;
    const { first } = this.runs;
    const fromA = assign[first[a] as number] as number;
    const fromB = assign[first[b] as number] as number;
    return this.give(a, fromB) + this.give(b, fromA);
  }

  private give(run: number, d: number): number {
    const { staffing } = this;
    const first = this.runs.first[run] as number;
    return staffing.asOne((first / staffing.problem.weekCount) | 0, () => {
      let total = 0;
      for (let c = first; c < (this.runs.end[run] as number); c += 1) {
        if (staffing.problem.cell[c] === 0) continue;
        total += staffing.gain(c, d);
        staffing.set(c, d);
      }
      return total;
    });
  }
}

/** Whether a switch next to demand `neighbour` (−1 = none) disappears (1) or appears (−1) when `from` becomes `to`. */
function switchSaved(neighbour: number, from: number, to: number): number {
  if (neighbour < 0) return 0;
  return (neighbour === from ? 0 : 1) - (neighbour === to ? 0 : 1);
}
