import { Client } from 'pg';
import { FL, GLOBAL, insertWorkedExample } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';
import { Callers } from '../support/keys';

let server: TestServer;
let callers: Callers;

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  callers = new Callers(server);
  await insertWorkedExample(server.database, () => server.newScope());
  await callers.add('all', 'admin', []);
  await callers.add('amisys', 'planner', ['amisys *']);
  await callers.add('facets', 'planner', ['Facets Commercial GLOBAL']);
  await callers.add('nothing', 'viewer', ['Xcelys *']);
});
afterAll(() => server.close());

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
    ['all', 'amisys', 'facets'].map((name) => callers.graphql<Tree>(name, TREE)),
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
  expect((await callers.graphql<Tree>('nothing', TREE)).capacityTree.metrics.forecast).toBe(0);
  const { status, body } = await callers.rest('nothing', '/resources');
  expect([status, (body as Rows).pagination.total]).toEqual([200, 0]);
});

it('lists people and assignments of the scope only', async () => {
  const people = (await callers.rest('facets', '/resources')).body as Rows;
  expect(people.data.map(({ cn }) => cn)).toEqual(['AA3']);
  const assignments = (await callers.rest('facets', '/assignments')).body as Rows;
  expect(new Set(assignments.data.map(({ demand_main_lob }) => demand_main_lob))).toEqual(
    new Set([GLOBAL.mainLob]),
  );
  expect(assignments.pagination.total).toBe(2);
});

it('adds the monthly summaries of the scopes up to the whole', async () => {
  const total = async (name: string): Promise<number> => {
    const { body } = await callers.rest(name, '/reports/powerbi/monthly-summary');
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
    (await callers.rest('all', '/assignments?main_lob=Amisys%20Medicaid%20DOMESTIC')).body as {
      data: { id: number }[];
    }
  ).data;
  const id = rows[0]?.id;
  const change = { method: 'PUT', body: JSON.stringify({ production_percentage: 0.5 }) };
  expect((await callers.rest('facets', `/assignments/${id}`, change)).status).toBe(404);
  expect((await callers.rest('amisys', `/assignments/${id}`, change)).status).toBe(200);
});

it('refuses to a scoped planner what all LOBs share', async () => {
  const { status, body } = await callers.rest('amisys', '/holidays', {
    method: 'POST',
    body: JSON.stringify({ holiday_date: '2025-05-26', work_type: 'Domestic', name: 'Memorial Day' }),
  });
  expect(status).toBe(403);
  expect((body as { detail: string }).detail).toContain('share');
});

it('shows the history of the scope only', async () => {
  const history = `{ history(first: 50) { nodes { action entries(first: 50) { nodes { entity } } } } }`;
  const data = await callers.graphql<{ history: { nodes: { action: string }[] } }>('facets', history);
  expect(data.history.nodes.map(({ action }) => action)).not.toContain('assignment.update');
});

it('shows nothing of keys in the history of a scope, not by PostgreSQL either', async () => {
  const query = `{ history(first: 50) { nodes { action entries(first: 50) { nodes { entity after } } } } }`;
  const text = JSON.stringify(await callers.graphql('facets', query));
  expect(text).not.toContain('api_key');
  expect(text).not.toContain('key.create');
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`SELECT set_config('role', 'headroom_scoped', true),
    set_config('headroom.lobs', '${FL.mainLob}', true), set_config('headroom.actor', 'amisys', true)`);
  const { rows } = await client.query<{ entity: string }>('SELECT DISTINCT entity FROM change_set_entry');
  await client.end();
  const entities = rows.map(({ entity }) => entity);
  expect(entities).toContain('weekly_resource_assignment');
  expect(entities).not.toContain('api_key');
});

describe('people who also work outside the scope', () => {
  const free = async (name: string, week: string): Promise<string[]> => {
    const query = `{ freeResources(week: "${week}") { nodes { cn } } }`;
    const data = await callers.graphql<{ freeResources: { nodes: { cn: string }[] } }>(name, query);
    return data.freeResources.nodes.map(({ cn }) => cn);
  };

  it('are not free in the weeks in which others have them', async () => {
    // AA3 works for the other LOB in W22, and is free in W19 for everybody.
    expect(await free('amisys', '2025-W19')).toContain('AA3');
    expect(await free('all', '2025-W22')).not.toContain('AA3');
    expect(await free('amisys', '2025-W22')).not.toContain('AA3');
    expect(await free('facets', '2025-W18')).not.toContain('AA3');
  });

  it('are listed as busy in those weeks, without for whom, and not found as free', async () => {
    const query = `{ resources(filter: { freeIn: "2025-W22" }) { nodes { cn } }
      resource(cn: "AA3") { busyElsewhere assignments { nodes { week } } } }`;
    type Answer = {
      resources: { nodes: { cn: string }[] };
      resource: { busyElsewhere: string[]; assignments: { nodes: { week: string }[] } };
    };
    const scoped = await callers.graphql<Answer>('amisys', query);
    expect(scoped.resources.nodes.map(({ cn }) => cn)).not.toContain('AA3');
    expect(scoped.resource.busyElsewhere).toEqual(['2025-W22', '2025-W23']);
    expect(scoped.resource.assignments.nodes).not.toContainEqual({ week: '2025-W22' });
    expect((await callers.graphql<Answer>('all', query)).resource.busyElsewhere).toEqual([]);
  });

  it('are no candidates there', async () => {
    const query = `{ candidates(demand: {mainLob: "${FL.mainLob}", state: "FL", caseType: "${FL.caseType}"},
      when: {month: "2025-05"}) { resource { cn } freeWeeks } }`;
    const data = await callers.graphql<{ candidates: { resource: { cn: string }; freeWeeks: string[] }[] }>(
      'amisys',
      query,
    );
    const found = data.candidates.find(({ resource }) => resource.cn === 'AA3');
    expect(found?.freeWeeks).toEqual(['2025-W19', '2025-W20', '2025-W21']);
  });

  it('are refused there, alone and in bulk, as taken', async () => {
    const week = {
      resource_cn: 'AA3',
      week: '2025-W22',
      main_lob: FL.mainLob,
      state: 'FL',
      case_type: FL.caseType,
    };
    const post = (path: string, content: object): ReturnType<Callers['rest']> =>
      callers.rest('amisys', path, { method: 'POST', body: JSON.stringify(content) });
    const alone = await post('/assignments', week);
    const busy = 'AA3 is busy in 2025-W22 for a line of business that you do not see';
    expect(alone).toMatchObject({ status: 409, body: { detail: expect.stringContaining(busy) as string } });
    for (const on_conflict of ['skip', 'replace', 'error']) {
      const bulk = await post('/assignments/bulk', { assignments: [week], on_conflict });
      expect(JSON.stringify(bulk.body)).toContain(busy);
      expect(bulk.status).toBeLessThan(500);
    }
    const range = `mutation { assignWeeks(range: {resourceCns: ["AA3"], fromWeek: "2025-W22", toWeek: "2025-W22"},
      to: {mainLob: "${FL.mainLob}", state: "FL", caseType: "${FL.caseType}"}) { userErrors { message } result { rows { message } } } }`;
    expect(JSON.stringify(await callers.graphql('amisys', range))).toContain(busy);
    const held = await server.database.query<{ lob: string }>(
      `SELECT demand_main_lob AS lob FROM weekly_resource_assignment WHERE resource_cn = 'AA3' AND week_number = 22 AND is_active`,
    );
    expect(held).toEqual([{ lob: GLOBAL.mainLob }]);
  });

  it('are planned only for the weeks that are left', async () => {
    const { status, body } = await callers.rest('amisys', '/allocation/execute', {
      method: 'POST',
      body: JSON.stringify({ from_week: '2025-W18' }),
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    const rows = await server.database.query<{ week: number; lob: string }>(
      `SELECT week_number AS week, demand_main_lob AS lob FROM weekly_resource_assignment
       WHERE resource_cn = 'AA3' AND is_active AND week_number BETWEEN 18 AND 26 ORDER BY week_number`,
    );
    expect(rows.filter(({ week }) => week === 22 || week === 23)).toEqual([
      { week: 22, lob: GLOBAL.mainLob },
      { week: 23, lob: GLOBAL.mainLob },
    ]);
    expect(rows.map(({ week }) => week)).toEqual(expect.arrayContaining([24, 25, 26]));
  });
});
