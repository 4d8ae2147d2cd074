import { tierLabel, type TierCount } from '../../../domain/capacity/tier-breakdown';
import { decimal, plain } from '../../../domain/rounding';

/** A week and a tier in one number: later weeks are larger. */
const WEEK = 2 ** 20;

/** Bytes of one person-week as PostgreSQL sends it: number of the person, year × 100 + week, billionths of the percentage. */
const ENTRY = 12;
/** Bytes of one of a whole month: the number of the forecast before it. */
const MONTH_ENTRY = 4 + ENTRY;
const BILLIONTH = '0.000000001';

/** Numbers of people, dense from 0, and percentages of tiers; numbers never change, new ones are added behind. */
export class PeopleNumbers {
  /** Percentages of tiers in billionths. */
  readonly percentages: number[] = [];
  private readonly people = new Map<number, number>();
  private readonly percentageNumbers = new Map<number, number>();
  private readonly tiers = new Map<number, Omit<TierCount, 'count'>>();

  /** How many people are known. */
  get size(): number {
    return this.people.size;
  }

  person(id: number): number {
    let number = this.people.get(id);
    if (number === undefined) this.people.set(id, (number = this.people.size));
    return number;
  }

  percentage(billionths: number): number {
    let number = this.percentageNumbers.get(billionths);
    if (number === undefined) {
      number = this.percentages.push(billionths) - 1;
      this.percentageNumbers.set(billionths, number);
    }
    return number;
  }

  /** Label and percentage of a tier. */
  tier(billionths: number): Omit<TierCount, 'count'> {
    let tier = this.tiers.get(billionths);
    if (!tier) {
      const percentage = plain(decimal(billionths).times(BILLIONTH));
      this.tiers.set(billionths, (tier = { label: tierLabel(percentage), percentage }));
    }
    return tier;
  }

  get bytes(): number {
    return this.people.size * 40;
  }
}

/** Person-weeks of a month by the number of their forecast. */
export function entriesByForecast(entries: Buffer): Map<number, Buffer> {
  const counts = new Map<number, number>();
  for (let from = 0; from < entries.length; from += MONTH_ENTRY) {
    const forecast = entries.readInt32BE(from);
    counts.set(forecast, (counts.get(forecast) ?? 0) + 1);
  }
  const filled = new Map<number, number>();
  const found = new Map<number, Buffer>();
  for (let from = 0; from < entries.length; from += MONTH_ENTRY) {
    const forecast = entries.readInt32BE(from);
    const own = found.get(forecast) ?? Buffer.allocUnsafe((counts.get(forecast) ?? 0) * ENTRY);
    const end = filled.get(forecast) ?? 0;
    entries.copy(own, end, from + 4, from + MONTH_ENTRY);
    filled.set(forecast, end + ENTRY);
    found.set(forecast, own);
  }
  return found;
}

/** Who is assigned in one month, by demand: each person once, with the tier of their latest week there. */
export class MonthPeople {
  private readonly persons: (Int32Array | undefined)[];
  private readonly latest: (Float64Array | undefined)[];

  /** `listed`: percentages in billionths that are shown even with nobody in them. */
  constructor(
    private readonly numbers: PeopleNumbers,
    readonly length: number,
    readonly listed: readonly number[],
  ) {
    this.persons = new Array<Int32Array | undefined>(length).fill(undefined);
    this.latest = new Array<Float64Array | undefined>(length).fill(undefined);
  }

  copy(): MonthPeople {
    const copy = new MonthPeople(this.numbers, this.length, this.listed);
    for (let at = 0; at < this.length; at += 1) {
      copy.persons[at] = this.persons[at];
      copy.latest[at] = this.latest[at];
    }
    return copy;
  }

  /** Reads the person-weeks of one demand; undefined = nobody is assigned. */
  set(at: number, entries: Buffer | undefined): void {
    const latest = new Map<number, number>();
    for (let from = 0; entries && from < entries.length; from += ENTRY) {
      const person = this.numbers.person(entries.readInt32BE(from));
      const week = entries.readInt32BE(from + 4);
      const code = week * WEEK + this.numbers.percentage(entries.readInt32BE(from + 8));
      const known = latest.get(person);
      if (known === undefined || code > known) latest.set(person, code);
    }
    this.persons[at] = latest.size > 0 ? Int32Array.from(latest.keys()) : undefined;
    this.latest[at] = latest.size > 0 ? Float64Array.from(latest.values()) : undefined;
  }

  /** Distinct people of each group `places[starts[g]]` … before `starts[g + 1]`. */
  count(places: Int32Array, starts: Int32Array): Int32Array {
    const groups = starts.length - 1;
    const counts = new Int32Array(groups);
    const seen = new Int32Array(this.numbers.size);
    for (let group = 0; group < groups; group += 1) {
      const stamp = group + 1;
      let people = 0;
      const end = starts[stamp] ?? 0;
      for (let i = starts[group] ?? 0; i < end; i += 1) {
        const persons = this.persons[places[i] ?? 0];
        if (!persons) continue;
        for (const person of persons) {
          if (seen[person] === stamp) continue;
          seen[person] = stamp;
          people += 1;
        }
      }
      counts[group] = people;
    }
    return counts;
  }

  /** Distinct people of each group by tier percentage, each in that of their latest week within the group. */
  countByTier(places: Int32Array, starts: Int32Array): TierHeads[] {
    const latest = new Float64Array(this.numbers.size);
    const seen = new Int32Array(this.numbers.size);
    return Array.from({ length: starts.length - 1 }, (_, group) => {
      const found: number[] = [];
      const see = (person: number, code: number): void => {
        if (seen[person] !== group + 1) {
          seen[person] = group + 1;
          latest[person] = code;
          found.push(person);
        } else if (code > (latest[person] ?? 0)) latest[person] = code;
      };
      for (const at of places.subarray(starts[group], starts[group + 1])) this.eachLatest(at, see);
      return this.tiersOf(found.map((person) => latest[person] ?? 0));
    });
  }

  private eachLatest(at: number, see: (person: number, code: number) => void): void {
    const codes = this.latest[at];
    this.persons[at]?.forEach((person, n) => see(person, codes?.[n] ?? 0));
  }

  private tiersOf(codes: readonly number[]): TierHeads {
    const byNumber = new Int32Array(this.numbers.percentages.length);
    for (const code of codes) byNumber[code % WEEK] = (byNumber[code % WEEK] ?? 0) + 1;
    const counts = new Map<number, number>(this.listed.map((percentage) => [percentage, 0]));
    byNumber.forEach((count, number) => {
      if (count > 0) counts.set(this.numbers.percentages[number] ?? 0, count);
    });
    return {
      people: codes.length,
      tiers: [...counts]
        .sort(([a], [b]) => b - a)
        .map(([billionths, count]) => ({ ...this.numbers.tier(billionths), count })),
    };
  }

  get bytes(): number {
    const entries = this.persons.reduce((total, persons) => total + (persons?.length ?? 0), 0);
    return this.length * 16 + entries * 12 + entries * 2;
  }
}

/** People of a selection, in all and by tier, highest first: every listed percentage and any that somebody has. */
export interface TierHeads {
  people: number;
  tiers: TierCount[];
}
