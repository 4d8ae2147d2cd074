import { DomainError, describe } from '../../../domain/errors';
import type { CalendarMonth } from '../../../domain/time/month';
import { addMonths, compareMonths, monthLabel, monthsInFileName } from '../../../domain/time/month';

/** What determines the report month of a forecast file. */
export interface ReportMonthSources {
  fileName: string;
  /** The month that the caller gives. */
  said: CalendarMonth | undefined;
  /** The first month that the file has figures for, where its headers name one; the year may be open. */
  firstMonth?: { month: number; year?: number } | undefined;
}

/**
 * The report month of a forecast file: said by the caller or by the file's name. A single digit before a year may count
 * copies, so it is taken only where the file's months begin after it. Two months in a name say nothing.
 */
export function resolveReportMonth({ fileName, said, firstMonth }: ReportMonthSources): CalendarMonth {
  const { named, single } = monthsInFileName(fileName);
  const candidates = named.length > 0 ? named : single.filter((month) => precedes(month, firstMonth));
  const [only, ...others] = candidates;
  if (said) {
    if (only && others.length === 0 && compareMonths(said, only) !== 0)
      throw disagreement(fileName, said, only);
    return said;
  }
  if (only && others.length === 0) return only;
  if (only) {
    const seen = candidates.map(monthLabel).join(' or ');
    throw reportError(
      `the file name ${describe(fileName)} may say ${seen}; give report_month and report_year, or rename the file`,
      null,
    );
  }
  throw reportError(
    `the file name ${describe(fileName)} does not say the report month; name it like forecast_March_2025.xlsx or ` +
      'give report_month and report_year',
    null,
  );
}

function precedes(month: CalendarMonth, first: ReportMonthSources['firstMonth']): boolean {
  if (!first) return false;
  const next = addMonths(month, 1);
  return next.month === first.month && (first.year === undefined || first.year === next.year);
}

function disagreement(fileName: string, said: CalendarMonth, named: CalendarMonth): DomainError {
  return reportError(
    `report_month ${monthLabel(said)} disagrees with the file name ${describe(fileName)}, which says ` +
      `${monthLabel(named)}; rename the file or correct report_month and report_year`,
    said,
  );
}

function reportError(message: string, value: CalendarMonth | null): DomainError {
  return new DomainError('VALIDATION', message, [
    { path: 'report_month', message, value: value && monthLabel(value), code: 'REPORT_MONTH' },
  ]);
}
