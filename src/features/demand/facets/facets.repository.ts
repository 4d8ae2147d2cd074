import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../table/demand.model';
import { ForecastEntity } from '../table/forecast.entity';
import type { PickableDemand } from './facets.model';

const DEMAND_COLUMNS = table(ForecastEntity).columns('f', [
  'mainLob',
  'state',
  'caseType',
  'platform',
  'market',
  'locality',
]);

/** The distinct demands of a report, within the LOBs that the caller may see. */
export function listPickableDemands(scope: RequestScope, report: ReportKey): Promise<PickableDemand[]> {
  const { lobScope } = scope.actor;
  return scope.db.query(
    sql`SELECT DISTINCT ${DEMAND_COLUMNS} FROM forecast f
     WHERE f.report_year = ${report.reportYear} AND f.report_month = ${report.reportMonth}
       AND (${lobScope}::text[] IS NULL OR f.main_lob = ANY(${lobScope}::text[]))`,
  );
}
