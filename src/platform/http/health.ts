import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from './lifecycle';

/** What readiness follows from. */
export interface HealthParts {
  lifecycle: Lifecycle;
  database: { answers(withinMs: number): Promise<boolean>; readonly readOnly: boolean };
}

const READ_ONLY = 'The database takes no writes: it is a standby, or set read-only';
const WAIT_MS = 2_000;
/** What answers under way may still take once the server closes. */
const MAX_ANSWER_MS = 6_000;

/** Liveness (never touches the database) and readiness (serving, and the database answers and takes writes). */
export function health({ lifecycle, database }: HealthParts) {
  return (http: FastifyInstance): void => {
    http.addHook('preClose', (next) => {
      lifecycle.drain();
      // A client that does not take its answer must not keep the process.
      setTimeout(() => http.server.closeAllConnections(), MAX_ANSWER_MS).unref();
      next();
    });
    // Clients that keep their connection would lose the next request on it.
    http.addHook('onSend', (_request, reply, payload, next) => {
      if (lifecycle.phase === 'draining') void reply.header('connection', 'close');
      next(null, payload);
    });
    http.get('/livez', (_request, reply) => reply.send({ status: 'ok' }));
    http.get('/readyz', async (_request, reply) => {
      const ready = lifecycle.phase === 'serving' && (await database.answers(WAIT_MS));
      if (!ready) return reply.code(503).send({ status: 'unavailable' });
      // Reads are answered, but what plans and imports is of no use here.
      if (database.readOnly) return reply.code(503).send({ status: 'read-only', detail: READ_ONLY });
      return reply.send({ status: 'ok' });
    });
  };
}
