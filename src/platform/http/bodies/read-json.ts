import type { FastifyInstance } from 'fastify';
import { requireJsonShape } from './json-shape';

/** Reads bodies of JSON media types, no deeper than a limit; keys that would change prototypes are refused. */
export function readJson(http: FastifyInstance): void {
  const parse = http.getDefaultJsonParser('error', 'error');
  http.addContentTypeParser<string>(
    /^application\/([\w.-]+\+)?json\s*(;|$)/i,
    { parseAs: 'string' },
    (request, body, done) => {
      // Many clients name the type of a body that they do not send.
      if (body === '') return done(null, undefined);
      try {
        requireJsonShape(body);
      } catch (error) {
        return done(error as Error, undefined);
      }
      void parse(request, body, done);
    },
  );
}
