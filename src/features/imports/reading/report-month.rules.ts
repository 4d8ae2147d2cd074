import { DomainError, describe } from '../../../domain/errors';
import type { CalendarMonth } from '../../../domain/time/month';
import { compareMonths, monthLabel, reportMonthFromFileName } from '../../../domain/time/month';

/** The report month of a forecast file: said by the caller or by the file's name; a disagreement is refused. */
export function resolveReportMonth(fileName: string, said: CalendarMonth | undefined): CalendarMonth {
  const named = reportMonthFromFileName(fileName);
  if (said && named && compareMonths(said, named) !== 0) {
    throw reportError(
      `report_month ${monthLabel(said)} disagrees with the file name ${describe(fileName)}, which says ` +
        `${monthLabel(named)}; rename the file or correct report_month and report_year`,
      said,
    );
  }
  const report = said ?? named;
  if (report) return report;
  throw reportError(
    `the file name ${describe(fileName)} does not say the report month; name it like forecast_March_2025.xlsx or ` +
      'give report_month and report_year',
    null,
  );
}

function reportError(message: string, value: CalendarMonth | null): DomainError {
  return new DomainError('VALIDATION', message, [
    { path: 'report_month', message, value: value && monthLabel(value), code: 'REPORT_MONTH' },
  ]);
}
