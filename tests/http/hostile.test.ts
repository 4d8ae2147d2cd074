import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import path from 'node:path';
import { projectRoot } from '../../src/platform/config/project-root';
import { answerBrokenRequest } from '../../src/platform/http/broken-requests';
import { PROBLEM_DOCUMENT } from '../../src/platform/http/problem';
import { startTestServer, type TestServer } from '../support/http';

/** What docs/codes.md explains. */
const DOCUMENTED = readFileSync(path.join(projectRoot(), 'docs/codes.md'), 'utf8').match(/`[A-Z_]+`/g) ?? [];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Got {
  status: number;
  type: string;
  headers: Headers;
  text: string;
}

async function ask(path: string, init: RequestInit = {}): Promise<Got> {
  const response = await fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    headers: response.headers,
    text: await response.text(),
  };
}

function post(body: unknown, headers: Record<string, string> = {}): Promise<Got> {
  return ask('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as never) : JSON.stringify(body),
  });
}

const DEEP = 'resource { assignments { nodes { ';
const list = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(' ');

describe('hostile documents are refused as the client’s fault, quickly', () => {
  test.each([
    ['60 levels', `{ assignments { nodes { ${DEEP.repeat(20)} id ${'} } }'.repeat(20)} } } }`],
    ['100 aliases of __typename', `{ ${list(100, (i) => `a${i}: __typename`)} }`],
    ['300 times the same field', `{ ${'closedMonths { id } '.repeat(300)} }`],
    ['20 directives', `{ ${list(20, () => '... @skip(if: false)')} { __typename } }`],
    ['500 unknown directives', `{ __typename ${'@a'.repeat(500)} }`],
    ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    [
      'fragments that double 25 times',
      `{ ...F0 } ${list(25, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F25 on Query { __typename }`,
    ],
    [
      'introspection in a circle',
      `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} }'.repeat(6)} } } }`,
    ],
    ['3,000 braces', '{'.repeat(3_000)],
    ['3,000 nested selections', `${'{ a '.repeat(3_000)}${'}'.repeat(3_000)}`],
    ['a subscription', 'subscription { x }'],
    ['a fragment alone', 'fragment A on Query { __typename }'],
    ['140,000 fields', `{ ${'__typename '.repeat(8_000)} }`],
    ['nothing', ''],
  ])('%s', async (_name, query) => {
    const started = performance.now();
    const { status, text } = await post({ query });
    expect(status).toBe(400);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(text).not.toMatch(/call stack|INTERNAL_SERVER_ERROR|node_modules/);
    const { errors } = JSON.parse(text) as { errors: { extensions: { code: string } }[] };
    expect(errors.length).toBeLessThanOrEqual(10);
    for (const { extensions } of errors) expect(DOCUMENTED).toContain(`\`${extensions.code}\``);
  });

  const nested = (levels: number): string =>
    '{ capacityTiers { assignments { nodes { capacityTier { ' +
    'assignments { nodes { capacityTier { '.repeat(levels) +
    'id' +
    ' } } }'.repeat(levels) +
    ' } } } } }';
  test.each([
    // capacityTiers, assignments, nodes, capacityTier; three more each time; id.
    ['levels', nested(4), 17, 'The operation has 17 levels of nesting; at most 12 are accepted'],
    [
      'aliases',
      `{ ${list(17, (i) => `a${i}: __typename`)} }`,
      17,
      'The operation has 17 aliases; at most 15 are accepted',
    ],
    [
      'directives',
      `{ __typename ${list(10, () => '@skip(if: false)')} }`,
      10,
      'The operation has 10 directives; at most 9 are accepted',
    ],
    [
      'root fields',
      `{ ${'__typename '.repeat(21)} }`,
      21,
      'The operation has 21 root fields; at most 20 are accepted',
    ],
    [
      'fields',
      `{ capacityTiers { ${'id '.repeat(1_000)} } }`,
      1_001,
      'The operation has 1001 fields; at most 1000 are accepted',
    ],
    [
      'tokens',
      `{ ${'__typename '.repeat(3_001)} }`,
      3_001,
      'The document has more than 3000 tokens; at most 3000 are accepted',
    ],
  ])('too many %s: 400 with the number seen and the most accepted', async (_what, query, value, message) => {
    const { status, text } = await post({ query });
    expect(status).toBe(400);
    const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
    const large = errors.filter(({ extensions }) => extensions.code === 'OPERATION_TOO_LARGE');
    expect(large).toMatchObject([{ message, extensions: { issues: [{ path: 'query', message, value }] } }]);
  });

  describe('pages of nested lists multiply', () => {
    const weeks = 'weekConfigs(first: $n) { nodes { assignments(first: 1000) { nodes { ...P } } } }';
    const query = `query ($n: Int = 500) { ${weeks} } fragment P on WeeklyAssignment { resource { assignments { nodes { id } } } }`;
    test.each([
      // weeks × (1 + 1,000 assignments × (1 + a default page of 50)).
      ['9 weeks', { n: 9 }, 9 * 51_001],
      ['10 weeks', { n: 10 }, 10 * 51_001],
      ['as many as a default says', {}, 500 * 51_001],
    ])('%s', async (_what, variables, rows) => {
      const { status, text } = await post({ query, variables });
      if (rows <= 500_000) {
        expect([status, text]).toEqual([200, expect.stringContaining('"data"')]);
        return;
      }
      expect(status).toBe(400);
      const message = `The operation asks for up to ${rows} rows; at most 500000 are accepted: ask for smaller pages (first)`;
      expect(JSON.parse(text)).toMatchObject({
        errors: [
          { message, extensions: { code: 'OPERATION_TOO_LARGE', issues: [{ path: 'query', value: rows }] } },
        ],
      });
    });
  });

  test('a document of 1.5 MB is too large', async () => {
    const { status, text } = await post({ query: `{ __typename } # ${'x'.repeat(1_500_000)}` });
    expect(status).toBe(413);
    expect(text).toContain('at most 100000 are accepted');
  });

  test('an unknown operation name', async () => {
    const { status, text } = await post({ query: 'query A { __typename }', operationName: 'B' });
    expect(status).toBe(400);
    expect(text).toContain('no operation named \\"B\\"');
  });

  test('the introspection that tools send is answered', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { status, text } = await post({ query: getIntrospectionQuery() });
    expect(status).toBe(200);
    expect(text).not.toContain('"errors"');
  });

  test('a misspelt field is answered with the right one', async () => {
    const { text } = await post({ query: '{ resourcs { totalCount } }' });
    expect(text).toContain('Did you mean \\"resource\\"');
  });
});

describe('wrong variables say where and why', () => {
  test.each([
    ['week 53 of a short year', '2025-W53', '2025 has the ISO weeks 1 to 52'],
    ['an object', { a: 1 }, 'is not accepted; expected text such as'],
    ['year 0', '0000-W01', 'out of range: expected an ISO year from 1900 to 2200'],
  ])('%s', async (_name, week, reason) => {
    const query = 'query ($week: IsoWeek!) { freeResources(week: $week) { totalCount } }';
    const { status, text } = await post({ query, variables: { week } });
    expect(status).toBe(400);
    const [error] = (JSON.parse(text) as { errors: { message: string; extensions: object }[] }).errors;
    expect(error?.message).toContain('$week');
    expect(error?.message).toContain(reason);
    expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['a variable', 'query ($v: Int!) { resources(first: $v) { totalCount } }', 'x'.repeat(1_000_000)],
    [
      'a variable of a scalar',
      'query ($v: YearMonth!) { capacityTree(month: $v) { id } }',
      'x'.repeat(1_000_000),
    ],
    ['a literal', `{ resources(first: "${'x'.repeat(50_000)}") { totalCount } }`, undefined],
  ])('%s that is long is not sent back whole, and the reason stands behind it', async (_, query, v) => {
    const { status, text } = await post({ query, variables: { v } });
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(3_000);
    expect(text).toMatch(/Int cannot represent|is not accepted/);
  });

  test('an object of 200,000 members is refused before anybody looks at them', async () => {
    const variables = { v: Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, 1])) };
    const query = 'query ($v: ResourceFilterInput) { resources(filter: $v) { totalCount } }';
    const { status, text } = await post({ query, variables });
    expect([status, text]).toEqual([400, expect.stringContaining('at most 1000 are accepted')]);
  });

  test('10,001 wrong items are not listed one by one', async () => {
    const query = 'mutation ($ids: [ID!]!) { pinAssignments(ids: $ids) { userErrors { code } } }';
    const { status, text } = await post({ query, variables: { ids: Array(10_001).fill({}) } });
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(3_000);
  });

  test('numbers beyond any double are refused, in literals and in variables', async () => {
    const mutation = (value: string): string =>
      `mutation { createCapacityTier(input: {tierName: "x", capacityPercentage: ${value}}) { userErrors { code } } }`;
    expect((await post({ query: mutation('1e999') })).text).toMatch(/GRAPHQL_VALIDATION_FAILED|"VALIDATION"/);
    const query = `mutation ($v: Decimal!) { createCapacityTier(input: {tierName: "x", capacityPercentage: $v}) { userErrors { code } } }`;
    const { status } = await post(`{"query": ${JSON.stringify(query)}, "variables": {"v": 1e999}}`);
    expect(status).toBe(400);
  });

  test.each(['a\u0000b', '\ud800', `'; DROP TABLE resource_v2; --`, '__proto__', 'x'.repeat(9_000)])(
    'the text %j finds nobody and breaks nothing',
    async (cn) => {
      const { status, text } = await post({
        query: 'query ($cn: String!) { resource(cn: $cn) { cn } }',
        variables: { cn },
      });
      expect(status).toBeLessThan(500);
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
      expect(JSON.parse(text)).toMatchObject({ data: { resource: null } });
    },
  );

  test('a position beyond any list', async () => {
    const { text } = await post({ query: '{ resources(offset: 2147483647) { totalCount } }' });
    expect(text).toContain('"VALIDATION"');
  });
});

describe('texts that the database does not take', () => {
  test.each([
    ['{ history(filter: {actors: ["a", "b\\u0000"]}) { totalCount } }', 'VALIDATION'],
    [`{ history(filter: {actions: ["${'x'.repeat(101)}"]}) { totalCount } }`, 'VALIDATION'],
    ['mutation { executeAllocation(input: {planHash: "\\u0000"}) { userErrors { code } } }', 'VALIDATION'],
  ])('%s', async (query, code) => {
    const { text } = await post({ query });
    expect(text).toContain(`"code":"${code}"`);
    expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  });

  test('a plan of no hash is no plan, and nobody has no plan made for them', async () => {
    const plan = await post({ query: '{ allocationPlan(planHash: "\\u0000") { planHash } }' });
    expect(JSON.parse(plan.text)).toMatchObject({ data: { allocationPlan: null } });
    const query = '{ whyNotAssigned(resourceCn: "zz", week: "2025-W19") { __typename } }';
    expect((await post({ query })).text).toContain('there is no resource ZZ');
  });
});

test('an empty operation name is none', async () => {
  const { status, text } = await post({ query: '{ __typename }', operationName: '' });
  expect([status, text]).toEqual([200, expect.stringContaining('"Query"')]);
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}&operationName=`;
  expect((await ask(path, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
});

test.each([
  ['no boundary', 'multipart/form-data', 'x'],
  ['nothing between the boundaries', 'multipart/form-data; boundary=x', '{}'],
  [
    'a file that is cut off',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\ncn,',
  ],
])('an upload with %s is the client’s mistake', async (_what, type, body) => {
  const answer = await ask('/api/v2/resources/bulk-import', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'BAD_FILE', errors: [{ path: 'file' }] });
});

test('a long value is not sent back whole', async () => {
  const body = JSON.stringify({
    tier_name: 'x'.repeat(100_000),
    capacity_percentage: 1,
    extra: Array(5_000).fill(1),
  });
  const { status, text } = await ask('/api/v2/capacity-tiers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(status).toBe(400);
  expect(text.length).toBeLessThan(3_000);
  const query =
    'mutation ($v: String!) { createResource(input: {cn: $v, primaryPlatform: $v, location: $v}) { userErrors { value } } }';
  expect((await post({ query, variables: { v: 'x'.repeat(100_000) } })).text.length).toBeLessThan(3_000);
});

describe('requests that a foreign page could make a browser send', () => {
  test('mutations by GET', async () => {
    const query = encodeURIComponent('mutation { recompute { userErrors { code } } }');
    expect((await ask(`/graphql?query=${query}`)).status).toBe(400);
    const preflighted = await ask(`/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(preflighted.status).toBe(405);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'query={__typename}'],
    ['text/plain', '{"query":"{__typename}"}'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--\r\n',
    ],
  ])('%s', async (type, body) => {
    const { status, text } = await post(body, { 'content-type': type });
    expect([400, 415]).toContain(status);
    expect(text).not.toContain('"data"');
  });

  test('no other origin may read answers, and browsers may not guess or frame them', async () => {
    const { headers } = await post({ query: '{ __typename }' }, { origin: 'https://elsewhere.example' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });
});

describe('bodies that are not what they should be', () => {
  test.each([
    ['half of a JSON text', '{"query":', 400],
    ['a list (no batching)', '[{"query":"{__typename}"},{"query":"{__typename}"}]', 400],
    ['null', 'null', 400],
    ['a number', '5', 400],
    ['an empty object', '{}', 400],
    ['a prototype', '{"query":"{__typename}","__proto__":{"a":1}}', 400],
    ['variables as a list', '{"query":"{__typename}","variables":[]}', 400],
    ['a query that is a number', '{"query":5}', 400],
  ])('%s', async (_name, body, expected) => {
    const { status, type, text } = await post(body);
    expect(status).toBe(expected);
    expect(type).toMatch(/json/);
    expect(text).not.toMatch(/\bat .*:\d+|<html/i);
  });

  test('another charset than UTF-8', async () => {
    const body = new Uint8Array(Buffer.from('{"query":"{__typename}"}', 'utf16le'));
    expect((await post(body, { 'content-type': 'application/json; charset=utf-16' })).status).toBe(415);
    expect(
      (await post('{"query":"{__typename}"}', { 'content-type': 'application/json; charset=latin1' })).status,
    ).toBe(415);
    expect(
      (await post('{"query":"{__typename}"}', { 'content-type': 'application/json; charset=UTF-8' })).status,
    ).toBe(200);
  });

  test.each(['/api/v2/resources', '/graphql'])('12 MB for %s', async (path) => {
    const body = `{"query": "${'x'.repeat(12_000_000)}"}`;
    const answer = await ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).catch(() => undefined);
    // The connection may be closed before all of it was taken.
    if (answer) {
      expect(answer.status).toBe(413);
      expect(answer.text).toContain(
        `The body has ${body.length} bytes; at most 10485760 are accepted","value":${body.length}`,
      );
    }
    expect((await ask('/livez')).status).toBe(200);
  });
});

test.each([
  '/graphiql/..%2f..%2f..%2f..%2fetc/passwd',
  '/graphiql/%2e%2e/%2e%2e/package.json',
  '/api/v2/docs/ui/..%2f..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/.git/config',
  '/%00',
  '/graphiql/%ZZ',
  '/api/v2/resources/%00',
  '/api/v2/resources/%ED%A0%80',
  `/api/v2/resources/${'a'.repeat(5_000)}`,
])('the path %s leads nowhere', async (path) => {
  const { status, type, text } = await ask(path);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(type).toContain('application/problem+json');
  expect(text).not.toMatch(/root:|"dependencies"|\[core\]/);
});

function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.on('close', () => resolve(received)).on('error', reject);
    socket.write(text);
  });
}

describe('what never became a request', () => {
  const GET = 'GET /livez HTTP/1.1\r\n';
  const END = 'connection: close\r\n\r\n';
  test.each([
    ['no HTTP at all', 'HELLO\r\n\r\n', 400, 'VALIDATION', '"HELLO" is not accepted'],
    ['TLS to a plain port', '\x16\x03\x01\r\n\r\n', 400, 'VALIDATION', 'expected an HTTP/1.1 request'],
    ['a space in a header name', `${GET}host: x\r\na b: c\r\n\r\n`, 400, 'VALIDATION', 'is not accepted'],
    ['two lengths', `${GET}host: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n`, 400, 'VALIDATION', ''],
    ['no Host', `${GET}${END}`, 400, 'VALIDATION', 'The header Host is missing'],
    ['two Hosts', `${GET}host: x\r\nhost: y\r\n${END}`, 400, 'VALIDATION', 'Host was sent 2 times'],
    [
      'two Authorizations',
      `${GET}host: 127.0.0.1\r\nauthorization: Bearer x\r\nAuthorization: Bearer y\r\n${END}`,
      400,
      'VALIDATION',
      'The header Authorization was sent 2 times',
    ],
    [
      '70 kB of headers',
      `${GET}host: x\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
      '65536',
    ],
    ['an address of 70 kB', `GET /${'y'.repeat(70_000)} HTTP/1.1\r\n\r\n`, 431, 'HEADERS_TOO_LARGE', '65536'],
    [
      'an odd expectation',
      `${GET}host: x\r\nexpect: miracles\r\n${END}`,
      417,
      'EXPECTATION_FAILED',
      'miracles',
    ],
  ])('%s is refused as a problem document', async (_what, text, status, code, detail) => {
    const [head = '', body = ''] = (await raw(text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json; charset=utf-8');
    expect(head.toLowerCase()).toContain('x-content-type-options: nosniff');
    const problem = JSON.parse(body) as { code: string; status: number; detail: string };
    expect(problem).toMatchObject({ code, status });
    expect(problem.detail).toContain(detail);
    expect((await ask('/livez')).status).toBe(200);
  });

  test('what is too slow to arrive', async () => {
    const slow = createServer({ headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 });
    slow.on(
      'clientError',
      answerBrokenRequest(() => PROBLEM_DOCUMENT),
    );
    await new Promise<void>((done) => void slow.listen(0, '127.0.0.1', done));
    const { port } = slow.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n');
    let received = '';
    for await (const chunk of socket) received += String(chunk);
    slow.close();
    expect(received).toMatch(/^HTTP\/1\.1 408 Too slow\r\n/);
    expect(JSON.parse(received.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });

  test('a client that hangs up is no failure', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await new Promise((done) => socket.once('connect', done));
    socket.write('GARB');
    socket.resetAndDestroy();
    expect((await ask('/livez')).status).toBe(200);
  });
});

test('half-open connections and slow bodies keep nobody else waiting', async () => {
  const { hostname, port } = new URL(server.url);
  const sockets = Array.from({ length: 50 }, (_, i) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      i % 2 === 0
        ? 'GET /livez HTTP/1.1\r\nhost: x\r\n'
        : 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"q',
    );
    return socket;
  });
  const started = performance.now();
  expect((await post({ query: '{ capacityTiers { id } }' })).status).toBe(200);
  expect(performance.now() - started).toBeLessThan(2_000);
  for (const socket of sockets) socket.destroy();
});

test('what is slow to arrive is cut off: headers after a minute, bodies after two', () => {
  expect(server.http.server.requestTimeout).toBe(120_000);
  expect(server.http.server.headersTimeout).toBeLessThanOrEqual(60_000);
});
