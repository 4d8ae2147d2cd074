import compress from '@fastify/compress';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { limitFigures } from '../features/figures';
import { isODataAddress, odata, ODATA_ERROR, ODATA_PATHS } from '../features/reports';
import { limitReaders } from '../platform/database/cursor';
import { poolOf } from '../platform/database/pool/data-source';
import { DatabaseWatch } from '../platform/database/pool/database-watch';
import { accessRefusal, accessRule } from '../platform/graphql/hooks/access-rule';
import { createApollo } from '../platform/graphql/execution/apollo';
import { observeOperations } from '../platform/graphql/hooks/observe-operations';
import { answerStatus } from '../platform/graphql/hooks/answer-status';
import { EventChannel } from '../platform/events/event-channel';
import { EventHub } from '../platform/events/event-hub';
import { eventsEndpoint } from '../platform/events/events-endpoint';
import { dataVersionExtension, warningsExtension } from '../platform/graphql/hooks/data-version';
import { graphqlEndpoint } from '../platform/graphql/execution/graphql-endpoint';
import { KeptAnswers, repeatableAnswers } from '../platform/graphql/execution/kept-answers';
import { limitsRule } from '../platform/graphql/execution/limits';
import { rowLimit } from '../platform/graphql/execution/row-limit';
import { suggestions } from '../platform/graphql/hooks/suggestions';
import { createOperations } from '../platform/graphql/execution/run-operations';
import {
  answerBrokenRequest,
  MAX_HEADER_BYTES_READ,
  refuseOddRequests,
} from '../platform/http/broken-requests';
import { PROBLEM_DOCUMENT, type FormAt } from '../platform/http/problem';
import { editorForBrowsers, plainAddress } from '../platform/http/access/address';
import { utf8Only } from '../platform/http/charset';
import { cors } from '../platform/http/cors';
import { docsPage } from '../platform/http/docs-page';
import { admission } from '../platform/http/admission';
import { tooBusy } from '../platform/http/admission';
import { Semaphore } from '../platform/concurrency/semaphore';
import { limitJobs } from '../platform/jobs/jobs';
import { health } from '../platform/http/health';
import { Lifecycle } from '../platform/http/lifecycle';
import { metrics } from '../platform/observation/metrics';
import { accessLog, noStore, requestIdOf, securityHeaders } from '../platform/http/observe';
import { answerLostBrowser, pages } from '../platform/http/pages';
import { scalarPages } from '../platform/http/scalar-pages';
import { sendFrameworkError } from '../platform/http/framework-errors';
import { readJson } from '../platform/http/bodies/read-json';
import { readAhead } from '../platform/http/read-ahead';
import { slowReaders } from '../platform/http/slow-readers';
import { openApi } from '../platform/http/rest/openapi/openapi';
import { refuseOtherMethods, rest } from '../platform/http/rest/rest-plugin';
import { API_ROOT } from '../platform/http/rest/table/route';
import type { Operations } from '../platform/persisted/operations';
import { loadManifest } from '../platform/persisted/manifest';
import type { Config } from '../platform/config/config';
import type { Logger } from '../platform/logging/logger';
import type { Attachments } from '../platform/scope/attachments';
import type { RequestScope } from '../platform/scope/request-scope';
import type { Clock } from '../platform/scope/clock';
import { productVersion } from '../platform/config/product-version';
import { NOT_BY_DATA_VERSION } from './freshness';
import { projectRoot } from '../platform/config/project-root';
import { ROUTES } from './rest-routes';
import { buildSchema } from './schema';
import { accessControl } from './access';
import { ACCESS_RULES } from './access-rules';
import { scopeFactory, settingsOf, type NewScope } from './services';

/** What the HTTP server needs. The data source may be connected later: until `lifecycle.serve()` no request reaches it. */
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
  /** Serves once the database is migrated; drained before closing, so that load balancers look elsewhere. */
  lifecycle: Lifecycle;
}

/** Requests that wait for a place: as many are at work as the pool has connections. */
const LINE = { waiting: 2_000, waitMs: 2_500 };
const JSON_BODY_BYTES = 10 * 1024 * 1024;
/** For a whole request to arrive: a 50 MB file over a slow line. */
const REQUEST_TIMEOUT_MS = 120_000;

/** Composes GraphQL, REST and pages on one Fastify instance; not yet listening. */
export async function createServer(parts: ServerParts): Promise<Server> {
  const { config, dataSource, clock, log } = parts;
  const newScope = scopeFactory(dataSource, { clock, log, settings: settingsOf(config) });
  const lifecycle = new Lifecycle();
  const http = createHttp(log, config.access);
  cors(config.access.corsOrigins)(http);
  slowReaders(http, log, config.stallMs);
  limitLongWork(parts, newScope, http);
  await accessControl({ access: config.access, newScope, lifecycle, log })(http);
  const gate = new Semaphore({ active: config.poolSize, ...LINE, refusal: tooBusy });
  const database = watchDatabase(dataSource, http, log);
  const persisted = loadManifest(projectRoot());
  metrics({
    poolUse: () => poolUse(dataSource),
    gateUse: () => gate.use,
    database,
    operations: new Set(persisted.byName.keys()),
  })(http);
  await http.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] });
  health({ lifecycle, database })(http);
  admission({ gate, lifecycle })(http);
  const schema = buildSchema();
  const apollo = apolloOn(http, schema, parts);
  await apollo.start();
  const scopeOf = (request: FastifyRequest, attachments: Attachments = {}): RequestScope =>
    newScope({ requestId: request.id, actor: request.actor, attachments });
  const operations = createOperations(apollo, schema, persisted);
  const reads = { operations, notByDataVersion: NOT_BY_DATA_VERSION, version: productVersion() };
  await http.register(
    graphqlEndpoint({
      apollo,
      persisted,
      mode: config.persisted,
      newScope: scopeOf,
      ...reads,
      answers: new KeptAnswers(config.answersBytes),
    }),
  );
  refuseOtherMethods(http, '/graphql', ['GET', 'POST']);
  await http.register(
    rest(ROUTES, {
      ...reads,
      newScope: scopeOf,
      upload: config.upload,
      // `Query.history` → `history`: no name stands in both root types.
      refusal: (field, actor) => accessRefusal(field.replace(/^\w+\./, ''), ACCESS_RULES, actor),
    }),
  );
  await http.register(odata({ operations, newScope: scopeOf, log }));
  await http.register(events(parts, scopeOf));
  refuseOtherMethods(http, EVENTS_URL, ['GET']);
  await http.register(specification(operations));
  scalarPages(schema)(http);
  await http.register(pages);
  return { http, apollo, newScope, lifecycle };
}

function apolloOn(http: FastifyInstance, schema: GraphQLSchema, { config, log }: ServerParts) {
  return createApollo({
    schema,
    log,
    rules: [limitsRule],
    showStatements: !config.isProduction,
    hooks: [
      answerStatus,
      observeOperations,
      accessRule(ACCESS_RULES),
      rowLimit,
      dataVersionExtension,
      warningsExtension,
      suggestions(config.persisted),
      repeatableAnswers,
    ],
    plugins: [fastifyApolloDrainPlugin(http)],
  });
}

/** The REST API described, and a page that shows it. */
function specification(operations: Operations) {
  return async (http: FastifyInstance): Promise<void> => {
    const text = JSON.stringify(
      openApi(ROUTES, operations, { version: productVersion(), further: ODATA_PATHS }),
    );
    http.get(`${API_ROOT}/openapi.json`, (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(text),
    );
    await http.register(docsPage({ at: `${API_ROOT}/docs`, specification: `${API_ROOT}/openapi.json` }));
  };
}

/**
 * What reports may take: memory for their figures, connections for their rows, disk for those who read slowly; and how many
 * jobs a caller may run.
 */
function limitLongWork({ config, dataSource }: ServerParts, newScope: NewScope, http: FastifyInstance): void {
  limitFigures(newScope().db, config.figuresBytes);
  limitJobs(newScope(), config.jobsPerCaller);
  limitReaders(dataSource, config.reportWaitMs);
  readAhead(http, config.spoolBytes);
}

const EVENTS_URL = `${API_ROOT}/events`;

/** Live changes, from the one connection that listens to what every process commits. */
function events(
  { config, dataSource, log }: ServerParts,
  newScope: (request: FastifyRequest) => RequestScope,
) {
  const { url = '' } = dataSource.options as { url?: string };
  const hub = new EventHub();
  const channel = new EventChannel(config.databaseDirectUrl ?? url, hub, log);
  return eventsEndpoint({ url: EVENTS_URL, hub, channel, newScope });
}

/** What is refused before a route is found has the form of the address, too. */
const formAt: FormAt = (address) => (isODataAddress(address) ? ODATA_ERROR : PROBLEM_DOCUMENT);

function createHttp(log: Logger, { trustedProxies, publicUrl }: Config['access']): FastifyInstance {
  const sendError = sendFrameworkError(log, formAt);
  const http = Fastify({
    bodyLimit: JSON_BODY_BYTES,
    rewriteUrl: plainAddress,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // What arrives on a connection that is still open is answered: the client has nowhere else to go with it.
    return503OnClosing: false,
    http: { requireHostHeader: false, maxHeaderSize: MAX_HEADER_BYTES_READ },
    clientErrorHandler: answerBrokenRequest(formAt),
    requestTimeout: REQUEST_TIMEOUT_MS,
    loggerInstance: undefined,
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  });
  http.decorate('publicUrl', publicUrl);
  http.setErrorHandler(sendError);
  http.setNotFoundHandler(
    (request, reply) => answerLostBrowser(request, reply) ?? sendError(undefined, request, reply),
  );
  accessLog(http, log);
  refuseOddRequests(http, formAt);
  editorForBrowsers(http);
  securityHeaders(http, publicUrl);
  noStore(http);
  utf8Only(http);
  http.removeContentTypeParser('application/json');
  readJson(http);
  return http;
}

/** Watches the database for as long as the server is open; what waits for one that has gone fails at once. */
function watchDatabase(dataSource: DataSource, http: FastifyInstance, log: Logger): DatabaseWatch {
  const { url = '' } = dataSource.options as { url?: string };
  const watch = new DatabaseWatch(url, (reachable) => {
    log.warn({ reachable }, reachable ? 'the database answers' : 'the database cannot be reached');
    poolOf(dataSource)?.setReachable(reachable);
  });
  watch.start();
  http.addHook('onClose', (_http, done) => {
    watch.stop();
    done();
  });
  return watch;
}

function poolUse(dataSource: DataSource): { total: number; idle: number; waiting: number } {
  const { totalCount = 0, idleCount = 0, waitingCount = 0 } = poolOf(dataSource) ?? {};
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}
