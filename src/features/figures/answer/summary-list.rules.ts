import { compareC } from '../../../domain/ordering';
import type { CellSelection, StoredSummary } from '../columns/figures.model';
import type { MonthColumns } from '../columns/month-columns.rules';
import type { ReportColumns } from '../columns/report-columns.rules';
import { selectDemands } from '../columns/selection.rules';

/** Which stored summaries of a report are listed. */
export interface SummariesWanted {
  selection: CellSelection;
  /** Indexes of their months; all if absent. */
  months?: readonly number[] | null | undefined;
}

/** Where a list of summaries goes on: behind the row of these names and this index, which need not stand any more. */
export type SummaryPosition = readonly [mainLob: string, state: string, caseType: string, index: number];

/** A page of summaries: `limit` rows after `offset`, from the end of the list if it is reversed. */
export interface SummaryPageWanted extends SummariesWanted {
  limit: number;
  offset: number;
  after?: SummaryPosition | undefined;
  reversed?: boolean | undefined;
}

/** Summaries by LOB, state, case type and month. */
export function listStoredSummaries(columns: ReportColumns, wanted: SummaryPageWanted): StoredSummary[] {
  const { limit, offset, after, reversed = false } = wanted;
  const found: StoredSummary[] = [];
  let skip = offset;
  for (const { column, at } of places(columns, wanted, reversed)) {
    if (found.length >= limit) break;
    if (after && !isBehind(columns, after, { column, at }, reversed)) continue;
    if (skip > 0) skip -= 1;
    else found.push(column.summaryAt(at, columns.report, columns.demands.names(at)));
  }
  return found;
}

/** How many there are. */
export function countStoredSummaries(columns: ReportColumns, wanted: SummariesWanted): number {
  let count = 0;
  for (const _ of places(columns, wanted, false)) count += 1;
  return count;
}

interface Place {
  column: MonthColumns;
  at: number;
}

/** Demand-months that are selected and have a summary, in order. */
function* places(
  columns: ReportColumns,
  { selection, months }: SummariesWanted,
  reversed: boolean,
): Generator<Place> {
  const listed = columns.months
    .filter(({ month }) => months?.includes(month.forecastMonthIndex) ?? true)
    .map((column) => ({ column, isSelected: selected(columns, column, selection) }));
  if (reversed) listed.reverse();
  const { length } = columns.demands;
  for (let i = 0; i < length; i += 1) {
    const at = reversed ? length - 1 - i : i;
    for (const { column, isSelected } of listed) if (isSelected[at]) yield { column, at };
  }
}

function selected(columns: ReportColumns, column: MonthColumns, selection: CellSelection): Uint8Array {
  const isSelected = new Uint8Array(column.length);
  for (const at of selectDemands(columns, column, selection, false).places)
    isSelected[at] = column.hasSummary(at) ? 1 : 0;
  return isSelected;
}

function isBehind(
  { demands }: ReportColumns,
  [mainLob, state, caseType, index]: SummaryPosition,
  { column, at }: Place,
  reversed: boolean,
): boolean {
  const names = demands.names(at);
  const order =
    compareC(names.mainLob, mainLob) ||
    compareC(names.state, state) ||
    compareC(names.caseType, caseType) ||
    column.month.forecastMonthIndex - index;
  return reversed ? order < 0 : order > 0;
}
