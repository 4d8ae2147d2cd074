import { CPH, FORECAST as CASES } from '../../../domain/decimal-input';
import { PLATFORMS, parsePlatform } from '../../../domain/demand/lob';
import { NO_STATE, isStateCode } from '../../../domain/demand/states';
import { DomainError, describe } from '../../../domain/errors';
import type { CalendarMonth } from '../../../domain/time/month';
import { monthLabel, parseMonthText } from '../../../domain/time/month';
import type { WriteWarning } from '../../../domain/writing';
import { isBlank, plainText } from '../reading/cell-text.rules';
import { YEARS } from '../reading/cell-values.rules';
import { FileRemarks, closeHeaders } from '../reading/file-remarks.rules';
import { columnsIn, findHeader } from '../reading/header-search.rules';
import type { Header } from '../reading/header.rules';
import type { DateOrder, ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import { IssueLog } from '../reading/import-table.rules';
import { readMonth } from '../reading/month-headers.rules';
import { NumberStyle } from '../reading/number-style.rules';
import { resolveReportMonth } from '../reading/report-month.rules';
import { RowReader } from '../reading/row-reader.rules';
import { RowWidths, keyColumns, noRows } from '../reading/tidy-file.rules';
import type { ForecastPart, MergedForecast } from './forecast-demands.rules';
import { ForecastDemands } from './forecast-demands.rules';
import type { ForecastField, ForecastLayout } from './forecast-layout.rules';
import {
  FORECAST,
  MONTH_FIELDS,
  defaultMapping,
  firstMonthOf,
  isGroupRow,
  layoutOfHead,
  mappingWarning,
} from './forecast-layout.rules';

/** The forecast of one demand for the six months of its report. */
export interface ForecastRecord {
  row: number;
  mainLob: string;
  state: string;
  caseType: string;
  /** Several ids of a summed demand are joined with `|`. */
  callTypeId: string | null;
  /** Exact decimal as the file has it; null when it has none. */
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
  /** The month that the caller gives; must agree with the file name where that names a month. */
  report?: CalendarMonth | undefined;
  /** Months of month1 … month6; by default the six after the report month. */
  mapping?: readonly CalendarMonth[] | undefined;
}

/** Reads V1's forecast export (two header rows, index column, Total row) or a tidy forecast. */
export async function parseForecastFile(
  rows: AsyncIterable<TableRow>,
  options: ForecastOptions,
): Promise<ForecastFile> {
  const { facts = {}, dateOrder, mapping: given } = options;
  const { head, above, below } = await openHead(rows);
  const firstMonth = firstMonthOf(head);
  const report = resolveReportMonth({ fileName: options.fileName, said: options.report, firstMonth });
  const layout = layoutOfHead(head, { report, mapping: given, dateOrder });
  const log = new IssueLog();
  const demands = new ForecastDemands(log, options.onDuplicate ?? 'error');
  const remarks = new FileRemarks(head.header, above);
  const numbers = new NumberStyle(() => facts.delimiter);
  const reader = new RowReader(layout.header, log, { numbers, dateOrder });
  const forecasts = new ForecastRows(layout, { report, dateOrder, reader, demands, remarks });
  const widths = new RowWidths(head.header, facts);
  for await (const row of below) forecasts.take(row, widths);
  if (forecasts.rowsRead === 0) throw noRows('forecast');
  const parts = demands.merged();
  const mapping = layout.mapping ?? tidyMapping(parts, report);
  return {
    records: parts.map((part) => recordOf(part, mapping)),
    issues: log.issues,
    issuesTruncated: log.issuesTruncated,
    failedRows: log.failedRows,
    rowsRead: forecasts.rowsRead,
    warnings: [
      mappingWarning(mapping, report) ?? [],
      ...(layout.mapping ? [] : monthsWithoutRow(parts, mapping)),
      ...platformWarnings(parts),
      ...closeHeaders(layout.header, FORECAST),
      ...remarks.warnings(facts, numbers),
    ].flat(),
    unknownColumns: layout.header.unknownColumns,
    report,
    mapping,
    form: layout.form,
  };
}

/** Finds the one or two header rows. */
async function openHead(rows: AsyncIterable<TableRow>) {
  const isHeader = (row: TableRow): boolean => isGroupRow(row) || columnsIn(row, FORECAST).complete;
  const found = await findHeader(rows, isHeader, (row) => columnsIn(row, FORECAST).count);
  if (!found.header) throw noRows('forecast');
  if (!isGroupRow(found.header))
    return { head: { groups: undefined, header: found.header }, above: found.above, below: found.rows };
  const below = found.rows[Symbol.asyncIterator]();
  const second = await below.next();
  if (second.done) throw noRows('forecast');
  const rest = { [Symbol.asyncIterator]: () => below };
  return {
    head: { groups: found.header, header: second.value },
    above: found.above,
    below: rest,
  };
}

interface ForecastContext {
  report: CalendarMonth;
  dateOrder: DateOrder | undefined;
  reader: RowReader<ForecastField>;
  demands: ForecastDemands;
  remarks: FileRemarks;
}

class ForecastRows {
  rowsRead = 0;
  private readonly keys: readonly number[];

  constructor(
    readonly layout: ForecastLayout,
    private readonly context: ForecastContext,
  ) {
    this.keys = keyColumns(layout.header, FORECAST);
  }

  take(row: TableRow, widths: RowWidths): void {
    const { remarks } = this.context;
    const reader = this.context.reader.at(row);
    if (
      isEmpty(row, this.layout.header) ||
      remarks.passesOver(row, [...this.keys, ...indexColumns(this.keys)])
    )
      return;
    this.rowsRead += 1;
    const mainLob = reader.name('main_lob');
    const caseType = reader.name('case_type');
    const state = stateOf(reader);
    reader.key = `${mainLob} / ${state} / ${caseType}`;
    const callTypeId = reader.optionalId('call_type_id') || null;
    const targetCph = reader.decimal('target_cph', CPH) ?? null;
    const months = this.layout.mapping ? this.sixMonths(this.layout.mapping) : this.oneMonth();
    widths.check(row, reader);
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
        return [monthKey(month), field ? this.cases(field) : 0];
      }),
    );
  }

  /** V1's exports show a figure that was not found as `#N/A`: no cases, with a warning. */
  private cases(field: ForecastField): number {
    const { reader } = this.context;
    if (/^#n\/a$/i.test(reader.exact(field))) {
      reader.warn(field, '#N/A is taken as 0 cases', 'ASSUMED');
      return 0;
    }
    return reader.integer(field, CASES) ?? 0;
  }

  private oneMonth(): Map<number, number> {
    const { reader, report, dateOrder: order } = this.context;
    const text = reader.text('month');
    const forecast = this.cases('forecast');
    const year = reader.integer('year', YEARS);
    const month = reader.attempt('month', () => readMonth(text, { report, order }));
    if (!month) return new Map();
    const named = parseMonthText(text)?.year;
    if (year !== undefined && named !== undefined && year !== named) {
      reader.fail('year', `${year} disagrees with the month ${describe(text)} beside it`);
    }
    return new Map([[monthKey({ month: month.month, year: year ?? month.year }), forecast]]);
  }
}

/** The last row of an export is labelled Total in its first or second column, left of the keys. */
function indexColumns(keys: readonly number[]): number[] {
  return [0, 1].filter((index) => keys.every((key) => key > index));
}

/** The index-name row below the headers, or one that holds nothing but its index. */
function isEmpty({ cells }: TableRow, { columns }: Header<ForecastField>): boolean {
  return [...columns.values()].every((index) => isBlank(plainText(cells[index] ?? null)));
}

function stateOf(reader: RowReader<ForecastField>): string {
  const text = reader.exact('state');
  const state = reader.state('state');
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

const DEMANDS_NAMED = 5;

/** A file with a row per month may lack some: those are no cases, which a correction of one month may not mean. */
function monthsWithoutRow(
  parts: readonly MergedForecast[],
  mapping: readonly CalendarMonth[],
): WriteWarning[] {
  const named = parts.flatMap(({ mainLob, state, caseType, months }) => {
    const missing = mapping.filter((month) => !months.has(monthKey(month)));
    if (missing.length === 0) return [];
    return [`${mainLob} / ${state} / ${caseType} (${missing.map(monthLabel).join(', ')})`];
  });
  if (named.length === 0) return [];
  const more = named.length > DEMANDS_NAMED ? ` and ${named.length - DEMANDS_NAMED} more` : '';
  const have = named.length === 1 ? '1 demand has' : `${named.length} demands have`;
  const message = `${have} no row for some months of the report, taken as 0 cases: ${named.slice(0, DEMANDS_NAMED).join('; ')}${more}`;
  return [{ code: 'ASSUMED', message }];
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
