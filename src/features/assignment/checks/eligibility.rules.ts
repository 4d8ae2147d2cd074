import type { DemandSide, IneligibleReason } from '../../../domain/demand/eligibility';
import { DomainError, type Issue } from '../../../domain/errors';

/** The refusal of an ineligible person: one issue per reason. */
export function ineligibleError(
  demand: DemandSide & { mainLob: string },
  reasons: readonly IneligibleReason[],
): DomainError {
  const path: Readonly<Record<string, string>> = { NOT_HIRED: 'week' };
  const issues: Issue[] = reasons.map(({ code, message }) => ({
    path: path[code] ?? 'resourceCn',
    message,
    value: `${demand.mainLob} / ${demand.state} / ${demand.caseType}`,
    code,
  }));
  const text = reasons.map((reason) => reason.message).join('; ');
  return new DomainError(
    'INELIGIBLE',
    `${text}. To assign nevertheless send override: true with a note`,
    issues,
  );
}
