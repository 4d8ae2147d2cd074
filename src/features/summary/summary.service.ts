import type { RequestScope } from '../../platform/scope/request-scope';
import { findReport, type ReportChoice } from '../demand';
import type { SummaryFilter, SummaryRow } from './summary.model';
import { countSummaries, listSummaries, type SummaryListPage } from './summary.repository';

/** Which summaries, and how many of them. */
export interface SummaryPage extends SummaryListPage {
  /** The current one if absent. */
  report?: ReportChoice | null | undefined;
  filter: SummaryFilter;
  /** Count the whole list too. */
  withTotal: boolean;
}

/** A page of a report's summaries, with one row more than `limit` when more follow; none if there is no such report. */
export async function getSummaries(
  scope: RequestScope,
  { report: choice, filter, withTotal, ...page }: SummaryPage,
): Promise<{ rows: SummaryRow[]; total: number }> {
  const report = await findReport(scope, choice);
  if (!report) return { rows: [], total: 0 };
  const [rows, total] = await Promise.all([
    listSummaries(scope, report, filter, { ...page, limit: page.limit + 1 }),
    withTotal ? countSummaries(scope, report, filter) : 0,
  ]);
  return { rows, total };
}
