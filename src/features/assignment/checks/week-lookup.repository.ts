import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql } from '../../../platform/database/sql';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { percentageInWeek } from '../../resource/sql';

/** Whether the week is configured for this work type. */
export async function hasWeekConfig(scope: RequestScope, week: IsoWeek, workType: string): Promise<boolean> {
  const rows = await scope.db.query(
    sql`SELECT c.id AS id FROM week_configuration c
     WHERE c.year = ${week.year} AND c.week_number = ${week.week} AND c.work_type = ${workType}`,
  );
  return rows.length > 0;
}

/** What a new assignment of a person-week depends on. */
export interface PersonWeekFacts {
  /** The week's month is closed. */
  isClosed: boolean;
  /** The week is configured for the person's location. */
  isConfigured: boolean;
  /** The person's percentage in the week. */
  percentage: string;
}

/** The facts of a person-week in one statement; undefined without the person. */
export function findPersonWeekFacts(
  tx: WriteScope,
  { cn, week: { year, week }, monthStart }: { cn: string; week: IsoWeek; monthStart: string },
): Promise<PersonWeekFacts | undefined> {
  return tx.db.first(
    sql`SELECT EXISTS (SELECT FROM month_close c WHERE c.month_start = ${monthStart}::date) AS "isClosed",
       EXISTS (SELECT FROM week_configuration c WHERE c.year = ${year}::integer AND c.week_number = ${week}::integer
         AND c.work_type = r.location) AS "isConfigured",
       ${percentageInWeek('r', sql`${year}::integer`, sql`${week}::integer`)} AS percentage
     FROM resource_v2 r WHERE r.cn = ${cn}::text`,
  );
}
