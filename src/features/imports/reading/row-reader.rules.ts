import type { DecimalRange, IntegerRange } from '../../../domain/decimal-input';
import { readDecimal, readInteger } from '../../../domain/decimal-input';
import { DomainError } from '../../../domain/errors';
import { plain } from '../../../domain/rounding';
import { Remembered, isBlank, plainText } from './cell-text.rules';
import { fractionText, numberText } from './cell-values.rules';
import type { Header } from './header.rules';
import type { Cell, IssueLog, RowIssueCode, TableRow } from './import-table.rules';

/** Characters of a name; longer ones would not fit the database's index. */
const LONGEST_NAME = 200;

/** Ten per cent of a share is 0.1; ten per cent of a case per hour is a mistake. */
function isFraction({ max, maxExclusive }: DecimalRange): boolean {
  return max === '1' || maxExclusive === '1';
}

/** Reads the fields of one row after another and notes what is wrong with them; one reader serves a whole file. */
export class RowReader<F extends string> {
  row = 0;
  /** What the record is called in issues, once it is known. */
  key: string | null = null;
  private cells: readonly Cell[] = [];
  private failedNow = false;
  private readonly cleaned = new Remembered(plainText);
  private readonly decimals = new Map<DecimalRange, Remembered<string>>();
  private readonly integers = new Map<IntegerRange, Remembered<number>>();

  constructor(
    private readonly header: Header<F>,
    private readonly log: IssueLog,
  ) {}

  /** Moves on to the next row. */
  at({ row, cells }: TableRow): this {
    this.row = row;
    this.cells = cells;
    this.key = null;
    this.failedNow = false;
    return this;
  }

  get failed(): boolean {
    return this.failedNow;
  }

  /** Whether the file has the column at all. */
  has(field: F): boolean {
    return this.header.columns.has(field);
  }

  /** Clean text as it stands; `''` when blank or when the file has no such column. */
  exact(field: F): string {
    const index = this.header.columns.get(field);
    const cell = index === undefined ? null : (this.cells[index] ?? null);
    if (cell === null) return '';
    return this.attempt(field, () => this.cleaned.get(cell)) ?? '';
  }

  /** Clean text; V1's spellings of nothing count as blank. */
  text(field: F): string {
    const text = this.exact(field);
    return isBlank(text) ? '' : text;
  }

  /** Clean text of a name that may be blank, within the length that the database can index. */
  optionalName(field: F): string {
    const text = this.text(field);
    if (text.length > LONGEST_NAME) {
      this.fail(field, `has ${text.length} characters; at most ${LONGEST_NAME} are accepted`);
    }
    return text;
  }

  /** The same, refused when blank. */
  name(field: F): string {
    const text = this.optionalName(field);
    if (text === '') this.fail(field, 'is empty; a value is required', 'MISSING_VALUE');
    return text;
  }

  /** An exact decimal, undefined when blank or refused. */
  decimal(field: F, range: DecimalRange): string | undefined {
    const text = this.text(field);
    return text === '' ? undefined : this.attempt(field, () => this.decimalCache(range).get(text));
  }

  /** A decimal that must be there. */
  requiredDecimal(field: F, range: DecimalRange): string | undefined {
    if (this.text(field) === '') this.fail(field, 'is empty; a number is required', 'MISSING_VALUE');
    return this.decimal(field, range);
  }

  /** A whole number, undefined when blank or refused. */
  integer(field: F, range: IntegerRange): number | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    return this.attempt(field, () => this.integerCache(range).get(text));
  }

  /** A whole number that must be there. */
  requiredInteger(field: F, range: IntegerRange): number | undefined {
    if (this.text(field) === '') this.fail(field, 'is empty; a whole number is required', 'MISSING_VALUE');
    return this.integer(field, range);
  }

  /** Whatever the function makes of the field; its refusal becomes an error of the row. */
  attempt<T>(field: F, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.fail(field, error.issues[0]?.message ?? error.message);
      return undefined;
    }
  }

  /** Refuses the row because of this field. */
  fail(field: F | null, message: string, code: RowIssueCode = 'INVALID_VALUE'): void {
    this.failedNow = true;
    this.note('error', field, message, code);
  }

  /** Notes something worth a look; the row is kept. */
  warn(field: F | null, message: string, code: RowIssueCode): void {
    this.note('warning', field, message, code);
  }

  private note(severity: 'error' | 'warning', field: F | null, message: string, code: RowIssueCode): void {
    const index = field === null ? undefined : this.header.columns.get(field);
    this.log.add({
      row: this.row,
      key: this.key,
      column: index === undefined ? field : (this.header.names[index] ?? field),
      value: index === undefined ? null : (this.cells[index]?.slice(0, 200) ?? null),
      message,
      severity,
      code,
    });
  }

  private integerCache(range: IntegerRange): Remembered<number> {
    const known = this.integers.get(range);
    if (known) return known;
    const cache = new Remembered((text) => readInteger(numberText(text), { ...range, path: 'value' }));
    this.integers.set(range, cache);
    return cache;
  }

  private decimalCache(range: DecimalRange): Remembered<string> {
    const known = this.decimals.get(range);
    if (known) return known;
    const clean = isFraction(range) ? fractionText : numberText;
    const cache = new Remembered((text) => plain(readDecimal(clean(text), { ...range, path: 'value' })));
    this.decimals.set(range, cache);
    return cache;
  }
}
