import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestScope } from '../../scope/request-scope';

const RETRY_AFTER_S = '2';

/**
 * HTTP statuses that Apollo leaves at 200: 503 with Retry-After when the database is away, 400 when the
 * operation never ran.
 */
export const answerStatus: ApolloServerPlugin<RequestScope> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response }) {
        const { body, http } = response;
        if (body.kind !== 'single') return Promise.resolve();
        const { data, errors = [] } = body.singleResult;
        if (errors.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE')) {
          http.status = 503;
          http.headers.set('retry-after', RETRY_AFTER_S);
        } else if (errors.length > 0 && data === undefined && (http.status ?? 200) === 200) {
          http.status = 400;
        }
        return Promise.resolve();
      },
    }),
};
