import { createApiKey } from '../../src/features/access';
import { projectRoot } from '../../src/platform/config/project-root';
import { loadManifest } from '../../src/platform/persisted/manifest';
import { ROLES, type Role } from '../../src/platform/scope/actor';
import { startTestServer, type TestServer } from '../support/http';

const INTROSPECTION = '{ __schema { queryType { name } } }';
let server: TestServer;
const keys = new Map<Role, string>();

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys', HEADROOM_PERSISTED: 'only' });
  for (const role of ROLES) {
    const key = { name: role, role, lobs: [] };
    const made = await server.newScope().write({ action: 'key.create' }, (tx) => createApiKey(tx, key));
    keys.set(role, made.text);
  }
});
afterAll(() => server.close());

async function post(role: Role, body: object): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.get(role)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}

it.each(['viewer', 'planner'] as const)('a %s sends stored operations only', async (role) => {
  for (const query of ['{ capacityTiers { id } }', INTROSPECTION]) {
    const { status, text } = await post(role, { query });
    expect([status, text]).toEqual([403, expect.stringContaining('PERSISTED_OPERATIONS_ONLY')]);
    const url = `${server.url}/graphql?query=${encodeURIComponent(query)}`;
    expect((await fetch(url, { headers: { authorization: `Bearer ${keys.get(role)}` } })).status).toBe(403);
  }
});

it('an administrator may also ask what no stored operation asks, and read the schema', async () => {
  for (const query of ['{ capacityTiers { id } }', INTROSPECTION])
    expect(await post('admin', { query })).toMatchObject({ status: 200 });
});

it('says that it runs stored operations only', async () => {
  const { text } = await post('admin', { query: '{ server { features } }' });
  expect(JSON.parse(text)).toMatchObject({
    data: { server: { features: ['LIVE_EVENTS', 'PERSISTED_ONLY'] } },
  });
});

it('errors suggest names of the schema to those who may read it', async () => {
  const stored = loadManifest(projectRoot()).byName.get('Holidays');
  const wrong = { query: stored?.body, variables: { filter: { workTypes: ['DOMESTICC'] } } };
  const [viewer, admin] = await Promise.all([post('viewer', wrong), post('admin', wrong)]);
  expect(admin.text).toContain('Did you mean');
  expect(viewer.text).toContain('DOMESTICC');
  expect(viewer.text).not.toContain('Did you mean');
});
