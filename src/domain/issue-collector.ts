import { DomainError, type Issue } from './errors';

/** Runs `read`; what it refuses is added to `issues`, so that everything wrong with an input is named at once. */
export function attempt<T>(issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}

/** Refuses with every issue found; does nothing when there is none. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
  throw new DomainError('VALIDATION', message, issues);
}
