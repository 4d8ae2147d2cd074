import type { GraphQLRequestListener } from '@apollo/server';
import {
  operationHooks,
  type Operation,
  type OperationHooks,
} from '../../../src/platform/graphql/hooks/operation-hooks';
import type { RequestScope } from '../../../src/platform/scope/request-scope';

const OPERATION = {} as Operation;

async function listenerOf(...all: OperationHooks[]): Promise<GraphQLRequestListener<RequestScope>> {
  const listener = await operationHooks(all).requestDidStart?.(OPERATION);
  if (!listener) throw new Error('nobody listens');
  return listener;
}

describe('hooks of operations as one plugin', () => {
  it('start in order, and those that take time are waited for', async () => {
    const done: string[] = [];
    const listener = await listenerOf(
      {
        async willSendResponse() {
          done.push('slow begins');
          await Promise.resolve();
          done.push('slow ends');
        },
      },
      { started: () => void done.push('started'), willSendResponse: () => void done.push('quick') },
    );
    await listener.willSendResponse?.(OPERATION as never);
    expect(done).toEqual(['started', 'slow begins', 'quick', 'slow ends']);
  });

  it('refuse an operation by throwing, before it is run', async () => {
    const listener = await listenerOf({
      didResolveOperation() {
        throw new Error('too large');
      },
    });
    await expect(listener.didResolveOperation?.(OPERATION as never)).rejects.toThrow('too large');
  });

  it('answer with the first that has an answer', async () => {
    const none = { responseForOperation: () => Promise.resolve(null) };
    const answer = { body: { kind: 'single', singleResult: {} } } as never;
    const listener = await listenerOf(none, { responseForOperation: () => Promise.resolve(answer) }, none);
    expect(await listener.responseForOperation?.(OPERATION as never)).toBe(answer);
    expect(await (await listenerOf(none)).responseForOperation?.(OPERATION as never)).toBeNull();
  });
});
