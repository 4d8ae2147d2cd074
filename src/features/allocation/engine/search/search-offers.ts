import { findArc } from '../problem/eligibility';
import type { Eligibility } from '../problem/problem';
import type { MonthUnits } from './search-units';

/** Units a demand offers, at most. */
const OFFERS = 48;

/** The offer of no unit at all. */
export const NOTHING = -1;

/** What a short demand can give in exchange for a bigger unit: nothing, or one of its own, smallest first. */
export class OfferList {
  /** The offers; those of kind q are unit[kindStart[q]] … unit[kindStart[q + 1] − 1]. */
  readonly unit = new Int32Array(OFFERS + 1);
  readonly kindStart = new Int32Array(OFFERS + 2);
  /** Micro-hours of each kind. */
  readonly kindSize = new Float64Array(OFFERS + 1);
  kindCount = 0;
  private count = 0;

  constructor(
    private readonly eligibility: Eligibility,
    private readonly units: MonthUnits,
  ) {}

  /** Lists what demand d can offer. */
  collect(d: number): void {
    const { units } = this;
    this.unit[0] = NOTHING;
    this.count = 1;
    for (let i = units.firstOn(d); i >= 0 && this.count <= OFFERS; i = units.nextOn(i)) this.insert(i);
    this.groupKinds();
  }

  /** Keeps the list sorted by size, earlier ones first among equals. */
  private insert(i: number): void {
    const { unit } = this;
    const { size } = this.units;
    let place = this.count;
    for (; place > 1 && (size[unit[place - 1] as number] as number) > (size[i] as number); place -= 1)
      unit[place] = unit[place - 1] as number;
    unit[place] = i;
    this.count += 1;
  }

  private groupKinds(): void {
    this.kindStart[0] = 0;
    this.kindSize[0] = 0;
    this.kindCount = 1;
    for (let i = 1; i < this.count; i += 1) {
      const size = this.units.size[this.unit[i] as number] as number;
      if (size === this.kindSize[this.kindCount - 1]) continue;
      this.kindStart[this.kindCount] = i;
      this.kindSize[this.kindCount] = size;
      this.kindCount += 1;
    }
    this.kindStart[this.kindCount] = this.count;
  }

  /** An offer of this kind whose person may do demand `from`; undefined when there is none. */
  fitting(kind: number, from: number): number | undefined {
    for (let i = this.kindStart[kind] as number; i < (this.kindStart[kind + 1] as number); i += 1)
      if (this.fits(this.unit[i] as number, from)) return this.unit[i];
    return undefined;
  }

  /** Whether the person of `offer` may do demand `from` (−1 = being idle). */
  fits(offer: number, from: number): boolean {
    if (offer === NOTHING || from < 0) return true;
    return findArc(this.eligibility, this.units.classOf[offer] as number, from) >= 0;
  }
}
