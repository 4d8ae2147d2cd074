import { CPH, FORECAST as CASES } from '../../../domain/decimal-input';
import { DomainError, describe } from '../../../domain/errors';
import { PLATFORMS, parsePlatform } from '../../../domain/demand/lob';
import type { CalendarMonth } from '../../../domain/time/month';
import { headerMonth, monthLabel, parseMonthText } from '../../../domain/time/month';
import { NO_STATE, isStateCode } from '../../../domain/demand/states';
import { textKey } from '../../../domain/text-key';
import type { WriteWarning } from '../../../domain/writing';
import { YEARS, demandState } from '../reading/cell-values.rules';
import type { ForecastPart, MergedForecast } from './forecast-demands.rules';
import { ForecastDemands } from './forecast-demands.rules';
import type { ForecastField, ForecastLayout, LayoutOptions } from './forecast-layout.rules';
import {
  MONTH_FIELDS,
  defaultMapping,
  exportLayout,
  isGroupRow,
  mappingWarning,
  tidyLayout,
} from './forecast-layout.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import { IssueLog } from '../reading/import-table.rules';
import { resolveReportMonth } from '../reading/report-month.rules';
import { RowReader } from '../reading/row-reader.rules';
import { noRows } from '../reading/tidy-file.rules';

/** The forecast of one demand for the six months of its report. */
export interface ForecastRecord {
  row: number;
  mainLob: string;
  state: string;
  caseType: string;
  /** Several ids of a summed demand are joined with `|`. */
  callTypeId: string | null;
  /** Exact decimal as the file says it; null when it says none. */
  targetCph: string | null;
  /** Six whole numbers of cases, in the order of the mapping. */
  months: number[];
  /** The other rows of the file that the forecast is made of. */
  moreRows?: number[];
}

/** A forecast file: its demands, its report and the six months that their figures are for. */
export interface ForecastFile extends ParsedFile<ForecastRecord> {
  report: CalendarMonth;
  mapping: CalendarMonth[];
  form: ForecastLayout['form'];
}

/** Options of the forecast parser. */
export interface ForecastOptions extends ParseOptions {
  fileName: string;
  /** What the caller says; must agree with the file name where that names a month. */
  report?: CalendarMonth | undefined;
  /** Months of month1 … month6; by default the six after the report month. */
  mapping?: readonly CalendarMonth[] | undefined;
}

/** Reads V1's forecast export (two header rows, index column, Total row) or a tidy forecast. */
export async function parseForecastFile(
  rows: AsyncIterable<TableRow>,
  options: ForecastOptions,
): Promise<ForecastFile> {
  const report = resolveReportMonth(options.fileName, options.report);
  const log = new IssueLog();
  const demands = new ForecastDemands(log, options.onDuplicate ?? 'error');
  const head = new HeaderRows({ report, mapping: options.mapping });
  let forecasts: ForecastRows | undefined;
  for await (const row of rows) {
    if (forecasts) forecasts.take(row);
    else {
      const layout = head.take(row);
      if (layout) forecasts = new ForecastRows(layout, { report, log, demands });
    }
  }
  if (!forecasts || forecasts.rowsRead === 0) throw noRows('forecast');
  const parts = demands.merged();
  const mapping = forecasts.layout.mapping ?? tidyMapping(parts, report);
  return {
    records: parts.map((part) => recordOf(part, mapping)),
    issues: log.issues,
    issuesTruncated: log.issuesTruncated,
    failedRows: log.failedRows,
    rowsRead: forecasts.rowsRead,
    warnings: [mappingWarning(mapping, report) ?? [], ...platformWarnings(parts)].flat(),
    unknownColumns: forecasts.layout.header.unknownColumns,
    report,
    mapping,
    form: forecasts.layout.form,
  };
}

/** Takes the one or two header rows. */
class HeaderRows {
  private groups: TableRow | undefined;

  constructor(private readonly options: LayoutOptions) {}

  take(row: TableRow): ForecastLayout | undefined {
    if (this.groups) return exportLayout(this.groups, row, this.options);
    if (!isGroupRow(row)) return tidyLayout(row, this.options);
    this.groups = row;
    return undefined;
  }
}

interface ForecastContext {
  report: CalendarMonth;
  log: IssueLog;
  demands: ForecastDemands;
}

class ForecastRows {
  rowsRead = 0;
  private readonly reader: RowReader<ForecastField>;

  constructor(
    readonly layout: ForecastLayout,
    private readonly context: ForecastContext,
  ) {
    this.reader = new RowReader(layout.header, context.log);
  }

  take(row: TableRow): void {
    const reader = this.reader.at(row);
    if (isTotal(row) || isEmpty(reader)) return;
    this.rowsRead += 1;
    const mainLob = reader.name('main_lob');
    const caseType = reader.name('case_type');
    const state = stateOf(reader);
    reader.key = `${mainLob} / ${state} / ${caseType}`;
    const callTypeId = reader.optionalName('call_type_id') || null;
    const targetCph = reader.decimal('target_cph', CPH) ?? null;
    const months = this.layout.mapping ? this.sixMonths(this.layout.mapping) : this.oneMonth();
    if (reader.failed) {
      this.context.demands.spoil({ mainLob, state, caseType }, row.row);
      return;
    }
    this.context.demands.add({ row: row.row, mainLob, state, caseType, callTypeId, targetCph, months });
  }

  /** Blank and `#N/A` are no cases. */
  private sixMonths(mapping: readonly CalendarMonth[]): Map<number, number> {
    return new Map(
      mapping.map((month, index) => {
        const field = MONTH_FIELDS[index];
        return [monthKey(month), (field && this.reader.integer(field, CASES)) ?? 0];
      }),
    );
  }

  private oneMonth(): Map<number, number> {
    const { reader, context } = this;
    const text = reader.text('month');
    const forecast = reader.integer('forecast', CASES) ?? 0;
    const year = reader.integer('year', YEARS);
    const month = reader.attempt('month', () => headerMonth(text, context.report));
    if (!month) return new Map();
    const named = parseMonthText(text)?.year;
    if (year !== undefined && named !== undefined && year !== named) {
      reader.fail('year', `${year} disagrees with the month ${describe(text)} beside it`);
    }
    return new Map([[monthKey({ month: month.month, year: year ?? month.year }), forecast]]);
  }
}

/** The last row of an export is labelled Total in its first or second column, and may be unfilled. */
function isTotal({ cells }: TableRow): boolean {
  return cells.slice(0, 2).some((cell) => cell !== null && ['total', 'grand total'].includes(textKey(cell)));
}

/** The index-name row below the headers, or one that holds nothing but its index. */
function isEmpty(reader: RowReader<ForecastField>): boolean {
  const fields: ForecastField[] = [
    'main_lob',
    'state',
    'case_type',
    'target_cph',
    'forecast',
    ...MONTH_FIELDS,
  ];
  return fields.every((field) => reader.text(field) === '');
}

function stateOf(reader: RowReader<ForecastField>): string {
  const text = reader.exact('state');
  const state = demandState(text);
  if (text === '') reader.warn('state', `is empty; taken as ${NO_STATE} (not split by state)`, 'ASSUMED');
  else if (state !== NO_STATE && !isStateCode(state)) {
    reader.warn(
      'state',
      `${describe(state)} is neither a USPS code nor ${NO_STATE}; kept as it is`,
      'UNKNOWN_NAME',
    );
  }
  return state;
}

const monthKey = ({ year, month }: CalendarMonth): number => year * 100 + month;

/** The six months of a file with one row per month: those after the report month, or exactly six others. */
function tidyMapping(parts: readonly ForecastPart[], report: CalendarMonth): CalendarMonth[] {
  const seen = [...new Set(parts.flatMap(({ months }) => [...months.keys()]))].sort((a, b) => a - b);
  const usual = defaultMapping(report);
  const usualKeys = new Set(usual.map(monthKey));
  if (seen.every((key) => usualKeys.has(key))) return usual;
  const months = seen.map((key) => ({ year: Math.trunc(key / 100), month: key % 100 }));
  if (months.length === MONTH_FIELDS.length) return months;
  const message =
    `the forecast of ${monthLabel(report)} is for ${months.map(monthLabel).join(', ')}; expected months among ` +
    `${usual.map(monthLabel).join(', ')}, or exactly six others`;
  throw new DomainError('BAD_FILE', message, [{ path: 'month', message, code: 'FORECAST_MONTHS' }]);
}

function recordOf(forecast: MergedForecast, mapping: readonly CalendarMonth[]): ForecastRecord {
  const { row, mainLob, state, caseType, callTypeId, targetCph, moreRows } = forecast;
  const months = mapping.map((month) => forecast.months.get(monthKey(month)) ?? 0);
  const record = { row, mainLob, state, caseType, callTypeId, targetCph, months };
  return moreRows.length === 0 ? record : { ...record, moreRows };
}

function platformWarnings(parts: readonly ForecastPart[]): WriteWarning[] {
  const lobs = new Set(parts.map(({ mainLob }) => mainLob));
  return [...lobs]
    .filter((lob) => parsePlatform(lob) === undefined)
    .map((lob) => ({
      code: 'UNKNOWN_PLATFORM',
      message: `the LOB ${describe(lob)} does not begin with a known platform (${PLATFORMS.join(', ')})`,
    }));
}
