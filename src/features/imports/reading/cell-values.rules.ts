import { cleanSpreadsheetNumber, type IntegerRange } from '../../../domain/decimal-input';
import { invalid } from '../../../domain/errors';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import { parseIsoDate } from '../../../domain/time/iso-week';
import { parseMonthName } from '../../../domain/time/month';
import { decimal, plain } from '../../../domain/rounding';
import { NO_STATE, isStateCode } from '../../../domain/demand/states';
import { textKey } from '../../../domain/text-key';

/** Years that a file may name. */
export const YEARS: IntegerRange = { min: FIRST_YEAR, max: LAST_YEAR };

const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** A number as spreadsheets write it, ready for readDecimal: thousands separators and binary noise gone. */
export function numberText(text: string): string {
  const digits = THOUSANDS.test(text) ? text.replaceAll(',', '') : text;
  if (!NUMBER.test(digits)) return text;
  return String(digits.length > 15 ? cleanSpreadsheetNumber(Number(digits)) : digits.replace(/^\+/, ''));
}

/** The same for a number from 0 to 1, which may be written as `95%`. */
export function fractionText(text: string): string {
  if (!text.endsWith('%')) return numberText(text);
  const digits = numberText(text.slice(0, -1).trim());
  return NUMBER.test(digits) ? plain(decimal(digits.replace(/\.$/, '')).times('0.01')) : text;
}

const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}.*)?$/;
const WRITTEN_DATES = [
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?: \d{1,2}:\d{2}.*)?$/,
  /^(?<day>\d{1,2})[- ](?<month>[a-z]{3,9})[- ](?<year>\d{4})$/i,
];
const EXPECTED_DATE = 'a date YYYY-MM-DD or month/day/year';
/** Excel's day 0, and the serials of 1954 to 2064: a bare number in a column of dates is the day as Excel counts. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const SERIAL = /^([2-5]\d{4})(?:\.\d+)?$/;
const DAY_MS = 86_400_000;

/**
 * A calendar date: `2025-05-01` (a time of day behind it is dropped); as the files are American, `5/1/2025`; as Excel
 * shows or counts it, `1-May-2025` or 45778.
 */
export function readDate(text: string, path = 'date'): string {
  const iso = ISO_DATE.exec(text);
  if (iso) return parseIsoDate(iso[1], path);
  const serial = SERIAL.exec(text);
  if (serial) return new Date(EXCEL_EPOCH + Number(serial[1]) * DAY_MS).toISOString().slice(0, 10);
  const written = WRITTEN_DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  const month = parseMonthName(written?.month ?? '');
  if (!written || month === undefined) throw invalid(path, text, EXPECTED_DATE);
  try {
    return parseIsoDate(
      `${written.year}-${String(month).padStart(2, '0')}-${written.day?.padStart(2, '0')}`,
      path,
    );
  } catch {
    throw invalid(path, text, EXPECTED_DATE);
  }
}

const TRUE_WORDS = new Set(['true', 'yes', 'y', '1']);
const FALSE_WORDS = new Set(['false', 'no', 'n', '0']);

/** `TRUE`, `yes`, `1` … */
export function readBoolean(text: string, path: string): boolean {
  const key = textKey(text);
  if (TRUE_WORDS.has(key)) return true;
  if (FALSE_WORDS.has(key)) return false;
  throw invalid(path, text, 'TRUE or FALSE');
}

/** The state of a demand: USPS codes in capitals; blank, `#N/A` and `N/A` are the demand that is not split by state. */
export function demandState(text: string): string {
  if (text === '' || /^#?n\/a$/i.test(text)) return NO_STATE;
  return isStateCode(text) ? textKey(text).toUpperCase() : text;
}
