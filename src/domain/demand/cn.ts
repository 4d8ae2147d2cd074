import { DomainError, describe, invalid } from '../errors';
import { foldLookAlikes } from '../text-key';

const MAX_CN_LENGTH = 64;
const SPACES = /\p{Zs}/gu;

/**
 * A contractor number as stored: freed of spaces, NBSP and invisible characters, full-width letters and dashes as plain
 * ones, upper case, at most 64 characters. A number that a spreadsheet shows in scientific notation has lost digits and is refused.
 */
export function normaliseCn(raw: unknown, path = 'cn'): string {
  if (typeof raw !== 'string') throw invalid(path, raw, 'text such as AA999999');
  const cn = idText(foldLookAlikes(raw.trim()).replace(SPACES, '').trim().toUpperCase().normalize('NFKC'));
  if (cn === '') throw invalid(path, raw, 'a non-empty contractor number such as AA999999');
  refuseScientific(cn, raw, path);
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(cn)) {
    throw new DomainError('VALIDATION', `${path}: ${describe(raw)} holds a control character`, [
      { path, message: `${describe(raw)} holds a control character; expected text such as AA999999` },
    ]);
  }
  if ([...cn].length > MAX_CN_LENGTH) throw invalid(path, raw, `at most ${MAX_CN_LENGTH} characters`);
  return cn;
}

const APOSTROPHES = /^['\u2018\u2019]+/;

/**
 * An id without the apostrophe that makes it text in a spreadsheet, and, where a spreadsheet took it for a number, without the
 * zeros behind its point: `1000345.0` is 1000345.
 */
export function idText(given: string): string {
  const text = given.replace(APOSTROPHES, '');
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text;
}

/** Refuses an id such as `1.23457E+11`: its last digits are lost. */
export function refuseScientific(text: string, value: unknown, path: string): void {
  if (/^\d(?:[.,]\d+)?E[+-]\d+$/i.test(text)) {
    throw invalid(
      path,
      value,
      'all digits of the id: scientific notation has lost some; format the column as text and enter it again',
    );
  }
}
