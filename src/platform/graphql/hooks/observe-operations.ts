import { observe } from '../../observation/observed';
import type { Operation, OperationHooks } from './operation-hooks';

const startedAt = new WeakMap<Operation, number>();

/** Tells of every operation how long it took and whether it had errors. */
export const observeOperations: OperationHooks = {
  started(running) {
    startedAt.set(running, performance.now());
  },
  willSendResponse(running) {
    const { operationName, operation, response } = running;
    const { body } = response;
    const hasErrors = body?.kind === 'single' && body.singleResult.errors !== undefined;
    const now = performance.now();
    observe('operation', {
      operation: operationName ?? null,
      kind: operation?.operation ?? 'none',
      outcome: hasErrors ? 'errors' : 'data',
      seconds: (now - (startedAt.get(running) ?? now)) / 1_000,
    });
  },
};
