import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** An active assignment of a person, as far as it matters for whether the person fits. */
export interface LaterAssignment extends IsoWeek {
  id: number;
  cn: string;
  mainLob: string;
  state: string;
  caseType: string;
}

/** Active assignments of these people in a week or after it, by person and week. */
export function listAssignmentsFrom(
  scope: RequestScope,
  cns: readonly string[],
  from: IsoWeek,
): Promise<LaterAssignment[]> {
  return scope.db.query(
    sql`SELECT a.id AS id, a.resource_cn AS cn, a.year AS year, a.week_number AS week,
       a.demand_main_lob AS "mainLob", a.demand_state AS state, a.demand_case_type AS "caseType"
     FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = ANY(${cns}::text[])
       AND (a.year, a.week_number) >= (${from.year}::integer, ${from.week}::integer)
     ORDER BY a.resource_cn COLLATE "C", a.year, a.week_number`,
  );
}
