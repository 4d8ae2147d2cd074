import { generateInstance } from '../support/allocation/instance.generator';
import { insertInstance } from '../support/factories/allocation';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;

beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  await insertInstance(server.database, generateInstance('XS'));
});
afterAll(() => server.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read freely and asserted on
type Free = any;

const preview = (args: string, fields = 'plan { planHash }') =>
  server.graphql<Free>(
    `mutation { previewAllocation(${args}) { ${fields} jobId userErrors { path message code value } } }`,
  );

test('a preview is a mutation, its plan is read by a query, page by page', async () => {
  const { data } = await preview('waitSeconds: 300');
  const { planHash } = data.previewAllocation.plan;
  expect(data.previewAllocation).toMatchObject({ jobId: null, userErrors: [] });
  const page = async (args: string) => {
    const answer = await server.graphql<Free>(
      `{ allocationPlan(planHash: "${planHash}") { demands(${args}) { totalCount
         edges { cursor node { mainLob state caseType month } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
    );
    return answer.data.allocationPlan.demands;
  };
  const first = await page('first: 200');
  expect([first.totalCount, first.edges.length, first.pageInfo.hasNextPage]).toEqual([240, 200, true]);
  const second = await page(`first: 200, after: "${first.pageInfo.endCursor}"`);
  expect([second.edges.length, second.pageInfo.hasNextPage, second.pageInfo.hasPreviousPage]).toEqual([
    40,
    false,
    true,
  ]);
  const keys = [...first.edges, ...second.edges].map(({ node }: Free) => Object.values(node).join('|'));
  expect(new Set(keys).size).toBe(240);
  expect((await page('first: 0')).totalCount).toBe(240);
  expect((await page('offset: 235')).edges).toHaveLength(5);
});

test('a kept plan says which change set executed it, until that is taken back', async () => {
  const { data } = await preview('waitSeconds: 300');
  const { planHash } = data.previewAllocation.plan;
  const executedBy = async () => {
    const answer = await server.graphql<Free>(`{ allocationPlan(planHash: "${planHash}") { executedBy } }`);
    return answer.data.allocationPlan.executedBy;
  };
  const revert = async (id: string): Promise<string> => {
    const answer = await server.graphql<Free>(
      `mutation { revertChangeSet(id: "${id}") { changeSet { id } userErrors { message } } }`,
    );
    expect(answer.data.revertChangeSet.userErrors).toEqual([]);
    return answer.data.revertChangeSet.changeSet.id;
  };
  const execute = async (): Promise<string> => {
    const answer = await server.graphql<Free>(
      `mutation { executeAllocation(input: { planHash: "${planHash}" }, waitSeconds: 300) { changeSetId userErrors { message } } }`,
    );
    expect(answer.data.executeAllocation.userErrors).toEqual([]);
    return answer.data.executeAllocation.changeSetId;
  };
  expect(await executedBy()).toBeNull();
  const first = await execute();
  expect(await executedBy()).toBe(first);
  const takenBack = await revert(first);
  expect(await executedBy()).toBeNull();
  const again = await revert(takenBack);
  expect(await executedBy()).toBe(first);
  await revert(again);
  expect(await executedBy()).toBeNull();
});

test('a kept plan names what has changed since it was made, until it is as it was', async () => {
  const { data } = await preview('waitSeconds: 300');
  const { planHash } = data.previewAllocation.plan;
  const staleParts = async () => {
    const answer = await server.graphql<Free>(`{ allocationPlan(planHash: "${planHash}") { staleParts } }`);
    return answer.data.allocationPlan.staleParts;
  };
  const change = async (mutation: string) => {
    const answer = await server.graphql<Free>(`mutation { change: ${mutation} { userErrors { message } } }`);
    expect(answer.data.change.userErrors).toEqual([]);
  };
  expect(await staleParts()).toEqual([]);
  await change('closeMonth(month: "2025-06")');
  expect(await staleParts()).toEqual(['closed_months']);
  const refused = await server.graphql<Free>(
    `mutation { executeAllocation(input: { planHash: "${planHash}" }) { staleParts } }`,
  );
  expect(refused.data.executeAllocation.staleParts).toEqual(['closed_months']);
  await change('reopenMonth(month: "2025-06")');
  expect(await staleParts()).toEqual([]);
});

test.each(['moves', 'idle'])('%s carry the person, all of a page read together', async (list) => {
  const { data } = await preview('waitSeconds: 300');
  const { planHash } = data.previewAllocation.plan;
  const people = async (first: number) => {
    const answer = await server.graphql<Free>(
      `{ allocationPlan(planHash: "${planHash}") { ${list}(first: ${first}) { nodes { cn resource { cn } } } } }`,
    );
    return { nodes: answer.data.allocationPlan[list].nodes, statements: answer.extensions?.['statements'] };
  };
  const [few, many] = [await people(1), await people(30)];
  expect(many.nodes.length).toBeGreaterThan(1);
  for (const { cn, resource } of many.nodes) expect(resource.cn).toBe(cn);
  expect(many.statements).toBe(few.statements);
});

test.each(['-1', '301', '2147483647'])('waitSeconds: %s is refused with the value', async (value) => {
  for (const field of ['previewAllocation', 'executeAllocation', 'rebalanceAllocation']) {
    const { data } = await server.graphql<Free>(
      `mutation { ${field}(waitSeconds: ${value}) { userErrors { path message code value } } }`,
    );
    expect(data[field].userErrors).toEqual([
      expect.objectContaining({ code: 'VALIDATION', value: Number(value) }),
    ]);
    expect(data[field].userErrors[0].message).toContain('a whole number of seconds from 0 to 300');
  }
});

test.each(['1e999', '2.5', '99999999999'])(
  'waitSeconds: %s is no whole number and never INTERNAL',
  async (value) => {
    const { errors } = await server.graphql<Free>(
      `mutation { executeAllocation(waitSeconds: ${value}) { jobId } }`,
    );
    expect(errors?.[0]?.message).toMatch(/Int cannot represent/);
    expect(JSON.stringify(errors)).not.toContain('INTERNAL');
  },
);

test('a deadline is whole seconds', async () => {
  const { data } = await preview('options: { deadlineSeconds: 3601 }');
  expect(data.previewAllocation.userErrors).toEqual([
    {
      path: expect.anything(),
      message: '3601 is not accepted; expected a whole number from 0 to 3600',
      code: 'VALIDATION',
      value: 3601,
    },
  ]);
});

test.each([
  ['limit=99999', 'limit', '99999'],
  ['limit=-1', 'limit', '-1'],
  ['limit=1e999', 'limit', '1e999'],
  ['offset=9999999999', 'offset', '9999999999'],
  ['deadline_s=99999', 'deadline_s', '99999'],
  ['deadline_s=1e999', 'deadline_s', '1e999'],
  ['fairness=1e999', 'fairness', '1e999'],
  ['wait_s=1e999', 'wait_s', '1e999'],
])('GET /allocation/preview?%s answers 400 and names the value', async (query, path, value) => {
  const { status, body } = await rest.get(`/allocation/preview?${query}`);
  expect([status, body.code, body.errors[0].path]).toEqual([400, 'VALIDATION', path]);
  expect(String(body.errors[0].value)).toBe(value);
});

test('over REST lists stay lists beside their counts, and a time keeps its short unit', async () => {
  const { body } = await rest.get('/allocation/preview?limit=3&deadline_s=300');
  expect([body.demand_count, body.demands.length, Array.isArray(body.moves)]).toEqual([240, 3, true]);
  expect(body.options).toMatchObject({ deadline_s: 300, from_week: '2025-W14' });
  const executed = await rest.post('/allocation/execute', { deadline_s: 300 });
  expect([executed.status, executed.body.options.deadline_s]).toEqual([200, 300]);
});

test('a preview that is cancelled while it reads says so, and not that the database is busy', async () => {
  for (const delayMs of [0, 20, 60, 150]) {
    await server.database.query('TRUNCATE allocation_plan');
    const answer = rest.get('/allocation/preview?limit=1');
    let id: string | undefined;
    while (id === undefined) {
      const [row] = await server.database.query<{ id: string }>(
        "SELECT id::text FROM job WHERE status = 'running'",
      );
      id = row?.id;
    }
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await rest.delete(`/jobs/${id}`);
    const { status, body } = await answer;
    if (status === 200) continue; // it was faster
    expect([status, body.code, body.detail]).toEqual([409, 'CONFLICT', 'The job was cancelled']);
  }
});
