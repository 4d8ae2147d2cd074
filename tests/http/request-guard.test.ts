import { request as send } from 'node:http';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ HEADROOM_CORS_ORIGINS: 'https://dash.example' });
});
afterAll(() => server.close());

/** `fetch` sets Host and Origin itself; a plain request sends what it is told. */
function status(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const request = send({ hostname, port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const TIER = JSON.stringify({ tier_name: 'Guarded', capacity_percentage: 0.3 });
const json = { 'content-type': 'application/json' };

it.each([
  ['evil.example', 403],
  ['evil.example:4000', 403],
  ['localhost.evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['10.0.0.7', 403],
  ['user@127.0.0.1', 403],
  ['localhost', 200],
  ['127.0.0.1:4000', 200],
  ['[::1]:4000', 200],
  ['headroom.localhost', 200],
])('serves the host %s with %i', async (host, expected) => {
  expect(await status('GET', '/api/v2/capacity-tiers', { host })).toBe(expected);
  expect(await status('GET', '/livez', { host })).toBe(expected);
});

it.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'http://127.0.0.1:1' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
])('refuses a write of another site: %j', async (headers) => {
  expect(await status('POST', '/api/v2/capacity-tiers', { ...json, ...headers }, TIER)).toBe(403);
  const multipart = { 'content-type': 'multipart/form-data; boundary=x', ...headers };
  expect(await status('POST', '/api/v2/resources/bulk-import', multipart as never, '--x--')).toBe(403);
  const graphql = JSON.stringify({ query: '{ __typename }' });
  expect(await status('POST', '/graphql', { ...json, ...headers }, graphql)).toBe(403);
});

it('refuses a body whose type only begins like JSON', async () => {
  expect(await status('POST', '/api/v2/capacity-tiers', { 'content-type': 'application/jsonx' }, TIER)).toBe(
    415,
  );
});

it('takes a write of its own pages, of an allowed site, and of programs', async () => {
  const { host } = new URL(server.url);
  const query = JSON.stringify({ query: '{ __typename }' });
  for (const headers of [
    { origin: `http://${host}` },
    { origin: 'https://dash.example' },
    { 'sec-fetch-site': 'same-origin' },
    {},
  ])
    expect(await status('POST', '/graphql', { host, ...json, ...headers } as never, query)).toBe(200);
});

it('refuses to another site a read that does work', async () => {
  const headers = { origin: 'https://evil.example' };
  expect(await status('GET', '/api/v2/allocation/preview', headers)).toBe(403);
  expect(await status('GET', '/api/v2/events', headers)).toBe(403);
});

it('reads are not limited by origin', async () => {
  expect(await status('GET', '/api/v2/capacity-tiers', { origin: 'https://evil.example' })).toBe(200);
});
