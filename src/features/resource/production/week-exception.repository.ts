import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { PersonWeek, WeekExceptionRow } from './production-step.model';
import { WeekExceptionEntity } from './week-exception.entity';
import { changeExceptions } from './week-exception.sql';

const EXCEPTIONS = table(WeekExceptionEntity);

/** Exceptions of these people from a week on (all of them without one), each person's in order of weeks. */
export function listExceptionsOf(
  scope: RequestScope,
  cns: readonly string[],
  from: IsoWeek = { year: 0, week: 0 },
): Promise<WeekExceptionRow[]> {
  return scope.db.query(
    sql`SELECT ${EXCEPTIONS.columns('x')} FROM resource_week_exception x
     WHERE x.resource_cn = ANY(${cns}::text[])
       AND (x.year, x.week_number) >= (${from.year}::integer, ${from.week}::integer)
     ORDER BY x.resource_cn, x.year, x.week_number`,
  );
}

/** Exceptions in the weeks of these calendar months, by person and week. */
export function listExceptionsIn(
  scope: RequestScope,
  monthStarts: readonly string[],
): Promise<WeekExceptionRow[]> {
  return scope.db.query(
    sql`SELECT ${EXCEPTIONS.columns('x')} FROM resource_week_exception x
     WHERE iso_week_month(x.year, x.week_number) = ANY(${monthStarts}::date[])
     ORDER BY x.resource_cn, x.year, x.week_number`,
  );
}

/** Sets the percentage of one person-week (null = the person's own); returns the one that holds there now. */
export async function upsertException(
  tx: WriteScope,
  { cn, week }: PersonWeek,
  percentage: string | null,
): Promise<string | undefined> {
  const row = await tx.db.first<{ percentage: string | null }>(
    changeExceptions(
      sql`SELECT ${cn}::text AS cn, ${week.year}::integer AS year, ${week.week}::integer AS week_number,
        ${percentage}::numeric AS percentage`,
      { changeSetId: tx.changeSetId, by: tx.actor.name, at: tx.at },
    ),
  );
  return row?.percentage ?? undefined;
}

/** Sets the percentage of many person-weeks to one value (null = the people's own of each week). */
export async function upsertExceptions(
  tx: WriteScope,
  weeks: readonly PersonWeek[],
  percentage: string | null,
): Promise<void> {
  const rows = weeks.map(({ cn, week }) => ({ resourceCn: cn, year: week.year, weekNumber: week.week }));
  await tx.db.execute(
    changeExceptions(
      sql`SELECT k.resource_cn AS cn, k.year, k.week_number, ${percentage}::numeric AS percentage
        FROM ${EXCEPTIONS.unnest('k', ['resourceCn', 'year', 'weekNumber'], rows)}`,
      { changeSetId: tx.changeSetId, by: tx.actor.name, at: tx.at },
    ),
  );
}

/** Removes the exceptions of these people from a week on, but for those in closed months. */
export async function deleteExceptionsFrom(
  tx: WriteScope,
  cns: readonly string[],
  from: IsoWeek,
): Promise<void> {
  await tx.db.execute(
    changeExceptions(
      sql`SELECT x.resource_cn AS cn, x.year, x.week_number, NULL::numeric AS percentage
        FROM resource_week_exception x
        WHERE x.resource_cn = ANY(${cns}::text[])
          AND (x.year, x.week_number) >= (${from.year}::integer, ${from.week}::integer)
          AND NOT EXISTS (SELECT FROM month_close c WHERE c.month_start = iso_week_month(x.year, x.week_number))`,
      { changeSetId: tx.changeSetId, by: tx.actor.name, at: tx.at },
    ),
  );
}
