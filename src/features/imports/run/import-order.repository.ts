import { sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** What assignments of some calendar months stand on. */
export interface AssignmentGround {
  hasPeople: boolean;
  /** At least one of the months has a week configuration. */
  hasWeeks: boolean;
  /** A live report covers at least one of the months. */
  hasReport: boolean;
}

/** Whether there are people at all, and weeks and a live report of any of these months. */
export async function findAssignmentGround(
  scope: RequestScope,
  monthStarts: readonly string[],
): Promise<AssignmentGround> {
  const row = await scope.db.first<AssignmentGround>(
    sql`SELECT EXISTS (SELECT FROM resource_v2) AS "hasPeople",
       EXISTS (SELECT FROM week_configuration c WHERE c.month_start = ANY(${monthStarts}::date[])) AS "hasWeeks",
       EXISTS (SELECT FROM forecast_report_month m WHERE NOT m.is_frozen AND m.month_start = ANY(${monthStarts}::date[]))
         AS "hasReport"`,
  );
  return row ?? { hasPeople: false, hasWeeks: false, hasReport: false };
}
