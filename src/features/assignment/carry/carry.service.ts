import { weeksOfMonth } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { CalendarReportMonth } from '../../demand';
import { copyToFrozen, rewriteReportKeys } from './carry.repository';

/**
 * Before a newer report is stored: keeps the active assignments of these months of older reports, with all their figures,
 * for the reports of frozen months. Closed months too. Returns how many were copied.
 */
export async function freezeAssignments(
  tx: WriteScope,
  months: readonly CalendarReportMonth[],
): Promise<number> {
  return months.length === 0 ? 0 : copyToFrozen(tx, months);
}

/**
 * After the newer report is stored: puts the live assignments of its calendar months under it, in its spelling. Closed
 * months are carried too; only what is open is derived anew. Returns how many were rewritten.
 */
export async function carryAssignments(
  tx: WriteScope,
  months: readonly CalendarReportMonth[],
): Promise<number> {
  if (months.length === 0) return 0;
  const weeks = months.flatMap(({ monthStart }) =>
    weeksOfMonth(monthFromStart(monthStart)).map(({ year, week }) => ({ monthStart, year, week })),
  );
  const rewritten = await rewriteReportKeys(tx, months, weeks);
  for (const { monthStart } of months) tx.stale.month(monthStart);
  return rewritten;
}
