import type { FastifyInstance } from 'fastify';
import { problem, ProblemError } from './problem';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;
const ACCEPTED = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/** Refuses bodies in an encoding that would be misread: everything here is UTF-8. */
export function utf8Only(http: FastifyInstance): void {
  http.addHook('onRequest', (request, _reply, done) => {
    const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset === undefined || ACCEPTED.has(charset.toLowerCase())) return done();
    const detail = `The charset ${JSON.stringify(charset)} is not accepted; send UTF-8`;
    done(new ProblemError(problem('UNSUPPORTED_MEDIA_TYPE', detail)));
  });
}
