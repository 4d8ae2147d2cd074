import { describe, invalid } from '../../../domain/errors';
import type { CalendarMonth } from '../../../domain/time/month';
import { compareMonths, headerMonth, parseMonthLabel, parseMonthText } from '../../../domain/time/month';
import { textKey } from '../../../domain/text-key';
import { YEARS } from '../reading/cell-values.rules';
import type { FileSpec, Header } from '../reading/header.rules';
import { missingColumns } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';

/** One person on one demand for one calendar month, as V1 allocated it: every week of the month at 1.0. */
export interface MappingRecord {
  row: number;
  cn: string;
  mainLob: string;
  state: string;
  caseType: string;
  month: CalendarMonth;
  allocationType: 'primary' | 'bench';
  /** The report V1 made the allocation for; null when the file does not say. */
  reportMonth: CalendarMonth | null;
}

type MappingField =
  | 'cn'
  | 'main_lob'
  | 'state'
  | 'case_type'
  | 'forecast_month'
  | 'forecast_year'
  | 'forecast_month_label'
  | 'allocation_type'
  | 'report_month'
  | 'report_year';

/** The columns of V1's mapping. */
export const MAPPING: FileSpec<MappingField> = {
  what: 'FTE allocation mapping',
  keys: ['cn', 'main_lob', 'case_type'],
  columns: [
    {
      field: 'cn',
      label: 'cn',
      aliases: ['CN#', 'resource_cn'],
      required: true,
      about: 'Contractor number',
      example: 'AA000001',
    },
    {
      field: 'main_lob',
      label: 'main_lob',
      required: true,
      about: 'Line of business',
      example: 'Amisys Medicaid DOMESTIC',
    },
    {
      field: 'state',
      label: 'state',
      required: true,
      about: 'USPS code or full name; N/A where the LOB is not split by state',
      example: 'FL',
    },
    {
      field: 'case_type',
      label: 'case_type',
      required: true,
      about: 'Case type',
      example: 'FTC-Basic/Non MMP',
    },
    {
      field: 'forecast_month',
      label: 'forecast_month',
      about: 'Month: Apr-2026, or April beside forecast_year',
      example: 'May',
    },
    { field: 'forecast_year', label: 'forecast_year', about: 'Year of forecast_month', example: 2025 },
    {
      field: 'forecast_month_label',
      alternative: true,
      label: 'forecast_month_label',
      about: 'Instead of forecast_month: May-25',
      example: 'May-25',
    },
    {
      field: 'allocation_type',
      label: 'allocation_type',
      about: 'primary (default) or bench',
      example: 'primary',
    },
    {
      field: 'report_month',
      label: 'report_month',
      about: 'Report that V1 allocated for; of two the newer one holds',
      example: 'April',
    },
    { field: 'report_year', label: 'report_year', about: 'Year of report_month', example: 2025 },
  ],
  ignored: [
    'id',
    'allocation_execution_id',
    'call_type_id',
    'forecast_month_index',
    'first_name',
    'last_name',
    'opid',
    'primary_platform',
    'primary_market',
    'location',
    'original_state',
    'worktype',
    'new_work_type',
    'skills',
    'created_datetime',
  ],
};

/** Reads V1's FTE allocation mapping; of two reports that place one person in one month the newer holds. */
export function parseMappingFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<ParsedFile<MappingRecord>> {
  const mapping = new MappingRows();
  const keyOf = ({ cn, month }: MappingRecord): string => `${cn} ${month.year * 100 + month.month}`;
  return parseTidyFile(
    rows,
    { spec: MAPPING, checkHeader, read: mapping.read, keyOf, prefer: newerReport },
    options,
  );
}

function checkHeader(header: Header<MappingField>): void {
  if (header.columns.has('forecast_month') || header.columns.has('forecast_month_label')) return;
  throw missingColumns({ ...header, missing: ['forecast_month'] }, MAPPING, 1);
}

function newerReport(earlier: MappingRecord, later: MappingRecord): 'earlier' | 'later' | undefined {
  if (!earlier.reportMonth || !later.reportMonth) return undefined;
  const order = compareMonths(earlier.reportMonth, later.reportMonth);
  return order === 0 ? undefined : order > 0 ? 'earlier' : 'later';
}

class MappingRows {
  /** One object per month, however many rows name it. */
  private readonly months = new Map<number, CalendarMonth>();

  readonly read = (reader: RowReader<MappingField>): MappingRecord | undefined => {
    reader.key = `${reader.text('cn')} ${reader.text('forecast_month_label') || reader.text('forecast_month')}`;
    const cn = reader.cn('cn');
    const mainLob = reader.name('main_lob');
    const caseType = reader.name('case_type');
    const state = reader.state('state');
    const reportMonth = this.shared(reportOf(reader));
    const month = this.shared(monthOf(reader, reportMonth));
    const allocationType = allocationTypeOf(reader);
    if (cn === undefined || !month || !allocationType) return undefined;
    return { row: reader.row, cn, mainLob, state, caseType, month, allocationType, reportMonth };
  };

  private shared(month: CalendarMonth | null): CalendarMonth | null {
    if (!month) return null;
    const key = month.year * 100 + month.month;
    const known = this.months.get(key) ?? month;
    this.months.set(key, known);
    return known;
  }
}

function reportOf(reader: RowReader<MappingField>): CalendarMonth | null {
  const text = reader.text('report_month');
  if (text === '') return null;
  const year = reader.integer('report_year', YEARS);
  return reader.attempt('report_month', () => withYear(text, year, 'report_month')) ?? null;
}

/** The calendar month: `Apr-2026`, or `April` with forecast_year, or the label, or `April` as its report places it. */
function monthOf(reader: RowReader<MappingField>, report: CalendarMonth | null): CalendarMonth | null {
  const text = reader.text('forecast_month');
  const label = reader.text('forecast_month_label');
  const year = text === '' ? undefined : reader.integer('forecast_year', YEARS);
  const read = (): CalendarMonth => {
    const named = text === '' ? null : withYear(text, year, 'forecast_month');
    const month =
      named ?? parseMonthLabel(label) ?? (text !== '' && report ? headerMonth(text, report) : null);
    if (!month)
      throw invalid(
        'forecast_month',
        text || label,
        'a month such as Apr-2026, or April with a forecast_year',
      );
    return month;
  };
  return (
    reader.attempt(text === '' && label !== '' ? 'forecast_month_label' : 'forecast_month', read) ?? null
  );
}

/** Null when neither the text nor the year beside it shows which year is meant. */
function withYear(text: string, beside: number | undefined, path: string): CalendarMonth | null {
  const parsed = parseMonthText(text);
  if (!parsed) throw invalid(path, text, 'a month such as April or Apr-2026');
  if (parsed.year !== undefined && beside !== undefined && parsed.year !== beside) {
    throw invalid(path, text, `a month of the year ${beside} that its row names`);
  }
  const year = parsed.year ?? beside;
  return year === undefined ? null : { year, month: parsed.month };
}

function allocationTypeOf(reader: RowReader<MappingField>): 'primary' | 'bench' | undefined {
  const text = reader.text('allocation_type');
  const key = textKey(text);
  if (key === '' || key === 'primary') return 'primary';
  if (key === 'bench') return 'bench';
  reader.fail('allocation_type', `${describe(text)} is not accepted; expected primary or bench`);
  return undefined;
}
