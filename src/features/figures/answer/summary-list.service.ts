import { compareC } from '../../../domain/ordering';
import { positionOf, type Ordering } from '../../../platform/database/keyset';
import type { Page, Position, SortColumn } from '../../../platform/database/page';
import { comparePositions } from '../../../platform/database/sorting';
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
type SummaryPosition = readonly [mainLob: string, state: string, caseType: string, index: number];

/** A page of summaries: `limit` rows after `offset`, in the order of its columns. */
export interface SummaryPageWanted extends SummariesWanted, Page {}

/** Summaries by LOB, state, case type and month, unless another order is asked for. */
export function listStoredSummaries(columns: ReportColumns, wanted: SummaryPageWanted): StoredSummary[] {
  return wanted.columns ? sortedSummaries(columns, wanted, wanted.columns) : listedSummaries(columns, wanted);
}

/** In the order in which they stand in memory: no more is made than is shown. */
function listedSummaries(columns: ReportColumns, wanted: SummaryPageWanted): StoredSummary[] {
  const { limit, offset, after } = wanted;
  const found: StoredSummary[] = [];
  let skip = offset;
  for (const place of places(columns, wanted)) {
    if (found.length >= limit) break;
    if (after && !isBehind(columns, after as SummaryPosition, place)) continue;
    if (skip > 0) skip -= 1;
    else found.push(summaryOf(columns, place));
  }
  return found;
}

function sortedSummaries(
  columns: ReportColumns,
  { limit, offset, after, ...wanted }: SummaryPageWanted,
  order: readonly SortColumn[],
): StoredSummary[] {
  const ordering = { name: '', columns: order as Ordering<StoredSummary>['columns'] };
  const found: { row: StoredSummary; position: Position }[] = [];
  for (const place of places(columns, wanted)) {
    const row = summaryOf(columns, place);
    const position = positionOf(ordering, row);
    if (!after || comparePositions(order, position, after) > 0) found.push({ row, position });
  }
  found.sort((a, b) => comparePositions(order, a.position, b.position));
  return found.slice(offset, offset + limit).map(({ row }) => row);
}

function summaryOf({ report, demands }: ReportColumns, { column, at }: Place): StoredSummary {
  return column.summaryAt(at, report, demands.names(at));
}

/** How many there are. */
export function countStoredSummaries(columns: ReportColumns, wanted: SummariesWanted): number {
  let count = 0;
  for (const _ of places(columns, wanted)) count += 1;
  return count;
}

interface Place {
  column: MonthColumns;
  at: number;
}

/** Demand-months that are selected and have a summary, in order. */
function* places(columns: ReportColumns, { selection, months }: SummariesWanted): Generator<Place> {
  const listed = columns.months
    .filter(({ month }) => months?.includes(month.forecastMonthIndex) ?? true)
    .map((column) => ({ column, isSelected: selected(columns, column, selection) }));
  const { length } = columns.demands;
  for (let at = 0; at < length; at += 1)
    for (const { column, isSelected } of listed) if (isSelected[at]) yield { column, at };
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
): boolean {
  const names = demands.names(at);
  const order =
    compareC(names.mainLob, mainLob) ||
    compareC(names.state, state) ||
    compareC(names.caseType, caseType) ||
    column.month.forecastMonthIndex - index;
  return order > 0;
}
