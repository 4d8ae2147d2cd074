import type { TierCount } from '../../../domain/capacity/tier-breakdown';
import type { DemandNames } from '../columns/demand-table.rules';
import type { CellSelection, DemandFacts, Figures } from '../columns/figures.model';
import type { MonthColumns } from '../columns/month-columns.rules';
import type { ReportColumns } from '../columns/report-columns.rules';
import { groupDemands, selectDemands, type Grouping, type Selected } from '../columns/selection.rules';

/** What is wanted of the nodes of a level. */
export interface LevelWanted {
  selection: CellSelection;
  by: Grouping;
  byCategory: boolean;
  /** Index of the month whose nodes are listed. */
  chosen: number;
  /** Figures of all months, not only of the chosen one. */
  series: boolean;
  /** Months in which people are counted. */
  heads: 'none' | 'chosen' | 'all';
  /** By tier in the chosen month. */
  byTier: boolean;
}

/** A node of a level: demands that stand together. */
export interface LevelNode {
  /** Names of its first demand. */
  names: DemandNames;
  /** Facts of its first demand, whose category is the node’s; undefined where nothing is selected. */
  facts: DemandFacts | undefined;
  /** Figures of the chosen month; undefined where the report lacks it. */
  chosen: Figures | undefined;
  /** Figures by month index, where wanted; months that the node does not have are absent. */
  series: ReadonlyMap<number, Figures>;
  /** People by tier in the chosen month, where wanted. */
  tiers: TierCount[] | undefined;
  /** Of a single demand: people by tier as its summary has them, as JSON; null without a summary. */
  storedTiers: string | null;
}

interface Level {
  selected: Selected;
  starts: Int32Array;
  figures: Figures[];
}

/** The nodes of a level that the chosen month has, in order of category and names. */
export function levelFigures(columns: ReportColumns, wanted: LevelWanted): LevelNode[] {
  const column = columns.month(wanted.chosen);
  if (!column) return [];
  const level = levelOf(columns, column, wanted, wanted.heads !== 'none');
  const tiers = tiersOf(level, wanted);
  const others = wanted.series ? otherMonths(columns, wanted) : [];
  const { places } = level.selected;
  return level.figures.map((chosen, group) => {
    const start = level.starts[group] ?? 0;
    const place = places[start] ?? 0;
    const key = nodeKey(columns, column, wanted, place);
    const series = new Map([[wanted.chosen, chosen]]);
    for (const other of others) {
      const figures = other.get(key);
      if (figures) series.set(figures.forecastMonthIndex, figures);
    }
    return {
      names: columns.demands.names(place),
      facts: column.facts[place],
      chosen,
      series,
      tiers: tiers?.[group],
      storedTiers: column.tierBreakdowns[place] ?? null,
    };
  });
}

function levelOf(
  columns: ReportColumns,
  column: MonthColumns,
  { selection, by, byCategory }: LevelWanted,
  withHeads: boolean,
): Level {
  const selected = selectOnce(columns, column, selection, byCategory && by !== 'all');
  const { starts } = groupDemands(columns, selected, by);
  if (by === 'demand')
    return { selected, starts, figures: Array.from(selected.places, (at) => column.figuresAt(at)) };
  const counts = withHeads ? column.heads?.count(selected.places, starts) : undefined;
  const figures: Figures[] = [];
  for (let group = 0; group < starts.length - 1; group += 1)
    figures.push(
      column.sumsOf(selected.places, starts[group] ?? 0, starts[group + 1] ?? 0, counts?.[group] ?? 0),
    );
  return { selected, starts, figures };
}

/** Selections made so far: all levels of a tree select the same demands. */
const made = new WeakMap<CellSelection, Record<'byName' | 'byCategory', Map<MonthColumns, Selected>>>();

const empty = (): Map<MonthColumns, Selected> => new Map();

function selectOnce(
  columns: ReportColumns,
  column: MonthColumns,
  selection: CellSelection,
  byCategory: boolean,
): Selected {
  const found = made.get(selection) ?? { byName: empty(), byCategory: empty() };
  made.set(selection, found);
  const known = byCategory ? found.byCategory : found.byName;
  const selected = known.get(column) ?? selectDemands(columns, column, selection, byCategory);
  known.set(column, selected);
  return selected;
}

/** Single demands have their people stored; those without a summary are counted. */
function tiersOf({ selected, starts }: Level, { by, byTier }: LevelWanted): TierCount[][] | undefined {
  const { heads, tierBreakdowns } = selected.column;
  if (!byTier || !heads) return undefined;
  const isStored = by === 'demand' && selected.places.every((at) => tierBreakdowns[at] !== null);
  return isStored ? undefined : heads.countByTier(selected.places, starts).map(({ tiers }) => tiers);
}

/** Figures of the same level in the months besides the chosen one, by node. */
function otherMonths(columns: ReportColumns, wanted: LevelWanted): Map<string | number, Figures>[] {
  return columns.months
    .filter(({ month }) => month.forecastMonthIndex !== wanted.chosen)
    .map((column) => {
      const { selected, starts, figures } = levelOf(columns, column, wanted, wanted.heads === 'all');
      return new Map(
        figures.map((one, group) => {
          const place = selected.places[starts[group] ?? 0] ?? 0;
          return [nodeKey(columns, column, wanted, place), one];
        }),
      );
    });
}

/** What a node is found by in other months. */
function nodeKey(
  { demands }: ReportColumns,
  column: MonthColumns,
  { by, byCategory }: LevelWanted,
  place: number,
): string | number {
  if (by === 'all') return 0;
  const groups = {
    category: undefined,
    lob: demands.lobGroups,
    state: demands.stateGroups,
    demand: undefined,
  }[by];
  const group = by === 'demand' ? place : (groups?.[place] ?? 0);
  if (!byCategory) return group;
  const { platform = '', locality = '' } = column.facts[place] ?? {};
  return `${platform}\n${locality}\n${group}`;
}
