import { DomainError, type Issue } from '../../../domain/errors';

/** What assignments of some calendar months stand on. */
interface Ground {
  hasPeople: boolean;
  hasWeeks: boolean;
  hasReport: boolean;
}

const NEEDS: readonly (readonly [keyof Ground, string, string])[] = [
  ['hasPeople', 'people', 'no people are stored: import a roster first'],
  [
    'hasWeeks',
    'weeks',
    'none of its months has a week: import the month configuration and generate the weeks first',
  ],
  ['hasReport', 'report', 'no forecast report covers any of its months: import the forecast first'],
];

/** Refuses assignments that nothing can hold yet, with everything that is to be imported before. */
export function requireGround(ground: Ground): void {
  const issues: Issue[] = NEEDS.filter(([name]) => !ground[name]).map(([, path, message]) => ({
    path,
    message,
    code: 'IMPORT_ORDER',
  }));
  if (issues.length === 0) return;
  const message = `the assignments cannot be imported yet: ${issues.map((issue) => issue.message).join('; ')}`;
  throw new DomainError('IMPORT_ORDER', message, issues);
}
