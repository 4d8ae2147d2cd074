import type { ErrorCode, Reason } from './codes';

/** One thing that is wrong: where (`path`, dotted, API spelling), what and why, and the value seen. */
export interface Issue {
  path: string;
  message: string;
  value?: unknown;
  code?: Reason;
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

const MAX_VALUE_LENGTH = 1_000;

/** The value seen as an error shows it: as it was sent, unless it is longer than 1,000 characters of JSON. */
export function shownValue(value: unknown): unknown {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
  const isLong = typeof value === 'string' ? value.length > MAX_VALUE_LENGTH : isLongJson(value);
  return isLong ? describe(value) : value;
}

function isLongJson(value: object): boolean {
  return (JSON.stringify(value) ?? '').length > MAX_VALUE_LENGTH;
}

/** A value as it may be shown in an error: JSON, cut to 80 characters. */
export function describe(value: unknown): string {
  const plain = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  const text = plain ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
