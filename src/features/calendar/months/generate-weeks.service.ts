import { WORK_TYPES, type WorkType } from '../../../domain/demand/lob';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { readYear } from '../records/calendar-input.rules';
import { findDiscrepancies, requireEveryMonth } from '../weeks/generation.rules';
import { closedMonths } from '../closing/month-close.service';
import { listConfiguredMonths } from './month-config.repository';
import type { Generation, WrittenWeek } from '../weeks/week-config.model';
import { writeGeneratedWeeks } from '../weeks/week-write.repository';

/** Which weeks to generate. */
export interface GenerateWeeks {
  /** ISO year; also the calendar year of all its weeks' parent months. */
  year: number;
  /** Both if absent. */
  workTypes?: readonly WorkType[] | null | undefined;
  /** Weeks set by hand are generated too. */
  overwriteManual?: boolean | null | undefined;
}

/** Generates every ISO week of a year from month configurations and holidays; closed months are left alone. */
export async function generateWeeks(tx: WriteScope, request: GenerateWeeks): Promise<Generation> {
  const year = readYear(request.year);
  const workTypes = WORK_TYPES.filter((each) => request.workTypes?.includes(each) ?? true);
  const closed = new Set([...(await closedMonths(tx))].filter((start) => start.startsWith(`${year}-`)));
  const known = { configured: await listConfiguredMonths(tx, year, workTypes), closed };
  requireEveryMonth(year, workTypes, known);
  const written = await writeGeneratedWeeks(tx, year, workTypes, request.overwriteManual ?? false);
  for (const { week, capacityChanged } of written) if (capacityChanged) tx.stale.week(week);
  return {
    year,
    workTypes,
    ...countStatuses(written),
    weeks: written
      .filter(({ status }) => status === 'created' || status === 'updated')
      .map(({ week }) => week),
    discrepancies: findDiscrepancies(year, workTypes, known),
    skippedClosed: [...closed].sort(),
  };
}

function countStatuses(
  written: readonly WrittenWeek[],
): Pick<Generation, 'created' | 'updated' | 'unchanged' | 'keptManual'> {
  const count = (status: WrittenWeek['status']): number =>
    written.filter((each) => each.status === status).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    keptManual: count('kept_manual'),
  };
}
