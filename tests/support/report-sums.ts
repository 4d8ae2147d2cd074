import Big from 'big.js';
import { parse } from 'csv-parse/sync';

/** A row of a flat report: exact decimals as text, empty = null. */
export type Cells = Readonly<Record<string, string>>;

/** The flat reports of one selection, as their CSV files have them. */
export interface FlatTables {
  monthly: Cells[];
  weekly: Cells[];
  people: Cells[];
  byTier: Cells[];
}

/** Reads a CSV file with a header. */
export function readCsv(text: string): Cells[] {
  return parse<Cells>(text, { bom: true, columns: true, record_delimiter: '\r\n' });
}

/** What one node of a tree must show in one month. */
export interface NodeFigures {
  forecast: string;
  capacity: string;
  gap: string;
  coverage: string | null;
  fteEquivalent: string;
  fteRequired: string | null;
  people: number;
  /** Percentages (0–1) that somebody has. */
  tiers: Record<string, number>;
}

/** Where a node stands: platform, locality, LOB, state, case type; null = not split by that. */
export type Path = readonly (string | null)[];

/** A node’s sums out of each report. */
export class NodeSums {
  private forecast = new Big(0);
  private gap = new Big(0);
  private fteEquivalent = new Big(0);
  private fteRequired: Big | null = null;
  private readonly capacities = {
    monthly: new Big(0),
    weekly: new Big(0),
    people: new Big(0),
    byTier: new Big(0),
  };
  private readonly percentages = { weekly: new Big(0), people: new Big(0) };
  private tierEquivalent = new Big(0);
  private readonly weeks = new Set<string>();
  private readonly latest = new Map<string, { week: number; tier: string }>();

  addMonth(row: Cells): void {
    this.forecast = this.forecast.plus(row['forecast'] ?? '');
    this.gap = this.gap.plus(row['gap'] ?? '');
    this.fteEquivalent = this.fteEquivalent.plus(row['fte_equivalent'] ?? '');
    if (row['fte_required'] !== '')
      this.fteRequired = (this.fteRequired ?? new Big(0)).plus(row['fte_required'] ?? '');
    this.capacities.monthly = this.capacities.monthly.plus(row['capacity'] ?? '');
  }

  addWeek(row: Cells): void {
    this.weeks.add(weekOf(row));
    this.capacities.weekly = this.capacities.weekly.plus(row['capacity'] ?? '');
    this.percentages.weekly = this.percentages.weekly.plus(row['fte_equivalent'] ?? '');
  }

  addPersonWeek(row: Cells): void {
    this.capacities.people = this.capacities.people.plus(row['capacity'] || '0');
    this.percentages.people = this.percentages.people.plus(row['production_percentage'] ?? '');
    const cn = row['resource_cn'] ?? '';
    const week = Number(row['year']) * 100 + Number(row['week_number']);
    if (week > (this.latest.get(cn)?.week ?? 0))
      this.latest.set(cn, { week, tier: row['tier_percentage'] ?? '' });
  }

  addTier(row: Cells): void {
    this.capacities.byTier = this.capacities.byTier.plus(row['capacity'] ?? '');
    this.tierEquivalent = this.tierEquivalent.plus(row['fte_equivalent'] ?? '');
  }

  /** One figure by different ways: each list must hold one value. */
  ways(): Record<string, string[]> {
    const { monthly, weekly, people, byTier } = this.capacities;
    // Percentages have 4 places and months 4 or 5 weeks, so that 6 places hold the quotient exactly.
    const ofWeeks = (sum: Big): Big => sum.div(this.weeks.size);
    return {
      capacity: [monthly, weekly, people, byTier, this.gap.plus(this.forecast)].map((way) => way.toFixed()),
      fteEquivalent: [
        this.fteEquivalent,
        ofWeeks(this.percentages.weekly),
        ofWeeks(this.percentages.people),
        this.tierEquivalent,
      ].map((way) => way.toFixed()),
    };
  }

  /** Of one week: Σ percentages is its FTE equivalent. */
  ofWeek(): { capacity: string; percentages: string; people: number; tiers: Record<string, number> } {
    const { people, tiers } = this.figures();
    return {
      capacity: this.capacities.weekly.toFixed(),
      percentages: this.percentages.weekly.toFixed(),
      people,
      tiers,
    };
  }

  figures(): NodeFigures {
    const { forecast, gap, fteEquivalent, fteRequired } = this;
    const tiers: Record<string, number> = {};
    for (const { tier } of this.latest.values()) tiers[tier] = (tiers[tier] ?? 0) + 1;
    return {
      forecast: forecast.toFixed(),
      capacity: this.capacities.monthly.toFixed(),
      gap: gap.toFixed(),
      coverage: forecast.eq(0)
        ? null
        : this.capacities.monthly.div(forecast).round(6, Big.roundHalfUp).toFixed(),
      fteEquivalent: fteEquivalent.toFixed(),
      fteRequired: fteRequired && fteRequired.toFixed(),
      people: this.latest.size,
      tiers,
    };
  }
}

function weekOf(row: Cells): string {
  return `${row['year'] ?? ''}-W${(row['week_number'] ?? '').padStart(2, '0')}`;
}

/** Every node that a demand counts in: without and with categories, from the whole selection down to itself. */
function pathsOf([platform, locality, lob, state, caseType]: Path): Path[] {
  return [
    [null, null, null, null, null],
    [null, null, lob, null, null],
    [null, null, lob, state, null],
    [null, null, lob, state, caseType],
    [platform, locality, null, null, null],
    [platform, locality, lob, null, null],
    [platform, locality, lob, state, null],
    [platform, locality, lob, state, caseType],
  ].map((path) => path.map((part) => part ?? null));
}

/** Sums of every node of every month by month start and path (JSON), of weeks, and of the whole. */
export interface ReportSums {
  nodes: Map<string, Map<string, NodeSums>>;
  /** By `2025-W18`. */
  weeks: Map<string, NodeSums>;
}

/** Adds the flat reports up for every node. */
export function sumUp({ monthly, weekly, people, byTier }: FlatTables): ReportSums {
  const nodes = new Map<string, Map<string, NodeSums>>();
  const weeks = new Map<string, NodeSums>();
  const demandKey = (row: Cells): string => JSON.stringify([row['main_lob'], row['state'], row['case_type']]);
  const paths = new Map(
    monthly.map((row) => {
      const names = ['platform', 'locality', 'main_lob', 'state', 'case_type'];
      return [
        demandKey(row),
        pathsOf(names.map((name) => row[name] ?? null)).map((path) => JSON.stringify(path)),
      ];
    }),
  );
  const each = (rows: readonly Cells[], add: (sums: NodeSums, row: Cells) => void): void => {
    for (const row of rows) {
      const month = entry(nodes, row['month_start'] ?? '', () => new Map<string, NodeSums>());
      for (const path of paths.get(demandKey(row)) ?? [])
        add(
          entry(month, path, () => new NodeSums()),
          row,
        );
    }
  };
  each(monthly, (sums, row) => sums.addMonth(row));
  each(weekly, (sums, row) => sums.addWeek(row));
  each(people, (sums, row) => sums.addPersonWeek(row));
  each(byTier, (sums, row) => sums.addTier(row));
  for (const row of weekly) entry(weeks, weekOf(row), () => new NodeSums()).addWeek(row);
  for (const row of people) entry(weeks, weekOf(row), () => new NodeSums()).addPersonWeek(row);
  return { nodes, weeks };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
