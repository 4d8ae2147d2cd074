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
  private offerCount = 0;
  private best: Exchange = { take: -1, offer: -1, from: -1, gain: 0 };
  private start: Int32Array = new Int32Array(0);
  private cells: Int32Array = new Int32Array(0);

  constructor(private readonly staffing: Staffing) {}

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
    const { need, monthCount } = this.staffing.problem;
    const dm = d * monthCount + m;
    if (((need[dm] as number) - (this.staffing.load[dm] as number)) * this.staffing.slope(dm) <= floor)
      return null;
    this.collectOffers(d);
    this.best = { take: -1, offer: -1, from: -1, gain: floor };
    this.overTakes(d, m, (take) => {
      this.tryTake(d, m, take);
    });
    if (this.best.take < 0) return null;
    this.staffing.set(this.best.take, d);
    if (this.best.offer >= 0) this.staffing.set(this.best.offer, this.best.from);
    return this.best;
  }

  /** Every cell of month m that could come to demand d. */
  overTakes(d: number, m: number, visit: (take: number) => void): void {
    const { problem, assign } = this.staffing;
    const { eligibility, weekCount, monthStart, cell } = problem;
    const { demandStart, demandArc, arcClass, memberStart, memberPerson } = eligibility;
    for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1) {
      const k = arcClass[demandArc[i] as number] as number;
      for (let j = memberStart[k] as number; j < (memberStart[k + 1] as number); j += 1) {
        const first = (memberPerson[j] as number) * weekCount;
        for (let c = first + (monthStart[m] as number); c < first + (monthStart[m + 1] as number); c += 1) {
          if ((cell[c] as number) > 0 && assign[c] !== d) visit(c);
        }
      }
    }
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
    if (this.mostPossible(d, m, take) <= this.best.gain) return;
    this.overOffers(d, m, take, (offer, estimate) => {
      if (estimate > this.best.gain) this.tryPair(d, take, offer);
      return this.best.gain;
    });
  }

  /** What `take` could bring to demand d if the offer for it fitted perfectly. */
  private mostPossible(d: number, m: number, take: number): number {
    const { load, problem, assign } = this.staffing;
    const { price, need, monthCount, cell } = problem;
    const dm = d * monthCount + m;
    const steep = this.staffing.slope(dm);
    let hours = Math.min(cell[take] as number, (need[dm] as number) - (load[dm] as number));
    const from = assign[take] as number;
    if (from < 0) return steep * hours;
    const fm = from * monthCount + m;
    if (this.staffing.slope(fm) < steep) return steep * hours;
    const spare = (load[fm] as number) - (need[fm] as number);
    if (spare < hours) hours = spare;
    return steep * hours;
  }

  /** Offers to trade for `take`, with their gain before costs of moving, as far as above what `visit` last returned. */
  overOffers(d: number, m: number, take: number, visit: (offer: number, estimate: number) => number): void {
    const { problem, assign, load } = this.staffing;
    const { price, need, monthCount, cell } = problem;
    const from = assign[take] as number;
    const dm = d * monthCount + m;
    const fm = from * monthCount + m;
    const missing = (need[dm] as number) - (load[dm] as number);
    const steep = this.staffing.slope(dm);
    const over = from < 0 ? Infinity : (load[fm] as number) - (need[fm] as number);
    const spare = over > 0 ? over : 0;
    const cost = from < 0 ? 0 : this.staffing.slope(fm);
    let floor = -Infinity;
    for (let i = -1; i < this.offerCount; i += 1) {
      const more =
        i < 0 ? (cell[take] as number) : (cell[take] as number) - (cell[this.offers[i] as number] as number);
      if (more <= 0) continue;
      const lost = more > spare ? (more - spare) * cost : 0;
      const estimate = steep * (more < missing ? more : missing) - lost;
      if (estimate > floor) floor = visit(i < 0 ? -1 : (this.offers[i] as number), estimate);
    }
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
