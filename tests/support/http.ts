import type { FastifyInstance } from 'fastify';
import { createDataSource } from '../../src/app/data-source';
import { createServer } from '../../src/app/http-server';
import { loadConfig } from '../../src/platform/config/config';
import { createLogger } from '../../src/platform/logging/logger';
import { stopJobs } from '../../src/platform/jobs/jobs';
import type { Lifecycle } from '../../src/platform/http/lifecycle';
import type { RequestScope } from '../../src/platform/scope/request-scope';
import { createTestDatabase, type Prepared, type TestDatabase } from './database';
import { FixedClock } from './scope';

/** A server on a real port and a database of its own. */
export interface TestServer {
  url: string;
  http: FastifyInstance;
  lifecycle: Lifecycle;
  database: TestDatabase;
  clock: FixedClock;
  newScope(): RequestScope;
  /** POST /graphql; returns the parsed body. */
  graphql<T = Record<string, unknown>>(
    query: string,
    variables?: object,
  ): Promise<{
    data: T;
    errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
    extensions?: Record<string, unknown>;
  }>;
  close(): Promise<void>;
}

/** What jobs under way may take to finish, and then to write that they were stopped. */
const JOBS_FINISH_MS = 1_000;
const JOBS_ROWS_MS = 2_000;

/** Tests change data by plain SQL too, which raises no data version: whole answers are kept only where a test asks for it. */
const UNKEPT = { HEADROOM_ANSWERS_MB: '0' };

/** Starts Headroom as users meet it, on an empty database or one with `prepared` data. */
export async function startTestServer(
  environment: Record<string, string> = {},
  prepared?: Prepared,
): Promise<TestServer> {
  const database = await createTestDatabase(prepared);
  const dataSource = await createDataSource(database.url, { poolSize: 5 }).initialize();
  const clock = new FixedClock();
  const config = loadConfig({ DATABASE_URL: database.url, ...UNKEPT, ...environment });
  const { http, apollo, newScope, lifecycle } = await createServer({
    config,
    dataSource,
    clock,
    log: createLogger(process.env['TEST_LOG'] ?? 'silent'),
  });
  lifecycle.serve();
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    http,
    lifecycle,
    database,
    clock,
    newScope: () => newScope(),
    graphql: async (query, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as never;
    },
    close: async () => {
      // As main.ts does: a job that a test has left running would keep the process, and ask a database that is gone.
      await Promise.all([http.close(), stopJobs(JOBS_FINISH_MS, JOBS_ROWS_MS)]);
      await apollo.stop();
      await dataSource.destroy();
      await database.drop();
    },
  };
}
