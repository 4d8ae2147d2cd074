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

/** What PostgreSQL says of U+0000, the only character that it does not take. */
const NUL_IN_TEXT = '22021';

/** A failure as the domain knows it: itself, a broken database rule as CONFLICT, an absent database as UNAVAILABLE. */
export function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const state = sqlState(error);
  if (state === '23505' || state === '23503') {
    const constraint = constraintOf(error) ?? 'unknown';
    return new DomainError(
      'CONFLICT',
      CONSTRAINT_MESSAGES[constraint] ?? `Conflicts with stored data (${constraint})`,
    );
  }
  if (state === NUL_IN_TEXT)
    return new DomainError(
      'VALIDATION',
      'A text holds a NUL character (U+0000); leave it out, nothing stored has one',
    );
  if (isUnavailable(error) || isRetryable(error)) {
    return new DomainError(
      'UNAVAILABLE',
      'The database is busy or away just now; try again in a few seconds',
    );
  }
  return undefined;
}
