import { cleanSpreadsheetNumber, type IntegerRange } from '../../domain/decimal-input';
import { invalid } from '../../domain/errors';
import { FIRST_YEAR, LAST_YEAR } from '../../domain/iso-date';
import { parseIsoDate } from '../../domain/iso-week';
import { decimal, plain } from '../../domain/rounding';
import { NO_STATE, isStateCode } from '../../domain/states';
import { textKey } from '../../domain/text-key';

/** Years that a file may name. */
export const YEARS: IntegerRange = { min: FIRST_YEAR, max: LAST_YEAR };

const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** A number as spreadsheets write it, ready for readDecimal: thousands separators and binary noise gone, `95%` as 0.95. */
export function numberText(text: string): string {
  const isPercent = text.endsWith('%');
  const bare = (isPercent ? text.slice(0, -1).trim() : text).trim();
  const digits = THOUSANDS.test(bare) ? bare.replaceAll(',', '') : bare;
  if (!NUMBER.test(digits)) return text;
  const clean = String(
    digits.length > 15 ? cleanSpreadsheetNumber(Number(digits)) : digits.replace(/^\+/, ''),
  );
  if (!isPercent) return clean;
  return plain(decimal(clean.replace(/\.$/, '')).times('0.01'));
}

/** A calendar date: `2025-05-01` (a time of day behind it is dropped) or, as the files are American, `5/1/2025`. */
export function readDate(text: string, path = 'date'): string {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}.*)?$/.exec(text);
  if (iso) return parseIsoDate(iso[1], path);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text);
  if (!american) throw invalid(path, text, 'a date YYYY-MM-DD or month/day/year');
  const [, month = '', day = '', year = ''] = american;
  try {
    return parseIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, path);
  } catch {
    throw invalid(path, text, 'a date YYYY-MM-DD or month/day/year');
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
