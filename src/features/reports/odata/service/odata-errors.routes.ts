import type { FastifyInstance, FastifyReply } from 'fastify';
import { toProblem } from '../../../../platform/http/framework-errors';
import type { Problem, ProblemForm } from '../../../../platform/http/problem';
import type { Logger } from '../../../../platform/logging/logger';
import { Refusal } from '../language/refusal.rules';

const ERROR_TYPE = 'application/json;odata.metadata=minimal;charset=utf-8';
const RETRY_AFTER_S = 2;
/** Below the service root, also where a character of it is written as `%6f`, in whatever case its digits are. */
const BELOW_ROOT = /^(?:https?:\/\/[^/]*)?\/api\/v2\/odata(?![\w.~-])/;

/** Whether an address lies below the service root, readable or not. */
export function isODataAddress(address: string): boolean {
  const plain = address.replace(/%([2-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return BELOW_ROOT.test(plain);
}

/** A failure before the service itself is asked, in its form. */
export const ODATA_ERROR: ProblemForm = {
  headers: { 'content-type': ERROR_TYPE, 'odata-version': '4.0' },
  text: (body) => JSON.stringify({ error: oDataError(body) }),
};

interface ODataError {
  code: string;
  message: string;
  target?: string;
  details?: { code: string; message: string; target: string }[];
}

/** Everything that goes wrong below the service root is answered in the form of OData. */
export function answerErrors(http: FastifyInstance, log: Logger): void {
  http.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) {
      const { status, code, message, target } = error;
      return send(reply, status, { code, message, target });
    }
    const problem = toProblem(error, request, log);
    return send(reply, problem.status, oDataError(problem));
  });
  // What hooks before the handler answer by themselves: no credentials, a method that is not there.
  http.addHook('onSend', (_request, reply, payload, done) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (typeof payload !== 'string' || !type.startsWith('application/problem+json'))
      return done(null, payload);
    void reply.type(ERROR_TYPE).removeHeader('content-length');
    done(null, JSON.stringify({ error: oDataError(JSON.parse(payload) as Problem) }));
  });
}

function send(reply: FastifyReply, status: number, error: ODataError): FastifyReply {
  if (status === 503 || status === 429) void reply.header('retry-after', RETRY_AFTER_S);
  // What the answer would have been has a tag; that it is wrong has none.
  void reply.removeHeader('etag').removeHeader('preference-applied').header('cache-control', 'no-store');
  return reply.code(status).headers(ODATA_ERROR.headers).send(JSON.stringify({ error }));
}

function oDataError({ code, detail, errors }: Problem): ODataError {
  const [first] = errors;
  return {
    code,
    message: detail,
    ...(first && { target: first.path }),
    ...(errors.length > 1 && {
      details: errors.map(({ path, message, code: of }) => ({ code: of ?? code, message, target: path })),
    }),
  };
}
