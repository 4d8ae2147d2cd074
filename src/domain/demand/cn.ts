import { DomainError, describe, invalid } from '../errors';

const LONGEST_CN = 64;

/** A contractor number as stored: trimmed, freed of NBSP and zero-width characters, upper case, at most 64 characters. */
export function normaliseCn(raw: unknown, path = 'cn'): string {
  if (typeof raw !== 'string') throw invalid(path, raw, 'text such as AA999999');
  const cn = raw
    .replace(/[\u00a0\u200b\u2060\ufeff]/g, '')
    .trim()
    .toUpperCase()
    .normalize('NFC');
  if (cn === '') throw invalid(path, raw, 'a non-empty contractor number such as AA999999');
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(cn)) {
    throw new DomainError('VALIDATION', `${path}: ${describe(raw)} holds a control character`, [
      { path, message: `${describe(raw)} holds a control character; expected text such as AA999999` },
    ]);
  }
  if ([...cn].length > LONGEST_CN) throw invalid(path, raw, `at most ${LONGEST_CN} characters`);
  return cn;
}
