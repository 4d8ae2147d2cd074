import type { Reason } from '../../../domain/codes';
import type { DecimalRange, IntegerRange } from '../../../domain/decimal-input';
import { idText, normaliseCn, refuseScientific } from '../../../domain/demand/cn';
import { DomainError, describe } from '../../../domain/errors';
import { cleanName, cleanText, mixedScripts } from '../../../domain/text-key';
import { Remembered, isBlank, isErrorValue, unguarded } from './cell-text.rules';
import { demandState } from './cell-values.rules';
import type { Header } from './header.rules';
import type { DateOrder, IssueLog, TableRow } from './import-table.rules';
import { NumberStyle } from './number-style.rules';
import { readDate } from './written-dates.rules';

/** Characters of a name; longer ones would not fit the database's index. */
const MAX_NAME_LENGTH = 200;

/** Ten per cent of a share is 0.1; ten per cent of a case per hour is a mistake. */
function isFraction({ max, maxExclusive }: DecimalRange): boolean {
  return max === '1' || maxExclusive === '1';
}

/** How the cells of a file are written. */
export interface CellStyle {
  numbers: NumberStyle;
  dateOrder?: DateOrder | undefined;
}

/** Reads the fields of one row after another and notes what is wrong with them; one reader serves a whole file. */
export class RowReader<F extends string> {
  row = 0;
  /** What the record is called in issues, once it is known. */
  key: string | null = null;
  private current: TableRow = { row: 0, cells: [] };
  private failedNow = false;
  /** Fields that have an issue already. */
  private readonly told = new Set<F>();
  private readonly cleaned = new Remembered((text) => cleanText(text));
  private readonly cns = new Remembered((text) => normaliseCn(text));
  private readonly states = new Remembered(demandState);
  private readonly folded = new Remembered((text) => cleanName(text));
  private readonly decimals = new Map<DecimalRange, Remembered<string>>();
  private readonly integers = new Map<IntegerRange, Remembered<number>>();

  constructor(
    private readonly header: Header<F>,
    private readonly log: IssueLog,
    private readonly style: CellStyle = { numbers: new NumberStyle() },
  ) {}

  /** Moves on to the next row. */
  at(row: TableRow): this {
    this.row = row.row;
    this.current = row;
    this.key = null;
    this.failedNow = false;
    this.told.clear();
    return this;
  }

  get failed(): boolean {
    return this.failedNow;
  }

  /** Whether the file has the column at all. */
  has(field: F): boolean {
    return this.header.columns.has(field);
  }

  /** The cell as it is written, line breaks kept; `''` when blank or when the file has no such column. */
  raw(field: F): string {
    const index = this.header.columns.get(field);
    const cell = index === undefined ? null : (this.current.cells[index] ?? null);
    if (cell === null || index === undefined) return '';
    if (this.current.uncomputed?.includes(index)) return this.uncomputed(field);
    return unguarded(cell);
  }

  /** Clean text as it stands. */
  exact(field: F): string {
    const text = this.raw(field);
    return text === '' ? '' : (this.attempt(field, () => this.cleaned.get(text)) ?? '');
  }

  /** Clean text; V1's spellings of nothing count as blank, and so does an error value, with a warning. */
  text(field: F): string {
    const text = this.exact(field);
    if (isErrorValue(text)) return this.blankError(field, text);
    return isBlank(text) ? '' : text;
  }

  /** Text of a key or figure: an error value refuses the row. */
  value(field: F): string {
    const text = this.exact(field);
    if (isErrorValue(text)) {
      this.failOnce(
        field,
        `${text} is an error of the spreadsheet, not a value; mend the cell`,
        'ERROR_CELL',
      );
      return '';
    }
    return isBlank(text) ? '' : text;
  }

  /** The name of a person: `Null` and `N/A` are names as others; an error value is left blank, with a warning. */
  personName(field: F): string {
    const text = this.exact(field);
    const name = isErrorValue(text) ? this.blankError(field, text) : text;
    return this.limited(field, /^[-\u2013\u2014]+$/.test(name) ? '' : name);
  }

  /** An id that may be blank: a number that lost digits is refused, look-alike characters are folded. */
  optionalId(field: F): string {
    const text = this.value(field);
    const id = this.limited(field, this.foldedName(field, text));
    return id === '' ? '' : (this.attempt(field, () => this.wholeId(field, id)) ?? '');
  }

  /** A CN; what only looks different is folded, with a warning. */
  cn(field: F): string | undefined {
    const text = this.value(field);
    if (this.failedNow) return undefined;
    const cn = this.attempt(field, () => this.cns.get(text));
    if (cn === undefined || !this.isWhole(field)) return undefined;
    this.key ??= cn;
    if (cn !== text.toUpperCase()) this.warn(field, `is read as ${cn}`, 'FOLDED');
    this.warnMixed(field, cn);
    return cn;
  }

  private wholeId(field: F, id: string): string {
    refuseScientific(id, id, 'value');
    return this.isWhole(field) ? idText(id) : '';
  }

  private isWhole(field: F): boolean {
    const index = this.header.columns.get(field);
    if (index === undefined || !this.current.inexact?.includes(index)) return true;
    const message =
      'is a number of more than 15 digits, whose last ones the workbook has lost; format the column as text';
    this.failOnce(field, message, 'INVALID_VALUE');
    return false;
  }

  /** Clean text of a name that may be blank, within the length that the database can index. */
  optionalName(field: F): string {
    return this.limited(field, this.text(field));
  }

  /** A name that is a key; refused when blank, and what only looks different is folded, with a warning. */
  name(field: F): string {
    const text = this.value(field);
    if (text === '' && !this.told.has(field))
      this.fail(field, 'is empty; a value is required', 'MISSING_VALUE');
    return this.limited(field, this.foldedName(field, text));
  }

  private foldedName(field: F, text: string): string {
    if (text === '') return text;
    const name = this.folded.get(text);
    if (name !== text) this.warn(field, `is read as ${describe(name)}`, 'FOLDED');
    this.warnMixed(field, name);
    return name;
  }

  private warnMixed(field: F, name: string): void {
    const mixed = mixedScripts(name);
    if (!mixed) return;
    const scripts = mixed.scripts.join(' and ');
    const message = `${describe(name)} has letters of ${scripts}; it looks like ${describe(mixed.latin)}`;
    this.warn(field, message, 'LOOK_ALIKE');
  }

  /** The state of a demand. */
  state(field: F): string {
    const text = this.exact(field);
    if (isErrorValue(text) && !isBlank(text)) this.value(field);
    const state = this.states.get(text);
    if (text !== '' && isBlank(text) && !/^n\/a$/i.test(text))
      this.warn(field, `${describe(text)} is taken as ${state} (not split by state)`, 'ASSUMED');
    return state;
  }

  /** An exact decimal, undefined when blank or refused. */
  decimal(field: F, range: DecimalRange): string | undefined {
    const text = this.value(field);
    return text === '' ? undefined : this.attempt(field, () => this.decimalCache(range).get(text));
  }

  /** A decimal that must be there. */
  requiredDecimal(field: F, range: DecimalRange): string | undefined {
    this.require(field, 'a number');
    return this.decimal(field, range);
  }

  /** A whole number, undefined when blank or refused. */
  integer(field: F, range: IntegerRange): number | undefined {
    const text = this.value(field);
    if (text === '') return undefined;
    return this.attempt(field, () => this.integerCache(range).get(text));
  }

  /** A whole number that must be there. */
  requiredInteger(field: F, range: IntegerRange): number | undefined {
    this.require(field, 'a whole number');
    return this.integer(field, range);
  }

  private require(field: F, what: string): void {
    if (this.value(field) === '' && !this.told.has(field))
      this.fail(field, `is empty; ${what} is required`, 'MISSING_VALUE');
  }

  /** A calendar date `YYYY-MM-DD`, undefined when refused. */
  date(field: F): string | undefined {
    const text = this.value(field);
    if (text === '' && this.told.has(field)) return undefined;
    return this.attempt(field, () => readDate(text, this.style.dateOrder));
  }

  /** Whatever the function makes of the field; its refusal becomes an error of the row. */
  attempt<T>(field: F, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'BAD_FILE') throw error;
      const [issue] = error.issues;
      this.fail(field, issue?.message ?? error.message, issue?.code);
      return undefined;
    }
  }

  private limited(field: F, text: string): string {
    if (text.length > MAX_NAME_LENGTH) {
      this.fail(field, `has ${text.length} characters; at most ${MAX_NAME_LENGTH} are accepted`);
    }
    return text;
  }

  private uncomputed(field: F): string {
    const message =
      'holds a formula without a stored value; open the workbook in a spreadsheet program, save it and import that';
    this.failOnce(field, message, 'FORMULA_NOT_COMPUTED');
    return '';
  }

  private blankError(field: F, text: string): string {
    if (!this.told.has(field)) {
      this.told.add(field);
      this.warn(field, `${text} is an error of the spreadsheet, not a value; left blank`, 'ERROR_CELL');
    }
    return '';
  }

  private failOnce(field: F, message: string, code: Reason): void {
    if (this.told.has(field)) return;
    this.told.add(field);
    this.fail(field, message, code);
  }

  /** Refuses the row because of this field. */
  fail(field: F | null, message: string, code: Reason = 'INVALID_VALUE'): void {
    this.failedNow = true;
    this.note('error', field, message, code);
  }

  /** Notes something worth a look; the row is kept. */
  warn(field: F | null, message: string, code: Reason): void {
    this.note('warning', field, message, code);
  }

  private note(severity: 'error' | 'warning', field: F | null, message: string, code: Reason): void {
    const index = field === null ? undefined : this.header.columns.get(field);
    this.log.add({
      row: this.row,
      key: this.key,
      column: index === undefined ? field : (this.header.names[index] ?? field),
      value: index === undefined ? null : (this.current.cells[index]?.slice(0, 200) ?? null),
      message,
      severity,
      code,
    });
  }

  private integerCache(range: IntegerRange): Remembered<number> {
    const known = this.integers.get(range);
    if (known) return known;
    const cache = new Remembered((text) => this.style.numbers.integer(text, range));
    this.integers.set(range, cache);
    return cache;
  }

  private decimalCache(range: DecimalRange): Remembered<string> {
    const known = this.decimals.get(range);
    if (known) return known;
    const isShare = isFraction(range);
    const cache = new Remembered((text) => this.style.numbers.decimal(text, range, isShare));
    this.decimals.set(range, cache);
    return cache;
  }
}
