import type { TierCount } from '../../../domain/capacity/tier-breakdown';
import { compareC } from '../../../domain/ordering';
import type { CellSelection, Figures } from '../columns/figures.model';
import type { MonthColumns } from '../columns/month-columns.rules';
import type { ReportColumns } from '../columns/report-columns.rules';
import { selectDemands } from '../columns/selection.rules';

/** What demands can be grouped by. */
export const DIMENSIONS = ['platform', 'market', 'locality', 'mainLob', 'state', 'caseType'] as const;

/** One of DIMENSIONS. */
export type Dimension = (typeof DIMENSIONS)[number];

/** Demands of one month that have the same value in every dimension asked for. */
export interface FigureGroup {
  values: Readonly<Partial<Record<Dimension, string>>>;
  figures: Figures;
  /** By tier, highest first. */
  tiers: TierCount[];
}

/** The figures of one month by any dimensions, in order of their values; without any, of all demands. */
export function groupedFigures(
  columns: ReportColumns,
  column: MonthColumns,
  selection: CellSelection,
  by: readonly Dimension[],
): FigureGroup[] {
  const { places: selected } = selectDemands(columns, column, selection, false);
  const keys = new Map(Array.from(selected, (at) => [at, valuesAt(columns, column, at, by)]));
  const keyOf = (at: number): readonly string[] => keys.get(at) ?? [];
  const places = Int32Array.from(selected).sort((a, b) => compareKeys(keyOf(a), keyOf(b)) || a - b);
  const starts: number[] = [];
  places.forEach((at, i) => {
    if (i === 0 || compareKeys(keyOf(at), keyOf(places[i - 1] ?? 0)) !== 0) starts.push(i);
  });
  const bounds = Int32Array.from([...starts, places.length]);
  const heads = column.heads?.count(places, bounds);
  const tiers = column.heads?.countByTier(places, bounds);
  return starts.map((start, group) => {
    const key = keyOf(places[start] ?? 0);
    return {
      values: Object.fromEntries(by.map((name, i) => [name, key[i] ?? ''])),
      figures: column.sumsOf(places, start, bounds[group + 1] ?? start, heads?.[group] ?? 0),
      tiers: tiers?.[group]?.tiers ?? [],
    };
  });
}

function valuesAt(
  { demands }: ReportColumns,
  column: MonthColumns,
  at: number,
  by: readonly Dimension[],
): string[] {
  const names = demands.names(at);
  const { platform = '', market = '', locality = '' } = column.facts[at] ?? {};
  const values: Record<Dimension, string> = { ...names, platform, market, locality };
  return by.map((name) => values[name]);
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const order = compareC(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
