import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe } from '../../domain/errors';
import { SECURITY_HEADERS } from './observe';
import { problem, ProblemError, type Problem } from './problem';

/** Longest address and headers together: filters of OData are long, and they travel in the address. */
export const MAX_HEADER_BYTES = 65_536;

/** What Node reports of bytes that never became a request. */
export interface BrokenRequest extends Error {
  code?: string;
  reason?: string;
  rawPacket?: unknown;
}

/** Answers what could not be read as a request (too large headers, no HTTP, too slow) as a problem document, and hangs up. */
export function answerBrokenRequest(error: BrokenRequest, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable && !isAnswering(socket))
    socket.write(rawAnswer(toProblem(error)));
  socket.destroy();
}

/** Half an answer is on its way: another one would be read as part of it. */
function isAnswering(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse };
  return answer?.headersSent === true;
}

function toProblem({ code, reason, rawPacket }: BrokenRequest): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = `The address and headers are longer than ${MAX_HEADER_BYTES} bytes; at most ${MAX_HEADER_BYTES} are accepted`;
    return problem('HEADERS_TOO_LARGE', message, [{ path: 'headers', message, value: null }]);
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return problem('REQUEST_TIMEOUT', 'The request took too long to arrive; send it again, all at once');
  const received = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  const line = received.split(/\r?\n/, 1)[0] ?? '';
  const message = `${describe(line)} is not accepted (${reason ?? 'broken off'}); expected an HTTP/1.1 request`;
  return problem('VALIDATION', message, [{ path: '', message, value: line.slice(0, 80) }]);
}

function written(body: Problem): { text: string; headers: Record<string, string> } {
  const text = JSON.stringify(body);
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  };
  return { text, headers };
}

function rawAnswer(body: Problem): string {
  const { text, headers } = written(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${body.status} ${body.title}`, ...lines, '', text].join('\r\n');
}

/** Refuses what Node would refuse without a word or let pass: no Host, several, and expectations other than 100-continue. */
export function refuseOddRequests(http: FastifyInstance): void {
  http.addHook('onRequest', (request, _reply, done) => {
    const { rawHeaders } = request.raw;
    const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
    if (hosts === 1 || (hosts === 0 && request.raw.httpVersion !== '1.1')) return done();
    const found = hosts === 0 ? 'is missing' : `was sent ${hosts} times`;
    const message = `The header Host ${found}; HTTP/1.1 needs it once`;
    done(new ProblemError(problem('VALIDATION', message, [{ path: 'host', message, value: null }])));
  });
  http.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const expected = request.headers.expect ?? '';
    const message = `${describe(expected)} is not accepted; expected 100-continue, or no header Expect`;
    const body = problem('EXPECTATION_FAILED', message, [{ path: 'expect', message, value: expected }]);
    const { text, headers } = written(body);
    response.writeHead(body.status, headers).end(text);
  });
}
