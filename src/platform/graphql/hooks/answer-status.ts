import type { RequestScope } from '../../scope/request-scope';
import type { OperationHooks } from './operation-hooks';

/** Status of the GraphQL-over-HTTP draft for data with errors, in its own media type. */
const PARTIAL_SUCCESS = 294;
const GRAPHQL_RESPONSE = 'application/graphql-response+json';
/** Requests by their attachments: the server copies the scope, and what it holds stays the same. */
const partial = new WeakSet<object>();

/** The status of an answer: 294 for data with errors, to clients of the draft’s own media type. */
export function statusOf(scope: RequestScope, status: number, mediaType: string | undefined): number {
  const isPartial =
    status === 200 && partial.has(scope.attachments) && mediaType?.startsWith(GRAPHQL_RESPONSE) === true;
  return isPartial ? PARTIAL_SUCCESS : status;
}

const RETRY_AFTER_S = '2';

/**
 * HTTP statuses that Apollo leaves at 200: 503 with Retry-After when the database is away, 400 when the
 * operation never ran.
 */
export const answerStatus: OperationHooks = {
  willSendResponse({ response: { body, http }, contextValue }) {
    const { data, errors = [] } = body?.kind === 'single' ? body.singleResult : {};
    if (errors.length === 0) return;
    if (errors.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE')) {
      http.status = 503;
      http.headers.set('retry-after', RETRY_AFTER_S);
    } else if (data === undefined && (http.status ?? 200) === 200) {
      http.status = 400;
    } else if (data) partial.add(contextValue.attachments);
  },
};
