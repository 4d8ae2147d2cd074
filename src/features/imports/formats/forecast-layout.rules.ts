import { DomainError, describe } from '../../../domain/errors';
import type { CalendarMonth } from '../../../domain/time/month';
import { addMonths, compareMonths, monthLabel } from '../../../domain/time/month';
import type { WriteWarning } from '../../../domain/writing';
import type { FileSpec, Header } from '../reading/header.rules';
import {
  matchHeader,
  missingColumns,
  normaliseHeader,
  ownExport,
  requireColumns,
} from '../reading/header.rules';
import type { DateOrder, TableRow } from '../reading/import-table.rules';
import { firstReading, namesMonth, readMonths } from '../reading/month-headers.rules';

/** Fields of the six months of a report, in order. */
export const MONTH_FIELDS = ['month1', 'month2', 'month3', 'month4', 'month5', 'month6'] as const;

/** What a forecast file may say about a demand. */
export type ForecastField =
  | 'main_lob'
  | 'state'
  | 'case_type'
  | 'call_type_id'
  | 'target_cph'
  | 'month'
  | 'year'
  | 'forecast'
  | (typeof MONTH_FIELDS)[number];

/** How a file is laid out: V1's export, one column per month, or one row per month. */
export interface ForecastLayout {
  form: 'export' | 'months' | 'tidy';
  header: Header<ForecastField>;
  /** The six months in the order of their columns; null for one row per month. */
  mapping: CalendarMonth[] | null;
}

/** The columns of every layout. */
export const FORECAST: FileSpec<ForecastField> = {
  what: 'forecast',
  keys: ['main_lob', 'state', 'case_type'],
  columns: [
    {
      field: 'main_lob',
      label: 'Main LOB',
      aliases: ['LOB', 'Line of Business'],
      required: true,
      about: 'Line of business: platform, market, locality',
      example: 'Amisys Medicaid DOMESTIC',
    },
    {
      field: 'state',
      label: 'State',
      required: true,
      about: 'USPS code or full name; N/A where the LOB is not split by state',
      example: 'FL',
    },
    {
      field: 'case_type',
      label: 'Case type',
      required: true,
      about: 'Case type',
      example: 'FTC-Basic/Non MMP',
    },
    { field: 'call_type_id', label: 'Call Type ID', about: 'Id of the client', example: 'CT-1001' },
    {
      field: 'target_cph',
      label: 'Target CPH',
      aliases: ['CPH'],
      about: 'Cases per hour, 0 to 9999.9999; blank: as configured',
      example: 12.5,
    },
    {
      field: 'month',
      alternative: true,
      label: 'month',
      aliases: ['forecast_month', 'forecast_month_label'],
      about: 'Of a file with a row per month: May-25, May 2025, 05/2025, 2025-05',
      example: 'May-25',
    },
    {
      field: 'year',
      alternative: true,
      label: 'year',
      aliases: ['forecast_year'],
      about: 'Year beside a month without one',
      example: 2025,
    },
    {
      field: 'forecast',
      alternative: true,
      label: 'forecast',
      aliases: ['total_forecast', 'Client Forecast'],
      about: 'Cases of the month beside it',
      example: 3100,
    },
    ...MONTH_FIELDS.map((field, index) => ({
      field,
      label: field,
      about: `Cases of month ${index + 1} of the report`,
      example: 3100 - 100 * index,
    })),
  ],
  ignored: ['forecast_month_index', 'report_month', 'report_year'],
};

/** What a layout is read with. */
export interface LayoutOptions {
  report: CalendarMonth;
  /** Months of month1 … month6; by default the six after the report month. */
  mapping?: readonly CalendarMonth[] | undefined;
  dateOrder?: DateOrder | undefined;
}

/** The six months after a report month: what a mapping normally is. */
export function defaultMapping(report: CalendarMonth): CalendarMonth[] {
  return [1, 2, 3, 4, 5, 6].map((n) => addMonths(report, n));
}

const FORECAST_GROUP = 'clientforecast';

/** Whether this is the first header row of V1's export, which names the groups of columns. */
export function isGroupRow(row: TableRow): boolean {
  const names = row.cells.map((cell) => normaliseHeader(cell ?? ''));
  return names.includes(FORECAST_GROUP) && !names.includes('mainlob');
}

/** Reads the two header rows of V1's export: the first group by position, the forecast's six months below its name. */
export function exportLayout(groups: TableRow, second: TableRow, options: LayoutOptions): ForecastLayout {
  const keys = groups.cells.map((cell) => normaliseHeader(cell ?? ''));
  const start = keys.indexOf(FORECAST_GROUP);
  const next = keys.findIndex((key, index) => index > start && key !== '' && key !== FORECAST_GROUP);
  const end = next < 0 ? start + MONTH_FIELDS.length : next;
  const demand = matchHeader({ row: second.row, cells: second.cells.slice(0, start) }, FORECAST);
  requireColumns(demand, FORECAST, second.row);
  const names = second.cells.map((cell) => cell ?? '');
  const monthColumns = names.flatMap((name, index) =>
    index >= start && index < end && name !== '' ? [index] : [],
  );
  return layoutOf('export', { ...demand, names }, { monthColumns, row: second.row, ...options });
}

/** Reads the single header row of a tidy file: `month`, `forecast`; or month1 … month6; or six columns named by month. */
export function tidyLayout(header: TableRow, options: LayoutOptions): ForecastLayout {
  const found = matchHeader(header, FORECAST);
  requireColumns(found, FORECAST, header.row);
  const own = ownExport(found.names);
  if (own !== undefined)
    throw badHeader(
      `this is ${own} of Headroom, which is no forecast: import the forecast that it was made from`,
    );
  if (found.columns.has('month') && found.columns.has('forecast'))
    return { form: 'tidy', header: found, mapping: null };
  const missing = MONTH_FIELDS.filter((field) => !found.columns.has(field));
  if (missing.length === 0) {
    const mapping = [...(options.mapping ?? defaultMapping(options.report))];
    checkMapping(mapping, header.row);
    return { form: 'months', header: found, mapping };
  }
  const named = found.names.flatMap((name, index) =>
    found.unknownColumns.includes(name) && namesMonth(name) ? [index] : [],
  );
  if (named.length > 0 && missing.length === MONTH_FIELDS.length) {
    const unknownColumns = found.unknownColumns.filter((name) => !namesMonth(name));
    return layoutOf(
      'months',
      { ...found, unknownColumns },
      { monthColumns: named, row: header.row, ...options },
    );
  }
  const wanted = missing.length < MONTH_FIELDS.length ? missing : ['month and forecast (or month1 … month6)'];
  throw missingColumns({ ...found, missing: [...wanted] }, FORECAST, header.row);
}

interface MonthColumns extends LayoutOptions {
  monthColumns: readonly number[];
  row: number;
}

function layoutOf(
  form: 'export' | 'months',
  header: Header<ForecastField>,
  { monthColumns, row, report, dateOrder }: MonthColumns,
): ForecastLayout {
  if (monthColumns.length !== MONTH_FIELDS.length) {
    const seen = monthColumns.map((index) => header.names[index]).join(', ') || 'none';
    throw badHeader(
      `row ${row} has ${monthColumns.length} month columns for the forecast (${seen}); expected six`,
    );
  }
  const columns = new Map(header.columns);
  monthColumns.forEach((column, index) => {
    const field = MONTH_FIELDS[index];
    if (field) columns.set(field, column);
  });
  const names = monthColumns.map((column) => header.names[column] ?? '');
  for (const name of names) requireMonth(name, row);
  const mapping = readMonths(names, { report, order: dateOrder });
  checkMapping(mapping, row);
  return { form, header: { ...header, columns }, mapping };
}

function requireMonth(name: string, row: number): void {
  if (namesMonth(name)) return;
  throw badHeader(
    `row ${row} has the forecast column ${describe(name)}; expected a month such as April or Apr-2026`,
  );
}

/** The first month that the headers name, before it is known which report they belong to. */
export function firstMonthOf(head: ForecastHead): { month: number; year?: number } | undefined {
  const { groups, header } = head;
  const start = groups ? groups.cells.findIndex((cell) => normaliseHeader(cell ?? '') === FORECAST_GROUP) : 0;
  const name = header.cells.slice(start).find((cell) => cell !== null && namesMonth(cell));
  return name === undefined || name === null ? undefined : firstReading(name);
}

/** The header rows of a forecast: V1's export has a row of groups above. */
export interface ForecastHead {
  groups: TableRow | undefined;
  header: TableRow;
}

/** Reads the header rows of either kind. */
export function layoutOfHead({ groups, header }: ForecastHead, options: LayoutOptions): ForecastLayout {
  return groups ? exportLayout(groups, header, options) : tidyLayout(header, options);
}

function checkMapping(mapping: readonly CalendarMonth[], row: number): void {
  const distinct = new Set(mapping.map(monthLabel));
  if (mapping.length === MONTH_FIELDS.length && distinct.size === MONTH_FIELDS.length) return;
  throw badHeader(
    `the six forecast months of row ${row} are not six different months: ${mapping.map(monthLabel).join(', ')}`,
  );
}

/** What is unusual about a mapping, for the file's warnings. */
export function mappingWarning(
  mapping: readonly CalendarMonth[],
  report: CalendarMonth,
): WriteWarning | undefined {
  const usual = defaultMapping(report);
  if (mapping.every((month, index) => compareMonths(month, usual[index] ?? month) === 0)) return undefined;
  const message =
    `the forecast months are ${mapping.map(monthLabel).join(', ')}, not the six after the report month ` +
    `${monthLabel(report)}; they are stored as the file says`;
  return { code: 'FORECAST_MONTHS', message };
}

function badHeader(message: string): DomainError {
  return new DomainError('BAD_FILE', message, [{ path: 'file', message, code: 'FORECAST_MONTHS' }]);
}
