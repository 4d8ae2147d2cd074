/** Every way in which Headroom refuses a request, with its meaning; each transport maps a code to its own status in one place. */
export const ERROR_CODES = {
  VALIDATION: 'A value is malformed or not accepted.',
  UNKNOWN_DEMAND: 'No forecast of the month has this line of business, state and case type.',
  INELIGIBLE: 'The person may not work this demand; `reason` names the rule.',
  NO_REPORT: 'No forecast report covers the month.',
  IMPORT_ORDER: 'Something else must be imported first.',
  BAD_FILE: 'The file cannot be read.',
  UNAUTHENTICATED: 'Credentials are missing or wrong.',
  FORBIDDEN: 'The caller may not do this.',
  NOT_FOUND: 'There is nothing under this key.',
  CONFLICT: 'The request does not fit what is stored.',
  DOUBLE_BOOKING: 'The person is assigned in that week already.',
  MONTH_CLOSED: 'The month is closed.',
  NO_WEEK_CONFIG: 'The week is not configured.',
  NO_OPEN_WEEKS: 'Every week of the live months has ended.',
  VERSION_CONFLICT: 'Someone else changed the row since the version given.',
  STALE_PLAN: 'What the plan was made from has changed.',
  REVERT_BLOCKED: 'A later change stands in the way of taking this one back.',
  TOO_LARGE: 'The request or its answer is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'The media type is not accepted.',
  IDEMPOTENCY_MISMATCH: 'The idempotency key was used with another request.',
  RATE_LIMITED: 'Too many requests in a minute; try again later.',
  UNAVAILABLE: 'The server is busy or the database is away; try again.',
} as const;

/** A code of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** One thing that is wrong: where (`path`, dotted, API spelling), what and why, and the value seen. */
export interface Issue {
  path: string;
  message: string;
  value?: unknown;
  code?: string;
}

/** An expected failure. Carries everything a person needs to mend the request; knows neither GraphQL nor HTTP. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly issues: readonly Issue[] = [],
    /** Further facts for the client, e.g. the assignment that already holds the person-week. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** One wrong field: the message names the value seen and what is accepted. */
export function invalid(path: string, value: unknown, accepted: string): DomainError {
  return new DomainError('VALIDATION', `${path}: ${describe(value)} is not accepted; expected ${accepted}`, [
    { path, message: `${describe(value)} is not accepted; expected ${accepted}`, value },
  ]);
}

const LONGEST_VALUE = 1_000;

/** The value seen as an error shows it: as it was sent, unless it is longer than 1,000 characters of JSON. */
export function shownValue(value: unknown): unknown {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
  const isLong = typeof value === 'string' ? value.length > LONGEST_VALUE : isLongJson(value);
  return isLong ? describe(value) : value;
}

function isLongJson(value: object): boolean {
  return (JSON.stringify(value) ?? '').length > LONGEST_VALUE;
}

/** A value as it may be shown in an error: JSON, cut to 80 characters. */
export function describe(value: unknown): string {
  const plain = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  const text = plain ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
