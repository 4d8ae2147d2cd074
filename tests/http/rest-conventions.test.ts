import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

const PROBLEM = 'application/problem+json; charset=utf-8';

test('an unknown query parameter is refused and the accepted ones are named', async () => {
  const { status, body } = await rest.get('/resources?platfrom=Amisys');
  expect(status).toBe(400);
  expect(body.errors).toEqual([
    {
      path: 'platfrom',
      message:
        'unknown query parameter; accepted are platform, location, active, state, skill, q, limit, offset',
      value: 'Amisys',
    },
  ]);
});

test('wrong kinds of values are refused with path and value', async () => {
  const { body } = await rest.get('/week-config?year=soon&limit=5000&offset=-1&work_type=Lunar');
  expect(body.errors).toEqual([
    { path: 'year', message: '"soon" is not accepted; expected a whole number', value: 'soon' },
    {
      path: 'work_type',
      message: '"Lunar" is not accepted; expected one of Domestic, Global',
      value: 'Lunar',
    },
    {
      path: 'limit',
      message: '"5000" is not accepted; expected a whole number from 1 to 1000',
      value: '5000',
    },
    {
      path: 'offset',
      message: '"-1" is not accepted; expected a whole number from 0 to 2147483647',
      value: '-1',
    },
  ]);
});

test('a parameter that stands once may not be repeated', async () => {
  const { body } = await rest.get('/resources?active=true&active=false');
  expect(body.errors[0]).toMatchObject({ path: 'active', value: ['true', 'false'] });
});

test('the key that Power BI adds to the address is no unknown parameter', async () => {
  expect((await rest.get('/capacity-tiers?api_key=secret')).status).toBe(200);
});

test.each([
  ['malformed JSON', '{bad', 'application/json', 400],
  ['another content type', 'tier_name=x', 'application/x-www-form-urlencoded', 415],
  ['plain text', '{}', 'text/plain', 415],
  ['a poisoned prototype', '{"__proto__": {"a": 1}}', 'application/json', 400],
  ['a list', '[]', 'application/json', 400],
  ['no body', '', 'application/json', 400],
  ['too large a body', `{"tier_name": "${'x'.repeat(11_000_000)}"}`, 'application/json', 413],
])('%s is answered as a problem document', async (_what, body, type, status) => {
  const answer = await rest.send('POST', '/capacity-tiers', body, { 'content-type': type });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe(PROBLEM);
  expect(answer.body).toMatchObject({ status });
  expect(answer.text).not.toMatch(/node_modules|at .*\.ts/);
});

test('a media type that is not accepted is named with those that are', async () => {
  const { body } = await rest.send('POST', '/capacity-tiers', '{}', { 'content-type': 'text/plain' });
  expect(body).toMatchObject({
    detail:
      'A body of the media type "text/plain" is not accepted; send application/json, or a file as multipart/form-data where one is imported',
    errors: [{ path: 'content-type', value: 'text/plain' }],
  });
});

test('a multipart body where JSON is expected is an unsupported media type', async () => {
  expect((await rest.upload('/capacity-tiers', 'x.csv', 'a')).status).toBe(415);
});

test('a method that a path does not have answers 405 with those it has', async () => {
  const answer = await rest.send('PATCH', '/capacity-tiers/1');
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, PUT, DELETE, HEAD, OPTIONS');
  expect(answer.headers.get('content-type')).toBe(PROBLEM);
  expect((await rest.send('GET', '/assignments/bulk')).status).toBe(405);
  expect((await rest.send('OPTIONS', '/resources')).status).toBe(204);
});

test.each(['/nothing', '/capacity-tiers/1/more', '/%zz', '/..%2f..%2fetc%2fpasswd'])(
  'there is nothing at %s, and the answer is JSON',
  async (path) => {
    const { status, headers, body } = await rest.get(path);
    expect([400, 404]).toContain(status);
    expect(headers.get('content-type')).toBe(PROBLEM);
    expect(body.status).toBe(status);
  },
);

test('characters that the database cannot keep are refused', async () => {
  expect((await rest.get('/resources?q=a%00b')).status).toBe(400);
  expect(
    (await rest.post('/capacity-tiers', '{"tier_name":"a\\u0000b","capacity_percentage":1}')).status,
  ).toBe(400);
  expect((await rest.post('/capacity-tiers', '{"tier_name":"\\ud800","capacity_percentage":1}')).status).toBe(
    400,
  );
});

test('answers carry a request id and headers that keep browsers from guessing', async () => {
  const { headers } = await rest.get('/capacity-tiers', { 'x-request-id': 'planner-run-0001' });
  expect(headers.get('x-request-id')).toBe('planner-run-0001');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('server')).toBeNull();
});

test('the description, its page and the page’s files come from this server', async () => {
  const description = await rest.get('/openapi.json');
  expect(description.body.openapi).toBe('3.1.0');
  const page = await fetch(`${server.url}/api/v2/docs/`);
  expect(await page.text()).toContain('swagger-ui-bundle.js');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const script = await fetch(`${server.url}/api/v2/docs/ui/swagger-ui-bundle.js`);
  expect(await script.text()).toContain('SwaggerUIBundle');
  expect((await fetch(`${server.url}/api/v2/docs/ui/package.json`)).status).toBe(404);
});

test('figures for operators name routes and the pool', async () => {
  await rest.get('/capacity-tiers');
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/api\/v2\/capacity-tiers",status="200"\} \d/,
  );
  expect(text).toContain('database_pool_connections{state="waiting"} 0');
  expect(text).toContain('process_resident_memory_bytes');
});

test('a page of another site may not write', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  const { status, body } = await rest.upload(
    '/holidays/bulk-import',
    'h.csv',
    'date,work_type,name',
    headers,
  );
  expect(status).toBe(403);
  expect(body.code).toBe('FORBIDDEN');
});
