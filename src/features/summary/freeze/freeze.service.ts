import type { WriteScope } from '../../../platform/scope/request-scope';
import type { CalendarReportMonth, ReportPlan } from '../../demand';
import { copySummaries, insertBornFrozenSummaries, markFrozen } from './freeze.repository';

/** Once the months of older reports are frozen: their summaries stay as they stand from now on. */
export async function freezeSummaries(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<void> {
  if (months.length > 0) await markFrozen(tx, months);
}

/**
 * Once a report's forecasts are stored: writes the summaries that no derivation will write. Months that a newer report
 * covers are frozen without capacity; a closed month keeps its figures under the new report's keys.
 */
export async function storeFixedSummaries(tx: WriteScope, { report, months }: ReportPlan): Promise<void> {
  for (const { isClosed, replaces, forecastMonthIndex } of months)
    if (isClosed && replaces) await copySummaries(tx, replaces, { ...report, forecastMonthIndex });
  const born = months.filter(({ isLive, isNew }) => !isLive && isNew);
  const indexes = born.map(({ forecastMonthIndex }) => forecastMonthIndex);
  if (indexes.length > 0) await insertBornFrozenSummaries(tx, report, indexes);
}
