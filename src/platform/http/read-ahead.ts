import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { SpoolSpace, spooled } from '../files/writing/spool';

declare module 'fastify' {
  interface FastifyInstance {
    /** Where answers wait for slow readers. */
    spoolSpace: SpoolSpace;
  }
}

/** Gives the server room on disk for answers that are read slowly. */
export function readAhead(http: FastifyInstance, bytes: number): void {
  http.decorate('spoolSpace', new SpoolSpace(bytes));
}

/** Sends a stream that holds a connection of the database: it is read as fast as it comes, however slow its reader is. */
export function sendAhead(reply: FastifyReply, body: Readable): FastifyReply {
  const answer = spooled(body, reply.server.spoolSpace);
  // Who leaves takes nothing more: what the body holds is let go at once.
  reply.raw.once('close', () => answer.destroy());
  return reply.send(answer);
}
