import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';

/** Liveness (never touches the database) and readiness (one cheap statement with a short wait). */
export function health({ dataSource }: { dataSource: DataSource }) {
  return (http: FastifyInstance, _options: unknown, done: () => void): void => {
    let draining = false;
    http.addHook('preClose', (next) => {
      draining = true;
      next();
    });
    http.get('/livez', (_request, reply) => reply.send({ status: 'ok' }));
    http.get('/readyz', async (_request, reply) => {
      const ready = !draining && (await answers(dataSource));
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable' });
    });
    done();
  };
}

const WAIT_MS = 2_000;

async function answers(dataSource: DataSource): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), WAIT_MS).unref());
  const asked = dataSource.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}
