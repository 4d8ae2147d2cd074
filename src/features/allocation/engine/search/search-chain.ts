import { MIN_GAIN } from './search-fill';
import { NOTHING } from './search-offers';
import type { SwapSearch } from './search-swap';
import type { Staffing } from '../construct/staffing';

/** Demands that are asked to give hours although it leaves them short, per short demand. */
const DONORS = 10;
/** Chains made for one demand in one pass. */
const ROUNDS = 3;

/**
 * Two exchanges in a row: a short demand takes hours from a demand that cannot spare them, which then takes them from a
 * third. Reaches surplus that no person of the short demand works on.
 */
export class ChainSearch {
  /** Donor demands of the short demand under consideration, and the best first step with each. */
  private readonly donors: number[] = [];
  private readonly take: Int32Array;
  private readonly offer: Int32Array;
  private readonly estimate: Float64Array;

  constructor(
    private readonly staffing: Staffing,
    private readonly swap: SwapSearch,
  ) {
    const { demandCount } = staffing.problem;
    this.take = new Int32Array(demandCount);
    this.offer = new Int32Array(demandCount);
    this.estimate = new Float64Array(demandCount).fill(-Infinity);
  }

  /** One pass over the short demands; returns the gain. */
  pass(): number {
    const { missing, slope } = this.swap.units;
    // A chain moves up to four person-weeks: a shortage not worth two switches is not worth the search.
    const least = MIN_GAIN + 2 * this.staffing.costs.switchCost;
    let total = 0;
    for (let d = 0; d < this.staffing.problem.demandCount; d += 1) {
      for (let round = 0; round < ROUNDS; round += 1) {
        if ((missing[d] as number) * (slope[d] as number) <= least) break;
        const gain = this.help(d);
        if (gain === 0) break;
        total += gain;
      }
    }
    return total;
  }

  /** Tries the most promising donors in turn until one can help. */
  private help(d: number): number {
    this.collectDonors(d);
    const { donors, estimate } = this;
    donors.sort((a, b) => (estimate[b] as number) - (estimate[a] as number) || a - b);
    let gain = 0;
    for (let i = 0; i < donors.length && i < DONORS && gain === 0; i += 1)
      gain = this.tryChain(d, donors[i] as number);
    return gain;
  }

  private collectDonors(d: number): void {
    const { units, offers } = this.swap;
    const { demandStart, demandClass } = this.staffing.problem.eligibility;
    for (const donor of this.donors) this.estimate[donor] = -Infinity;
    this.donors.length = 0;
    offers.collect(d);
    for (let j = demandStart[d] as number; j < (demandStart[d + 1] as number); j += 1) {
      const k = demandClass[j] as number;
      for (let i = units.start[k] as number; i < (units.start[k + 1] as number); i += 1) {
        const donor = units.at[i] as number;
        if (donor < 0 || donor === d) continue;
        if (units.mostPossible(d, i) > (this.estimate[donor] as number)) this.keepBest(d, i, donor);
      }
    }
  }

  private keepBest(d: number, take: number, donor: number): void {
    const { units, offers } = this.swap;
    for (let kind = 0; kind < offers.kindCount; kind += 1) {
      const more = (units.size[take] as number) - (offers.kindSize[kind] as number);
      if (more <= 0) return;
      const gain = units.estimate(d, donor, more);
      if (gain <= (this.estimate[donor] as number)) continue;
      const offer = offers.fitting(kind, donor);
      if (offer === undefined) continue;
      if (this.estimate[donor] === -Infinity) this.donors.push(donor);
      this.estimate[donor] = gain;
      this.take[donor] = take;
      this.offer[donor] = offer;
    }
  }

  private tryChain(d: number, donor: number): number {
    const { units } = this.swap;
    const take = this.take[donor] as number;
    const offer = this.offer[donor] as number;
    let gain = units.gain(take, d);
    if (gain === -Infinity) return 0;
    units.put(take, d);
    if (offer !== NOTHING) {
      gain += units.gain(offer, donor);
      units.put(offer, donor);
    }
    units.weigh(d);
    units.weigh(donor);
    const source = this.swap.improve(donor, MIN_GAIN - gain);
    if (source !== null) return gain + source.gain;
    if (gain > MIN_GAIN) return gain;
    if (offer !== NOTHING) units.put(offer, d);
    units.put(take, donor);
    units.weigh(d);
    units.weigh(donor);
    return 0;
  }
}
