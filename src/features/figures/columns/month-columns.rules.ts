import { ExactColumn } from '../../../domain/exact-column';
import type { DemandNames, Dictionary } from './demand-table.rules';
import type {
  DemandFacts,
  ExactSums,
  FigureMonth,
  FigureRow,
  Figures,
  ReportKey,
  StoredSummary,
} from './figures.model';
import { KeptSums, type PlaceRange } from './kept-sums.rules';
import type { MonthPeople } from './month-people.rules';
import { storedSummary } from './stored-summary.rules';

/** Texts that repeat in many demands of a report. */
export interface Dictionaries {
  platforms: Dictionary;
  markets: Dictionary;
}

/** People required that nobody knows. */
const UNKNOWN = -1;

/**
 * The figures of one month by demand, at the demand’s place. Written only before anybody sees them: a change makes a copy.
 */
export class MonthColumns {
  readonly present: Uint8Array;
  readonly forecastIds: Int32Array;
  readonly forecasts: Float64Array;
  capacities: ExactColumn;
  fteEquivalents: ExactColumn;
  readonly required: Float64Array;
  readonly unknownCapacities: Float64Array;
  readonly people: Int32Array;
  readonly platforms: Int32Array;
  readonly markets: Int32Array;
  readonly facts: (DemandFacts | undefined)[];
  readonly tierBreakdowns: (string | null)[];
  readonly summaryIds: Int32Array;
  readonly computedAt: Float64Array;
  /** Who is assigned; absent until somebody asks. */
  heads: MonthPeople | undefined;
  private readonly known: (Figures | undefined)[];
  private readonly summaries: (StoredSummary | undefined)[];
  /** Sums of all demands between two places as they were asked for, without people and with them. */
  private sums: KeptSums;
  private peopledSums: KeptSums;
  /** How many demands the month has before each place; made when asked for. */
  private presentBefore: Int32Array | undefined = undefined;

  constructor(
    readonly month: FigureMonth,
    readonly length: number,
  ) {
    this.present = new Uint8Array(length);
    this.forecastIds = new Int32Array(length);
    this.forecasts = new Float64Array(length);
    this.capacities = new ExactColumn(length);
    this.fteEquivalents = new ExactColumn(length);
    this.required = new Float64Array(length);
    this.unknownCapacities = new Float64Array(length);
    this.people = new Int32Array(length);
    this.platforms = new Int32Array(length);
    this.markets = new Int32Array(length);
    this.facts = new Array<DemandFacts | undefined>(length).fill(undefined);
    this.tierBreakdowns = new Array<string | null>(length).fill(null);
    this.summaryIds = new Int32Array(length);
    this.computedAt = new Float64Array(length);
    this.summaries = new Array<StoredSummary | undefined>(length).fill(undefined);
    this.sums = new KeptSums(length);
    this.peopledSums = new KeptSums(length);
    this.known = new Array<Figures | undefined>(length).fill(undefined);
  }

  /** Columns of their own with the same values. */
  copy(): MonthColumns {
    const copy = new MonthColumns(this.month, this.length);
    copy.present.set(this.present);
    copy.forecastIds.set(this.forecastIds);
    copy.forecasts.set(this.forecasts);
    copy.capacities = this.capacities.copy();
    copy.fteEquivalents = this.fteEquivalents.copy();
    copy.required.set(this.required);
    copy.unknownCapacities.set(this.unknownCapacities);
    copy.people.set(this.people);
    copy.platforms.set(this.platforms);
    copy.markets.set(this.markets);
    copy.summaryIds.set(this.summaryIds);
    copy.computedAt.set(this.computedAt);
    for (let at = 0; at < this.length; at += 1) {
      copy.facts[at] = this.facts[at];
      copy.tierBreakdowns[at] = this.tierBreakdowns[at] ?? null;
      copy.known[at] = this.known[at];
      copy.summaries[at] = this.summaries[at];
    }
    copy.heads = this.heads;
    copy.sums = this.sums.copy();
    copy.peopledSums = this.peopledSums.copy();
    return copy;
  }

  set(at: number, row: FigureRow, { platforms, markets }: Dictionaries): void {
    this.present[at] = 1;
    this.forecastIds[at] = row.forecastId;
    this.forecasts[at] = row.forecast;
    this.capacities.set(at, row.capacity);
    this.fteEquivalents.set(at, row.fteEquivalent);
    this.required[at] = row.fteRequired ?? UNKNOWN;
    this.unknownCapacities[at] = row.unknownCapacity;
    this.people[at] = row.people;
    this.platforms[at] = platforms.number(row.facts.platform);
    this.markets[at] = markets.number(row.facts.market);
    this.facts[at] = row.facts;
    this.tierBreakdowns[at] = row.tierBreakdown;
    this.summaryIds[at] = row.summaryId ?? 0;
    this.computedAt[at] = row.computedAt ?? 0;
    this.forget(at);
  }

  /** The month no longer has this demand. */
  clear(at: number): void {
    this.present[at] = 0;
    this.facts[at] = undefined;
    this.forget(at);
  }

  /** Who is assigned is counted anew. */
  setHeads(heads: MonthPeople): void {
    this.heads = heads;
    this.peopledSums = new KeptSums(this.length);
  }

  private forget(at: number): void {
    this.known[at] = undefined;
    this.summaries[at] = undefined;
    this.presentBefore = undefined;
    this.sums.forget(at);
    this.peopledSums.forget(at);
  }

  /** Figures of one demand; made once, the same object for everybody. */
  figuresAt(at: number): Figures {
    return (this.known[at] ??= this.sumsOf([at], 0, 1, this.people[at] ?? 0));
  }

  /** Whether the demand-month has a stored summary. */
  hasSummary(at: number): boolean {
    return this.present[at] === 1 && this.tierBreakdowns[at] !== null;
  }

  /** The stored summary of one demand; made once, the same object for everybody. */
  summaryAt(at: number, report: ReportKey, names: DemandNames): StoredSummary {
    return (this.summaries[at] ??= storedSummary(this, at, report, names));
  }

  /** Sums of each group of demands: group g is `places[starts[g]]` … before `starts[g + 1]`, places ascending. */
  sumsOfGroups(places: Int32Array, starts: Int32Array, withHeads: boolean): Figures[] {
    const kept = withHeads ? this.peopledSums : this.sums;
    let counts: ArrayLike<number> | undefined;
    const sum = (group: number, from: number, to: number): Figures => {
      if (withHeads) counts ??= this.heads?.count(places, starts);
      return this.sumsOf(places, from, to, counts?.[group] ?? 0);
    };
    const figures: Figures[] = [];
    for (let group = 0; group < starts.length - 1; group += 1) {
      const from = starts[group] ?? 0;
      const to = starts[group + 1] ?? 0;
      const range = this.rangeOf(places, from, to);
      const known = range && kept.find(range);
      const sums = known ?? sum(group, from, to);
      if (range && !known) kept.keep(range, sums);
      figures.push(sums);
    }
    return figures;
  }

  /** The places of a group that is all that the month has between its first and its last; undefined for others. */
  private rangeOf(places: Int32Array, from: number, to: number): PlaceRange | undefined {
    const first = places[from];
    const last = places[to - 1];
    if (first === undefined || last === undefined || from === to) return undefined;
    const before = (this.presentBefore ??= this.countPresent());
    const present = (before[last] ?? 0) - (before[first] ?? 0) + 1;
    return present === to - from ? { first, last } : undefined;
  }

  private countPresent(): Int32Array {
    const before = new Int32Array(this.length);
    let count = 0;
    for (let at = 0; at < this.length; at += 1) {
      before[at] = count;
      count += this.present[at] ?? 0;
    }
    return before;
  }

  /** Sums of the demands at `places[from]` … `places[to - 1]`; people are counted elsewhere, not added. */
  sumsOf(places: ArrayLike<number>, from: number, to: number, people: number): Figures {
    const exact = this.exactSums(places, from, to);
    const { forecast, capacity, fteEquivalent, fteRequired } = exact;
    const counts = this.countsOf(places, from, to);
    const { forecastMonthIndex, label, monthStart, isFrozen } = this.month;
    return {
      exact,
      forecastMonthIndex,
      month: label,
      monthStart,
      isFrozen,
      forecast,
      capacity: capacity.toNumber(),
      gap: capacity.minus(forecast).toNumber(),
      coverage: forecast > 0 ? capacity.per(forecast) : null,
      fteEquivalent: fteEquivalent.toNumber(),
      fteRequired,
      fteCount: people,
      unknownRequired: counts.unknownRequired,
      unknownCapacity: counts.unknownCapacity,
      vanished: counts.vanished,
      metricsText: undefined,
      seriesText: undefined,
    };
  }

  /** Exact sums of the demands at these places. */
  exactSums(places: ArrayLike<number>, from: number, to: number): ExactSums {
    let forecast = 0;
    let required = 0;
    let known = 0;
    for (let i = from; i < to; i += 1) {
      const at = places[i] ?? 0;
      forecast += this.forecasts[at] ?? 0;
      const one = this.required[at] ?? UNKNOWN;
      if (one === UNKNOWN) continue;
      required += one;
      known += 1;
    }
    return {
      forecast,
      capacity: this.capacities.sum(places, from, to),
      fteEquivalent: this.fteEquivalents.sum(places, from, to),
      fteRequired: known > 0 || from === to ? required : null,
    };
  }

  private countsOf(
    places: ArrayLike<number>,
    from: number,
    to: number,
  ): Pick<Figures, 'unknownRequired' | 'unknownCapacity' | 'vanished'> {
    let unknownRequired = 0;
    let unknownCapacity = 0;
    let vanished = 0;
    for (let i = from; i < to; i += 1) {
      const at = places[i] ?? 0;
      if (this.required[at] === UNKNOWN) unknownRequired += 1;
      unknownCapacity += this.unknownCapacities[at] ?? 0;
      if (this.facts[at]?.isVanished) vanished += 1;
    }
    return { unknownRequired, unknownCapacity, vanished };
  }

  /** About how many bytes the columns take. */
  get bytes(): number {
    const perDemand = 1 + 4 * 4 + 8 * 3 + 3 * 8 + 160 + 200 + 120 + 250 + 600;
    return (
      this.length * perDemand +
      this.sums.bytes +
      this.peopledSums.bytes +
      this.capacities.bytes +
      this.fteEquivalents.bytes +
      (this.heads?.bytes ?? 0)
    );
  }
}
