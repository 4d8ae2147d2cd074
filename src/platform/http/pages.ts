import { existsSync } from 'node:fs';
import path from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the pages may load: nothing from elsewhere. Editor workers come from this origin or a blob. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FROM_DIST = path.resolve(__dirname, '../../../web');
const FROM_SOURCE = path.resolve(__dirname, '../../../dist/web');

/** The built start page and GraphiQL at `/` and `/graphiql/`; names with a hash never change and are cached for ever. */
export async function pages(http: FastifyInstance): Promise<void> {
  const root =
    existsSync(path.join(FROM_DIST, 'index.html')) && FROM_DIST.includes('dist') ? FROM_DIST : FROM_SOURCE;
  if (!existsSync(root)) return;
  await http.register(serveFiles, {
    root,
    index: ['index.html'],
    redirect: true,
    setHeaders(response, file) {
      const immutable = file.includes(`${path.sep}assets${path.sep}`);
      response.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    },
  });
}
