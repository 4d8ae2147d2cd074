import type { DecimalRange, IntegerRange } from '../../../domain/decimal-input';
import { cleanSpreadsheetNumber, readDecimal, readInteger } from '../../../domain/decimal-input';
import { DomainError, describe } from '../../../domain/errors';
import { decimal, plain } from '../../../domain/rounding';
import { foldLookAlikes } from '../../../domain/text-key';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const SPACED = /^([+-]?\d{1,3}(?:[ '’]\d{3})+)((?:[.,]\d+)?)$/;
const THREES = { ',': /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/, '.': /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/ } as const;
/** Both marks in one number: the last one is the decimal mark. */
const BOTH = /^[+-]?\d{1,3}(?:(?<thousands>[.,])\d{3})+(?<mark>[.,])\d+$/;
const COMMA_DECIMAL = /^[+-]?\d*,\d+$/;

/** A reading of a number: what it is, and what its marks then mean. */
interface Reading {
  digits: string;
  /** What a comma is in it, if it has one. */
  comma?: 'decimal' | 'thousands';
}

/** What a number is wanted for. */
interface Kind {
  /** Whether these digits are within the range. */
  accepts: (digits: string) => boolean;
  isInteger: boolean;
}

/**
 * Reads the numbers of one file. A comma is the decimal mark of a file whose cells are separated by `;`, else thousands; a
 * number that can be read both ways is refused with both, and so is a file that uses a comma in both ways.
 */
export class NumberStyle {
  private readonly seen = new Map<string, string>();

  constructor(private readonly delimiter: () => string | undefined = () => undefined) {}

  /** A text of a decimal within its range, as exact digits; percent signs count where the range is a share. */
  decimal(text: string, range: DecimalRange, isShare: boolean): string {
    const spec = { ...range, path: 'value' };
    const folded = foldLookAlikes(text);
    const isPercent = isShare && folded.endsWith('%');
    const value = (digits: string): string => (isPercent ? plain(decimal(digits).times('0.01')) : digits);
    const accepts = (digits: string): boolean => isReadable(() => readDecimal(value(digits), spec));
    const reading = this.read(isPercent ? folded.slice(0, -1).trimEnd() : text, {
      accepts,
      isInteger: false,
    });
    return plain(readDecimal(reading === undefined ? text : value(reading), spec));
  }

  /** A text of a whole number within its range. */
  integer(text: string, range: IntegerRange): number {
    const spec = { ...range, path: 'value' };
    const accepts = (digits: string): boolean => isReadable(() => readInteger(digits, spec));
    return readInteger(this.read(text, { accepts, isInteger: true }) ?? text, spec);
  }

  /** The digits that a text means; undefined when it is no number. */
  private read(given: string, kind: Kind): string | undefined {
    const text = foldLookAlikes(given).trim();
    const found = readingsOf(text);
    if (found.length < 2) return this.settle(text, found[0]);
    return text.includes(',') ? this.withComma(text, found, kind) : this.withPoint(text, found, kind);
  }

  /** `3,125`: nobody writes whole numbers with three decimal places, so in a whole number the comma is thousands. */
  private withComma(
    text: string,
    found: readonly Reading[],
    { accepts, isInteger }: Kind,
  ): string | undefined {
    if (this.isSemicolon && !isInteger) return this.settle(text, found[1]);
    const accepted = found.filter(({ digits }) => accepts(digits));
    if (this.isSemicolon || (accepted.length > 1 && !isInteger)) throw bothWays(text, found);
    return this.settle(text, accepted[0] ?? found[0]);
  }

  /** `1.234`: a decimal, but in a file with decimal commas it may as well be a thousand and more; `2.000` is whole in both ways. */
  private withPoint(
    text: string,
    found: readonly Reading[],
    { accepts, isInteger }: Kind,
  ): string | undefined {
    const [thousands, point] = found;
    const isWholeEitherWay = isInteger && found.every(({ digits }) => accepts(digits));
    if (this.isSemicolon !== isInteger && (this.isSemicolon || isWholeEitherWay)) throw bothWays(text, found);
    return this.settle(text, this.isSemicolon ? thousands : point);
  }

  private get isSemicolon(): boolean {
    return this.delimiter() === ';';
  }

  /** Remembers what a comma means in the file, and refuses a file that means both. */
  private settle(text: string, reading: Reading | undefined): string | undefined {
    if (!reading) return undefined;
    if (reading.comma !== undefined) this.note(reading.comma, text);
    // Cells of a workbook are numbers, whose point says nothing about how the file writes them.
    else if (this.delimiter() !== undefined && reading.digits.includes('.')) this.note('thousands', text);
    return cleanDigits(reading.digits);
  }

  private note(comma: 'decimal' | 'thousands', text: string): void {
    if (!this.seen.has(comma)) this.seen.set(comma, text);
    const other = this.seen.get(comma === 'decimal' ? 'thousands' : 'decimal');
    if (other === undefined) return;
    const message =
      `the file writes numbers in two ways: ${describe(this.seen.get('decimal'))} has a decimal comma, ` +
      `${describe(this.seen.get('thousands'))} a decimal point or a comma for thousands; write all numbers in one way`;
    throw new DomainError('BAD_FILE', message, [{ path: 'file', message, code: 'MIXED_NUMBERS' }]);
  }

  /** An example of a number that was read with a decimal comma. */
  get commaExample(): string | undefined {
    return this.seen.get('decimal');
  }
}

/** Every way to read a number: two where a single kind of mark stands before three digits, else one. */
function readingsOf(given: string): Reading[] {
  const text = given.replace(/^[\u2212]/, '-');
  const spaced = SPACED.exec(text);
  if (spaced) return plainReading(text.replace(/[ '’]/g, ''));
  const both = BOTH.exec(text)?.groups;
  if (both && both.thousands !== both.mark) return [ofBoth(text, both)];
  if (THREES[','].test(text)) return ofThrees(text, ',');
  if (THREES['.'].test(text)) return ofThrees(text, '.');
  return plainReading(text);
}

function ofBoth(text: string, { thousands = '', mark }: Readonly<Record<string, string>>): Reading {
  const digits = text.replaceAll(thousands, '').replace(',', '.');
  return { digits, comma: mark === ',' ? 'decimal' : 'thousands' };
}

function ofThrees(text: string, mark: ',' | '.'): Reading[] {
  const thousands = text.replaceAll(mark, '');
  const isOne = text.indexOf(mark) === text.lastIndexOf(mark);
  const first: Reading = mark === ',' ? { digits: thousands, comma: 'thousands' } : { digits: thousands };
  if (!isOne) return [first];
  const point = text.replace(mark, '.');
  return [first, mark === ',' ? { digits: point, comma: 'decimal' } : { digits: point }];
}

function plainReading(text: string): Reading[] {
  if (COMMA_DECIMAL.test(text)) return [{ digits: text.replace(',', '.'), comma: 'decimal' }];
  return NUMBER.test(text) ? [{ digits: text }] : [];
}

/** Binary noise of long numbers gone; a sign of plus, too. */
function cleanDigits(digits: string): string {
  return digits.length > 15 ? String(cleanSpreadsheetNumber(Number(digits))) : digits.replace(/^\+/, '');
}

function bothWays(text: string, readings: readonly Reading[]): DomainError {
  const [one = '', other = ''] = readings.map(({ digits }) => digits);
  const message = `${describe(text)} may be ${one} or ${other}; write it as ${one} or ${other}`;
  return new DomainError('VALIDATION', message, [{ path: 'value', message, value: text, code: 'AMBIGUOUS' }]);
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
