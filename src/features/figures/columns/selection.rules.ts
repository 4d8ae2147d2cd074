import { compareC } from '../../../domain/ordering';
import type { DemandTable } from './demand-table.rules';
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
  const found = selectedPlaces(columns, column, selection);
  if (!byCategory) return { column, places: found, categories: new Int32Array(found.length) };
  const category = categoryNumbers(column, found);
  const ordered = [...found].sort((a, b) => (category.get(a) ?? 0) - (category.get(b) ?? 0) || a - b);
  return {
    column,
    places: Int32Array.from(ordered),
    categories: Int32Array.from(ordered, (at) => category.get(at) ?? 0),
  };
}

type Test = (at: number) => boolean;

/** A function of its own: `every` would make a closure for each of thousands of places. */
function passes(tests: readonly Test[], at: number): boolean {
  for (const test of tests) if (!test(at)) return false;
  return true;
}

/** Ascending. */
function selectedPlaces(
  columns: ReportColumns,
  column: MonthColumns,
  selection: CellSelection,
): Int32Array<ArrayBuffer> {
  const isNamed = namedPlaces(columns.demands, selection);
  const tests = monthTests(columns, column, selection);
  // Most questions have no such tests: thousands of places are passed over without a call.
  const hasTests = tests.length > 0;
  const { present, length } = column;
  const found = new Int32Array(length);
  let count = 0;
  for (let at = 0; at < length; at += 1)
    if (present[at] && isNamed[at] && (!hasTests || passes(tests, at))) found[count++] = at;
  return found.slice(0, count);
}

/** Places selected by names, which are the same in every month of a report. */
const named = new WeakMap<CellSelection, Map<DemandTable, Uint8Array>>();

function namedPlaces(demands: DemandTable, selection: CellSelection): Uint8Array {
  const known = named.get(selection) ?? new Map<DemandTable, Uint8Array>();
  named.set(selection, known);
  const found = known.get(demands);
  if (found) return found;
  const places = placesByName(demands, selection);
  known.set(demands, places);
  return places;
}

/** Demands of one LOB and state stand together: those names are looked at once for all of them. */
function placesByName(demands: DemandTable, selection: CellSelection): Uint8Array {
  const { ofState, ofDemand } = nameTests(demands, selection);
  const { stateStarts } = demands;
  const places = new Uint8Array(demands.length);
  for (let group = 0; group < stateStarts.length - 1; group += 1) {
    const start = stateStarts[group] ?? 0;
    const end = stateStarts[group + 1] ?? 0;
    if (!passes(ofState, start)) continue;
    if (ofDemand.length === 0) places.fill(1, start, end);
    else for (let at = start; at < end; at += 1) places[at] = Number(passes(ofDemand, at));
  }
  return places;
}

/** Tests that come out the same for all demands of a LOB and state, and others. */
function nameTests(
  demands: DemandTable,
  { filter, within, lobScope }: CellSelection,
): { ofState: Test[]; ofDemand: Test[] } {
  const ofState: Test[] = [];
  const ofDemand: Test[] = [];
  const { mainLob, state, caseType } = within;
  if (mainLob !== null) ofState.push((at) => demands.names(at).mainLob === mainLob);
  if (state !== null) ofState.push((at) => demands.names(at).state === state);
  if (caseType !== null) ofDemand.push((at) => demands.names(at).caseType === caseType);
  among(ofState, filter.mainLobs, (at) => demands.keys(at).mainLob);
  among(ofState, filter.states, (at) => demands.keys(at).state);
  among(ofDemand, filter.caseTypes, (at) => demands.keys(at).caseType);
  if (lobScope) {
    const visible = new Set(lobScope);
    ofState.push((at) => visible.has(demands.names(at).mainLob));
  }
  return { ofState, ofDemand };
}

function among(tests: Test[], values: readonly string[] | undefined, keyAt: (at: number) => string): void {
  if (!values) return;
  const wanted = new Set(values);
  tests.push((at) => wanted.has(keyAt(at)));
}

/** What a demand may have differently in each month. */
function monthTests(
  { dictionaries: { platforms, markets } }: ReportColumns,
  column: MonthColumns,
  { filter, within }: CellSelection,
): Test[] {
  const tests: Test[] = [];
  const { platform, locality } = within;
  if (platform !== null) tests.push((at) => column.facts[at]?.platform === platform);
  if (locality !== null) tests.push((at) => column.facts[at]?.locality === locality);
  among(tests, filter.platforms, (at) => platforms.keys[column.platforms[at] ?? 0] ?? '');
  among(tests, filter.markets, (at) => markets.keys[column.markets[at] ?? 0] ?? '');
  among(tests, filter.localities, (at) => column.facts[at]?.locality ?? '');
  return tests;
}

/** Categories by platform, then by locality, numbered from 0. */
function categoryNumbers({ facts }: MonthColumns, places: Int32Array): Map<number, number> {
  const keyAt = (at: number): string => `${facts[at]?.platform ?? ''}\n${facts[at]?.locality ?? ''}`;
  const keys = [...new Set(Array.from(places, keyAt))].sort(compareC);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  return new Map(Array.from(places, (at) => [at, numbers.get(keyAt(at)) ?? 0]));
}

/** Splits a selection into the nodes of a level; of `all` there is one even with nothing in it. */
export function groupDemands(columns: ReportColumns, selected: Selected, by: Grouping): Groups {
  const { places, categories } = selected;
  if (by === 'all') return { starts: Int32Array.of(0, places.length) };
  const { lobGroups, stateGroups } = columns.demands;
  const groups = { lob: lobGroups, state: stateGroups, category: undefined, demand: undefined }[by];
  const isOther = (at: number, before: number): boolean =>
    groups ? groups[at] !== groups[before] : by === 'demand';
  const starts = new Int32Array(places.length + 1);
  let count = 0;
  for (let i = 0; i < places.length; i += 1) {
    const isFirst = i === 0 || categories[i] !== categories[i - 1];
    if (isFirst || isOther(places[i] ?? 0, places[i - 1] ?? 0)) starts[count++] = i;
  }
  starts[count] = places.length;
  return { starts: starts.subarray(0, count + 1) };
}
