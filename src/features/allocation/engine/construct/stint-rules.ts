import type { Problem } from '../problem/problem';

/** What a person's weeks must look like. */
export interface StintLimits {
  /** Shortest stint in weeks; 1 = no rule. */
  minWeeks: number;
  /** Most changes of demand per person; Infinity = no rule. */
  maxSwitches: number;
}

/** No demand: the horizon ends there, or nobody can decide on the week. */
const BLOCKED = -2;

/** The stint on one side of a cell, as far as the rules look: no longer than `minWeeks`. */
interface Side {
  /** −1 = idle weeks. */
  demand: number;
  weeks: number;
  /** Whether its far end is such that it may be shorter. */
  isCut: boolean;
}

/**
 * Counts breaches of the rules. A stint is a run of free weeks of one person on one demand. One that is cut by a week nobody can
 * decide on (leave, before the hire date, pinned, closed month, outside the scope) or by the end of the horizon may be shorter.
 */
export class StintRules {
  private readonly before: Side = { demand: BLOCKED, weeks: 0, isCut: true };
  private readonly after: Side = { demand: BLOCKED, weeks: 0, isCut: true };

  constructor(
    private readonly problem: Problem,
    private readonly assign: Int32Array,
    private readonly limits: StintLimits,
  ) {}

  /** Whether there is anything to count. */
  get isActive(): boolean {
    return this.limits.minWeeks > 1 || Number.isFinite(this.limits.maxSwitches);
  }

  /** Breaches that disappear (negative: appear) when free cell c goes to demand d (−1 = idle). */
  saved(c: number, d: number): number {
    const from = this.assign[c] as number;
    return from === d ? 0 : this.shortSaved(c, from, d) + this.switchesSaved(c, from, d);
  }

  /** Short stints that disappear: the weeks on both sides are looked at once for both demands. */
  private shortSaved(c: number, from: number, d: number): number {
    if (this.limits.minWeeks <= 1) return 0;
    this.look(this.before, c, -1);
    this.look(this.after, c, 1);
    return this.shortAround(from) - this.shortAround(d);
  }

  private look(side: Side, c: number, step: number): void {
    const { weekCount } = this.problem;
    const start = c - (c % weekCount);
    const end = start + weekCount;
    let at = c + step;
    side.weeks = 0;
    side.isCut = this.isBreak(at, start, end);
    side.demand = side.isCut ? BLOCKED : (this.assign[at] as number);
    while (!side.isCut && side.weeks < this.limits.minWeeks && this.assign[at] === side.demand) {
      side.weeks += 1;
      at += step;
      side.isCut = this.isBreak(at, start, end);
    }
  }

  /** Short stints at the cell between both sides, if its demand were d, and beside it. */
  private shortAround(d: number): number {
    const { before, after } = this;
    const beside = this.shortBeside(before, d) + this.shortBeside(after, d);
    const weeks = 1 + weeksJoined(before, d) + weeksJoined(after, d);
    const isWhole = d < 0 || weeks >= this.limits.minWeeks || isCutFor(before, d) || isCutFor(after, d);
    return isWhole ? beside : beside + 1;
  }

  /** 1 = a stint of its own that is too short. */
  private shortBeside({ demand, weeks, isCut }: Side, d: number): number {
    return demand !== d && demand >= 0 && weeks < this.limits.minWeeks && !isCut ? 1 : 0;
  }

  private switchesSaved(c: number, from: number, d: number): number {
    if (!Number.isFinite(this.limits.maxSwitches)) return 0;
    const { assign } = this;
    const p = (c / this.problem.weekCount) | 0;
    const before = this.tooManySwitches(p);
    assign[c] = d;
    const after = this.tooManySwitches(p);
    assign[c] = from;
    return before - after;
  }

  /** All breaches of person p. */
  ofPerson(p: number): number {
    const { weekCount, cell } = this.problem;
    const end = (p + 1) * weekCount;
    let count = this.tooManySwitches(p);
    for (let c = p * weekCount; c < end; c += 1) {
      if (cell[c] === 0 || (this.assign[c] as number) < 0) continue;
      if (c > p * weekCount && this.joined(c - 1, c)) continue;
      count += this.short(c);
    }
    return count;
  }

  /** 1 = the stint that holds cell c is too short. */
  private short(c: number): number {
    const { minWeeks } = this.limits;
    if (minWeeks <= 1 || (this.assign[c] as number) < 0 || this.problem.cell[c] === 0) return 0;
    const { weekCount } = this.problem;
    const start = c - (c % weekCount);
    const end = start + weekCount;
    let first = c;
    while (first > start && c - first < minWeeks && this.joined(first - 1, first)) first -= 1;
    const last = this.lastOf(c, Math.min(end, first + minWeeks));
    if (last - first + 1 >= minWeeks) return 0;
    return this.isBreak(first - 1, start, end) || this.isBreak(last + 1, start, end) ? 0 : 1;
  }

  /** The last cell of the stint that holds cell c, looked for before `stop`. */
  private lastOf(c: number, stop: number): number {
    let last = c;
    while (last + 1 < stop && this.joined(last, last + 1)) last += 1;
    return last;
  }

  private joined(a: number, b: number): boolean {
    const { cell } = this.problem;
    return (cell[a] as number) > 0 && (cell[b] as number) > 0 && this.assign[a] === this.assign[b];
  }

  private isBreak(c: number, start: number, end: number): boolean {
    return c < start || c >= end || this.problem.cell[c] === 0;
  }

  private tooManySwitches(p: number): number {
    const { maxSwitches } = this.limits;
    if (!Number.isFinite(maxSwitches)) return 0;
    const { weekCount } = this.problem;
    let count = 0;
    let last = -1;
    for (let c = p * weekCount; c < (p + 1) * weekCount; c += 1) {
      const d = this.assign[c] as number;
      if (d < 0) continue;
      if (last >= 0 && d !== last) count += 1;
      last = d;
    }
    return count > maxSwitches ? count - maxSwitches : 0;
  }
}

function weeksJoined(side: Side, d: number): number {
  return side.demand === d ? side.weeks : 0;
}

/** Whether a stint of demand d beside it may be shorter on this side. */
function isCutFor({ demand, isCut }: Side, d: number): boolean {
  return demand === BLOCKED || (demand === d && isCut);
}
