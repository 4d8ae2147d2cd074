import type { FastifyInstance } from 'fastify';

const METHODS = 'GET, HEAD, POST, PUT, DELETE';
const REQUEST_HEADERS =
  'Accept, Apollo-Require-Preflight, Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Headroom-Request, X-Request-Id';
const READABLE_HEADERS =
  'ETag, Location, Retry-After, X-Computed-At, X-Data-Version, X-Request-Id, X-Warnings';
const PREFLIGHT_SECONDS = '600';
const API = /^\/(graphql|api\/|auth\/)/;

/** Lets pages of the given origins read and write the API with their users' credentials; others get no headers at all. */
export function cors(origins: readonly string[]) {
  const known = new Set(origins);
  return (http: FastifyInstance): void => {
    if (known.size === 0) return;
    http.addHook('onRequest', async (request, reply) => {
      if (!API.test(request.url)) return;
      void reply.header('vary', 'Origin');
      const { origin } = request.headers;
      if (origin === undefined || !known.has(origin)) return;
      void reply.headers({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': READABLE_HEADERS,
      });
      if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return;
      return reply
        .code(204)
        .headers({
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': REQUEST_HEADERS,
          'access-control-max-age': PREFLIGHT_SECONDS,
        })
        .send();
    });
  };
}
