import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestContextExecutionDidStart,
  GraphQLResponse,
} from '@apollo/server';
import type { RequestScope } from '../../scope/request-scope';

/** An operation at a moment of its life. */
export type Operation = GraphQLRequestContext<RequestScope>;

/** One that is about to run. */
export type Resolved = GraphQLRequestContextExecutionDidStart<RequestScope>;

/** Returns something only if there is something to wait for. */
type Hook = (operation: Operation) => Promise<void> | void;

/** What is done at the moments of every operation. */
export interface OperationHooks {
  started?: Hook;
  /** What throws here refuses the operation: nothing of it runs. */
  didResolveOperation?: Hook;
  /** The answer, if there is no need to go on. */
  responseForOperation?: (operation: Resolved) => Promise<GraphQLResponse | null>;
  willSendResponse?: Hook;
}

/**
 * One plugin that does what all of these do. The server awaits every plugin several times for each operation, however little
 * it does: eight of them cost more than what they do.
 */
export function operationHooks(all: readonly OperationHooks[]): ApolloServerPlugin<RequestScope> {
  const started = together(all.flatMap((one) => one.started ?? []));
  const listener = {
    didResolveOperation: together(all.flatMap((one) => one.didResolveOperation ?? [])),
    willSendResponse: together(all.flatMap((one) => one.willSendResponse ?? [])),
    responseForOperation: firstOf(all.flatMap((one) => one.responseForOperation ?? [])),
  };
  return {
    async requestDidStart(operation) {
      await started(operation);
      return listener;
    },
  };
}

/** Starts all in order, then waits for those that take time. */
function together(hooks: readonly Hook[]): (operation: Operation) => Promise<void> {
  return async (operation) => {
    const waiting: Promise<void>[] = [];
    for (const hook of hooks) {
      const done = hook(operation);
      if (done) waiting.push(done);
    }
    if (waiting.length > 0) await Promise.all(waiting);
  };
}

type Answer = NonNullable<OperationHooks['responseForOperation']>;

function firstOf(answers: readonly Answer[]): Answer {
  return async (operation) => {
    for (const answer of answers) {
      const response = await answer(operation);
      if (response) return response;
    }
    return null;
  };
}
