import { createApiKey } from '../../src/features/access';
import type { Role } from '../../src/platform/scope/actor';
import { FL, GLOBAL, insertWorkedExample } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
const keys: Record<string, string> = {};

async function makeKey(name: string, role: Role, lobs: string[]): Promise<void> {
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs }));
  keys[name] = made.text;
}

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  await insertWorkedExample(server.database, () => server.newScope());
  await makeKey('all', 'admin', []);
  await makeKey('amisys', 'planner', ['amisys *']);
  await makeKey('facets', 'planner', ['Facets Commercial GLOBAL']);
  await makeKey('nothing', 'viewer', ['Xcelys *']);
});
afterAll(() => server.close());

async function rest(
  name: string,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; body: never }> {
  const headers = { authorization: `Bearer ${keys[name]}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/v2${path}`, { ...init, headers });
  return { status: answer.status, body: (await answer.json()) as never };
}

async function graphql<T>(name: string, query: string): Promise<T> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys[name]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as { data: T; errors?: unknown[] };
  expect(body.errors).toBeUndefined();
  return body.data;
}

interface Rows {
  data: { cn?: string; main_lob?: string; demand_main_lob?: string }[];
  pagination: { total: number };
}

const TREE = `{ capacityTree { metrics { forecast capacity fteCount } lobs { name metrics { forecast capacity fteCount } } } }`;
interface Tree {
  capacityTree: {
    metrics: { forecast: number; capacity: number; fteCount: number };
    lobs: { name: string }[];
  };
}

it('sums the tree of a scope as if the other LOBs did not exist', async () => {
  const [all, amisys, facets] = await Promise.all(
    ['all', 'amisys', 'facets'].map((name) => graphql<Tree>(name, TREE)),
  );
  expect(all?.capacityTree.metrics.forecast).toBe(5040);
  expect(amisys?.capacityTree.metrics.forecast).toBe(5000);
  expect(facets?.capacityTree.metrics.forecast).toBe(40);
  expect(amisys?.capacityTree.lobs.map(({ name }) => name)).toEqual([FL.mainLob]);
  expect(facets?.capacityTree.lobs.map(({ name }) => name)).toEqual([GLOBAL.mainLob]);
  // AA1, AA2 and AA3 work on FL in May, AA3 also on the other LOB.
  expect([all, amisys, facets].map((tree) => tree?.capacityTree.metrics.fteCount)).toEqual([3, 3, 1]);
});

it('answers empty where the scope matches nothing', async () => {
  expect((await graphql<Tree>('nothing', TREE)).capacityTree.metrics.forecast).toBe(0);
  const { status, body } = await rest('nothing', '/resources');
  expect([status, (body as Rows).pagination.total]).toEqual([200, 0]);
});

it('lists people and assignments of the scope only', async () => {
  const people = (await rest('facets', '/resources')).body as Rows;
  expect(people.data.map(({ cn }) => cn)).toEqual(['AA3']);
  const assignments = (await rest('facets', '/assignments')).body as Rows;
  expect(new Set(assignments.data.map(({ demand_main_lob }) => demand_main_lob))).toEqual(
    new Set([GLOBAL.mainLob]),
  );
  expect(assignments.pagination.total).toBe(2);
});

it('adds the monthly summaries of the scopes up to the whole', async () => {
  const total = async (name: string): Promise<number> => {
    const { body } = await rest(name, '/reports/powerbi/monthly-summary');
    return (body as { rows: [string, string, string, string, number][] }).rows.reduce(
      (sum, row) => sum + row[4],
      0,
    );
  };
  const [all, amisys, facets] = await Promise.all(['all', 'amisys', 'facets'].map(total));
  expect(all).toBe((amisys ?? 0) + (facets ?? 0));
  expect(facets).toBe(90);
});

it('writes inside the scope, and finds nothing outside of it', async () => {
  const rows = (
    (await rest('all', '/assignments?main_lob=Amisys%20Medicaid%20DOMESTIC')).body as {
      data: { id: number }[];
    }
  ).data;
  const id = rows[0]?.id;
  const change = { method: 'PUT', body: JSON.stringify({ production_percentage: 0.5 }) };
  expect((await rest('facets', `/assignments/${id}`, change)).status).toBe(404);
  expect((await rest('amisys', `/assignments/${id}`, change)).status).toBe(200);
});

it('refuses to a scoped planner what all LOBs share', async () => {
  const { status, body } = await rest('amisys', '/holidays', {
    method: 'POST',
    body: JSON.stringify({ holiday_date: '2025-05-26', work_type: 'Domestic', name: 'Memorial Day' }),
  });
  expect(status).toBe(403);
  expect((body as { detail: string }).detail).toContain('share');
});

it('shows the history of the scope only', async () => {
  const history = `{ history(first: 50) { nodes { action entries(first: 50) { nodes { entity } } } } }`;
  const data = await graphql<{ history: { nodes: { action: string }[] } }>('facets', history);
  expect(data.history.nodes.map(({ action }) => action)).not.toContain('assignment.update');
});
