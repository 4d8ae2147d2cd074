import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../table/demand.model';
import type { PickableDemand } from './facets.model';

/** The distinct demands of a report, within the LOBs that the caller may see. */
export function listPickableDemands(scope: RequestScope, report: ReportKey): Promise<PickableDemand[]> {
  return scope.db.query(
    `SELECT DISTINCT f.main_lob AS main_lob, f.state AS state, f.case_type AS case_type, f.platform AS platform,
       f.market AS market, f.locality AS locality
     FROM forecast f
     WHERE f.report_year = $1 AND f.report_month = $2 AND ($3::text[] IS NULL OR f.main_lob = ANY($3::text[]))`,
    [report.reportYear, report.reportMonth, scope.actor.lobScope],
    (row): PickableDemand => ({
      mainLob: row.main_lob as string,
      state: row.state as string,
      caseType: row.case_type as string,
      platform: row.platform as string,
      market: row.market as string,
      locality: row.locality as string,
    }),
  );
}
