import { withoutEnd } from '../../../domain/text-ends';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { hideKeyInAddress } from './credentials';

/** Pages below which files lie: their addresses are relative to the slash at the end. */
const FOLDERS = /^\/(graphiql|assets|api\/v2\/docs)\//;

/** The address that is routed: without a key in it, and without slashes at its end. */
export function plainAddress(request: IncomingMessage): string {
  const { path, search } = parts(hideKeyInAddress(request));
  if (FOLDERS.test(path)) return `${path}${search}`;
  const plain = withoutEnd(path, '/');
  return `${plain === '' ? '/' : plain}${search}`;
}

function parts(url: string): { path: string; search: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at) };
}

/** A browser that is pointed at `/graphql` gets the editor, with the query and variables of its address, before it is asked who it is. */
export function editorForBrowsers(http: FastifyInstance): void {
  http.addHook('onRequest', (request, reply, next) => {
    const { path, search } = parts(request.url);
    const wantsPage = request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? '');
    if (path !== '/graphql' || !wantsPage || /[?&]extensions=/.test(search)) return next();
    void reply.header('vary', 'accept').redirect(`/graphiql/${search}`);
  });
}
