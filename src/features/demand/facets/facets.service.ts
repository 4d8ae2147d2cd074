import type { RequestScope } from '../../../platform/scope/request-scope';
import { findReport, type ReportChoice } from '../forecast-report/report.service';
import { listPickableDemands } from './facets.repository';
import { facetsOf, type FacetFilter } from './facets.rules';

/** What the demands of a report can be picked by, the current one if none is named. */
export async function demandFacets(
  scope: RequestScope,
  choice: ReportChoice | null | undefined,
  filter: FacetFilter | null | undefined,
) {
  const report = await findReport(scope, choice);
  const demands = report ? await listPickableDemands(scope, report) : [];
  return { reportMonth: report?.reportStart ?? null, ...facetsOf(demands, filter ?? {}) };
}
