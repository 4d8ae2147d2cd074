import { MIN_GAIN } from './search-fill';
import type { SwapSearch } from './search-swap';
import type { Staffing } from './staffing';

/** Demands that are asked to give hours although it leaves them short, per short demand. */
const DONORS = 10;

interface Step {
  donor: number;
  take: number;
  offer: number;
  estimate: number;
}

/**
 * Two exchanges in a row: a short demand takes hours from a demand that cannot spare them, which then takes them from a
 * third. Reaches surplus that no person of the short demand works on.
 */
export class ChainSearch {
  /** Best first step per donor demand, by estimate; cleared after each short demand. */
  private readonly steps = new Map<number, Step>();

  constructor(
    private readonly staffing: Staffing,
    private readonly swap: SwapSearch,
  ) {}

  /** One pass over the short demands of month m; returns the gain. */
  month(m: number): number {
    const { demandCount, monthCount, need, price } = this.staffing.problem;
    this.swap.openMonth(m);
    let total = 0;
    for (let d = 0; d < demandCount; d += 1) {
      const dm = d * monthCount + m;
      if (((need[dm] as number) - (this.staffing.load[dm] as number)) * (price[dm] as number) <= MIN_GAIN)
        continue;
      for (const step of this.firstSteps(d, m)) {
        const gain = this.tryChain(d, m, step);
        total += gain;
        if (gain > 0) break;
      }
    }
    return total;
  }

  private firstSteps(d: number, m: number): Step[] {
    const { assign } = this.staffing;
    this.steps.clear();
    this.swap.collectOffers(d);
    this.swap.collectTakes(d, m);
    for (let t = 0; t < this.swap.takeCount; t += 1) {
      const take = this.swap.takes[t] as number;
      if ((assign[take] as number) < 0) continue;
      this.swap.weigh(d, m, take);
      this.keepBest(take, assign[take] as number);
    }
    const steps = [...this.steps.values()];
    steps.sort((a, b) => b.estimate - a.estimate || a.donor - b.donor);
    return steps.slice(0, DONORS);
  }

  private keepBest(take: number, donor: number): void {
    let known = this.steps.get(donor);
    for (let i = -1; i < this.swap.offerCount; i += 1) {
      const estimate = this.swap.estimate(take, i);
      if (estimate === -Infinity || (known !== undefined && estimate <= known.estimate)) continue;
      const offer = this.swap.offerAt(i);
      if (!this.swap.fits(offer, donor)) continue;
      if (known === undefined) this.steps.set(donor, (known = { donor, take, offer, estimate }));
      else Object.assign(known, { take, offer, estimate });
    }
  }

  private tryChain(d: number, m: number, { donor, take, offer }: Step): number {
    const { staffing } = this;
    let gain = staffing.gain(take, d);
    if (gain === -Infinity) return 0;
    staffing.set(take, d);
    if (offer >= 0) {
      gain += staffing.gain(offer, donor);
      staffing.set(offer, donor);
    }
    const source = this.swap.improve(donor, m, MIN_GAIN - gain);
    gain += source?.gain ?? 0;
    if (gain > MIN_GAIN) return gain;
    if (source !== null) {
      if (source.offer >= 0) staffing.set(source.offer, donor);
      staffing.set(source.take, source.from);
    }
    if (offer >= 0) staffing.set(offer, d);
    staffing.set(take, donor);
    return 0;
  }
}
