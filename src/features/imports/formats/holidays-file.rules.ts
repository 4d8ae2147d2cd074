import type { WorkType } from '../../../domain/demand/lob';
import type { FileSpec } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import { readWorkType } from './month-config-file.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';

/** One holiday of one work type. */
export interface HolidayRecord {
  row: number;
  /** `YYYY-MM-DD`. */
  date: string;
  workType: WorkType;
  name: string;
}

type HolidayField = 'date' | 'work_type' | 'name';

/** The columns of holidays. */
export const HOLIDAYS: FileSpec<HolidayField> = {
  what: 'holidays',
  keys: ['date', 'work_type'],
  columns: [
    {
      field: 'date',
      label: 'date',
      aliases: ['holiday_date'],
      required: true,
      about: 'Date: 2025-05-26, 26-May-2025, May 26, 2025',
      example: '2025-05-26',
    },
    {
      field: 'work_type',
      label: 'work_type',
      required: true,
      about: 'Domestic or Global (Onshore, Offshore)',
      example: 'Domestic',
    },
    {
      field: 'name',
      label: 'name',
      aliases: ['holiday', 'holiday_name'],
      required: true,
      about: 'Name of the day',
      example: 'Memorial Day',
    },
  ],
};

/** Reads holidays, one row per date and work type. */
export function parseHolidaysFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<ParsedFile<HolidayRecord>> {
  const keyOf = ({ date, workType }: HolidayRecord): string => `${date} ${workType}`;
  return parseTidyFile(rows, { spec: HOLIDAYS, read: readRow, keyOf }, options);
}

function readRow(reader: RowReader<HolidayField>): HolidayRecord | undefined {
  reader.key = `${reader.text('date')} ${reader.text('work_type')}`;
  const date = reader.date('date');
  const workType = readWorkType(reader, 'work_type');
  const name = reader.name('name');
  return date && workType ? { row: reader.row, date, workType, name } : undefined;
}
