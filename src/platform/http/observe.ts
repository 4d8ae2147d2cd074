import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger';

const ACCEPTED_ID = /^[\w-]{8,64}$/;

/** The caller's request id if it is a plain one, else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTED_ID.test(given) ? given : randomUUID();
}

/**
 * One line per answer. It names the route, not the URL: paths and parameters hold people's numbers, names
 * and keys, and none of them may reach a log.
 */
export function accessLog(http: FastifyInstance, log: Logger): void {
  http.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unmatched',
        status: reply.statusCode,
        durationMs: Number(reply.elapsedTime.toFixed(1)),
      },
      'answered',
    );
    done();
  });
}

/** Headers that keep browsers from guessing, framing and leaking. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  // Answers are data; pages bring a policy of their own.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Answers without a cache header of their own are stored nowhere: errors, answers of writes. */
export function noStore(http: FastifyInstance): void {
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.getHeader('cache-control') === undefined && !reply.raw.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

/** For browsers that reach the server by HTTPS: by nothing else from then on. */
const BY_HTTPS_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/** Puts them on every answer. */
export function securityHeaders(http: FastifyInstance, publicUrl: string | undefined): void {
  const headers = { ...SECURITY_HEADERS, ...(publicUrl?.startsWith('https:') && BY_HTTPS_ONLY) };
  http.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, value] of Object.entries(headers))
      if (reply.getHeader(name) === undefined && !reply.raw.hasHeader(name)) void reply.header(name, value);
    done(null, payload);
  });
}
