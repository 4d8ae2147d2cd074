import type { IsoWeek } from '../../../domain/time/iso-week';
import type { DemandMonth } from '../../../domain/demand/demand-month';
import { sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';

/** How many active assignments each of these people has after a week; people without any are not in it. */
export async function countAssignmentsAfter(
  scope: RequestScope,
  cns: readonly string[],
  week: IsoWeek,
): Promise<ReadonlyMap<string, number>> {
  const rows = await scope.db.query<{ cn: string; assignments: number }>(
    sql`SELECT a.resource_cn AS cn, count(*)::integer AS assignments
     FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = ANY(${cns}::text[])
       AND (a.year, a.week_number) > (${week.year}::integer, ${week.week}::integer)
     GROUP BY a.resource_cn`,
  );
  return new Map(rows.map(({ cn, assignments }) => [cn, assignments]));
}

/** Active assignments of these people in months that a change may still touch: live ones that nobody has closed. */
function openAssignments(cns: readonly string[]): Sql {
  return sql`weekly_resource_assignment a
     JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
       AND m.forecast_month_index = a.forecast_month_index
     WHERE a.is_active AND a.resource_cn = ANY(${cns}::text[]) AND NOT m.is_frozen
       AND NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = m.month_start)`;
}

/** The demands in open months that these people are assigned to. */
export function listOpenDemandMonths(tx: WriteScope, cns: readonly string[]): Promise<DemandMonth[]> {
  return tx.db.query(
    sql`SELECT DISTINCT m.month_start AS "monthStart", a.demand_main_lob AS "mainLob", a.demand_state AS state,
       a.demand_case_type AS "caseType"
     FROM ${openAssignments(cns)}`,
  );
}

/** First days of the open months in which any of these people is assigned. */
export async function listOpenMonths(tx: WriteScope, cns: readonly string[]): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT DISTINCT m.month_start AS "monthStart" FROM ${openAssignments(cns)} ORDER BY "monthStart"`,
  );
  return rows.map(({ monthStart }) => monthStart);
}
