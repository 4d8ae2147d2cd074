import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const COMMON_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** What the page may load: files of this origin, nothing inline. */
const PAGE_POLICY = [...COMMON_POLICY, "style-src 'self'", "img-src 'self'", "font-src 'self'"].join('; ');

/** GraphiQL's editor writes its styles itself, and its workers come from this origin or a blob. */
const EDITOR_POLICY = [
  ...COMMON_POLICY,
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
].join('; ');

/**
 * Sections of the page: each address is answered with the page, which shows the section itself (web/app/shell/sections.ts), and
 * the links by which a browser loads the section's files beside the page's (scripts/finish-pages.mjs).
 */
const SECTIONS = [
  'overview',
  'capacity',
  'people',
  'calendar',
  'import',
  'allocation',
  'reports',
  'connect',
  'history',
  'access',
];

/** Below these addresses are programs at work, whatever they say they accept. */
const PROGRAMS = /^\/(api|graphql)(\/|$)/;

const FROM_DIST = path.resolve(__dirname, '../../../web');
const FROM_SOURCE = path.resolve(__dirname, '../../../dist/web');

/** Where the built pages are; undefined where they have not been built. */
function builtRoot(): string | undefined {
  const root =
    existsSync(path.join(FROM_DIST, 'index.html')) && FROM_DIST.includes('dist') ? FROM_DIST : FROM_SOURCE;
  return existsSync(root) ? root : undefined;
}

/** Answers a browser at an address where nothing is with the page, which says so in words; undefined for everybody else. */
export function answerLostBrowser(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { method, url, headers } = request;
  const isBrowser = headers.accept?.includes('text/html') === true && ['GET', 'HEAD'].includes(method);
  const root = isBrowser && !PROGRAMS.test(url.split('?')[0] ?? '') ? builtRoot() : undefined;
  if (root === undefined) return undefined;
  return reply
    .code(404)
    .header('content-security-policy', PAGE_POLICY)
    .header('vary', 'accept')
    .type('text/html; charset=utf-8')
    .send(readFileSync(path.join(root, 'index.html')));
}

/** The built page and GraphiQL at `/` and `/graphiql/`; names with a hash never change and are cached for ever. */
export async function pages(http: FastifyInstance): Promise<void> {
  const root = builtRoot();
  if (root === undefined) return;
  await http.register(serveFiles, {
    root,
    index: ['index.html'],
    redirect: true,
    dotfiles: 'ignore',
    // Files are compressed when they are built.
    preCompressed: true,
    // It would put a header of its own over the one that is set here.
    cacheControl: false,
    setHeaders(response, file) {
      const immutable = file.includes(`${path.sep}assets${path.sep}`);
      response.setHeader('vary', 'accept-encoding');
      response.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      const isEditor = file.startsWith(path.join(root, 'graphiql'));
      response.setHeader('content-security-policy', isEditor ? EDITOR_POLICY : PAGE_POLICY);
    },
  });
  // Browsers ask for it wherever a document names no icon.
  http.get('/favicon.ico', (_request, reply) => reply.sendFile('icon.svg'));
  for (const section of SECTIONS) {
    const urls = section === 'overview' ? ['/'] : [`/${section}`, `/${section}/*`];
    for (const url of urls) http.get(url, (_request, reply) => reply.sendFile(`sections/${section}.html`));
  }
}
