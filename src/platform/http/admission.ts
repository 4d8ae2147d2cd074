import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../../domain/errors';
import type { Semaphore } from '../concurrency/semaphore';
import type { Lifecycle } from './lifecycle';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `gated`: takes a place at the gate. `own`: has limits of its own (streams, jobs). Absent: never touches the database. */
    admission?: 'gated' | 'own';
  }
}

/** Work reaches the database only once the server serves, and only as much at a time as the gate lets through. */
export function admission({ gate, lifecycle }: { gate: Semaphore; lifecycle: Lifecycle }) {
  return (http: FastifyInstance): void => {
    http.addHook('onRoute', (route) => {
      const kind = route.config?.admission;
      if (kind) route.handler = admitted(route.handler, { lifecycle, ...(kind === 'gated' && { gate }) });
    });
  };
}

function admitted(
  handler: RouteOptions['handler'],
  { gate, lifecycle }: { gate?: Semaphore; lifecycle: Lifecycle },
): RouteOptions['handler'] {
  return async function (
    this: FastifyInstance,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    if (lifecycle.phase === 'starting')
      throw new DomainError('UNAVAILABLE', 'The server is starting; try again in a few seconds');
    const work = async (): Promise<unknown> => {
      // Nobody is there to read the answer: the place is worth more to the next in line.
      if (request.raw.destroyed && request.raw.socket.destroyed) return reply.hijack();
      return handler.call(this, request, reply);
    };
    return gate ? gate.run(work) : work();
  };
}

/** The answer to who has waited too long for a place, or finds too long a line. */
export function tooBusy(): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'Too many requests are under way just now; try again in a few seconds',
  );
}
