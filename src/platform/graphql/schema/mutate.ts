import { shownValue, type DomainError } from '../../../domain/errors';
import { asDomainError } from '../../database/pool/domain-errors';
import type { Change, RequestScope, WriteScope } from '../../scope/request-scope';
import type { UserError } from './user-error.type';

/** A mutation's answer: the changed objects, or the reasons why there are none. */
export type Payload<T> = Partial<T> & { userErrors: UserError[] };

/** A domain error as the `userErrors` of a payload; further facts (`details`) become payload fields. */
export function failedPayload(error: DomainError): { userErrors: UserError[] } {
  const issues = error.issues.length > 0 ? error.issues : [{ path: '', message: error.message }];
  const userErrors = issues.map(({ path, message, value, code }) => ({
    path: pathNames(path),
    message,
    value: shownValue(value),
    code: error.code,
    reason: code,
  }));
  return { ...error.details, userErrors };
}

/** The names of a dotted path (`rows[2].cn` too); null when there is none. */
function pathNames(path: string): string[] | null {
  return path === '' ? null : path.replace(/\[(\d+)\]/g, '.$1').split('.');
}

/** Runs a mutation as one transaction; expected failures come back as data, surprises are thrown. */
export function mutate<T extends object>(
  scope: RequestScope,
  change: Change,
  work: (tx: WriteScope) => Promise<T>,
): Promise<Payload<T>> {
  return answerPayload(() => scope.write(change, work));
}

/** The answer of a mutation whose service opens its own transaction; failures as `mutate` gives them. */
export async function answerPayload<T extends object>(work: () => Promise<T>): Promise<Payload<T>> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    const known = asDomainError(error);
    // A database that is away is no fault of the request: the transport answers 503.
    if (known && known.code !== 'UNAVAILABLE') return failedPayload(known) as Payload<T>;
    throw error;
  }
}
