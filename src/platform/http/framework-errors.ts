import type { FastifyReply, FastifyRequest } from 'fastify';
import { asDomainError } from '../database/pool/domain-errors';
import { isAborted } from '../logging/aborted';
import type { Logger } from '../logging/logger';
import { problem, ProblemError, sendProblem, type FormAt, type Problem } from './problem';

/** Seen by the access log only: nobody is there to receive it. */
const CLIENT_CLOSED_REQUEST = 499;
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  405: 'VALIDATION',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** The problem that a thrown error is (undefined = no such path); what nobody expected is logged. */
export function toProblem(error: unknown, request: FastifyRequest, log: Logger): Problem {
  if (error === undefined)
    return problem('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}`);
  if (error instanceof ProblemError) return error.problem;
  const known = asDomainError(error);
  if (known) return problem(known.code, known.message, known.issues, known.details);
  const refused = asFrameworkRefusal(error, request);
  if (refused) return refused;
  if (isAborted(error) && request.raw.socket.destroyed) {
    log.info({ requestId: request.id, route: request.routeOptions.url }, 'the client went away unanswered');
    return { ...problem('VALIDATION', 'The client closed the connection'), status: CLIENT_CLOSED_REQUEST };
  }
  log.error({ err: error, requestId: request.id }, 'unexpected failure');
  return problem('INTERNAL_SERVER_ERROR', 'Something went wrong on our side; it has been logged');
}

/** What the framework itself refuses: its errors say a status of the client's. */
function asFrameworkRefusal(error: unknown, request: FastifyRequest): Problem | undefined {
  const { code, statusCode: status } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return bodyTooLarge(request);
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return otherMediaType(request);
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  const detail = error instanceof Error ? error.message : 'The request cannot be read';
  return { ...problem(CODE_BY_STATUS[status] ?? 'VALIDATION', detail), status };
}

function otherMediaType({ headers }: FastifyRequest): Problem {
  const given = headers['content-type'] ?? null;
  const seen =
    given === null ? 'A body without a media type' : `A body of the media type ${JSON.stringify(given)}`;
  const message = `${seen} is not accepted; send application/json, or a file as multipart/form-data where one is imported`;
  return problem('UNSUPPORTED_MEDIA_TYPE', message, [{ path: 'content-type', message, value: given }]);
}

function bodyTooLarge({ headers, routeOptions }: FastifyRequest): Problem {
  const { bodyLimit } = routeOptions;
  const length = Number(headers['content-length']);
  const value = Number.isSafeInteger(length) && length > bodyLimit ? length : null;
  const seen = value === null ? `more than ${bodyLimit}` : String(value);
  const message = `The body has ${seen} bytes; at most ${bodyLimit} are accepted`;
  return problem('TOO_LARGE', message, [{ path: '', message, value }]);
}

/** Answers whatever the framework or a handler throws (undefined = no such path) in the form of the address. */
export function sendFrameworkError(log: Logger, formAt: FormAt) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    sendProblem(reply, toProblem(error, request, log), formAt(request.url));
}
