import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How many connections the pool has, and how many requests wait for one. */
export interface PoolUse {
  total: number;
  idle: number;
  waiting: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What is measured beside the process and its answers. */
export interface Measured {
  poolUse: () => PoolUse;
  gateUse: () => { active: number; waiting: number };
  database: { readonly reachable: boolean };
}

/** `/metrics` in Prometheus' text format: process, HTTP by route, the line of requests, database and pool. */
export function metrics({ poolUse, gateUse, database }: Measured) {
  return (http: FastifyInstance): void => {
    const register = new Registry();
    collectDefaultMetrics({ register });
    const durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [register],
    });
    const pool = new Gauge({
      name: 'database_pool_connections',
      help: 'Connections of the database pool and requests that wait for one',
      labelNames: ['state'],
      registers: [register],
      collect() {
        const { total, idle, waiting } = poolUse();
        this.set({ state: 'used' }, total - idle);
        this.set({ state: 'idle' }, idle);
        this.set({ state: 'waiting' }, waiting);
      },
    });
    const line = new Gauge({
      name: 'http_requests_in_hand',
      help: 'Requests at work and requests that wait in line',
      labelNames: ['state'],
      registers: [register],
      collect() {
        const { active, waiting } = gateUse();
        this.set({ state: 'active' }, active);
        this.set({ state: 'waiting' }, waiting);
      },
    });
    const reachable = new Gauge({
      name: 'database_reachable',
      help: '1 while the database answers, 0 while it does not',
      registers: [register],
      collect() {
        this.set(database.reachable ? 1 : 0);
      },
    });
    void [pool, line, reachable];
    http.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unmatched';
      const labels = { method: request.method, route, status: reply.statusCode };
      durations.observe(labels, reply.elapsedTime / 1_000);
      done();
    });
    http.get('/metrics', async (_request, reply) =>
      reply.type(register.contentType).send(await register.metrics()),
    );
  };
}
