import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors';
import { asDomainError } from '../../database/pool/domain-errors';
import { observe } from '../../observation/observed';
import type { Logger } from '../../logging/logger';
import { LOCAL_ACTOR, type Actor } from '../../scope/actor';
import type { Lifecycle } from '../lifecycle';
import { problem, sendProblem } from '../problem';
import type { CountRequest } from './rate-limits';
import { readCredentials, type Credentials } from './credentials';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who the request is from; the local actor while authentication is off. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** `public`: needs no credentials although it lies under a protected path. */
    access?: 'public';
  }
}

/** What authentication works with. */
export interface AuthenticationParts {
  /** False: everybody is the local actor. */
  isOn: boolean;
  authenticate: (credentials: Credentials, request: FastifyRequest) => Promise<Actor>;
  lifecycle: Lifecycle;
  log: Logger;
  /** Whether an address reads `/metrics` without credentials. */
  readsMetrics: (ip: string) => boolean;
  /** Counts requests of a caller, and of an address whose credentials are refused. */
  countRequest: CountRequest;
  countRefusal: CountRequest;
}

/**
 * Everything below these paths needs credentials; pages, their files and health do not. They are compared with the route that
 * was found, not only with the address as it was sent: the router takes `/%61pi` and `http://host/api` for `/api`.
 */
const PROTECTED = /^\/(graphql|metrics|api)(\/|\?|$)/;
/** A page that sends this header with its cookie was not made to do so by another site. */
export const PAGE_HEADER = 'x-headroom-request';
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds out who each request is from before anything else looks at it. */
export function authentication(parts: AuthenticationParts) {
  return (http: FastifyInstance): void => {
    http.decorateRequest('actor');
    http.addHook('onRequest', async (request, reply) => {
      request.actor = LOCAL_ACTOR;
      if (!parts.isOn || isPublic(request, parts)) return undefined;
      try {
        request.actor = await whoIs(parts, request);
        await parts.countRequest(request, reply);
      } catch (error) {
        const known = asDomainError(error);
        if (!known || known.code !== 'UNAUTHENTICATED') throw error;
        parts.log.warn({ requestId: request.id, reason: known.message }, 'credentials refused');
        await parts.countRefusal(request, reply);
        return refuse(request, reply, known);
      }
      return undefined;
    });
  };
}

function isPublic(
  { url, routeOptions, method, ip }: FastifyRequest,
  { readsMetrics }: AuthenticationParts,
): boolean {
  if (routeOptions.url === '/metrics' && readsMetrics(ip)) return true;
  // What no route of the API answers may still be one of the pages' `/*`: 401 first where the API lies.
  const isProtected = [routeOptions.url ?? '', url].some((each) => PROTECTED.test(each));
  return !isProtected || routeOptions.config.access === 'public' || method === 'OPTIONS';
}

async function whoIs(parts: AuthenticationParts, request: FastifyRequest): Promise<Actor> {
  const credentials = readCredentials(request);
  if (!credentials)
    throw new DomainError(
      'UNAUTHENTICATED',
      'This needs an API key (Authorization: Bearer hr_…, or Basic with its id and secret), or a sign-in at /',
    );
  if (parts.lifecycle.phase === 'starting')
    throw new DomainError('UNAVAILABLE', 'The server is starting; try again in a few seconds');
  const isWrite = !READS.has(request.method) && request.headers[PAGE_HEADER] === undefined;
  if (credentials.kind === 'session' && isWrite)
    throw new DomainError('FORBIDDEN', `A signed-in page sends the header ${PAGE_HEADER} with what it posts`);
  const { kind } = credentials;
  try {
    const actor = await parts.authenticate(credentials, request);
    observe('signIn', { kind, outcome: 'accepted' });
    return actor;
  } catch (error) {
    if (asDomainError(error)?.code === 'UNAUTHENTICATED') observe('signIn', { kind, outcome: 'refused' });
    throw error;
  }
}

/** 401 in the form of the interface that was called; browsers are not made to ask for a password by a page's own request. */
function refuse(request: FastifyRequest, reply: FastifyReply, { code, message }: DomainError): FastifyReply {
  const isPage = ['cors', 'same-origin', 'no-cors'].includes(String(request.headers['sec-fetch-mode']));
  const challenge = isPage
    ? ['Bearer realm="headroom"']
    : ['Bearer realm="headroom"', 'Basic realm="headroom"'];
  void reply.header('www-authenticate', challenge.join(', ')).header('cache-control', 'no-store');
  if (request.routeOptions.url !== '/graphql') return sendProblem(reply, problem(code, message));
  return reply
    .code(401)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}
