import type { Staffing } from '../construct/staffing';

/**
 * The free person-weeks of one month with what exchanges ask about them, class by class, so that all a demand could take
 * lies in a few short stretches of memory. Unit i is one person-week. `put` and `weigh` keep it in step with the staffing.
 */
export class MonthUnits {
  /** Units of class k: start[k] … start[k + 1] − 1. */
  readonly start: Int32Array;
  /** Micro-hours of each unit. */
  readonly size: Int32Array;
  /** Demand of each unit, −1 = idle. */
  readonly at: Int32Array;
  /** Class of each unit. */
  readonly classOf: Int32Array;
  /** Micro-hours each demand has above its need. */
  readonly spare: Float64Array;
  /** Micro-hours each demand lacks. */
  readonly missing: Float64Array;
  /** Cases a micro-hour more, or one less beyond the spare ones, is worth to each demand. */
  readonly slope: Float64Array;
  private readonly cellOf: Int32Array;
  /** The units of each demand as a doubly linked list, latest arrival first; −1 = none. */
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;

  constructor(
    private readonly staffing: Staffing,
    private readonly month: number,
  ) {
    const { problem } = staffing;
    this.start = new Int32Array(problem.eligibility.classCount + 1);
    const weeks = (problem.monthStart[month + 1] as number) - (problem.monthStart[month] as number);
    const most = problem.personCount * weeks;
    this.cellOf = new Int32Array(most);
    this.size = new Int32Array(most);
    this.at = new Int32Array(most);
    this.classOf = new Int32Array(most);
    this.next = new Int32Array(most);
    this.previous = new Int32Array(most);
    this.first = new Int32Array(problem.demandCount).fill(-1);
    this.listCells();
    this.spare = new Float64Array(problem.demandCount);
    this.missing = new Float64Array(problem.demandCount);
    this.slope = new Float64Array(problem.demandCount);
    for (let d = 0; d < problem.demandCount; d += 1) this.weigh(d);
  }

  private listCells(): void {
    const { weekCount, monthStart, cell, eligibility } = this.staffing.problem;
    const { classCount, memberStart, memberPerson } = eligibility;
    const from = monthStart[this.month] as number;
    const to = monthStart[this.month + 1] as number;
    let count = 0;
    for (let k = 0; k < classCount; k += 1) {
      for (let i = memberStart[k] as number; i < (memberStart[k + 1] as number); i += 1) {
        const first = (memberPerson[i] as number) * weekCount;
        for (let c = first + from; c < first + to; c += 1) {
          if (cell[c] === 0) continue;
          this.cellOf[count] = c;
          this.size[count] = cell[c] as number;
          this.at[count] = this.staffing.assign[c] as number;
          this.classOf[count] = k;
          this.link(count);
          count += 1;
        }
      }
      this.start[k + 1] = count;
    }
  }

  /** Exact gain, all costs counted, of giving unit i to demand d (−1 = idle). */
  gain(i: number, d: number): number {
    return this.staffing.gain(this.cellOf[i] as number, d);
  }

  /** Gives unit i to demand d for a trial: `put` and the lists do not know of it, and it must be taken back. */
  lend(i: number, d: number): void {
    this.staffing.set(this.cellOf[i] as number, d);
  }

  /** Gives unit i to demand d. */
  put(i: number, d: number): void {
    this.staffing.set(this.cellOf[i] as number, d);
    this.unlink(i);
    this.at[i] = d;
    this.link(i);
  }

  /** The first unit on demand d, −1 = none. */
  firstOn(d: number): number {
    return this.first[d] as number;
  }

  /** The next unit on the same demand, −1 = no more. */
  nextOn(i: number): number {
    return this.next[i] as number;
  }

  private link(i: number): void {
    const d = this.at[i] as number;
    if (d < 0) return;
    const second = this.first[d] as number;
    this.previous[i] = -1;
    this.next[i] = second;
    if (second >= 0) this.previous[second] = i;
    this.first[d] = i;
  }

  private unlink(i: number): void {
    const d = this.at[i] as number;
    if (d < 0) return;
    const before = this.previous[i] as number;
    const after = this.next[i] as number;
    if (after >= 0) this.previous[after] = before;
    if (before >= 0) this.next[before] = after;
    else this.first[d] = after;
  }

  /** Brings the terms of demand d up to date with its load. */
  weigh(d: number): void {
    if (d < 0) return;
    const { need, monthCount } = this.staffing.problem;
    const dm = d * monthCount + this.month;
    const over = (this.staffing.load[dm] as number) - (need[dm] as number);
    this.spare[d] = over > 0 ? over : 0;
    this.missing[d] = over < 0 ? -over : 0;
    this.slope[d] = this.staffing.slope(dm);
  }

  /** What unit i could bring demand d if the offer for it fitted perfectly, costs of moving aside; 0 for its own units. */
  mostPossible(d: number, i: number): number {
    const from = this.at[i] as number;
    if (from === d) return 0;
    const hours = this.size[i] as number;
    const lacking = this.missing[d] as number;
    const wanted = hours < lacking ? hours : lacking;
    const steep = this.slope[d] as number;
    if (from < 0 || wanted <= (this.spare[from] as number)) return steep * wanted;
    const free = this.spare[from] as number;
    const cost = this.slope[from] as number;
    return steep * free + (cost < steep ? (steep - cost) * (wanted - free) : 0);
  }

  /** Gain, costs of moving aside, when demand d gets `more` micro-hours at the expense of demand `from` (−1 = idle people). */
  estimate(d: number, from: number, more: number): number {
    const lacking = this.missing[d] as number;
    const gain = (this.slope[d] as number) * (more < lacking ? more : lacking);
    if (from < 0 || more <= (this.spare[from] as number)) return gain;
    return gain - (more - (this.spare[from] as number)) * (this.slope[from] as number);
  }
}
