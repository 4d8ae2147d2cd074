import { createApiKey } from '../../src/features/access';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer({
    HEADROOM_AUTH: 'keys',
    HEADROOM_METRICS_ADDRESSES: '127.0.0.0/8,::1',
    HEADROOM_ANSWERS_MB: '1',
  });
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name: 'reader', role: 'planner', lobs: [] }));
  key = made.text;
});
afterAll(() => server.close());

/** The value of one line of `/metrics`; 0 if it is not there. */
async function metric(line: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? 0);
}

async function graphql(query: string, authorization = `Bearer ${key}`): Promise<number> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
  await answer.text();
  return answer.status;
}

it('counts operations by name, others as ad hoc, with their outcome', async () => {
  expect(await graphql('query Mine { server { version } }')).toBe(200);
  await fetch(`${server.url}/api/v2/capacity-tiers`, { headers: { authorization: `Bearer ${key}` } });
  const counted = (operation: string, outcome: string): Promise<number> =>
    metric(
      `graphql_operation_duration_seconds_count{operation="${operation}",kind="query",outcome="${outcome}"}`,
    );
  expect(await counted('ad hoc', 'data')).toBe(1);
  expect(await counted('CapacityTiers', 'data')).toBe(1);
  expect(await graphql('query Mine { forecast(id: "no") { id } }')).toBe(200);
  expect(await counted('ad hoc', 'errors')).toBe(1);
});

it('counts statements, loader batches, lookups of kept answers', async () => {
  const before = await metric('database_statements_total');
  await graphql('{ capacityTiers { id } }');
  expect(await metric('database_statements_total')).toBeGreaterThan(before);
  const tree = '{ capacityTree { metrics { forecast } } }';
  await graphql(tree);
  await graphql(tree);
  expect(await metric('cache_lookups_total{cache="answers",outcome="hit"}')).toBe(1);
  expect(await metric('cache_lookups_total{cache="answers",outcome="miss"}')).toBeGreaterThan(0);
  const { length } =
    (await (await fetch(`${server.url}/metrics`)).text()).match(/^loader_batch_size_count/gm) ?? [];
  expect(length).toBeGreaterThan(0);
});

it('counts credentials by outcome', async () => {
  const refused = 'sign_ins_total{kind="bearer",outcome="refused"}';
  const before = await metric(refused);
  expect(await graphql('{ server { version } }', 'Bearer hr_000000000000_nonsense')).toBe(401);
  expect(await metric(refused)).toBe(before + 1);
  expect(await metric('sign_ins_total{kind="bearer",outcome="accepted"}')).toBeGreaterThan(0);
});

it('counts jobs by kind and end', async () => {
  const answer = await fetch(`${server.url}/api/v2/reports/recompute`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  });
  // A planner may not: no job came to be.
  expect(answer.status).toBe(403);
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).not.toMatch(/^job_duration_seconds_count\{kind="recompute/im);
});

it('needs a key from any other address', async () => {
  const other = await startTestServer({ HEADROOM_AUTH: 'keys' });
  expect((await fetch(`${other.url}/metrics`)).status).toBe(401);
  await other.close();
});
