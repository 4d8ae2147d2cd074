import { sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** A week in which a person works for lines of business that the caller does not see. */
export interface BusyWeek {
  cn: string;
  year: number;
  week: number;
}

/** Weeks in which these people work outside the caller's lines of business, in order; none for a caller without a scope. */
export async function listBusyElsewhere(scope: RequestScope, cns: readonly string[]): Promise<BusyWeek[]> {
  if (scope.actor.lobScope === null) return [];
  return scope.db.query(
    sql`SELECT e.resource_cn AS cn, e.year AS year, e.week_number AS week FROM busy_elsewhere() e
     WHERE e.resource_cn = ANY(${cns}::text[]) ORDER BY e.resource_cn, e.year, e.week_number`,
  );
}
