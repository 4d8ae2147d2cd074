import { MONTH_DAYS, OCCUPANCY, SHRINKAGE, WORK_HOURS } from '../../../domain/decimal-input';
import { describe, invalid } from '../../../domain/errors';
import type { WorkType } from '../../../domain/demand/lob';
import { parseWorkType } from '../../../domain/demand/lob';
import type { CalendarMonth } from '../../../domain/time/month';
import { parseMonthText } from '../../../domain/time/month';
import { YEARS } from '../reading/cell-values.rules';
import type { FileSpec } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';

/** The configuration of one month and work type; decimals are exact strings. */
export interface MonthConfigRecord {
  row: number;
  year: number;
  /** 1–12. */
  month: number;
  workType: WorkType;
  workingDays: number;
  occupancy: string;
  shrinkage: string;
  workHours: string;
}

type MonthConfigField =
  'month' | 'year' | 'work_type' | 'working_days' | 'occupancy' | 'shrinkage' | 'work_hours';

/** The columns of month configurations. */
export const MONTH_CONFIG: FileSpec<MonthConfigField> = {
  what: 'month configuration',
  keys: ['month', 'work_type'],
  columns: [
    {
      field: 'month',
      label: 'Month',
      required: true,
      about: 'Month: May, May 2025, 05/2025',
      example: 'May',
    },
    { field: 'year', label: 'Year', required: true, about: 'Year', example: 2025 },
    {
      field: 'work_type',
      label: 'WorkType',
      required: true,
      about: 'Domestic or Global (Onshore, Offshore)',
      example: 'Domestic',
    },
    { field: 'working_days', label: 'WorkingDays', required: true, about: '0 to 31', example: 21 },
    { field: 'occupancy', label: 'Occupancy', required: true, about: 'Share: 0.95 or 95%', example: 0.95 },
    { field: 'shrinkage', label: 'Shrinkage', required: true, about: 'Share: 0.1 or 10%', example: 0.1 },
    {
      field: 'work_hours',
      label: 'WorkHours',
      required: true,
      about: 'Hours of a working day, above 0, at most 24',
      example: 9,
    },
  ],
};

/** Reads month configurations, one row per month and work type. */
export function parseMonthConfigFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<ParsedFile<MonthConfigRecord>> {
  const keyOf = ({ year, month, workType }: MonthConfigRecord): string => `${year}-${month} ${workType}`;
  return parseTidyFile(rows, { spec: MONTH_CONFIG, read: readRow, keyOf }, options);
}

function readRow(reader: RowReader<MonthConfigField>): MonthConfigRecord | undefined {
  reader.key = `${reader.text('month')} ${reader.text('year')} ${reader.text('work_type')}`;
  const month = readMonth(reader);
  const workType = readWorkType(reader, 'work_type');
  const workingDays = reader.requiredInteger('working_days', MONTH_DAYS);
  const occupancy = reader.requiredDecimal('occupancy', OCCUPANCY);
  const shrinkage = reader.requiredDecimal('shrinkage', SHRINKAGE);
  const workHours = reader.requiredDecimal('work_hours', WORK_HOURS);
  if (!month || !workType || workingDays === undefined) return undefined;
  if (occupancy === undefined || shrinkage === undefined || workHours === undefined) return undefined;
  return { row: reader.row, ...month, workType, workingDays, occupancy, shrinkage, workHours };
}

function readMonth(reader: RowReader<MonthConfigField>): CalendarMonth | undefined {
  const text = reader.text('month');
  const year = reader.requiredInteger('year', YEARS);
  return reader.attempt('month', () => {
    const month = parseMonthText(text);
    if (!month) throw invalid('month', text, 'a month such as April');
    if (month.year !== undefined && year !== undefined && month.year !== year) {
      throw invalid('month', text, `a month of the year ${year} that its row names`);
    }
    return year === undefined ? undefined : { year, month: month.month };
  });
}

/** A work type that must be there, shared by the calendar's files. */
export function readWorkType<F extends string>(reader: RowReader<F>, field: F): WorkType | undefined {
  const text = reader.text(field);
  const workType = parseWorkType(text);
  if (!workType) reader.fail(field, `${describe(text)} is not accepted; expected Domestic or Global`);
  return workType;
}
