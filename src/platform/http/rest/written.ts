import type { FastifyReply } from 'fastify';
import type { Problem } from '../problem';
import type { Answered } from './answer';

/** An answer as it goes out, byte for byte: what an idempotency key stores. */
export interface Written {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** A successful answer as JSON. */
export function writeAnswer({ status, headers, body }: Answered): Written {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

const RETRY_AFTER_S = '2';

/** A problem as JSON; 503 and 429 say when to come back. */
export function writeProblem(body: Problem): Written {
  const busy = body.status === 503 || body.status === 429;
  return {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(busy && { 'retry-after': RETRY_AFTER_S }),
    },
    body: JSON.stringify(body),
  };
}

/** Sends what was written. */
export function sendWritten(reply: FastifyReply, { status, headers, body }: Written): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
