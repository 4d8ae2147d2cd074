import type { IsoWeek } from '../../../domain/time/iso-week';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { PersonWeek, WeekExceptionRow } from './production-step.model';
import {
  listExceptionsIn,
  listExceptionsOf,
  deleteExceptionsFrom,
  upsertException,
  upsertExceptions,
} from './week-exception.repository';

/**
 * Sets a person's percentage in one week only, as an exception; null, or the percentage that they have in that week
 * anyway, removes it. Returns the percentage that holds there now. Their assignment is the caller's business.
 */
export async function setWeekPercentage(
  tx: WriteScope,
  at: PersonWeek,
  percentage: string | null,
): Promise<string> {
  const now = await upsertException(tx, at, percentage);
  if (now === undefined) throw new Error(`there is no resource ${at.cn}`);
  return now;
}

/** Sets one percentage in many person-weeks, each as an exception; null removes them. Assignments are the caller's business. */
export async function setWeekPercentages(
  tx: WriteScope,
  weeks: readonly PersonWeek[],
  percentage: string | null,
): Promise<void> {
  if (weeks.length > 0) await upsertExceptions(tx, weeks, percentage);
}

/** The exceptions of people from a week on that a change of their production keeps; `overwrite` removes those of open months first. */
export async function keepExceptionsFrom(
  tx: WriteScope,
  cns: readonly string[],
  { from, overwrite }: { from: IsoWeek; overwrite: boolean },
): Promise<WeekExceptionRow[]> {
  if (overwrite) await deleteExceptionsFrom(tx, cns, from);
  return listExceptionsOf(tx, cns, from);
}

/** The exceptions in the weeks of calendar months, by person and week. */
export function exceptionsInMonths(
  scope: RequestScope,
  monthStarts: readonly string[],
): Promise<WeekExceptionRow[]> {
  return listExceptionsIn(scope, monthStarts);
}
