import { findArc, groupBy } from './eligibility';
import { MIN_GAIN } from './search-fill';
import type { Staffing } from './staffing';

/** Kinds of cell (size and class) of the short demand that are offered in exchange. */
const OFFERS = 48;
/** Exchanges made for one demand-month in one pass. */
const ROUNDS = 6;

/** Two cells that trade places: `take` goes to the demand that wants hours, `offer` (−1 = nothing) to where `take` was. */
export interface Exchange {
  take: number;
  offer: number;
  /** Where `take` was, −1 = idle. */
  from: number;
  gain: number;
}

/**
 * Exchanges a short demand's cell for a bigger one of another demand: the fractions left over after whole weeks are
 * handed out fit together when people with other percentages or weeks with other hours trade places.
 */
export class SwapSearch {
  private readonly offers = new Int32Array(OFFERS);
  offerCount = 0;
  /** Cells a demand could take, `takeCount` of them. */
  readonly takes: Int32Array;
  takeCount = 0;
  private missing = 0;
  private steep = 0;
  private spare = 0;
  private cost = 0;
  private best: Exchange = { take: -1, offer: -1, from: -1, gain: 0 };
  private start: Int32Array = new Int32Array(0);
  private cells: Int32Array = new Int32Array(0);

  constructor(private readonly staffing: Staffing) {
    const { personCount, monthStart } = staffing.problem;
    const longest = monthStart.reduce((most, end, m) => Math.max(most, end - (monthStart[m - 1] ?? 0)), 0);
    this.takes = new Int32Array(personCount * longest);
  }

  /** Takes stock of who works on what in month m; to be called before `improve`. */
  openMonth(m: number): void {
    const { personCount, weekCount, demandCount, monthStart, cell } = this.staffing.problem;
    const { assign } = this.staffing;
    const cells: number[] = [];
    for (let p = 0; p < personCount; p += 1) {
      for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
        const c = p * weekCount + w;
        if ((cell[c] as number) > 0 && (assign[c] as number) >= 0) cells.push(c);
      }
    }
    const grouped = groupBy(cells, (c) => assign[c] as number, demandCount);
    this.start = grouped.start;
    this.cells = grouped.items;
  }

  /** One pass over the short demands of month m; returns the gain. */
  month(m: number): number {
    this.openMonth(m);
    let total = 0;
    for (let d = 0; d < this.staffing.problem.demandCount; d += 1) {
      for (let round = 0; round < ROUNDS; round += 1) {
        const exchange = this.improve(d, m);
        if (exchange === null) break;
        total += exchange.gain;
      }
    }
    return total;
  }

  /** Makes the best exchange that brings hours to demand d; null when none gains more than `floor`. */
  improve(d: number, m: number, floor = MIN_GAIN): Exchange | null {
    const dm = d * this.staffing.problem.monthCount + m;
    const { load, problem } = this.staffing;
    if (((problem.need[dm] as number) - (load[dm] as number)) * this.staffing.slope(dm) <= floor) return null;
    this.collectOffers(d);
    this.collectTakes(d, m);
    this.best = { take: -1, offer: -1, from: -1, gain: floor };
    for (let i = 0; i < this.takeCount; i += 1) this.tryTake(d, m, this.takes[i] as number);
    if (this.best.take < 0) return null;
    this.staffing.set(this.best.take, d);
    if (this.best.offer >= 0) this.staffing.set(this.best.offer, this.best.from);
    return this.best;
  }

  /** Lists every cell of month m that could come to demand d. */
  collectTakes(d: number, m: number): void {
    const { problem, assign } = this.staffing;
    const { eligibility, weekCount, monthStart, cell } = problem;
    const { demandStart, demandArc, arcClass, memberStart, memberPerson } = eligibility;
    const from = monthStart[m] as number;
    const to = monthStart[m + 1] as number;
    let count = 0;
    for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1) {
      const k = arcClass[demandArc[i] as number] as number;
      for (let j = memberStart[k] as number; j < (memberStart[k + 1] as number); j += 1) {
        const first = (memberPerson[j] as number) * weekCount;
        for (let c = first + from; c < first + to; c += 1) {
          if (cell[c] === 0 || assign[c] === d) continue;
          this.takes[count] = c;
          count += 1;
        }
      }
    }
    this.takeCount = count;
  }

  /** One cell of each kind that is on demand d now. */
  collectOffers(d: number): void {
    const { problem, assign } = this.staffing;
    this.offerCount = 0;
    for (let i = this.start[d] as number; i < (this.start[d + 1] as number); i += 1) {
      const c = this.cells[i] as number;
      if (assign[c] !== d || problem.cell[c] === 0 || this.isKnownKind(c)) continue;
      this.offers[this.offerCount] = c;
      this.offerCount += 1;
      if (this.offerCount === OFFERS) return;
    }
  }

  private isKnownKind(c: number): boolean {
    const { cell, weekCount, eligibility } = this.staffing.problem;
    const k = eligibility.classOf[(c / weekCount) | 0] as number;
    for (let i = 0; i < this.offerCount; i += 1) {
      const other = this.offers[i] as number;
      if (cell[other] === cell[c] && eligibility.classOf[(other / weekCount) | 0] === k) return true;
    }
    return false;
  }

  private tryTake(d: number, m: number, take: number): void {
    this.weigh(d, m, take);
    if (this.mostPossible(take) <= this.best.gain) return;
    for (let i = -1; i < this.offerCount; i += 1) {
      if (this.estimate(take, i) > this.best.gain) this.tryPair(d, take, this.offerAt(i));
    }
  }

  /** Sets the terms on which demand d could take a cell from the demand it is on. */
  weigh(d: number, m: number, take: number): void {
    const { problem, assign, load } = this.staffing;
    const { need, monthCount } = problem;
    const dm = d * monthCount + m;
    this.missing = (need[dm] as number) - (load[dm] as number);
    this.steep = this.staffing.slope(dm);
    const from = assign[take] as number;
    if (from < 0) {
      this.spare = Infinity;
      this.cost = 0;
      return;
    }
    const fm = from * monthCount + m;
    this.spare =
      (load[fm] as number) > (need[fm] as number) ? (load[fm] as number) - (need[fm] as number) : 0;
    this.cost = this.staffing.slope(fm);
  }

  /** What `take` could bring on the terms last weighed if the offer for it fitted perfectly. */
  private mostPossible(take: number): number {
    const size = this.staffing.problem.cell[take] as number;
    let hours = size < this.missing ? size : this.missing;
    if (this.cost >= this.steep && this.spare < hours) hours = this.spare;
    return this.steep * hours;
  }

  /** Gain, before costs of moving, of trading offer i (−1 = nothing) for `take` on the terms last weighed. */
  estimate(take: number, i: number): number {
    const { cell } = this.staffing.problem;
    const more =
      i < 0 ? (cell[take] as number) : (cell[take] as number) - (cell[this.offers[i] as number] as number);
    if (more <= 0) return -Infinity;
    const lost = more > this.spare ? (more - this.spare) * this.cost : 0;
    return this.steep * (more < this.missing ? more : this.missing) - lost;
  }

  /** Cell of offer i, −1 for none. */
  offerAt(i: number): number {
    return i < 0 ? -1 : (this.offers[i] as number);
  }

  /** Whether the person of `offer` may do the demand `take` comes from. */
  fits(offer: number, from: number): boolean {
    const { eligibility, weekCount } = this.staffing.problem;
    return (
      offer < 0 ||
      from < 0 ||
      findArc(eligibility, eligibility.classOf[(offer / weekCount) | 0] as number, from) >= 0
    );
  }

  private tryPair(d: number, take: number, offer: number): void {
    const { staffing } = this;
    const from = staffing.assign[take] as number;
    if (!this.fits(offer, from)) return;
    let gain = staffing.gain(take, d);
    if (offer >= 0) {
      staffing.set(take, d);
      gain += staffing.gain(offer, from);
      staffing.set(take, from);
    }
    if (gain > this.best.gain) this.best = { take, offer, from, gain };
  }
}
