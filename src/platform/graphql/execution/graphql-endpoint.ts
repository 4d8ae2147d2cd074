import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PersistedOperations } from '../../persisted/manifest';
import { resolvePersisted, type GraphQLParameters, type Refusal } from '../../persisted/persisted-request';
import type { RequestScope } from '../../scope/request-scope';
import { TOO_LARGE } from './limits';

/** What the endpoint works with. */
export interface GraphQLEndpoint {
  apollo: ApolloServer<RequestScope>;
  persisted: PersistedOperations;
  mode: 'off' | 'only';
  newScope: (request: FastifyRequest) => RequestScope;
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
const LONGEST_DOCUMENT = 100_000;

function tooLong({ query }: GraphQLParameters): { refusal: Refusal } | undefined {
  if (typeof query !== 'string' || query.length <= LONGEST_DOCUMENT) return undefined;
  const message = `The document has ${query.length} characters; at most ${LONGEST_DOCUMENT} are accepted`;
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
  const read = request.method === 'GET' ? searchOf(request, parts) : bodyOf(request, parts);
  if ('refusal' in read) return refuse(reply, read.refusal);
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const response = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers, ...read },
    context: () => Promise.resolve(parts.newScope(request)),
  });
  for (const [name, value] of response.headers) void reply.header(name, value);
  void reply.code(response.status ?? 200);
  if (response.body.kind !== 'complete') throw new Error('This API does not answer in parts');
  return reply.send(response.body.string);
}

interface Sent {
  body: unknown;
  search: string;
}

function bodyOf(request: FastifyRequest, { persisted, mode }: GraphQLEndpoint): Sent | { refusal: Refusal } {
  const { body } = request;
  const search = searchText(request);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { body: body ?? '', search };
  const long = tooLong(body as GraphQLParameters);
  if (long) return long;
  const resolved = resolvePersisted(named(body as GraphQLParameters), persisted, mode);
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
  { persisted, mode }: GraphQLEndpoint,
): Sent | { refusal: Refusal } {
  const search = new URLSearchParams(searchText(request));
  const given: GraphQLParameters = Object.fromEntries(search);
  const extensions = parsed(given['extensions']);
  const parameters = extensions === undefined ? given : { ...given, extensions };
  const resolved = resolvePersisted(named(parameters), persisted, mode);
  if ('refusal' in resolved) return resolved;
  const { parameters: run } = resolved;
  for (const name of ['query', 'documentId', 'extensions', 'operationName']) {
    const value = run[name];
    if (value === undefined) search.delete(name);
    else search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return { body: request.body ?? '', search: `?${search.toString()}` };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Apollo says what is wrong with it.
    return undefined;
  }
}

function refuse(reply: FastifyReply, { status, message, ...extensions }: Refusal): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
}
