import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe } from '../../domain/errors';
import { SECURITY_HEADERS } from './observe';
import { problem, ProblemError, type FormAt, type Problem, type ProblemForm } from './problem';

/** Longest address and headers together: filters of OData are long, and they travel in the address. */
const MAX_HEADER_BYTES = 65_536;
/** So much is read of a longer one: it is refused by what it says, its address above all; of more nothing is known. */
export const MAX_HEADER_BYTES_READ = 4 * MAX_HEADER_BYTES;

/** What Node reports of bytes that never became a request. */
export interface BrokenRequest extends Error {
  code?: string;
  reason?: string;
  rawPacket?: unknown;
}

/** Answers what could not be read as a request (too large headers, no HTTP, too slow) in the form of its address, and hangs up. */
export function answerBrokenRequest(formAt: FormAt) {
  return (error: BrokenRequest, socket: Socket): void => {
    if (error.code !== 'ECONNRESET' && socket.writable && !isAnswering(socket)) {
      const address = firstLine(error).split(' ')[1] ?? '';
      socket.write(rawAnswer(toProblem(error), formAt(address)));
    }
    socket.destroy();
  };
}

/** What begins like the first line of a request, as far as it was received. */
function firstLine({ rawPacket }: BrokenRequest): string {
  const received = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  return received.split(/\r?\n/, 1)[0] ?? '';
}

/** Half an answer is on its way: another one would be read as part of it. */
function isAnswering(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse };
  return answer?.headersSent === true;
}

function headersTooLarge(seen: string): Problem {
  const message = `The address and headers are ${seen} bytes; at most ${MAX_HEADER_BYTES} are accepted`;
  return problem('HEADERS_TOO_LARGE', message, [{ path: 'headers', message, value: null }]);
}

function toProblem(error: BrokenRequest): Problem {
  const { code, reason } = error;
  if (code === 'HPE_HEADER_OVERFLOW') return headersTooLarge(`longer than ${MAX_HEADER_BYTES_READ}`);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return problem('REQUEST_TIMEOUT', 'The request took too long to arrive; send it again, all at once');
  const line = firstLine(error);
  const message = `${describe(line)} is not accepted (${reason ?? 'broken off'}); expected an HTTP/1.1 request`;
  return problem('VALIDATION', message, [{ path: '', message, value: line.slice(0, 80) }]);
}

function written(body: Problem, form: ProblemForm): { text: string; headers: Record<string, string> } {
  const text = form.text(body);
  const headers = {
    ...SECURITY_HEADERS,
    ...form.headers,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  };
  return { text, headers };
}

function rawAnswer(body: Problem, form: ProblemForm): string {
  const { text, headers } = written(body, form);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${body.status} ${body.title}`, ...lines, '', text].join('\r\n');
}

function countHeader({ rawHeaders }: IncomingMessage, wanted: string): number {
  return rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === wanted).length;
}

/** Why a request is odd: no Host, or several headers of which a proxy may have looked at another one than we do. */
function oddity(request: IncomingMessage): Problem | undefined {
  const refused = (path: string, message: string): Problem =>
    problem('VALIDATION', message, [{ path, message, value: null }]);
  const hosts = countHeader(request, 'host');
  if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) {
    const found = hosts === 0 ? 'is missing' : `was sent ${hosts} times`;
    return refused('host', `The header Host ${found}; HTTP/1.1 needs it once`);
  }
  const credentials = countHeader(request, 'authorization');
  if (credentials <= 1) return undefined;
  return refused(
    'authorization',
    `The header Authorization was sent ${credentials} times; at most one is accepted`,
  );
}

/**
 * Refuses what Node would refuse without a word or let pass: no Host, several, more than one Authorization, too large headers,
 * and expectations other than 100-continue.
 */
export function refuseOddRequests(http: FastifyInstance, formAt: FormAt): void {
  http.addHook('onRequest', (request, reply, done) => {
    const { rawHeaders, url = '' } = request.raw;
    const bytes = rawHeaders.reduce((sum, text) => sum + text.length, url.length);
    if (bytes > MAX_HEADER_BYTES) {
      void reply.header('connection', 'close');
      return done(new ProblemError(headersTooLarge(String(bytes))));
    }
    const odd = oddity(request.raw);
    done(odd && new ProblemError(odd));
  });
  http.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const expected = request.headers.expect ?? '';
    const message = `${describe(expected)} is not accepted; expected 100-continue, or no header Expect`;
    const body = problem('EXPECTATION_FAILED', message, [{ path: 'expect', message, value: expected }]);
    const { text, headers } = written(body, formAt(request.url ?? ''));
    response.writeHead(body.status, headers).end(text);
  });
}
