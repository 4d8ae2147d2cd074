import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestScope } from '../../scope/request-scope';

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
export const answerStatus: ApolloServerPlugin<RequestScope> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response, contextValue }) {
        const { body, http } = response;
        if (body.kind !== 'single') return Promise.resolve();
        const { data, errors = [] } = body.singleResult;
        if (errors.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE')) {
          http.status = 503;
          http.headers.set('retry-after', RETRY_AFTER_S);
        } else if (errors.length > 0 && data === undefined && (http.status ?? 200) === 200) {
          http.status = 400;
        } else if (errors.length > 0 && data) partial.add(contextValue.attachments);
        return Promise.resolve();
      },
    }),
};
