import { createApiKey, revokeApiKey } from '../../src/features/access';
import type { Role } from '../../src/platform/scope/actor';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
const keys: Record<string, string> = {};

async function makeKey(name: string, role: Role, lobs: string[] = [], expires?: Date): Promise<string> {
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs, expires }));
  return made.text;
}

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  for (const role of ['viewer', 'planner', 'admin'] as const) keys[role] = await makeKey(role, role);
});
afterAll(() => server.close());

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers });
const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

const NEW_TIER =
  'mutation { createCapacityTier(input: {tierName: "X", capacityPercentage: 0.6}) { tier { id } userErrors { code } } }';

it('lets only health and pages through without credentials', async () => {
  for (const path of ['/livez', '/readyz', '/auth']) expect((await get(path)).status).toBe(200);
  for (const path of [
    '/api/v2',
    '/api/v2/',
    '/api/v2/resources',
    '/api/v2/openapi.json',
    '/api/v2/nothing',
    '/metrics',
    '/graphql?query={__typename}',
  ]) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 401]);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  }
});

it('refuses a GraphQL request without credentials in GraphQL form', async () => {
  const answer = await ask('{ __typename }');
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

it('takes a key as Bearer, as Basic, and in the address of reports only', async () => {
  const key = keys['viewer'] as string;
  const [, id, secret] = /^hr_(\w{12})_(.*)$/.exec(key) ?? [];
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  expect((await get('/api/v2/resources', bearer(key))).status).toBe(200);
  expect((await get('/api/v2/resources', basic(`${id}:${secret}`))).status).toBe(200);
  expect((await get('/api/v2/resources', basic(`anybody:${key}`))).status).toBe(200);
  expect((await get(`/api/v2/reports/powerbi?api_key=${key}`)).status).toBe(200);
  expect((await get(`/api/v2/reports/powerbi/tiers?api_key=${key}&format=csv`)).status).toBe(200);
  expect((await get(`/api/v2/resources?api_key=${key}`)).status).toBe(401);
});

it('refuses wrong, expired and revoked keys with 401', async () => {
  const key = keys['viewer'] as string;
  const expiring = await makeKey('short', 'viewer', [], new Date(server.clock.now().getTime() + 1_000));
  expect((await get('/api/v2/resources', bearer(expiring))).status).toBe(200);
  server.clock.time = new Date(server.clock.now().getTime() + 2_000);
  expect((await get('/api/v2/resources', bearer(expiring))).status).toBe(401);
  const revoked = await makeKey('gone', 'viewer');
  await server.newScope().write({ action: 'key.revoke' }, (tx) => revokeApiKey(tx, revoked.slice(3, 15)));
  for (const wrong of [
    revoked,
    `${key.slice(0, -1)}!`,
    `hr_000000000000_${key.slice(16)}`,
    'x',
    'a'.repeat(8_000),
  ])
    expect((await get('/api/v2/resources', bearer(wrong))).status).toBe(401);
});

it('lets viewers read, planners plan and administrators administer', async () => {
  const status = async (query: string, role: string) =>
    (await ask(query, bearer(keys[role] as string))).status;
  expect(await status('{ capacityTiers { id } }', 'viewer')).toBe(200);
  expect(await status(NEW_TIER, 'viewer')).toBe(403);
  expect(await status(NEW_TIER, 'planner')).toBe(403);
  expect(await status(NEW_TIER, 'admin')).toBe(200);
  const viaRest = (role: string) =>
    fetch(`${server.url}/api/v2/capacity-tiers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(keys[role] as string) },
      body: JSON.stringify({ tier_name: 'Y', capacity_percentage: 0.61 }),
    });
  expect((await viaRest('planner')).status).toBe(403);
  expect((await viaRest('admin')).status).toBe(201);
});

it('records the name of the key as the actor', async () => {
  const rows = await server.database.query<{ actor: string }>(
    `SELECT actor FROM change_set WHERE action = 'tier.create' ORDER BY id`,
  );
  expect(rows.map(({ actor }) => actor)).toEqual(['admin', 'admin']);
});

it('exchanges a key for a session, which a write needs with the header of the page', async () => {
  const signedIn = await fetch(`${server.url}/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: keys['planner'] }),
  });
  expect(signedIn.status).toBe(204);
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] as string;
  expect(signedIn.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  expect((await get('/api/v2/resources', { cookie })).status).toBe(200);
  expect((await ask('{ __typename }', { cookie })).status).toBe(403);
  expect((await ask('{ __typename }', { cookie, 'x-headroom-request': '1' })).status).toBe(200);
  await fetch(`${server.url}/auth/session`, { method: 'DELETE', headers: { cookie } });
  expect((await get('/api/v2/resources', { cookie })).status).toBe(401);
});

it('keeps the secret out of the database and of the history', async () => {
  const [{ text }] = (await server.database.query<{ text: string }>(
    `SELECT (SELECT json_agg(k)::text FROM api_key k) || (SELECT json_agg(e)::text FROM change_set_entry e) AS text`,
  )) as [{ text: string }];
  for (const key of Object.values(keys)) expect(text).not.toContain(key.slice(16));
});

it('shows the history of keys to administrators only', async () => {
  type Entries = { totalCount: number; nodes: { entity: string }[] };
  const asked = async (role: Role, filter: string): Promise<{ action: string; entries: Entries }[]> => {
    const query = `{ history(first: 50${filter}) { nodes { action entries { totalCount nodes { entity } } } } }`;
    const answer = await ask(query, bearer(keys[role] as string));
    return ((await answer.json()) as { data: { history: { nodes: never[] } } }).data.history.nodes;
  };
  const created = async (role: Role): Promise<{ action: string; entries: Entries } | undefined> =>
    (await asked(role, ', filter: {actions: ["key.create"]}'))[0];
  expect((await created('admin'))?.entries).toEqual({ totalCount: 1, nodes: [{ entity: 'api_key' }] });
  for (const role of ['viewer', 'planner'] as const) {
    expect((await created(role))?.entries).toEqual({ totalCount: 0, nodes: [] });
    expect(await asked(role, ', filter: {entity: "api_key"}')).toEqual([]);
  }
  expect((await asked('admin', ', filter: {entity: "api_key"}')).length).toBeGreaterThan(2);
});
