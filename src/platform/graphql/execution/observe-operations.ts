import type { ApolloServerPlugin } from '@apollo/server';
import { observe } from '../../observation/observed';
import type { RequestScope } from '../../scope/request-scope';

/** Tells of every operation how long it took and whether it had errors. */
export const observeOperations: ApolloServerPlugin<RequestScope> = {
  requestDidStart: () => {
    const started = performance.now();
    return Promise.resolve({
      willSendResponse({ operationName, operation, response: { body } }) {
        const hasErrors = body.kind === 'single' && body.singleResult.errors !== undefined;
        observe('operation', {
          operation: operationName ?? null,
          kind: operation?.operation ?? 'none',
          outcome: hasErrors ? 'errors' : 'data',
          seconds: (performance.now() - started) / 1_000,
        });
        return Promise.resolve();
      },
    });
  },
};
