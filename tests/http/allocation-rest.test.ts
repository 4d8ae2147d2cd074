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

beforeEach(() =>
  server.database.query(
    'TRUNCATE weekly_resource_assignment, monthly_capacity_summary, change_set_row, change_set_chunk, change_set, allocation_plan CASCADE',
  ),
);

const count = async (table: string) =>
  (await server.database.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`))[0]
    ?.count;

test('a preview shows the plan and writes no assignment', async () => {
  const { status, body } = await rest.get(
    '/allocation/preview?from_week=2025-W18&to_week=2025-W22&platform=Amisys',
  );
  expect(status).toBe(200);
  expect(body.plan_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(body.part_hashes).sort()).toEqual([
    'assignments',
    'closed_months',
    'forecasts',
    'options',
    'people',
    'tiers',
    'weeks',
  ]);
  expect(body).toMatchObject({ complete: true, kind: 'plan', curve: null, months: ['2025-05-01'] });
  expect(body.solve.gap_pct).toBeGreaterThanOrEqual(0);
  expect(body.solve.value).toBeLessThanOrEqual(body.solve.bound);
  // Few of the 60 people are on this platform in May: a small plan.
  const { bound, gap_pct, is_best } = body.solve.whole_weeks;
  expect(bound).toBeLessThanOrEqual(body.solve.bound);
  expect(bound).toBeGreaterThanOrEqual(body.solve.value);
  expect([gap_pct <= body.solve.gap_pct, typeof is_best]).toEqual([true, 'boolean']);
  expect(body.demands).toHaveLength(body.demand_count);
  expect(body.moves[0]).toMatchObject({ from: null, reason: expect.any(String), type: 'primary' });
  expect(body.demands[0].weekly[0].week).toMatch(/^2025-W\d\d$/);
  expect(await count('weekly_resource_assignment')).toBe(0);
  expect(await count('change_set')).toBe(0);
});

test('priorities are given one by one, as narrow as wanted', async () => {
  const [demand] = await server.database.query<{ lob: string; state: string; type: string }>(
    'SELECT main_lob AS lob, state AS state, case_type AS type FROM forecast ORDER BY id LIMIT 1',
  );
  const { lob = '', state = '', type = '' } = demand ?? {};
  const query = new URLSearchParams({ limit: '0' });
  for (const value of [`${lob}|2.5`, `${lob}|${state}|0.5`, ` ${lob} | | ${type} | 3 `])
    query.append('priority', value);
  const { status, body } = await rest.get(`/allocation/preview?${query.toString()}`);
  expect([status, body.detail]).toEqual([200, undefined]);
  expect(body.options.priorities).toEqual([
    { main_lob: lob, state: null, case_type: null, weight: 2.5 },
    { main_lob: lob, state, case_type: null, weight: 0.5 },
    { main_lob: lob, state: null, case_type: type, weight: 3 },
  ]);
  expect(body.options).toMatchObject({ fairness: 2, switch_cost: 5, bench: 'idle', max_changed_pct: null });
});

test.each([
  ['Amisys', 'priority', '"Amisys" is not accepted; expected main_lob|state|case_type|weight'],
  ['|2', 'priority', '"|2" is not accepted; expected main_lob|state|case_type|weight'],
  ['A|', 'priority', '"A|" is not accepted; expected main_lob|state|case_type|weight'],
  ['A|B|C|D|1', 'priority', '"A|B|C|D|1" is not accepted; expected main_lob|state|case_type|weight'],
  ['A|heavy', 'priority.weight', '"heavy" is not accepted; expected a number'],
  ['A|0', 'priority.0.weight', '"0" is not accepted; expected a number above 0, at most 1000000'],
])('the priority %j is refused', async (value, path, message) => {
  const { status, body } = await rest.get(`/allocation/preview?priority=${encodeURIComponent(value)}`);
  expect(status).toBe(400);
  expect(body.errors[0].path).toBe(path);
  expect(body.errors[0].message).toContain(message);
});

test('a kept plan is read page by page', async () => {
  const { body: plan } = await rest.get('/allocation/preview?limit=0');
  expect(plan.demands).toEqual([]);
  expect(plan.demand_count).toBe(240);
  const first = await rest.get(`/allocation/plans/${plan.plan_hash}?limit=150`);
  const second = await rest.get(`/allocation/plans/${plan.plan_hash}?limit=150&offset=150`);
  expect([first.body.demands.length, second.body.demands.length]).toEqual([150, 90]);
  const keys = [...first.body.demands, ...second.body.demands].map((row) =>
    [row.main_lob, row.state, row.case_type, row.month_start].join('|'),
  );
  expect(new Set(keys).size).toBe(240);
  expect((await rest.get('/allocation/plans/none')).status).toBe(404);
});

test('a previewed plan is executed by its hash, a second time it is stale', async () => {
  const { body: plan } = await rest.get('/allocation/preview');
  const done = await rest.post('/allocation/execute', { plan_hash: plan.plan_hash });
  expect(done.status).toBe(200);
  expect(done.body).toMatchObject({ plan_hash: plan.plan_hash, change_set_id: expect.any(Number) });
  expect(await count('weekly_resource_assignment')).toBe(plan.counts.created);
  const again = await rest.post('/allocation/execute', { plan_hash: plan.plan_hash });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ code: 'STALE_PLAN', stale_parts: ['assignments'] });
  expect(again.body.errors).toEqual([expect.objectContaining({ path: 'plan_hash', code: 'ASSIGNMENTS' })]);
  const unknown = await rest.post('/allocation/execute', { plan_hash: 'f'.repeat(64) });
  expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND']);
});

test('without a hash it plans and commits in one go; an idempotency key commits once', async () => {
  const headers = { 'idempotency-key': 'allocation-once' };
  const first = await rest.post('/allocation/execute', { bench: 'proportional' }, headers);
  expect(first.status).toBe(200);
  const again = await rest.post('/allocation/execute', { bench: 'proportional' }, headers);
  expect(again.text).toBe(first.text);
  expect(await count('change_set')).toBe(1);
});

test('a rebalance shows its curve and commits unless dry_run', async () => {
  await rest.post('/allocation/execute', {});
  await server.database.query('UPDATE forecast SET forecast = forecast * 3 / 2 WHERE id % 4 = 0');
  const dry = await rest.post('/allocation/rebalance', { dry_run: true, max_changed_pct: 3 });
  expect(dry.status).toBe(200);
  expect(dry.body).toMatchObject({ kind: 'rebalance', change_set_id: null });
  expect(dry.body.curve[dry.body.chosen].changed_pct).toBeLessThanOrEqual(3);
  const done = await rest.post('/allocation/rebalance', { max_changed_pct: 3 });
  expect(done.body.change_set_id).toBeGreaterThan(0);
  expect(done.body.plan_hash).toBe(dry.body.plan_hash);
});

test('what takes longer than wait_s answers 202; the job names the plan and shows what it is at', async () => {
  const started = await rest.get('/allocation/preview?wait_s=0');
  expect(started.status).toBe(202);
  const location = started.headers.get('location') ?? '';
  expect(location).toBe(`/api/v2/jobs/${String(started.body.job_id)}`);
  let job = await rest.get(location.replace('/api/v2', ''));
  for (let tries = 0; tries < 100 && job.body.status === 'running'; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    job = await rest.get(location.replace('/api/v2', ''));
  }
  expect(job.body).toMatchObject({ kind: 'allocation.preview', status: 'succeeded', percent: 100 });
  expect(job.body.result.plan_hash).toMatch(/^[0-9a-f]{64}$/);
});

test('wrong parameters are named with what is accepted', async () => {
  const unknown = await rest.get('/allocation/preview?from=2025-W18');
  expect(unknown.status).toBe(400);
  expect(unknown.body.detail).toContain('from_week');
  const wrong = await rest.get('/allocation/preview?bench=none&fairness=-1');
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors[0].path).toBe('bench');
});

test('more keyed executions at once than the pool has connections take turns', async () => {
  // Each holds a connection for its key; one that runs takes two more of the five.
  const answers = await Promise.all(
    Array.from({ length: 7 }, (_, i) =>
      rest.post('/allocation/execute', {}, { 'idempotency-key': `turn ${i}` }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(await count('change_set')).toBe(7);
}, 120_000);
