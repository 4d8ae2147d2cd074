import type { Figures } from './figures.model';

/** Places of demands, ascending: from the first to the last of a group. */
export interface PlaceRange {
  first: number;
  last: number;
}

interface KeptSum extends PlaceRange {
  figures: Figures;
}

/** Sums that are kept of one month: those of its LOBs and states, and of ranges that filters have made. */
const MAX_SUMS = 20_000;
/** About what one takes, with the text that answers have written of it. */
const BYTES_EACH = 700;

/** Sums of one month over all demands between two places, as they were asked for. */
export class KeptSums {
  private readonly sums = new Map<number, KeptSum>();

  /** `length`: places of the month. */
  constructor(private readonly length: number) {}

  find({ first, last }: PlaceRange): Figures | undefined {
    return this.sums.get(first * this.length + last)?.figures;
  }

  keep({ first, last }: PlaceRange, figures: Figures): void {
    if (this.sums.size < MAX_SUMS) this.sums.set(first * this.length + last, { first, last, figures });
  }

  /** The demand at a place has changed. */
  forget(at: number): void {
    for (const [key, { first, last }] of this.sums) if (first <= at && at <= last) this.sums.delete(key);
  }

  /** Sums of their own that are the same. */
  copy(): KeptSums {
    const copy = new KeptSums(this.length);
    for (const [key, sum] of this.sums) copy.sums.set(key, sum);
    return copy;
  }

  get bytes(): number {
    return this.sums.size * BYTES_EACH;
  }
}
