import { CPH, FORECAST, readDecimal, readInteger, type GivenDecimal } from '../../../domain/decimal-input';
import { invalid } from '../../../domain/errors';
import { NO_STATE, stateCode } from '../../../domain/demand/states';
import { plain } from '../../../domain/rounding';
import { cleanName, cleanText } from '../../../domain/text-key';

/** Longest names of a demand and longest call type ids, in characters. */
export const NAME_LENGTH = 200;

/** A name that must not be empty, clean. */
export function readName(text: string, path: string): string {
  const name = cleanName(text, path);
  if (name === '' || name.length > NAME_LENGTH)
    throw invalid(path, text, `text of 1 to ${NAME_LENGTH} characters`);
  return name;
}

/** The state of a demand: a USPS code in capitals, `N/A` for one that is not split by state, any other name as it is. */
export function readDemandState(text: string, path = 'state'): string {
  const state = readName(text, path);
  if (/^#?n\/a$/i.test(state)) return NO_STATE;
  return stateCode(state) ?? state;
}

/** A call type id, or null when blank. */
export function readCallTypeId(text: string | null, path = 'callTypeId'): string | null {
  return text === null || cleanText(text, path) === '' ? null : readName(text, path);
}

/** Cases per hour as plain digits; null = unknown. */
export function readCph(value: GivenDecimal | null, path = 'targetCph'): string | null {
  return value === null ? null : plain(readDecimal(value, { ...CPH, path }));
}

/** Cases of one month. */
export function readCases(value: unknown, path = 'forecast'): number {
  return readInteger(value, { ...FORECAST, path });
}
