import { DomainError } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';

/** Why the import of a report that froze months (by first days) of an older one cannot be taken back. */
export function frozeMonths(changeSetId: number, months: readonly string[]): DomainError {
  const labels = months.map((month) => monthLabel(monthFromStart(month))).join(', ');
  const message =
    `Change set ${changeSetId} imported a report that froze ${labels} of an older one and took over their assignments; ` +
    'that cannot be taken back: import a corrected report instead';
  return new DomainError('REVERT_BLOCKED', message, [{ path: 'id', message, value: changeSetId }]);
}

/** Why a change set that added demands cannot be taken back while people are assigned to them. */
export function stillAssigned(changeSetId: number, demands: readonly string[]): DomainError {
  const issues = demands.map((demand) => ({
    path: 'id',
    message: `people are assigned to ${demand}, which change set ${changeSetId} added; free or move them first`,
    value: changeSetId,
  }));
  const message = `Change set ${changeSetId} cannot be reverted: ${issues[0]?.message ?? ''}`;
  return new DomainError('REVERT_BLOCKED', message, issues);
}
