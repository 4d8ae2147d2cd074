import { DomainError } from '../../../domain/errors';
import { constraintOf, isRetryable, isUnavailable, sqlState } from './pg-errors';

const CONSTRAINT_MESSAGES: Readonly<Record<string, string>> = {
  ux_weekly_resource_assignment_person_week: 'This person already has an assignment in this week',
  uq_resource_v2_cn: 'A resource with this CN exists already',
  ux_production_capacity_tier_name: 'A tier with this name exists already',
  ux_week_configuration_key: 'This week is configured already for this work type',
  ux_month_configuration_key: 'This month is configured already for this work type',
  ux_holiday_key: 'This holiday exists already for this work type',
};

/** By SQLSTATE: what it means to a caller. */
const MEANINGS: Readonly<Record<string, (error: unknown) => DomainError>> = {
  '23505': conflict,
  '23503': conflict,
  // U+0000, the only character that PostgreSQL does not take.
  '22021': () =>
    new DomainError(
      'VALIDATION',
      'A text holds a NUL character (U+0000); leave it out, nothing stored has one',
    ),
  '25006': () =>
    new DomainError(
      'UNAVAILABLE',
      'The database takes no writes just now: it is a standby, or set read-only; reads go on',
    ),
  '42501': (error) =>
    error instanceof Error && error.message.includes('row-level security')
      ? new DomainError('FORBIDDEN', 'This would write outside the lines of business that you are limited to')
      : new DomainError('UNAVAILABLE', 'The database role of the server lacks a right; see its log'),
};

/** A failure as the domain knows it: itself, a broken database rule as CONFLICT, an absent database as UNAVAILABLE. */
export function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const meaning = MEANINGS[sqlState(error) ?? ''];
  if (meaning) return meaning(error);
  if (isUnavailable(error) || isRetryable(error)) {
    return new DomainError(
      'UNAVAILABLE',
      'The database is busy or away just now; try again in a few seconds',
    );
  }
  return undefined;
}

function conflict(error: unknown): DomainError {
  const constraint = constraintOf(error) ?? 'unknown';
  return new DomainError(
    'CONFLICT',
    CONSTRAINT_MESSAGES[constraint] ?? `Conflicts with stored data (${constraint})`,
  );
}
