import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger';

/**
 * Cuts off whoever takes nothing of their answer for so long: a stream would hold its snapshot of the database for ever.
 * Waiting for the server does not count, and neither does reading slowly.
 */
export function slowReaders(http: FastifyInstance, log: Logger, stallMs: number): void {
  http.addHook('onRequest', (request, reply, done) => {
    const { raw } = reply;
    // The socket's timer starts anew with every byte that the reader's side takes.
    raw.setTimeout(stallMs, () => {
      const isWaitingForReader = raw.writableLength > 0;
      if (!isWaitingForReader) return;
      const route = request.routeOptions.url ?? 'unmatched';
      log.warn(
        { requestId: request.id, route, stallMs },
        'the reader of an answer takes nothing any more: cut off',
      );
      raw.destroy();
    });
    done();
  });
}
