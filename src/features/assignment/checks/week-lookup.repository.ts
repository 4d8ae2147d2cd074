import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql } from '../../../platform/database/sql';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { isClosed, productiveHours, weekConfiguration } from '../../calendar/sql';
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
  /** Hours of a full-time person in the week at the person's location; null = the week is not configured. */
  hours: string | null;
  /** The person's percentage in the week. */
  percentage: string;
  /** The number of an assignment that is new. */
  newId: number;
}

/** The facts of a person-week in one statement; undefined without the person. */
export function findPersonWeekFacts(
  tx: WriteScope,
  { cn, week: { year, week }, monthStart }: { cn: string; week: IsoWeek; monthStart: string },
): Promise<PersonWeekFacts | undefined> {
  const at = { year: sql`${year}::integer`, weekNumber: sql`${week}::integer` };
  return tx.db.first(
    sql`SELECT ${isClosed(sql`${monthStart}::date`)} AS "isClosed", ${productiveHours('c')} AS hours,
       ${percentageInWeek('r', at.year, at.weekNumber)} AS percentage,
       nextval('weekly_resource_assignment_id_seq')::integer AS "newId"
     FROM resource_v2 r LEFT JOIN ${weekConfiguration('c', { ...at, workType: sql`r.location` })}
     WHERE r.cn = ${cn}::text`,
  );
}
