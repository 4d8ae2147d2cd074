import { textKey } from '../../domain/text-key';
import type { Page } from '../../platform/database/page';
import type { RequestScope } from '../../platform/scope/request-scope';
import { readReportChoice, type ReportChoice } from '../demand';
import {
  countStoredSummaries,
  figuresOfReport,
  listStoredSummaries,
  type CellSelection,
  type StoredSummary,
} from '../figures';
import type { SummaryFilter } from './summary.model';

/** Which summaries, and how many of them. */
export interface SummaryPage extends Page {
  /** The current one if absent. */
  report?: ReportChoice | null | undefined;
  filter: SummaryFilter;
  /** Count the whole list too. */
  withTotal: boolean;
}

const ANYWHERE = { platform: null, locality: null, mainLob: null, state: null, caseType: null } as const;

/** A page of a report's summaries, with one row more than `limit` when more follow; none if there is no such report. */
export async function getSummaries(
  scope: RequestScope,
  { report: choice, filter, withTotal, limit, ...page }: SummaryPage,
): Promise<{ rows: StoredSummary[]; total: number }> {
  const report = choice ? readReportChoice(choice) : 'current';
  const figures = await scope.loader(figuresOfReport).load({ report, peopledMonths: [] });
  if (!figures) return { rows: [], total: 0 };
  const wanted = { selection: selectionOf(scope, filter), months: filter.forecastMonthIndexes };
  return {
    rows: listStoredSummaries(figures.columns, {
      ...wanted,
      ...page,
      limit: limit + 1,
    }),
    total: withTotal ? countStoredSummaries(figures.columns, wanted) : 0,
  };
}

function selectionOf({ actor }: RequestScope, { mainLobs, states, caseTypes }: SummaryFilter): CellSelection {
  const keys = (names: readonly string[] | null | undefined) => names?.map(textKey);
  const filter = { mainLobs: keys(mainLobs), states: keys(states), caseTypes: keys(caseTypes) };
  return { filter, within: ANYWHERE, lobScope: actor.lobScope };
}
