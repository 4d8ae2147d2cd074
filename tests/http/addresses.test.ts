import { ROUTES } from '../../src/app/rest-routes';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers, redirect: 'manual' });

/** What differs from one request to the next. */
const still = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');

const READS = ROUTES.filter(({ method, job }) => method === 'GET' && job === undefined).map(({ path }) =>
  path.replace(':plan_hash', 'abc').replace(/:\w+/g, '1'),
);

test('every route answers the same with a slash at its end', async () => {
  expect(READS.length).toBeGreaterThan(40);
  for (const path of READS) {
    const [plain, slashed] = await Promise.all([get(`/api/v2${path}`), get(`/api/v2${path}/`)]);
    expect([path, slashed.status]).toEqual([path, plain.status]);
    if (path.endsWith('.xlsx')) continue;
    expect([path, still(await slashed.text())]).toEqual([path, still(await plain.text())]);
  }
}, 60_000);

test.each(['/livez/', '/readyz/', '/metrics/', '/api/v2/openapi.json/', '/api/v2/resources/?limit=1'])(
  '%s is found',
  async (path) => expect((await get(path)).status).toBe(200),
);

test('a write is found with a slash at its end, and what is not there is not', async () => {
  const body = JSON.stringify({ tier_name: 'Slashed', capacity_percentage: 0.4 });
  const headers = { 'content-type': 'application/json' };
  const posted = await fetch(`${server.url}/api/v2/capacity-tiers/`, { method: 'POST', headers, body });
  expect(posted.status).toBe(201);
  expect((await get('/api/v2/nothing/')).status).toBe(404);
  const graphql = await fetch(`${server.url}/graphql/`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(await graphql.json()).toMatchObject({ data: { __typename: 'Query' } });
});

test('/api/v2 names the version and every address that can be read', async () => {
  const index = (await (await get('/api/v2')).json()) as {
    links: Record<string, string>;
    resources: { href: string; templated: boolean; title: string }[];
  };
  expect(index.resources.map(({ href }) => href)).toContain('/api/v2/resources/{cn}');
  for (const href of Object.values(index.links))
    if (href.startsWith('/api') && !href.endsWith('events'))
      expect([href, (await get(href)).status]).toEqual([href, 200]);
  expect((await fetch(`${server.url}/api/v2`, { method: 'POST' })).status).toBe(405);
});

test('a browser that is pointed at /graphql gets the editor; programs get GraphQL', async () => {
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
  const page = await get('/graphql?query=%7Bx%7D&variables=%7B%7D', { accept });
  expect([page.status, page.headers.get('location')]).toEqual([
    302,
    '/graphiql/?query=%7Bx%7D&variables=%7B%7D',
  ]);
  expect((await get('/graphql', { accept })).headers.get('location')).toBe('/graphiql/');
  const preflight = { 'apollo-require-preflight': 'true', accept: 'application/json' };
  expect((await get('/graphql?query=%7B__typename%7D', preflight)).status).toBe(200);
});
