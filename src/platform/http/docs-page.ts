import path from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const UI = path.dirname(require.resolve('swagger-ui-dist/package.json'));
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Headroom REST API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="ui/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="ui/swagger-ui-bundle.js"></script>
    <script src="start.js"></script>
  </body>
</html>
`;

const START = (specification: string): string => `SwaggerUIBundle({
  url: ${JSON.stringify(specification)},
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
});
`;

/** The bundled API documentation at `at`, without anything from elsewhere. */
export function docsPage({ at, specification }: { at: string; specification: string }) {
  return async (http: FastifyInstance): Promise<void> => {
    await http.register(serveFiles, {
      root: UI,
      prefix: `${at}/ui/`,
      decorateReply: false,
      index: false,
      allowedPath: (file) => /^\/swagger-ui(-bundle\.js|\.css)$/.test(file),
    });
    http.get(at, (_request, reply) => reply.redirect(`${at}/`));
    http.get(`${at}/`, (_request, reply) =>
      reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
    );
    http.get(`${at}/start.js`, (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(START(specification)),
    );
  };
}
