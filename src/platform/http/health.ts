import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';

/** Tells the parts of a server that it is about to stop: readiness goes at once, connections are let go. */
export class Drain {
  private draining = false;

  get started(): boolean {
    return this.draining;
  }

  start(): void {
    this.draining = true;
  }
}

/** Liveness (never touches the database) and readiness (one cheap statement with a short wait). */
export function health({ dataSource, drain }: { dataSource: DataSource; drain: Drain }) {
  return (http: FastifyInstance): void => {
    http.addHook('preClose', (next) => {
      drain.start();
      // A client that does not take its answer must not keep the process.
      setTimeout(() => http.server.closeAllConnections(), LONGEST_ANSWER_MS).unref();
      next();
    });
    // Clients that keep their connection would lose the next request on it.
    http.addHook('onSend', (_request, reply, payload, next) => {
      if (drain.started) void reply.header('connection', 'close');
      next(null, payload);
    });
    http.get('/livez', (_request, reply) => reply.send({ status: 'ok' }));
    http.get('/readyz', async (_request, reply) => {
      const ready = !drain.started && (await answers(dataSource));
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable' });
    });
  };
}

const WAIT_MS = 2_000;
/** What answers under way may still take once the server closes. */
const LONGEST_ANSWER_MS = 6_000;

async function answers(dataSource: DataSource): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), WAIT_MS).unref());
  const asked = dataSource.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}
