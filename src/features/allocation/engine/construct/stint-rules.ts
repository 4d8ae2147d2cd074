import type { Problem } from '../problem/problem';

/** What a person's weeks must look like. */
export interface StintLimits {
  /** Shortest stint in weeks; 1 = no rule. */
  minWeeks: number;
  /** Most changes of demand per person; Infinity = no rule. */
  maxSwitches: number;
}

/**
 * Counts breaches of the rules. A stint is a run of free weeks of one person on one demand. One that is cut by a week nobody can
 * decide on (leave, before the hire date, pinned, closed month, outside the scope) or by the end of the horizon may be shorter.
 */
export class StintRules {
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
    const { assign } = this;
    const from = assign[c] as number;
    if (from === d) return 0;
    const before = this.around(c);
    assign[c] = d;
    const after = this.around(c);
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
  short(c: number): number {
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

  /** Breaches that a change of cell c can touch: of the stints at it, before it and after it, and of its person's switches. */
  private around(c: number): number {
    const { weekCount } = this.problem;
    const w = c % weekCount;
    let count = this.short(c);
    if (w > 0 && !this.joined(c - 1, c)) count += this.short(c - 1);
    if (w + 1 < weekCount && !this.joined(c, c + 1)) count += this.short(c + 1);
    return count + this.tooManySwitches((c / weekCount) | 0);
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
