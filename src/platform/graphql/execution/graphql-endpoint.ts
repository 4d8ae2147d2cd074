import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestDataVersion } from '../../scope/data-version';
import { DATA_HEADERS, entityTag, isKnownTag } from '../../http/freshness';
import type { PersistedOperation, PersistedOperations } from '../../persisted/manifest';
import type { Operations } from '../../persisted/operations';
import {
  hashOf,
  resolvePersisted,
  type GraphQLParameters,
  type Refusal,
  type Resolved,
} from '../../persisted/persisted-request';
import type { RequestScope } from '../../scope/request-scope';
import { statusOf } from '../hooks/answer-status';
import { encoded, type KeptAnswer, type KeptAnswers } from './kept-answers';
import { TOO_LARGE } from './limits';
import { mayAskFreely, type PersistedMode } from '../hooks/suggestions';

/** What the endpoint works with. */
export interface GraphQLEndpoint {
  apollo: ApolloServer<RequestScope>;
  persisted: PersistedOperations;
  mode: PersistedMode;
  operations: Operations;
  /** Root fields whose answers change without a new data version. */
  notByDataVersion: ReadonlySet<string>;
  newScope: (request: FastifyRequest) => RequestScope;
  /** Whole answers that may be sent again. */
  answers: KeptAnswers;
}

/** GraphQL over HTTP at `/graphql`: POST and GET, documents or hashes of persisted operations. */
export function graphqlEndpoint(parts: GraphQLEndpoint) {
  return (http: FastifyInstance, _options: unknown, done: () => void): void => {
    http.route({
      url: '/graphql',
      method: ['GET', 'POST'],
      exposeHeadRoute: false,
      config: { admission: 'gated' },
      handler: (request, reply) => answer(parts, request, reply),
    });
    done();
  };
}

/** Longest document, in characters; the largest of the manifest has a tenth of that. */
const MAX_DOCUMENT_LENGTH = 100_000;

function tooLong({ query }: GraphQLParameters): { refusal: Refusal } | undefined {
  if (typeof query !== 'string' || query.length <= MAX_DOCUMENT_LENGTH) return undefined;
  const message = `The document has ${query.length} characters; at most ${MAX_DOCUMENT_LENGTH} are accepted`;
  return {
    refusal: {
      status: 413,
      code: TOO_LARGE,
      message,
      issues: [{ path: 'query', message, value: query.length }],
    },
  };
}

async function answer(
  parts: GraphQLEndpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const scope = parts.newScope(request);
  const resolve = (parameters: GraphQLParameters): Resolved =>
    resolvePersisted(parameters, parts.persisted, mayAskFreely(parts.mode, scope) ? 'off' : 'only');
  const read =
    request.method === 'GET' ? searchOf(request, parts.persisted, resolve) : bodyOf(request, resolve);
  if ('refusal' in read) return refuse(reply, read.refusal);
  scope.attachments.sendsText = true;
  const { stored, ...sent } = read;
  const tag = stored && (await tagOf(parts, scope, { stored, search: sent.search }));
  if (tag !== undefined && isKnownTag(request.headers['if-none-match'], tag))
    return reply
      .code(304)
      .headers({ ...DATA_HEADERS, etag: tag })
      .send();
  const key = await keptKey(parts, request, sent, scope);
  const kept = key === undefined ? undefined : parts.answers.find(key);
  if (kept) return sendKept(kept, request, reply);
  const response = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers: headerMap(request), ...sent },
    context: () => Promise.resolve(scope),
  });
  const body = bytesOf(response);
  const contentType = response.headers.get('content-type');
  if (key !== undefined && contentType !== undefined) parts.answers.keep(key, scope, { contentType, body });
  return send(request, reply, { ...response, body }, { scope, tag });
}

/** What is sent by POST as JSON has passed every check once it has been answered. */
function keptKey(
  { answers }: GraphQLEndpoint,
  { method, headers }: FastifyRequest,
  sent: Omit<Sent, 'stored'>,
  scope: RequestScope,
): Promise<string | undefined> {
  const isJsonPost = method === 'POST' && typeof sent.body === 'object';
  return isJsonPost ? answers.keyOf({ request: [sent, headers.accept], scope }) : Promise.resolve(undefined);
}

async function sendKept(
  kept: KeptAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { body, encoding } = await encoded(kept, request.headers['accept-encoding']);
  if (encoding) void reply.headers({ 'content-encoding': encoding, vary: 'accept-encoding' });
  return reply.type(kept.contentType).send(body);
}

function headerMap({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

function send(
  { method }: FastifyRequest,
  reply: FastifyReply,
  { headers, status = 200, body }: Pick<HTTPGraphQLResponse, 'headers' | 'status'> & { body: Buffer },
  { scope, tag }: { scope: RequestScope; tag: string | undefined },
): FastifyReply {
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(statusOf(scope, status, headers.get('content-type')));
  // Errors come first in an answer that has any.
  const isWhole = status === 200 && body.toString('latin1', 0, ERRORS_FIRST.length) !== ERRORS_FIRST;
  if (method === 'GET' && isWhole)
    void reply.headers({ ...DATA_HEADERS, ...(tag !== undefined && { etag: tag }) });
  return reply.send(body);
}

const ERRORS_FIRST = '{"errors"';

/** The whole answer, encoded once: it is sent, and perhaps kept. */
function bytesOf({ body }: HTTPGraphQLResponse): Buffer {
  if (body.kind !== 'complete') throw new Error('This API does not answer in parts');
  return Buffer.from(body.string);
}

/** The tag of a stored query’s answer; undefined where the data version does not tell answers apart. */
async function tagOf(
  { operations, notByDataVersion }: GraphQLEndpoint,
  scope: RequestScope,
  { stored, search }: { stored: PersistedOperation; search: string },
): Promise<string | undefined> {
  const { rootFields } = operations.shape(stored.name);
  if (stored.type === 'mutation' || rootFields.some((field) => notByDataVersion.has(field))) return undefined;
  const variables = parsed(new URLSearchParams(search).get('variables') ?? '{}');
  if (variables === undefined) return undefined;
  // The operation reads the same version: before its figures, which are at least as new.
  const version = await scope.loader(requestDataVersion).load('all');
  return entityTag(scope, version, [stored.id, variables]);
}

interface Sent {
  body: unknown;
  search: string;
  /** The operation that a GET names by its hash. */
  stored?: PersistedOperation | undefined;
}

type Resolve = (parameters: GraphQLParameters) => Resolved;

function bodyOf(request: FastifyRequest, resolve: Resolve): Sent | { refusal: Refusal } {
  const { body } = request;
  const search = searchText(request);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { body: body ?? '', search };
  const long = tooLong(body as GraphQLParameters);
  if (long) return long;
  const resolved = resolve(named(body as GraphQLParameters));
  return 'refusal' in resolved ? resolved : { body: resolved.parameters, search };
}

/** Some clients send an empty name for none. */
function named(parameters: GraphQLParameters): GraphQLParameters {
  const { operationName, ...unnamed } = parameters;
  return operationName === '' ? unnamed : parameters;
}

function searchText(request: FastifyRequest): string {
  const at = request.url.indexOf('?');
  return at < 0 ? '' : request.url.slice(at);
}

function searchOf(
  request: FastifyRequest,
  persisted: PersistedOperations,
  resolve: Resolve,
): Sent | { refusal: Refusal } {
  const search = new URLSearchParams(searchText(request));
  const given: GraphQLParameters = Object.fromEntries(search);
  const extensions = parsed(given['extensions']);
  const parameters = extensions === undefined ? given : { ...given, extensions };
  const resolved = resolve(named(parameters));
  if ('refusal' in resolved) return resolved;
  const stored = persisted.byId.get(hashOf(parameters) ?? '');
  const { parameters: run } = resolved;
  for (const name of ['query', 'documentId', 'extensions', 'operationName']) {
    const value = run[name];
    if (value === undefined) search.delete(name);
    else search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return { body: request.body ?? '', search: `?${search.toString()}`, stored };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Apollo reports what is wrong with it.
    return undefined;
  }
}

function refuse(reply: FastifyReply, { status, message, ...extensions }: Refusal): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
}
