import { MIN_GAIN } from './search-fill';
import { NOTHING, OfferList } from './search-offers';
import type { MonthUnits } from './search-units';
import type { Staffing } from '../construct/staffing';

/** Exchanges made for one demand in one pass. */
const ROUNDS = 6;

/** Two units that trade places: `take` goes to the demand that wants hours, `offer` (or NOTHING) to where `take` was. */
export interface Exchange {
  take: number;
  offer: number;
  /** Where `take` was, −1 = idle. */
  from: number;
  gain: number;
}

/**
 * Exchanges a short demand's unit for a bigger one of another demand: the fractions left over after whole weeks are
 * handed out fit together when people with other percentages or weeks with other hours trade places.
 */
export class SwapSearch {
  readonly offers: OfferList;
  private best: Exchange = { take: NOTHING, offer: NOTHING, from: -1, gain: 0 };

  constructor(
    private readonly staffing: Staffing,
    readonly units: MonthUnits,
  ) {
    this.offers = new OfferList(staffing.problem.eligibility, units);
  }

  /** One pass over the short demands; returns the gain. */
  pass(): number {
    let total = 0;
    for (let d = 0; d < this.staffing.problem.demandCount; d += 1) {
      for (let round = 0; round < ROUNDS; round += 1) {
        const exchange = this.improve(d);
        if (exchange === null) break;
        total += exchange.gain;
      }
    }
    return total;
  }

  /** Makes the best exchange that brings hours to demand d; null when none gains more than `floor`. */
  improve(d: number, floor = MIN_GAIN): Exchange | null {
    const { units } = this;
    if ((units.missing[d] as number) * (units.slope[d] as number) <= floor) return null;
    this.offers.collect(d);
    this.best = { take: NOTHING, offer: NOTHING, from: -1, gain: floor };
    const { demandStart, demandClass } = this.staffing.problem.eligibility;
    for (let j = demandStart[d] as number; j < (demandStart[d + 1] as number); j += 1) {
      const k = demandClass[j] as number;
      for (let i = units.start[k] as number; i < (units.start[k + 1] as number); i += 1) {
        if (units.mostPossible(d, i) > this.best.gain) this.tryTake(d, i);
      }
    }
    const { take, offer, from } = this.best;
    if (take === NOTHING) return null;
    units.put(take, d);
    if (offer !== NOTHING) units.put(offer, from);
    units.weigh(d);
    units.weigh(from);
    return this.best;
  }

  private tryTake(d: number, take: number): void {
    const { units, offers } = this;
    const from = units.at[take] as number;
    // The first half of every trade is the same: it is weighed and made once, and taken back in the end.
    let taken = NaN;
    for (let kind = 0; kind < offers.kindCount; kind += 1) {
      const more = (units.size[take] as number) - (offers.kindSize[kind] as number);
      if (more <= 0) break;
      const estimate = units.estimate(d, from, more);
      for (let i = offers.kindStart[kind] as number; i < (offers.kindStart[kind + 1] as number); i += 1) {
        if (estimate <= this.best.gain) break;
        const offer = offers.unit[i] as number;
        if (!offers.fits(offer, from)) continue;
        if (Number.isNaN(taken)) taken = this.lend(take, d);
        const gain = offer === NOTHING ? taken : taken + units.gain(offer, from);
        if (gain > this.best.gain) this.best = { take, offer, from, gain };
      }
    }
    if (!Number.isNaN(taken)) units.lend(take, from);
  }

  /** Gives unit `take` to demand d for a trial and returns the gain. */
  private lend(take: number, d: number): number {
    const gain = this.units.gain(take, d);
    this.units.lend(take, d);
    return gain;
  }
}
