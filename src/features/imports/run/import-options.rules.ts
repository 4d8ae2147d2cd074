import { ON_CONFLICT, ON_DUPLICATE, ON_ERROR } from '../../../domain/writing';
import { invalid } from '../../../domain/errors';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { parseIsoWeek } from '../../../domain/time/iso-week';
import type { CalendarMonth } from '../../../domain/time/month';
import { parseMonthText } from '../../../domain/time/month';
import { DATE_ORDERS, ON_BLANK, type ImportKind, type ImportOptions } from '../answer/import.model';

/** Options with their defaults filled in and their texts read. */
export interface ImportSettings {
  dryRun: boolean;
  onConflict: (typeof ON_CONFLICT)[number];
  onError: (typeof ON_ERROR)[number];
  onDuplicate: (typeof ON_DUPLICATE)[number];
  report: CalendarMonth | undefined;
  mapping: CalendarMonth[] | undefined;
  since: IsoWeek | undefined;
  sheet: string | undefined;
  dateOrder: (typeof DATE_ORDERS)[number] | undefined;
  onBlank: (typeof ON_BLANK)[number];
  deallocateFrom: IsoWeek | undefined;
}

/** What an option that does not fit the kind of file is for. */
const ACCEPTED_FOR: Readonly<Record<string, string>> = {
  reportMonth: 'it with forecasts only',
  months: 'it with forecasts only',
  since: 'it with mappings and assignments only',
  onBlank: 'it with rosters only',
  deallocateFrom: 'it with rosters only',
};

/** Months of a forecast report. */
const MONTHS_OF_REPORT = 6;

/** Reads the options of an import; each that is wrong is refused with what is accepted. */
export function readImportOptions(kind: ImportKind, options: ImportOptions = {}): ImportSettings {
  const isAssignments = kind === 'MAPPING' || kind === 'ASSIGNMENTS';
  return {
    dryRun: options.dryRun ?? false,
    onConflict: oneOf('onConflict', ON_CONFLICT, options.onConflict) ?? (isAssignments ? 'ERROR' : 'REPLACE'),
    onError: oneOf('onError', ON_ERROR, options.onError) ?? 'abort',
    onDuplicate: oneOf('onDuplicate', ON_DUPLICATE, options.onDuplicate) ?? 'error',
    report: onlyFor(kind === 'FORECAST', 'reportMonth', options.reportMonth ?? options.reportYear, () =>
      readReport(options),
    ),
    mapping: onlyFor(kind === 'FORECAST', 'months', options.months, readMonths),
    since: onlyFor(isAssignments, 'since', options.since, (text) => parseIsoWeek(text, 'since')),
    ...readReadingOptions(options),
    ...readRosterOptions(kind, options),
  };
}

function readReadingOptions({
  sheet,
  dateOrder,
}: ImportOptions): Pick<ImportSettings, 'sheet' | 'dateOrder'> {
  return {
    sheet: sheet?.trim() || undefined,
    dateOrder: oneOf('dateOrder', DATE_ORDERS, dateOrder),
  };
}

function readRosterOptions(
  kind: ImportKind,
  { onBlank, deallocateFrom }: ImportOptions,
): Pick<ImportSettings, 'onBlank' | 'deallocateFrom'> {
  const isRoster = kind === 'ROSTER';
  return {
    onBlank: onlyFor(isRoster, 'onBlank', onBlank, (value) => oneOf('onBlank', ON_BLANK, value)) ?? 'keep',
    deallocateFrom: onlyFor(isRoster, 'deallocateFrom', deallocateFrom, (text) =>
      parseIsoWeek(text, 'deallocateFrom'),
    ),
  };
}

function oneOf<T extends string>(
  path: string,
  accepted: readonly T[],
  value: T | null | undefined,
): T | undefined {
  if (value === null || value === undefined) return undefined;
  if (!accepted.includes(value)) throw invalid(path, value, accepted.join(', '));
  return value;
}

function onlyFor<T, R>(
  applies: boolean,
  path: string,
  value: T | null | undefined,
  read: (value: T) => R,
): R | undefined {
  if (value === null || value === undefined) return undefined;
  if (!applies) throw invalid(path, value, ACCEPTED_FOR[path] ?? 'nothing here');
  return read(value);
}

function readReport({ reportMonth, reportYear }: ImportOptions): CalendarMonth {
  const parsed = parseMonthText(reportMonth ?? '');
  if (!parsed) throw invalid('reportMonth', reportMonth ?? null, 'a month such as March');
  const year = readYear(reportYear ?? parsed.year);
  if (parsed.year !== undefined && parsed.year !== year)
    throw invalid('reportMonth', reportMonth, `a month of the reportYear ${year}`);
  return { year, month: parsed.month };
}

function readYear(year: number | undefined): number {
  if (year !== undefined && Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw invalid(
    'reportYear',
    year ?? null,
    `the year of the report, ${FIRST_YEAR} to ${LAST_YEAR}, beside reportMonth`,
  );
}

function readMonths(months: readonly string[]): CalendarMonth[] {
  if (months.length !== MONTHS_OF_REPORT)
    throw invalid('months', months, `${MONTHS_OF_REPORT} months with their years, such as Apr-25`);
  return months.map((text, index) => {
    const parsed = parseMonthText(text);
    if (parsed?.year === undefined)
      throw invalid(`months.${index}`, text, 'a month with its year, such as Apr-25');
    return { year: parsed.year, month: parsed.month };
  });
}
