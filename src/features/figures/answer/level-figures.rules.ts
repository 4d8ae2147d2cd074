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

/** The nodes of a level that the chosen month has, in order of category and names; a node is known by its number. */
export class LevelFigures {
  /** Figures of the chosen month, by node. */
  readonly chosen: readonly Figures[];
  private readonly level: Level;
  private readonly tiers: TierCount[][] | undefined;
  private readonly others: ReadonlyMap<number, OtherMonth>;

  constructor(
    private readonly columns: ReportColumns,
    private readonly column: MonthColumns,
    private readonly wanted: LevelWanted,
  ) {
    this.level = levelOf(columns, column, wanted, wanted.heads !== 'none');
    this.chosen = this.level.figures;
    this.tiers = tiersOf(this.level, wanted);
    this.others = wanted.series ? otherMonths(columns, wanted) : new Map<number, OtherMonth>();
  }

  /** Where the demands of a node begin among those selected, and where they end. */
  start(node: number): number {
    return this.level.starts[node] ?? 0;
  }

  end(node: number): number {
    return this.level.starts[node + 1] ?? 0;
  }

  /** The first node that begins at `position` among the selected demands or after it. */
  firstFrom(position: number): number {
    let low = 0;
    let high = this.chosen.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private place(node: number): number {
    return this.level.selected.places[this.start(node)] ?? 0;
  }

  /** Names of the node’s first demand. */
  names(node: number): DemandNames {
    return this.columns.demands.names(this.place(node));
  }

  /** Facts of the node’s first demand, whose category is the node’s; undefined where nothing is selected. */
  facts(node: number): DemandFacts | undefined {
    return this.column.facts[this.place(node)];
  }

  /** Figures of a node in a month that is wanted; undefined where it has none. */
  in(month: number, node: number): Figures | undefined {
    if (month === this.wanted.chosen) return this.chosen[node];
    const other = this.others.get(month);
    return other?.get(nodeKey(this.columns, this.column, this.wanted, this.place(node)));
  }

  /** People by tier in the chosen month; undefined where that is not wanted, or stored. */
  tiersOf(node: number): TierCount[] | undefined {
    return this.tiers?.[node];
  }

  /** Of a single demand: people by tier as its summary has them, as JSON; null without a summary. */
  storedTiers(node: number): string | null {
    return this.column.tierBreakdowns[this.place(node)] ?? null;
  }
}

interface Level {
  selected: Selected;
  starts: Int32Array;
  figures: Figures[];
}

/** Figures of one level in another month than the chosen one. */
interface OtherMonth {
  get(key: string | number): Figures | undefined;
}

/** A level of a report; undefined if the report lacks the chosen month. */
export function levelFigures(columns: ReportColumns, wanted: LevelWanted): LevelFigures | undefined {
  const column = columns.month(wanted.chosen);
  return column && new LevelFigures(columns, column, wanted);
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
  return { selected, starts, figures: column.sumsOfGroups(selected.places, starts, withHeads) };
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

/** The level in the months besides the chosen one, by month. */
function otherMonths(columns: ReportColumns, wanted: LevelWanted): Map<number, OtherMonth> {
  const others = columns.months.filter(({ month }) => month.forecastMonthIndex !== wanted.chosen);
  return new Map(
    others.map((column) => {
      const { selected, starts, figures } = levelOf(columns, column, wanted, wanted.heads === 'all');
      const byKey = new Map<string | number, Figures>();
      figures.forEach((one, group) => {
        byKey.set(nodeKey(columns, column, wanted, selected.places[starts[group] ?? 0] ?? 0), one);
      });
      return [column.month.forecastMonthIndex, byKey];
    }),
  );
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
