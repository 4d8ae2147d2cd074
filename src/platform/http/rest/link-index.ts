import type { FastifyInstance } from 'fastify';
import { API_ROOT, type Route } from './table/route';

/** What lies beside the table of routes. */
const BESIDE: Readonly<Record<string, string>> = {
  docs: `${API_ROOT}/docs/`,
  openapi: `${API_ROOT}/openapi.json`,
  events: `${API_ROOT}/events`,
  graphql: '/graphql',
  graphiql: '/graphiql/',
};

/** `GET /api/v2`: where everything is; addresses that need something in them are templates. */
export function linkIndex(http: FastifyInstance, routes: readonly Route[], version: string): void {
  const reads = routes.filter(({ method }) => method === 'GET');
  const resources = reads.map(({ path, summary }) => ({
    href: `${API_ROOT}${path.replace(/:(\w+)/g, '{$1}')}`,
    templated: path.includes('/:'),
    title: summary,
  }));
  const body = { name: 'Headroom', version, links: BESIDE, resources };
  http.get(API_ROOT, (_request, reply) => reply.header('cache-control', 'private, no-cache').send(body));
}
