import { connect } from 'node:net';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

/** What the server answers to bytes as they are: clients put right what is wrong with an address. */
async function raw(text: string): Promise<{ status: number; headers: string; body: string }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(text);
  let received = '';
  for await (const chunk of socket) received += String(chunk);
  const [headers = '', body = ''] = received.split(/\r\n\r\n/);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(headers)?.[1]), headers: headers.toLowerCase(), body };
}

const ROOT = '/api/v2/odata';
const END = 'connection: close\r\n\r\n';
const HOST = `host: localhost\r\n${END}`;
const LONG = 'a'.repeat(70_000);

/** Requests that no route gets to see, each with the status that it is refused with. */
const REFUSED: readonly [what: string, text: string, status: number, message: string][] = [
  ['an address of 70 kB', `GET ${ROOT}/tiers?$filter=${LONG} HTTP/1.1\r\n${HOST}`, 431, 'at most 65536'],
  ['a header of 70 kB', `GET ${ROOT}/tiers HTTP/1.1\r\nx-long: ${LONG}\r\n${HOST}`, 431, 'at most 65536'],
  ['%ff in the path', `GET ${ROOT}/%ff HTTP/1.1\r\n${HOST}`, 400, '%ff'],
  ['%zz in the path', `GET ${ROOT}/%zz HTTP/1.1\r\n${HOST}`, 400, '%zz'],
  ['%zz behind the root', `GET ${ROOT}%zz HTTP/1.1\r\n${HOST}`, 400, '%zz'],
  ['a root that is encoded', `GET /api/v2/%6Fdata/%zz HTTP/1.1\r\n${HOST}`, 400, '%zz'],
  ['an address with a host', `GET http://localhost${ROOT}/%zz HTTP/1.1\r\n${HOST}`, 400, '%zz'],
  ['%ff in an option', `GET ${ROOT}/tiers?$filter=%ff HTTP/1.1\r\n${HOST}`, 400, '$filter'],
  ['TRACE', `TRACE ${ROOT}/tiers HTTP/1.1\r\n${HOST}`, 404, 'TRACE'],
  ['a method that nobody knows', `FOO ${ROOT}/tiers HTTP/1.1\r\n${HOST}`, 400, 'FOO'],
  ['DELETE', `DELETE ${ROOT}/tiers HTTP/1.1\r\n${HOST}`, 405, 'GET and HEAD'],
  ['an expectation', `GET ${ROOT}/tiers HTTP/1.1\r\nexpect: miracles\r\n${HOST}`, 417, 'miracles'],
  ['no host', `GET ${ROOT}/tiers HTTP/1.1\r\n${END}`, 400, 'Host'],
  ['two hosts', `GET ${ROOT}/tiers HTTP/1.1\r\nhost: a\r\n${HOST}`, 400, 'Host'],
  ['another media type', `GET ${ROOT}/tiers HTTP/1.1\r\naccept: text/csv\r\n${HOST}`, 406, 'text/csv'],
];

it.each(REFUSED)('%s is refused in the form of OData', async (_what, text, status, message) => {
  const answer = await raw(text);
  expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(message)]);
  expect(answer.headers).toContain('content-type: application/json;odata.metadata=minimal;charset=utf-8');
  expect(answer.headers).toContain('odata-version: 4.0');
  expect(JSON.parse(answer.body)).toMatchObject({
    error: { code: expect.stringMatching(/^\w+$/), message: expect.stringContaining(message) },
  });
});

it('other addresses keep the problem document', async () => {
  for (const path of ['/api/v2/tiers/%zz', '/api/v2/odatax/%zz', '/api/v2/reports/odata%zz']) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\n${HOST}`);
    expect([path, answer.headers]).toEqual([path, expect.stringContaining('application/problem+json')]);
    expect(JSON.parse(answer.body)).toMatchObject({ status: answer.status });
  }
});
