import type { FastifyReply } from 'fastify';
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

/** Sends what was written. */
export function sendWritten(reply: FastifyReply, { status, headers, body }: Written): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
