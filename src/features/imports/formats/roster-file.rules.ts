import { isPartOfProduction, parseProduction } from '../../../domain/capacity/production';
import type { WorkType } from '../../../domain/demand/lob';
import { EXPECTED_PLATFORM, parsePlatform, parseWorkType } from '../../../domain/demand/lob';
import { extractSkills, readSkills } from '../../../domain/demand/skills';
import { parseStateList } from '../../../domain/demand/states';
import { DomainError, describe, type Issue } from '../../../domain/errors';
import { plain } from '../../../domain/rounding';
import { foldLookAlikes, nearest, textKey } from '../../../domain/text-key';
import { Remembered, isBlank, isErrorValue } from '../reading/cell-text.rules';
import { readBoolean } from '../reading/cell-values.rules';
import type { FileRemarks } from '../reading/file-remarks.rules';
import type { DateOrder, ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';
import { readDate } from '../reading/written-dates.rules';
import { ROSTER, ROSTER_TEXTS, type RosterField, type RosterTexts } from './roster-columns.rules';

/** What a roster states about a person. */
interface PersonFields extends RosterTexts {
  firstName?: string;
  lastName?: string;
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

/** One person of a roster. A field whose column the file lacks, or whose cell is blank, is undefined: it must not overwrite what is stored. */
export interface RosterRecord extends PersonFields {
  row: number;
  cn: string;
  /** What a new person starts with where the cell is blank or cannot be taken as it is. */
  ifNew?: PersonFields;
  /** The cell has skills that no case type explains: stored skills stay beside those given. */
  keepsSkills?: true;
}

/** What a blank cell does to what is stored: leaves it, or clears it. */
export type OnBlank = 'keep' | 'clear';

/** Options of the roster parser. */
export interface RosterOptions extends ParseOptions {
  /** Case types of stored forecasts and target CPHs, in their stored spelling; NewWorkType cannot be read without. */
  knownCaseTypes: readonly string[];
  onBlank?: OnBlank | undefined;
}

/** Reads a V1 production roster or the proposal's own columns. */
export function parseRosterFile(
  rows: AsyncIterable<TableRow>,
  options: RosterOptions,
): Promise<ParsedFile<RosterRecord>> {
  const roster = new RosterRows(options);
  return parseTidyFile(rows, { spec: ROSTER, read: roster.read, keyOf: ({ cn }) => cn }, options);
}

type Reader = RowReader<RosterField>;

class RosterRows {
  private readonly known: readonly string[];
  private readonly spellings: ReadonlyMap<string, string>;
  private readonly clears: boolean;
  private readonly dateOrder: DateOrder | undefined;
  private readonly states = new Remembered(parseStateList);
  private readonly listed: Remembered<{ skills: string[]; unknown: string[] }>;
  private readonly extracted: Remembered<{ skills: string[]; rest: string }>;

  constructor({ knownCaseTypes, onBlank, dateOrder }: RosterOptions) {
    this.known = knownCaseTypes;
    this.clears = onBlank === 'clear';
    this.dateOrder = dateOrder;
    this.spellings = new Map(knownCaseTypes.map((name) => [textKey(name), name]));
    this.listed = new Remembered((text) => readSkills(text, this.spellings));
    this.extracted = new Remembered((text) => extractSkills(text, knownCaseTypes));
  }

  readonly read = (reader: Reader, remarks: FileRemarks): RosterRecord | undefined => {
    const cn = reader.cn('cn');
    if (cn === undefined) return undefined;
    reader.key = cn;
    const record: RosterRecord = { row: reader.row, cn };
    this.readNames(reader, record);
    this.readPlatform(reader, record);
    setDefined(record, 'location', this.location(reader));
    this.readStates(reader, record, remarks);
    this.readSkills(reader, record, remarks);
    this.readActive(reader, record);
    setDefined(record, 'productionPercentage', this.production(reader));
    this.readHireDate(reader, record);
    return record;
  };

  private readNames(reader: Reader, record: RosterRecord): void {
    const first = reader.personName('first_name');
    const last = reader.personName('last_name');
    if (this.sets(reader, 'first_name', first)) record.firstName = first;
    if (this.sets(reader, 'last_name', last)) record.lastName = last;
    for (const { field, property } of ROSTER_TEXTS) {
      const text = reader.optionalId(field);
      if (this.sets(reader, field, text)) record[property] = text || null;
    }
  }

  /** Whether a cell changes what is stored: it is filled, or blank cells clear. */
  private sets(reader: Reader, field: RosterField, text: string): boolean {
    return reader.has(field) && (text !== '' || this.clears);
  }

  private readPlatform(reader: Reader, record: RosterRecord): void {
    if (!reader.has('primary_platform')) return;
    const text = reader.optionalName('primary_platform');
    const known = parsePlatform(text);
    const kept = known ?? text.split(' ')[0] ?? '';
    if (this.sets(reader, 'primary_platform', text)) record.primaryPlatform = kept;
    else record.ifNew = { ...record.ifNew, primaryPlatform: '' };
    if (known !== undefined || record.primaryPlatform === undefined) return;
    const seen = kept === '' ? 'is empty' : `${describe(kept)} is not a known platform`;
    reader.warn('primary_platform', `${seen}; ${EXPECTED_PLATFORM}`, 'UNKNOWN_NAME');
  }

  private location(reader: Reader): WorkType | undefined {
    if (!reader.has('location')) return undefined;
    const text = reader.text('location');
    const found = parseWorkType(text);
    if (found === undefined && (text !== '' || this.clears))
      reader.fail(
        'location',
        `${describe(text)} is not accepted; expected Domestic, Global, Onshore or Offshore`,
      );
    return found;
  }

  /** Of a list with a word that is no state, a stored list stays; a new person gets the states among it. */
  private readStates(reader: Reader, record: RosterRecord, remarks: FileRemarks): void {
    const text = reader.raw('state_list');
    const exact = reader.exact('state_list');
    const isNone = /^n\/a$/i.test(exact);
    if (isErrorValue(exact)) reader.text('state_list');
    if (!reader.has('state_list') || (isBlankList(exact) && !isNone)) {
      if (reader.has('state_list') && this.clears) record.stateList = [];
      return;
    }
    const parsed = reader.attempt('state_list', () => this.states.get(text));
    if (!parsed) return;
    if (parsed.dropped.length === 0) {
      record.stateList = parsed.states;
      return;
    }
    const junk = parsed.dropped.map(describe).join(', ');
    reader.warn('state_list', `${junk} dropped; expected ALL, N/A or USPS codes such as FL|GA`, 'DROPPED');
    for (const word of parsed.dropped)
      remarks.note(
        reader.row,
        'UNKNOWN_STATE',
        `${describe(word)} is no state; people who are stored keep their states`,
      );
    record.ifNew = { ...record.ifNew, stateList: parsed.states };
  }

  private readSkills(reader: Reader, record: RosterRecord, remarks: FileRemarks): void {
    const field = reader.text('skills') === '' && reader.has('new_work_type') ? 'new_work_type' : 'skills';
    if (!reader.has(field)) return;
    const text = reader.text(field);
    if (text === '') {
      if (this.clears) record.skills = [];
      return;
    }
    if (field === 'skills') this.listSkills(reader, record, remarks);
    else this.findSkills(reader, record, remarks);
  }

  private listSkills(reader: Reader, record: RosterRecord, remarks: FileRemarks): void {
    const read = reader.attempt('skills', () => this.listed.get(reader.raw('skills')));
    if (!read) return;
    record.skills = read.skills;
    if (read.unknown.length === 0 || this.known.length === 0) return;
    record.keepsSkills = true;
    const unknown = read.unknown.map((name) => `${describe(name)} is no known case type${this.hint(name)}`);
    reader.warn('skills', `${unknown.join('; ')}; stored as it is`, 'UNKNOWN_NAME');
    for (const text of unknown) remarks.note(reader.row, 'UNKNOWN_SKILL', `${text}; stored as it is`);
  }

  /** V1's skills in one text: what no known case type explains is left out. */
  private findSkills(reader: Reader, record: RosterRecord, remarks: FileRemarks): void {
    if (this.known.length === 0) throw needsCaseTypes();
    const { skills, rest } = this.extracted.get(reader.text('new_work_type'));
    record.skills = skills;
    if (rest === '') return;
    record.keepsSkills = true;
    const text = `${describe(rest)} is no known case type and was left out${this.hint(rest)}`;
    reader.warn('new_work_type', text, 'DROPPED');
    remarks.note(reader.row, 'UNKNOWN_SKILL', text);
  }

  private hint(name: string): string {
    const near = nearest(name, this.known);
    return near === undefined ? '' : `; did you mean ${describe(near)}?`;
  }

  /** The proposal's own column holds where it is filled, else V1's: `Production` and `Ramp` are active. */
  private readActive(reader: Reader, record: RosterRecord): void {
    const own = reader.value('is_active');
    if (own !== '') {
      setDefined(
        record,
        'isActive',
        reader.attempt('is_active', () => readBoolean(own, 'is_active')),
      );
      return;
    }
    if (!reader.has('part_of_production')) return;
    const part = reader.value('part_of_production');
    if (part !== '' || this.clears) record.isActive = isPartOfProduction(part);
    else record.ifNew = { ...record.ifNew, isActive: false };
  }

  /** The percentage of Production%, else of Ramp; somebody on a ramp without a number gets V1's default with a warning. */
  private production(reader: Reader): string | undefined {
    const own = productionColumn(reader);
    const field = own ?? 'part_of_production';
    const text = this.productionText(reader, own);
    if (text === undefined) return undefined;
    const { percentage, warning } = parseProduction(pointed(text));
    if (percentage === null) {
      reader.fail(field, warning ?? `${describe(text)} is not a production percentage`);
      return undefined;
    }
    if (warning !== undefined) reader.warn(field, warning, 'ASSUMED');
    return plain(percentage);
  }

  /** What a row states about the percentage; undefined when nothing that counts. */
  private productionText(reader: Reader, own: RosterField | undefined): string | undefined {
    const text = own === undefined ? '' : reader.value(own);
    if (text !== '') return text;
    if (textKey(reader.text('part_of_production')) === 'ramp') return 'Ramp';
    return own !== undefined && this.clears ? '' : undefined;
  }

  /** A date that cannot be read (`99/99/99`) is no reason to refuse a person; one that can be read twice is. */
  private readHireDate(reader: Reader, record: RosterRecord): void {
    const text = reader.text('hire_date');
    if (text === '') {
      if (reader.has('hire_date') && this.clears) record.hireDate = null;
      return;
    }
    try {
      record.hireDate = readDate(text, this.dateOrder, 'hire_date');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.unreadDate(reader, record, error.issues[0] ?? { path: 'hire_date', message: error.message });
    }
  }

  private unreadDate(reader: Reader, record: RosterRecord, { message, code }: Issue): void {
    if (code === 'AMBIGUOUS') {
      reader.fail('hire_date', message);
      return;
    }
    if (this.clears) record.hireDate = null;
    const kept = this.clears ? '' : ', and a stored date stays';
    reader.warn('hire_date', `${message}; left empty${kept}`, 'DROPPED');
  }
}

function isBlankList(text: string): boolean {
  return isBlank(text) || isErrorValue(text);
}

/** A percentage has no thousands: a comma between digits is its decimal mark. */
function pointed(text: string): string {
  return foldLookAlikes(text).replace(/(\d),(\d)/g, '$1.$2');
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

function productionColumn(reader: Reader): 'production_percentage' | 'ramp' | undefined {
  if (reader.has('ramp') && reader.text('production_percentage') === '') return 'ramp';
  return reader.has('production_percentage') ? 'production_percentage' : undefined;
}
