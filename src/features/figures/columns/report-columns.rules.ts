import { parseTierLabel } from '../../../domain/capacity/tier-breakdown';
import { Dictionary, DemandTable } from './demand-table.rules';
import type { FigureMonth, FigureRow, ReportKey } from './figures.model';
import { MonthColumns, type Dictionaries } from './month-columns.rules';
import { MonthPeople, PeopleNumbers } from './month-people.rules';

/** Person-weeks of one demand-month as PostgreSQL packs them; null = nobody. */
export interface PeopleRow {
  forecastId: number;
  forecastMonthIndex: number;
  entries: Buffer | null;
}

/** People of whole months. */
export interface MonthPeopleRows {
  months: ReadonlySet<number>;
  /** Percentages of today’s active tiers in billionths: shown in live months even with nobody in them. */
  activeTiers: readonly number[];
  rows: readonly PeopleRow[];
}

/** What has changed: whole months, or single demand-months; a forecast id without a row has gone. */
export interface FigureChanges {
  months: ReadonlySet<number>;
  forecastIds: ReadonlySet<number>;
  rows: readonly FigureRow[];
  /** Of the rows in months whose people are known. */
  people: readonly PeopleRow[];
}

interface Parts {
  report: ReportKey;
  demands: DemandTable;
  months: readonly MonthColumns[];
  dictionaries: Dictionaries;
  numbers: PeopleNumbers;
}

/** The figures of one report at one moment: nothing of it changes any more. */
export class ReportColumns {
  readonly report: ReportKey;
  readonly demands: DemandTable;
  /** By index, as many as the report has. */
  readonly months: readonly MonthColumns[];
  readonly dictionaries: Dictionaries;
  private readonly numbers: PeopleNumbers;

  private constructor({ report, demands, months, dictionaries, numbers }: Parts) {
    this.report = report;
    this.demands = demands;
    this.months = months;
    this.dictionaries = dictionaries;
    this.numbers = numbers;
  }

  static of(report: ReportKey, months: readonly FigureMonth[], rows: readonly FigureRow[]): ReportColumns {
    const demands = new DemandTable(rows);
    const dictionaries = { platforms: new Dictionary(), markets: new Dictionary() };
    const columns = months.map((month) => new MonthColumns(month, demands.length));
    const byIndex = new Map(columns.map((column) => [column.month.forecastMonthIndex, column]));
    for (const row of rows) {
      const at = demands.find(row);
      if (at !== undefined) byIndex.get(row.forecastMonthIndex)?.set(at, row, dictionaries);
    }
    return new ReportColumns({
      report,
      demands,
      months: columns,
      dictionaries,
      numbers: new PeopleNumbers(),
    });
  }

  /** The month of an index. */
  month(forecastMonthIndex: number): MonthColumns | undefined {
    return this.months.find(({ month }) => month.forecastMonthIndex === forecastMonthIndex);
  }

  /** With who is assigned in further months. */
  withPeople({ months, activeTiers, rows }: MonthPeopleRows): ReportColumns {
    return this.with(
      this.months.map((column) => {
        if (!months.has(column.month.forecastMonthIndex)) return column;
        const copy = column.copy();
        const listed = column.month.keepsTiers ? commonTiers(column.tierBreakdowns) : activeTiers;
        copy.setHeads(new MonthPeople(this.numbers, column.length, listed));
        setPeople(copy, placesOf(column), rows);
        return copy;
      }),
    );
  }

  /** Indexes of the months whose people are known. */
  get peopledMonths(): number[] {
    return this.months.filter(({ heads }) => heads).map(({ month }) => month.forecastMonthIndex);
  }

  /** With what has changed since; undefined if there is a demand that the report did not have: it is then read anew. */
  changed(changes: FigureChanges): ReportColumns | undefined {
    if (changes.rows.some((row) => this.demands.find(row) === undefined)) return undefined;
    return this.with(this.months.map((column) => this.changedMonth(column, changes)));
  }

  private changedMonth(column: MonthColumns, changes: FigureChanges): MonthColumns {
    const { forecastMonthIndex } = column.month;
    const rows = changes.rows.filter((row) => row.forecastMonthIndex === forecastMonthIndex);
    const gone = changes.months.has(forecastMonthIndex)
      ? [...placesOf(column).values()]
      : placesIn(column, changes.forecastIds);
    if (rows.length === 0 && gone.length === 0) return column;
    const copy = column.copy();
    for (const at of gone) copy.clear(at);
    for (const row of rows) copy.set(this.demands.find(row) ?? 0, row, this.dictionaries);
    if (column.heads) {
      const heads = column.heads.copy();
      copy.heads = heads;
      for (const at of gone) heads.set(at, undefined);
      setPeople(copy, placesOf(copy), changes.people);
    }
    return copy;
  }

  private with(months: readonly MonthColumns[]): ReportColumns {
    const { report, demands, dictionaries, numbers } = this;
    return new ReportColumns({ report, demands, months, dictionaries, numbers });
  }

  /** About how many bytes it takes. */
  get bytes(): number {
    return this.months.reduce((total, month) => total + month.bytes, this.demands.bytes + this.numbers.bytes);
  }
}

/** Places of the demands by their forecast’s id. */
function placesOf({ present, forecastIds, length }: MonthColumns): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = 0; at < length; at += 1) if (present[at]) places.set(forecastIds[at] ?? 0, at);
  return places;
}

function placesIn({ present, forecastIds, length }: MonthColumns, wanted: ReadonlySet<number>): number[] {
  const places: number[] = [];
  for (let at = 0; at < length; at += 1) if (present[at] && wanted.has(forecastIds[at] ?? 0)) places.push(at);
  return places;
}

function setPeople(
  column: MonthColumns,
  places: ReadonlyMap<number, number>,
  rows: readonly PeopleRow[],
): void {
  for (const { forecastId, forecastMonthIndex, entries } of rows) {
    const at = places.get(forecastId);
    if (at !== undefined && forecastMonthIndex === column.month.forecastMonthIndex)
      column.heads?.set(at, entries ?? undefined);
  }
}

/** Percentages in billionths that all summaries of a frozen month have. */
function commonTiers(breakdowns: readonly (string | null)[]): number[] {
  const stored = breakdowns.filter((text) => text !== null);
  const counts = new Map<string, number>();
  for (const text of stored)
    for (const label of Object.keys(JSON.parse(text) as object))
      counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count === stored.length)
    .flatMap(([label]) => {
      const percentage = parseTierLabel(label);
      return percentage ? [Number(percentage.times(1_000_000_000))] : [];
    });
}
