import { compareC } from '../../../domain/ordering';
import type { CellSelection } from './figures.model';
import type { MonthColumns } from './month-columns.rules';
import type { ReportColumns } from './report-columns.rules';

/** What tells the nodes of a level apart, besides their category. */
export type Grouping = 'all' | 'category' | 'lob' | 'state' | 'demand';

/** Demands of one month that are counted, in order: of their categories first where that is wanted, then of their names. */
export interface Selected {
  column: MonthColumns;
  /** Places of the demands. */
  places: Int32Array;
  /** Number of each place’s category, ascending; all 0 where there are none. */
  categories: Int32Array;
}

/** Groups of a selection: group g holds `places[starts[g]]` … before `starts[g + 1]`. */
export interface Groups {
  starts: Int32Array;
}

/**
 * Selects the demands of one month. The only place where figures are filtered: what a caller asks for, what it looks at
 * within, and what its actor may see.
 */
export function selectDemands(
  columns: ReportColumns,
  column: MonthColumns,
  selection: CellSelection,
  byCategory: boolean,
): Selected {
  const isSelected = selector(columns, column, selection);
  const found: number[] = [];
  for (let at = 0; at < column.length; at += 1) if (column.present[at] && isSelected(at)) found.push(at);
  if (!byCategory)
    return { column, places: Int32Array.from(found), categories: new Int32Array(found.length) };
  const category = categoryNumbers(column, found);
  const ordered = found.sort((a, b) => (category.get(a) ?? 0) - (category.get(b) ?? 0) || a - b);
  return {
    column,
    places: Int32Array.from(ordered),
    categories: Int32Array.from(ordered, (at) => category.get(at) ?? 0),
  };
}

type Test = (at: number) => boolean;

function selector(columns: ReportColumns, column: MonthColumns, selection: CellSelection): Test {
  const tests = [...filterTests(columns, column, selection), ...pathTests(columns, column, selection)];
  const { lobScope } = selection;
  if (lobScope) {
    const visible = new Set(lobScope);
    tests.push((at) => visible.has(columns.demands.names(at).mainLob));
  }
  return (at) => tests.every((test) => test(at));
}

function filterTests(columns: ReportColumns, column: MonthColumns, { filter }: CellSelection): Test[] {
  const { demands, dictionaries } = columns;
  const { platforms, markets } = dictionaries;
  const tests: Test[] = [];
  const among = (values: readonly string[] | undefined, keyAt: (at: number) => string): void => {
    if (!values) return;
    const wanted = new Set(values);
    tests.push((at) => wanted.has(keyAt(at)));
  };
  among(filter.mainLobs, (at) => demands.keys(at).mainLob);
  among(filter.states, (at) => demands.keys(at).state);
  among(filter.caseTypes, (at) => demands.keys(at).caseType);
  among(filter.platforms, (at) => platforms.keys[column.platforms[at] ?? 0] ?? '');
  among(filter.markets, (at) => markets.keys[column.markets[at] ?? 0] ?? '');
  among(filter.localities, (at) => column.facts[at]?.locality ?? '');
  return tests;
}

function pathTests({ demands }: ReportColumns, column: MonthColumns, { within }: CellSelection): Test[] {
  const tests: Test[] = [];
  const { platform, locality, mainLob, state, caseType } = within;
  if (platform !== null) tests.push((at) => column.facts[at]?.platform === platform);
  if (locality !== null) tests.push((at) => column.facts[at]?.locality === locality);
  if (mainLob !== null) tests.push((at) => demands.names(at).mainLob === mainLob);
  if (state !== null) tests.push((at) => demands.names(at).state === state);
  if (caseType !== null) tests.push((at) => demands.names(at).caseType === caseType);
  return tests;
}

/** Categories by platform, then by locality, numbered from 0. */
function categoryNumbers({ facts }: MonthColumns, places: readonly number[]): Map<number, number> {
  const keyAt = (at: number): string => `${facts[at]?.platform ?? ''}\n${facts[at]?.locality ?? ''}`;
  const keys = [...new Set(places.map(keyAt))].sort(compareC);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  return new Map(places.map((at) => [at, numbers.get(keyAt(at)) ?? 0]));
}

/** Splits a selection into the nodes of a level; of `all` there is one even with nothing in it. */
export function groupDemands(columns: ReportColumns, selected: Selected, by: Grouping): Groups {
  const { places, categories } = selected;
  if (by === 'all') return { starts: Int32Array.of(0, places.length) };
  const { lobGroups, stateGroups } = columns.demands;
  const groups = { lob: lobGroups, state: stateGroups, category: undefined, demand: undefined }[by];
  const isOther = (at: number, before: number): boolean =>
    groups ? groups[at] !== groups[before] : by === 'demand';
  const starts: number[] = [];
  places.forEach((at, i) => {
    const isFirst = i === 0 || categories[i] !== categories[i - 1];
    if (isFirst || isOther(at, places[i - 1] ?? 0)) starts.push(i);
  });
  return { starts: Int32Array.from([...starts, places.length]) };
}
