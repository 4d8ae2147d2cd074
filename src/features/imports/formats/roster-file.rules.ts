import { normaliseCn } from '../../../domain/demand/cn';
import { DomainError, describe } from '../../../domain/errors';
import type { WorkType } from '../../../domain/demand/lob';
import { PLATFORMS, parsePlatform, parseWorkType } from '../../../domain/demand/lob';
import { isPartOfProduction, parseProduction } from '../../../domain/capacity/production';
import { plain } from '../../../domain/rounding';
import { extractSkills, parseSkills } from '../../../domain/demand/skills';
import { parseStateList } from '../../../domain/demand/states';
import { nearest, textKey } from '../../../domain/text-key';
import { Remembered } from '../reading/cell-text.rules';
import { readBoolean, readDate } from '../reading/cell-values.rules';
import type { FileSpec } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';

/** One person of a roster. A field whose column the file lacks is undefined: it must not overwrite what is stored. */
export interface RosterRecord {
  row: number;
  cn: string;
  firstName?: string;
  lastName?: string;
  opid?: string | null;
  /** Canonical where known, else the first word as written; empty when the cell is. */
  primaryPlatform?: string;
  location?: WorkType;
  /** Sorted USPS codes or ALL. */
  stateList?: string[];
  skills?: string[];
  isActive?: boolean;
  /** Exact decimal 0–1. */
  productionPercentage?: string;
  hireDate?: string | null;
}

/** Options of the roster parser. */
export interface RosterOptions extends ParseOptions {
  /** Case types of stored forecasts and target CPHs, in their stored spelling; NewWorkType cannot be read without. */
  knownCaseTypes: readonly string[];
}

type RosterField =
  | 'cn'
  | 'first_name'
  | 'last_name'
  | 'opid'
  | 'primary_platform'
  | 'location'
  | 'state_list'
  | 'skills'
  | 'new_work_type'
  | 'part_of_production'
  | 'is_active'
  | 'production_percentage'
  | 'ramp'
  | 'hire_date';

const ROSTER: FileSpec<RosterField> = {
  what: 'roster',
  columns: [
    { field: 'cn', label: 'CN', aliases: ['CN#', 'resource_cn'], required: true },
    { field: 'first_name', label: 'FirstName' },
    { field: 'last_name', label: 'LastName' },
    { field: 'opid', label: 'OPID' },
    { field: 'primary_platform', label: 'PrimaryPlatform', aliases: ['Platform'] },
    { field: 'location', label: 'Location' },
    { field: 'state_list', label: 'State', aliases: ['States'] },
    { field: 'skills', label: 'Skills' },
    { field: 'new_work_type', label: 'NewWorkType', aliases: ['NewWorkTypes'] },
    { field: 'part_of_production', label: 'PartofProduction' },
    { field: 'is_active', label: 'Active' },
    { field: 'production_percentage', label: 'ProductionPercentage', aliases: ['Production%'] },
    { field: 'ramp', label: 'Ramp' },
    { field: 'hire_date', label: 'Hire Date' },
  ],
  ignored: [
    'ZIPCode',
    'City',
    'BeelineTitle',
    'Beeline Job Title',
    'Title',
    'Status',
    'PrimaryMarket',
    'Worktype',
    'Worktype(FTC/ADJ/COB)',
    'LOB',
    'SupervisorFullName',
    "Supervisor'sFullName",
    'SupervisorCNNo',
    'UserStatus',
  ],
  ignoredPattern: /mail/,
};

/** Reads a V1 production roster or the proposal's own columns. */
export function parseRosterFile(
  rows: AsyncIterable<TableRow>,
  options: RosterOptions,
): Promise<ParsedFile<RosterRecord>> {
  const roster = new RosterRows(options.knownCaseTypes);
  return parseTidyFile(rows, { spec: ROSTER, read: roster.read, keyOf: ({ cn }) => cn }, options);
}

class RosterRows {
  private readonly spellings: ReadonlyMap<string, string>;
  private readonly states = new Remembered(parseStateList);
  private readonly listed: Remembered<string[]>;
  private readonly extracted: Remembered<{ skills: string[]; rest: string }>;

  constructor(private readonly known: readonly string[]) {
    this.spellings = new Map(known.map((name) => [textKey(name), name]));
    this.listed = new Remembered((text) =>
      parseSkills(text).map((name) => this.spellings.get(textKey(name)) ?? name),
    );
    this.extracted = new Remembered((text) => extractSkills(text, known));
  }

  readonly read = (reader: RowReader<RosterField>): RosterRecord | undefined => {
    const cn = reader.attempt('cn', () => normaliseCn(reader.text('cn')));
    if (cn === undefined) return undefined;
    reader.key = cn;
    const record: RosterRecord = { row: reader.row, cn };
    if (reader.has('first_name')) record.firstName = reader.optionalName('first_name');
    if (reader.has('last_name')) record.lastName = reader.optionalName('last_name');
    if (reader.has('opid')) record.opid = reader.optionalName('opid') || null;
    if (reader.has('primary_platform')) record.primaryPlatform = platform(reader);
    if (reader.has('state_list')) record.stateList = this.readStates(reader);
    setDefined(record, 'location', reader.has('location') ? location(reader) : undefined);
    setDefined(record, 'skills', this.readSkills(reader));
    setDefined(record, 'isActive', active(reader));
    setDefined(record, 'productionPercentage', production(reader));
    if (reader.has('hire_date')) record.hireDate = hireDate(reader);
    return record;
  };

  private readStates(reader: RowReader<RosterField>): string[] {
    const parsed = reader.attempt('state_list', () => this.states.get(reader.exact('state_list')));
    if (parsed && parsed.dropped.length > 0) {
      const junk = parsed.dropped.map(describe).join(', ');
      reader.warn('state_list', `${junk} dropped; expected ALL, N/A or USPS codes such as FL|GA`, 'DROPPED');
    }
    return parsed?.states ?? [];
  }

  private readSkills(reader: RowReader<RosterField>): string[] | undefined {
    if (!reader.has('skills') && !reader.has('new_work_type')) return undefined;
    const list = reader.text('skills');
    if (list !== '') return reader.attempt('skills', () => this.listed.get(list)) ?? [];
    const text = reader.text('new_work_type');
    if (text === '') return [];
    if (this.known.length === 0) throw needsCaseTypes();
    const { skills, rest } = this.extracted.get(text);
    if (rest !== '') {
      const near = nearest(rest, this.known);
      const hint = near === undefined ? '' : `; did you mean ${describe(near)}?`;
      reader.warn(
        'new_work_type',
        `${describe(rest)} is no known case type and was left out${hint}`,
        'DROPPED',
      );
    }
    return skills;
  }
}

function needsCaseTypes(): DomainError {
  const message =
    'the roster gives skills in NewWorkType, which can be told apart only by known case types, and none are stored: ' +
    'import a forecast or the target CPH file first';
  return new DomainError('IMPORT_ORDER', message, [{ path: 'NewWorkType', message, code: 'IMPORT_ORDER' }]);
}

function setDefined<K extends keyof RosterRecord>(
  record: RosterRecord,
  key: K,
  value: RosterRecord[K] | undefined,
): void {
  if (value !== undefined) record[key] = value;
}

function platform(reader: RowReader<RosterField>): string {
  const text = reader.optionalName('primary_platform');
  const known = parsePlatform(text);
  if (known !== undefined) return known;
  const kept = text.split(' ')[0] ?? '';
  const seen = kept === '' ? 'is empty' : `${describe(kept)} is not a known platform`;
  reader.warn(
    'primary_platform',
    `${seen}; expected ${PLATFORMS.join(', ')} as the first word`,
    'UNKNOWN_NAME',
  );
  return kept;
}

function location(reader: RowReader<RosterField>): WorkType | undefined {
  const text = reader.text('location');
  const found = parseWorkType(text);
  if (found === undefined) {
    reader.fail(
      'location',
      `${describe(text)} is not accepted; expected Domestic, Global, Onshore or Offshore`,
    );
  }
  return found;
}

/** The proposal's own column holds where it is filled, else V1's: `Production` and `Ramp` are active. */
function active(reader: RowReader<RosterField>): boolean | undefined {
  const own = reader.text('is_active');
  if (own !== '') return reader.attempt('is_active', () => readBoolean(own, 'is_active'));
  return reader.has('part_of_production') ? isPartOfProduction(reader.text('part_of_production')) : undefined;
}

/** The percentage of Production%, else of Ramp; somebody on a ramp without a number gets V1's default with a warning. */
function production(reader: RowReader<RosterField>): string | undefined {
  const onRamp = textKey(reader.text('part_of_production')) === 'ramp';
  const own = productionColumn(reader);
  if (own === undefined && !onRamp) return undefined;
  const field = own ?? 'part_of_production';
  const text = own === undefined ? '' : reader.text(own);
  const { percentage, warning } = parseProduction(text === '' && onRamp ? 'Ramp' : text);
  if (percentage === null) {
    reader.fail(field, warning ?? `${describe(text)} is not a production percentage`);
    return undefined;
  }
  if (warning !== undefined) reader.warn(field, warning, 'ASSUMED');
  return plain(percentage);
}

function productionColumn(reader: RowReader<RosterField>): 'production_percentage' | 'ramp' | undefined {
  if (reader.has('ramp') && reader.text('production_percentage') === '') return 'ramp';
  return reader.has('production_percentage') ? 'production_percentage' : undefined;
}

/** A date that cannot be read (`99/99/99`) is no reason to refuse a person. */
function hireDate(reader: RowReader<RosterField>): string | null {
  const text = reader.text('hire_date');
  if (text === '') return null;
  try {
    return readDate(text, 'hire_date');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    reader.warn('hire_date', `${error.issues[0]?.message ?? error.message}; left empty`, 'DROPPED');
    return null;
  }
}
