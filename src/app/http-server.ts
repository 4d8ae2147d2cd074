import compress from '@fastify/compress';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import type { ApolloServer } from '@apollo/server';
import type { DataSource } from 'typeorm';
import { createApollo } from '../platform/graphql/apollo';
import { limitsRule } from '../platform/graphql/limits';
import { health } from '../platform/http/health';
import { pages } from '../platform/http/pages';
import { sendFrameworkError } from '../platform/http/framework-errors';
import type { Config } from '../platform/config/config';
import type { Logger } from '../platform/logging/logger';
import type { RequestScope } from '../platform/scope/request-scope';
import type { Clock } from '../platform/scope/clock';
import { buildSchema } from './schema';
import { scopeFactory, type NewScope } from './services';

/** What the HTTP server needs. */
export interface ServerParts {
  config: Config;
  dataSource: DataSource;
  clock: Clock;
  log: Logger;
}

/** The running parts that others build on. */
export interface Server {
  http: FastifyInstance;
  apollo: ApolloServer<RequestScope>;
  newScope: NewScope;
}

const JSON_BODY_BYTES = 10 * 1024 * 1024;

/** Composes GraphQL, REST and pages on one Fastify instance; not yet listening. */
export async function createServer({ config, dataSource, clock, log }: ServerParts): Promise<Server> {
  const newScope = scopeFactory(dataSource, clock, log);
  const http = Fastify({
    bodyLimit: JSON_BODY_BYTES,
    loggerInstance: undefined,
    routerOptions: { maxParamLength: 500 },
  });
  const apollo = createApollo({
    schema: buildSchema(),
    log,
    rules: [limitsRule],
    plugins: [fastifyApolloDrainPlugin(http)],
  });
  await apollo.start();
  http.setErrorHandler(sendFrameworkError(log));
  http.setNotFoundHandler((request, reply) => sendFrameworkError(log)(undefined, request, reply));
  await http.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] });
  await http.register(health({ dataSource }));
  http.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(apollo, {
      context: (request) => Promise.resolve(newScope({ requestId: request.id })),
    }),
  });
  await http.register(pages);
  void config;
  return { http, apollo, newScope };
}
