import { findArc, groupBy } from './eligibility';
import { MIN_GAIN } from './search-fill';
import type { Staffing } from './staffing';

/** Different sizes of cells on the short demand that are offered in exchange. */
const OFFERS = 12;
/** Exchanges made for one demand-month in one pass. */
const ROUNDS = 6;

/**
 * Exchanges a short demand's cell for a bigger one of another demand: the fractions left over after whole weeks are
 * handed out fit together when people with other percentages or weeks with other hours trade places.
 */
export class SwapSearch {
  private readonly offers = new Int32Array(OFFERS);
  private offerCount = 0;
  private bestTake = -1;
  private bestOffer = -1;
  private bestGain = 0;

  constructor(private readonly staffing: Staffing) {}

  /** One pass over the short demands of month m; returns the gain. */
  month(m: number): number {
    const { problem, assign, load } = this.staffing;
    const { monthCount, demandCount, need, price } = problem;
    const cells = this.cellsOf(m);
    const onDemand = groupBy(cells, (c) => assign[c] as number, demandCount);
    let total = 0;
    for (let d = 0; d < demandCount; d += 1) {
      const dm = d * monthCount + m;
      for (let round = 0; round < ROUNDS; round += 1) {
        if (((need[dm] as number) - (load[dm] as number)) * (price[dm] as number) <= MIN_GAIN) break;
        const gain = this.improve(
          d,
          m,
          onDemand.items.subarray(onDemand.start[d] as number, onDemand.start[d + 1] as number),
        );
        if (gain === 0) break;
        total += gain;
      }
    }
    return total;
  }

  private cellsOf(m: number): Int32Array {
    const { personCount, weekCount, monthStart, cell } = this.staffing.problem;
    const { assign } = this.staffing;
    const cells: number[] = [];
    for (let p = 0; p < personCount; p += 1) {
      for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
        const c = p * weekCount + w;
        if ((cell[c] as number) > 0 && (assign[c] as number) >= 0) cells.push(c);
      }
    }
    return Int32Array.from(cells);
  }

  /** Makes the best exchange for demand d; 0 when none pays. */
  private improve(d: number, m: number, cells: Int32Array): number {
    const { problem } = this.staffing;
    const { demandStart, demandArc, arcClass, memberStart, memberPerson } = problem.eligibility;
    this.collectOffers(d, cells);
    this.bestTake = -1;
    this.bestGain = MIN_GAIN;
    if (this.offerCount === 0) return 0;
    for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1) {
      const k = arcClass[demandArc[i] as number] as number;
      for (let j = memberStart[k] as number; j < (memberStart[k + 1] as number); j += 1) {
        const first = (memberPerson[j] as number) * problem.weekCount;
        for (let w = problem.monthStart[m] as number; w < (problem.monthStart[m + 1] as number); w += 1)
          this.tryTake(d, m, first + w);
      }
    }
    if (this.bestTake < 0) return 0;
    const other = this.staffing.assign[this.bestTake] as number;
    this.staffing.set(this.bestTake, d);
    this.staffing.set(this.bestOffer, other);
    return this.bestGain;
  }

  /** One cell of each size that is on the demand now. */
  private collectOffers(d: number, cells: Int32Array): void {
    const { problem, assign } = this.staffing;
    this.offerCount = 0;
    for (const c of cells) {
      if (assign[c] !== d) continue;
      let known = false;
      for (let i = 0; i < this.offerCount && !known; i += 1)
        known = problem.cell[this.offers[i] as number] === problem.cell[c];
      if (known) continue;
      this.offers[this.offerCount] = c;
      this.offerCount += 1;
      if (this.offerCount === OFFERS) return;
    }
  }

  private tryTake(d: number, m: number, take: number): void {
    const { problem, assign, load } = this.staffing;
    const from = assign[take] as number;
    const size = problem.cell[take] as number;
    if (size === 0 || from === d) return;
    const { price, need, monthCount } = problem;
    const dm = d * monthCount + m;
    const missing = (need[dm] as number) - (load[dm] as number);
    const steep = (price[dm] as number) * (1 + this.staffing.costs.delta);
    const spare =
      from < 0 ? Infinity : (load[from * monthCount + m] as number) - (need[from * monthCount + m] as number);
    const cost = from < 0 ? 0 : (price[from * monthCount + m] as number);
    for (let i = 0; i < this.offerCount; i += 1) {
      const more = size - (problem.cell[this.offers[i] as number] as number);
      if (more <= 0) continue;
      const lost = more > spare ? (more - (spare > 0 ? spare : 0)) * cost : 0;
      if (steep * (more < missing ? more : missing) - lost > this.bestGain)
        this.tryPair(d, take, this.offers[i] as number);
    }
  }

  private tryPair(d: number, take: number, offer: number): void {
    const { staffing } = this;
    const { eligibility, weekCount } = staffing.problem;
    const from = staffing.assign[take] as number;
    if (from >= 0 && findArc(eligibility, eligibility.classOf[(offer / weekCount) | 0] as number, from) < 0)
      return;
    let gain = staffing.gain(take, d);
    staffing.set(take, d);
    gain += staffing.gain(offer, from);
    staffing.set(take, from);
    if (gain <= this.bestGain) return;
    this.bestGain = gain;
    this.bestTake = take;
    this.bestOffer = offer;
  }
}
