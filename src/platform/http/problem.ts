import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../domain/codes';
import { shownValue, type Issue } from '../../domain/errors';

/** What only HTTP knows. */
export type TransportCode =
  | 'METHOD_NOT_ALLOWED'
  | 'REQUEST_TIMEOUT'
  | 'EXPECTATION_FAILED'
  | 'HEADERS_TOO_LARGE'
  | 'INTERNAL_SERVER_ERROR';

/** Which HTTP status each kind of failure answers with. */
export const STATUS: Readonly<Record<ErrorCode | TransportCode, number>> = {
  VALIDATION: 400,
  UNKNOWN_DEMAND: 400,
  INELIGIBLE: 400,
  NO_REPORT: 400,
  IMPORT_ORDER: 400,
  BAD_FILE: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  DOUBLE_BOOKING: 409,
  MONTH_CLOSED: 409,
  NO_WEEK_CONFIG: 409,
  NO_OPEN_WEEKS: 400,
  VERSION_CONFLICT: 409,
  STALE_PLAN: 409,
  REVERT_BLOCKED: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_MISMATCH: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  EXPECTATION_FAILED: 417,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_SERVER_ERROR: 500,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not acceptable',
  401: 'Credentials are needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Too slow',
  409: 'Conflict with stored data',
  413: 'Too large',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  422: 'Idempotency key used with another request',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Unexpected failure',
  503: 'Busy or away',
};

/** An RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: Issue[];
  [extension: string]: unknown;
}

/** A failure that is already written as a problem document. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

/** Builds a problem document from a failure's code. */
export function problem(
  code: string,
  detail: string,
  errors: readonly Issue[] = [],
  extensions: object = {},
): Problem {
  const status = STATUS[code as ErrorCode] ?? 500;
  return {
    type: `urn:headroom:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: TITLES[status] ?? 'Failure',
    status,
    detail,
    code,
    errors: errors.map((issue) => ('value' in issue ? { ...issue, value: shownValue(issue.value) } : issue)),
    ...extensions,
  };
}

/** How a failure is written: a protocol below an address of its own may have its own form. */
export interface ProblemForm {
  headers: Readonly<Record<string, string>>;
  text: (body: Problem) => string;
}

/** The form of failures at an address, as the request has it. */
export type FormAt = (address: string) => ProblemForm;

/** RFC 9457. */
export const PROBLEM_DOCUMENT: ProblemForm = {
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  text: (body) => JSON.stringify(body),
};

const RETRY_AFTER_S = 2;

/** Sends a failure, as a problem document unless another form is given; 503 and 429 say when to come back. */
export function sendProblem(reply: FastifyReply, body: Problem, form = PROBLEM_DOCUMENT): FastifyReply {
  const isTemporary = body.status === 503 || body.status === 429;
  if (isTemporary && !reply.hasHeader('retry-after')) void reply.header('retry-after', RETRY_AFTER_S);
  return reply.code(body.status).headers(form.headers).send(form.text(body));
}
