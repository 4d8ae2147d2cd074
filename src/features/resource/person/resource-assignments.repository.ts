import type { IsoWeek } from '../../../domain/time/iso-week';
import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';

/** How many active assignments each of these people has after a week; people without any are not in it. */
export async function countAssignmentsAfter(
  scope: RequestScope,
  cns: readonly string[],
  week: IsoWeek,
): Promise<ReadonlyMap<string, number>> {
  const rows = await scope.db.query<readonly [string, number]>(
    `SELECT a.resource_cn AS resource_cn, count(*)::integer AS assignments
     FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = ANY($1::text[])
       AND (a.year, a.week_number) > ($2::integer, $3::integer)
     GROUP BY a.resource_cn`,
    [cns, week.year, week.week],
    (row) => [row.resource_cn as string, row.assignments as number],
  );
  return new Map(rows);
}

/** Active assignments of these people in months that a change may still touch: live ones that nobody has closed. */
const OPEN_ASSIGNMENTS = `weekly_resource_assignment a
     JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
       AND m.forecast_month_index = a.forecast_month_index
     WHERE a.is_active AND a.resource_cn = ANY($1::text[]) AND NOT m.is_frozen
       AND NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = m.month_start)`;

/** The demands in open months that these people are assigned to. */
export function listOpenDemandMonths(tx: WriteScope, cns: readonly string[]): Promise<DemandMonth[]> {
  return tx.db.query(
    `SELECT DISTINCT m.month_start AS month_start, a.demand_main_lob AS main_lob, a.demand_state AS state,
       a.demand_case_type AS case_type
     FROM ${OPEN_ASSIGNMENTS}`,
    [cns],
    (row) => ({
      monthStart: row.month_start as string,
      mainLob: row.main_lob as string,
      state: row.state as string,
      caseType: row.case_type as string,
    }),
  );
}

/** First days of the open months in which any of these people is assigned. */
export function listOpenMonths(tx: WriteScope, cns: readonly string[]): Promise<string[]> {
  return tx.db.query(
    `SELECT DISTINCT m.month_start AS month_start FROM ${OPEN_ASSIGNMENTS} ORDER BY month_start`,
    [cns],
    (row) => row.month_start as string,
  );
}
