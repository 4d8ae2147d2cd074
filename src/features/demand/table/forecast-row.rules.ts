import { CPH, FORECAST, readDecimal, readInteger, type GivenDecimal } from '../../../domain/decimal-input';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import { isStateCode, NO_STATE } from '../../../domain/demand/states';
import { plain } from '../../../domain/rounding';
import { cleanText, textKey } from '../../../domain/text-key';

/** Longest names of a demand and longest call type ids, in characters. */
export const NAME_LENGTH = 200;

/** Runs `read`; what it refuses is added to `issues`. */
export function attempt<T>(issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}

/** Refuses with everything that is wrong at once. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
  throw new DomainError('VALIDATION', message, issues);
}

/** A name that must not be empty, clean. */
export function readName(text: string, path: string): string {
  const name = cleanText(text, path);
  if (name === '' || name.length > NAME_LENGTH)
    throw invalid(path, text, `text of 1 to ${NAME_LENGTH} characters`);
  return name;
}

/** The state of a demand: a USPS code in capitals, `N/A` for one that is not split by state, any other name as it is. */
export function readDemandState(text: string, path = 'state'): string {
  const state = readName(text, path);
  if (/^#?n\/a$/i.test(state)) return NO_STATE;
  return isStateCode(state) ? textKey(state).toUpperCase() : state;
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
