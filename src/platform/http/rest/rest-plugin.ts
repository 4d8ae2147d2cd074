import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readJson } from '../bodies/read-json';
import { problem, sendProblem } from '../problem';
import { routeHandler, type RestParts } from './handle-route';
import { IdempotentWrites } from './idempotency';
import { linkIndex } from './link-index';
import { API_ROOT, type Method, type Route } from './table/route';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Every route of the table below `/api/v2`; methods that a path does not have answer 405 with Allow. */
export function rest(routes: readonly Route[], parts: RestParts & { version: string }) {
  return async (http: FastifyInstance): Promise<void> => {
    linkIndex(http, routes, parts.version);
    http.removeAllContentTypeParsers();
    readJson(http);
    await http.register(multipart);
    const writes = new IdempotentWrites();
    const methods = new Map<string, Method[]>([[API_ROOT, ['GET']]]);
    for (const route of routes) {
      const url = `${API_ROOT}${route.path}`;
      http.route({
        method: route.method,
        url,
        ...(route.bodyBytes && { bodyLimit: route.bodyBytes }),
        config: {
          admission: hasOwnLimits(route) ? 'own' : 'gated',
          // Work that a mere link could start.
          guarded: route.job !== undefined,
        },
        handler: routeHandler(route, parts, writes),
      });
      methods.set(url, [...(methods.get(url) ?? []), route.method]);
    }
    for (const [url, allowed] of methods) {
      refuseOtherMethods(http, url, allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed);
    }
  };
}

/** Streams, uploads and jobs take long: they must not hold the places of short requests. */
function hasOwnLimits({ answer, upload, job }: Route): boolean {
  return answer.kind === 'sent' || upload === true || job !== undefined;
}

/** Answers the methods that `url` does not have. */
export function refuseOtherMethods(http: FastifyInstance, url: string, allowed: readonly string[]): void {
  const allow = [...allowed, 'OPTIONS'].join(', ');
  const others = METHODS.filter((method) => !allowed.includes(method));
  http.route({
    method: others,
    url,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('allow', allow);
      if (request.method === 'OPTIONS') return reply.code(204).send();
      const body = problem(
        'METHOD_NOT_ALLOWED',
        `${request.method} is not possible here; ${allowed.join(', ')} is`.replace(
          /, (\w+) is$/,
          ' and $1 are',
        ),
      );
      return sendProblem(reply, body);
    },
    handler: () => undefined,
  });
}
