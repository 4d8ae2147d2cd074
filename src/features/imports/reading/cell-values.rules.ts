import type { IntegerRange } from '../../../domain/decimal-input';
import { NO_STATE, stateCode } from '../../../domain/demand/states';
import { invalid } from '../../../domain/errors';
import { cleanName, textKey } from '../../../domain/text-key';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import { isBlank } from './cell-text.rules';

/** Years that a file may name. */
export const YEARS: IntegerRange = { min: FIRST_YEAR, max: LAST_YEAR };

const TRUE_WORDS = new Set([
  'true',
  'yes',
  'y',
  't',
  'x',
  '1',
  '1.0',
  'on',
  'ja',
  'active',
  'wahr',
  '✓',
  '✔',
]);
const FALSE_WORDS = new Set([
  'false',
  'no',
  'n',
  'f',
  '0',
  '0.0',
  'off',
  'nein',
  'inactive',
  'falsch',
  '✗',
  '✘',
]);

/** `TRUE`, `yes`, `1` … */
export function readBoolean(text: string, path: string): boolean {
  const key = textKey(text);
  if (TRUE_WORDS.has(key)) return true;
  if (FALSE_WORDS.has(key)) return false;
  throw invalid(path, text, 'TRUE or FALSE (or yes, no, y, n, 1, 0)');
}

/** The state of a demand: USPS codes in capitals, also from full names; blank, `#N/A` and `N/A` are the demand that is not split by state. */
export function demandState(text: string): string {
  if (isBlank(text)) return NO_STATE;
  return stateCode(text) ?? cleanName(text);
}
