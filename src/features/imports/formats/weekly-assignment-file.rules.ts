import { PERCENTAGE, type IntegerRange } from '../../../domain/decimal-input';
import { describe } from '../../../domain/errors';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { parseIsoWeek, requireIsoWeek } from '../../../domain/time/iso-week';
import { textKey } from '../../../domain/text-key';
import { Remembered } from '../reading/cell-text.rules';
import { YEARS, readBoolean } from '../reading/cell-values.rules';
import type { FileSpec, Header } from '../reading/header.rules';
import { missingColumns } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';

const WEEK_NUMBERS: IntegerRange = { min: 1, max: 53 };
const ASSIGNMENT_TYPES = ['primary', 'bench', 'manual'] as const;

/** One person on one demand in one ISO week; what the file leaves blank is undefined. */
export interface WeeklyAssignmentRecord {
  row: number;
  cn: string;
  year: number;
  week: number;
  mainLob: string;
  state: string;
  caseType: string;
  /** Exact decimal 0–1. */
  productionPercentage: string | undefined;
  assignmentType: (typeof ASSIGNMENT_TYPES)[number] | undefined;
  pinned: boolean | undefined;
}

type WeeklyField =
  | 'resource_cn'
  | 'year'
  | 'week_number'
  | 'week'
  | 'main_lob'
  | 'state'
  | 'case_type'
  | 'production_percentage'
  | 'assignment_type'
  | 'pinned';

/** The columns of a file with one row per person and ISO week. */
export const WEEKLY: FileSpec<WeeklyField> = {
  what: 'weekly assignments',
  keys: ['resource_cn', 'main_lob', 'case_type'],
  columns: [
    {
      field: 'resource_cn',
      label: 'resource_cn',
      aliases: ['cn', 'CN#'],
      required: true,
      about: 'Contractor number',
      example: 'AA000001',
    },
    { field: 'year', label: 'year', about: 'ISO year, beside week_number', example: 2025 },
    { field: 'week_number', label: 'week_number', about: 'ISO week 1 to 53, beside year', example: 18 },
    {
      field: 'week',
      alternative: true,
      label: 'week',
      aliases: ['iso_week'],
      about: 'Instead of year and week_number: 2025-W18',
      example: '2025-W18',
    },
    {
      field: 'main_lob',
      label: 'main_lob',
      aliases: ['demand_main_lob'],
      required: true,
      about: 'Line of business',
      example: 'Amisys Medicaid DOMESTIC',
    },
    {
      field: 'state',
      label: 'state',
      aliases: ['demand_state'],
      required: true,
      about: 'USPS code or full name; N/A where the LOB is not split by state',
      example: 'FL',
    },
    {
      field: 'case_type',
      label: 'case_type',
      aliases: ['demand_case_type'],
      required: true,
      about: 'Case type',
      example: 'FTC-Basic/Non MMP',
    },
    {
      field: 'production_percentage',
      label: 'production_percentage',
      about: 'Share: 0.75 or 75%; blank: that of the person in the week',
      example: 1,
    },
    {
      field: 'assignment_type',
      label: 'assignment_type',
      about: 'primary, bench or manual',
      example: 'primary',
    },
    { field: 'pinned', label: 'pinned', about: 'TRUE: allocation never moves it', example: false },
  ],
  // Columns of our own report `resource-assignments` that follow from the others.
  ignored: [
    'id',
    'first_name',
    'last_name',
    'week_start',
    'week_key',
    'month',
    'month_start',
    'tier_name',
    'tier_percentage',
    'capacity',
    'opid',
    'primary_platform',
    'location',
    'platform',
    'market',
    'locality',
    'report_month',
    'report_year',
    'forecast_month_index',
    'assigned_by',
    'demand_key',
    'computed_at',
  ],
};

/** Reads assignments, one row per person and ISO week (`week` 2025-W18, or `year` and `week_number`). */
export function parseWeeklyAssignmentFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<ParsedFile<WeeklyAssignmentRecord>> {
  const weekly = new WeeklyRows();
  const keyOf = ({ cn, year, week }: WeeklyAssignmentRecord): string => `${cn} ${year * 100 + week}`;
  return parseTidyFile(rows, { spec: WEEKLY, checkHeader, read: weekly.read, keyOf }, options);
}

function checkHeader(header: Header<WeeklyField>): void {
  const { columns } = header;
  if (columns.has('week')) return;
  const missing = (['year', 'week_number'] as const).filter((field) => !columns.has(field));
  if (missing.length > 0)
    throw missingColumns({ ...header, missing: [`${missing.join(' and ')} (or week)`] }, WEEKLY, 1);
}

class WeeklyRows {
  private readonly isoWeeks = new Remembered((text) => parseIsoWeek(text));
  private readonly booleans = new Remembered((text) => ({ is: readBoolean(text, 'pinned') }));

  readonly read = (reader: RowReader<WeeklyField>): WeeklyAssignmentRecord | undefined => {
    reader.key = reader.text('resource_cn');
    const cn = reader.cn('resource_cn');
    const week = this.weekOf(reader);
    const mainLob = reader.name('main_lob');
    const caseType = reader.name('case_type');
    const state = reader.state('state');
    const productionPercentage = reader.decimal('production_percentage', PERCENTAGE);
    const assignmentType = typeOf(reader);
    const pinned = this.pinnedOf(reader);
    if (cn === undefined || week === undefined) return undefined;
    return {
      row: reader.row,
      cn,
      year: week.year,
      week: week.week,
      mainLob,
      state,
      caseType,
      productionPercentage,
      assignmentType,
      pinned,
    };
  };

  private weekOf(reader: RowReader<WeeklyField>): IsoWeek | undefined {
    const text = reader.text('week');
    const numbered = reader.has('week_number') ? 'week_number' : 'week';
    if (text !== '' && !(numbered === 'week' && reader.has('year') && /^\d+(?:\.0+)?$/.test(text))) {
      return reader.attempt('week', () => this.isoWeeks.get(text));
    }
    const year = reader.requiredInteger('year', YEARS);
    const week = reader.requiredInteger(numbered, WEEK_NUMBERS);
    if (year === undefined || week === undefined) return undefined;
    return reader.attempt(numbered, () => requireIsoWeek({ year, week }, 'week_number'));
  }

  private pinnedOf(reader: RowReader<WeeklyField>): boolean | undefined {
    const text = reader.text('pinned');
    return text === '' ? undefined : reader.attempt('pinned', () => this.booleans.get(text))?.is;
  }
}

function typeOf(reader: RowReader<WeeklyField>): WeeklyAssignmentRecord['assignmentType'] {
  const text = reader.text('assignment_type');
  if (text === '') return undefined;
  const type = ASSIGNMENT_TYPES.find((name) => name === textKey(text));
  if (!type)
    reader.fail(
      'assignment_type',
      `${describe(text)} is not accepted; expected ${ASSIGNMENT_TYPES.join(', ')}`,
    );
  return type;
}
