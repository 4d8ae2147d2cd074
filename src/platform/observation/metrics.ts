import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { onObserved } from './observed';

/** How many connections the pool has, and how many requests wait for one. */
export interface PoolUse {
  total: number;
  idle: number;
  waiting: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const JOB_SECONDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const BATCH_SIZES = [1, 2, 5, 10, 50, 100, 500, 1_000, 5_000];

/** What is measured beside the process and its answers. */
export interface Measured {
  poolUse: () => PoolUse;
  gateUse: () => { active: number; waiting: number };
  database: { readonly reachable: boolean };
  /** Operations that are counted by name; what clients write themselves counts as `ad hoc`, or names without end would come. */
  operations: ReadonlySet<string>;
}

/** `/metrics` in Prometheus' text format (names and labels in docs/operations.md). */
export function metrics(measured: Measured) {
  return (http: FastifyInstance): void => {
    const register = new Registry();
    collectDefaultMetrics({ register });
    measureAnswers(http, register);
    measureUse(measured, register);
    const stops = measureInside(measured, register);
    http.addHook('onClose', (_http, done) => {
      for (const stop of stops) stop();
      done();
    });
    http.get('/metrics', async (_request, reply) =>
      reply.type(register.contentType).send(await register.metrics()),
    );
  };
}

function measureAnswers(http: FastifyInstance, register: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [register],
  });
  http.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
}

/** Places that are taken: of the pool, of the line of requests. */
function measureUse({ poolUse, gateUse, database }: Measured, register: Registry): void {
  const gauges: readonly [name: string, help: string, read: () => Record<string, number>][] = [
    [
      'database_pool_connections',
      'Connections of the database pool and requests that wait for one',
      () => {
        const { total, idle, waiting } = poolUse();
        return { used: total - idle, idle, waiting };
      },
    ],
    ['http_requests_in_hand', 'Requests at work and requests that wait in line', gateUse],
  ];
  for (const [name, help, read] of gauges)
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [register],
      collect() {
        for (const [state, value] of Object.entries(read())) this.set({ state }, value);
      },
    });
  new Gauge({
    name: 'database_reachable',
    help: '1 while the database answers, 0 while it does not',
    registers: [register],
    collect() {
      this.set(database.reachable ? 1 : 0);
    },
  });
}

/** What happens inside: returns how to stop listening. */
function measureInside({ operations }: Measured, register: Registry): (() => void)[] {
  const registers = [register];
  const counter = (name: string, help: string, ...labelNames: string[]): Counter =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]): Histogram =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const statements = counter('database_statements_total', 'SQL statements sent');
  const batches = histogram(
    'loader_batch_size',
    'Keys of each loader batch, by loader',
    ['loader'],
    BATCH_SIZES,
  );
  const answered = histogram(
    'graphql_operation_duration_seconds',
    'Time of a GraphQL operation, by stored operation (others: ad hoc), kind and outcome',
    ['operation', 'kind', 'outcome'],
    SECONDS,
  );
  const jobs = histogram(
    'job_duration_seconds',
    'Time of a job, by kind and end',
    ['kind', 'status'],
    JOB_SECONDS,
  );
  const cache = counter('cache_lookups_total', 'Kept answers looked for and found', 'cache', 'outcome');
  const signIns = counter(
    'sign_ins_total',
    'Credentials looked at, by how they came and outcome',
    'kind',
    'outcome',
  );
  return [
    onObserved('statement', () => statements.inc()),
    onObserved('batch', ({ loader, size }) => batches.observe({ loader }, size)),
    onObserved('operation', ({ operation, kind, outcome, seconds }) => {
      const name = operation !== null && operations.has(operation) ? operation : 'ad hoc';
      answered.observe({ operation: name, kind, outcome }, seconds);
    }),
    onObserved('job', ({ kind, status, seconds }) => jobs.observe({ kind, status }, seconds)),
    onObserved('cache', ({ cache: name, outcome }) => cache.inc({ cache: name, outcome })),
    onObserved('signIn', ({ kind, outcome }) => signIns.inc({ kind, outcome })),
  ];
}
