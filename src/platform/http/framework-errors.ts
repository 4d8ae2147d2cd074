import type { FastifyReply, FastifyRequest } from 'fastify';
import { asDomainError } from '../database/domain-errors';
import type { Logger } from '../logging/logger';
import { problem, ProblemError, sendProblem, type Problem } from './problem';

const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  405: 'VALIDATION',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

function toProblem(error: unknown, request: FastifyRequest, log: Logger): Problem {
  if (error === undefined)
    return problem('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}`);
  if (error instanceof ProblemError) return error.problem;
  const known = asDomainError(error);
  if (known) return problem(known.code, known.message, known.issues, known.details);
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const body = problem(
      CODE_BY_STATUS[status] ?? 'VALIDATION',
      error instanceof Error ? error.message : 'The request cannot be read',
    );
    return { ...body, status };
  }
  log.error({ err: error, requestId: request.id }, 'unexpected failure');
  return problem('INTERNAL_SERVER_ERROR', 'Something went wrong on our side; it has been logged');
}

/** Answers whatever the framework or a handler throws (undefined = no such path) as a problem document. */
export function sendFrameworkError(log: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    sendProblem(reply, toProblem(error, request, log));
}
