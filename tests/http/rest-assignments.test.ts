import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
const LOB = 'Amisys Medicaid DOMESTIC';

beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  // Every week: 5 days × 9 hours × 0.9 = 40.5 hours.
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [{ mainLob: LOB, state: 'FL', caseType: 'Claims', targetCph: '12.5' }],
  });
  for (const cn of ['AA000001', 'AA000002', 'AA000003']) {
    await rest.post('/resources', {
      cn,
      primary_platform: 'Amisys',
      location: 'Domestic',
      state_list: 'FL',
      skills: 'Claims',
    });
  }
});
afterAll(() => server.close());

const request = (cn: string, week: number, more: object = {}) => ({
  resource_cn: cn,
  year: 2025,
  week_number: week,
  main_lob: LOB,
  state: 'fl',
  case_type: 'claims',
  ...more,
});

test('a person is assigned, changed in one week and deallocated', async () => {
  const created = await rest.post('/assignments', request('AA000001', 18));
  expect(created.status).toBe(201);
  const path = `/assignments/${created.body.id}`;
  expect(created.headers.get('location')).toBe(`/api/v2${path}`);
  // 1 × 40.5 × 12.5 = 506.25, the vector of the product.
  expect(created.body).toMatchObject({
    resource_cn: 'AA000001',
    week: '2025-W18',
    demand_main_lob: LOB,
    demand_state: 'FL',
    demand_case_type: 'Claims',
    production_percentage: 1,
    weekly_capacity: 506.25,
    assignment_type: 'manual',
    report_month: 'April',
    report_year: 2025,
    forecast_month_index: 1,
    assigned_by: 'local',
    is_active: true,
    version: 1,
  });
  expect((await rest.get(path)).body).toEqual(created.body);

  // 0.75 × 40.5 × 12.5 = 379.6875.
  const changed = await rest.put(path, {
    ...created.body,
    production_percentage: 0.75,
    capacity_tier_id: undefined,
  });
  expect(changed.body).toMatchObject({ production_percentage: 0.75, weekly_capacity: 379.6875, version: 2 });
  const forged = await rest.put(path, { weekly_capacity: 999, assigned_by: 'somebody' });
  expect(forged.status).toBe(400);
  expect(forged.body.errors.map(({ path: at }: { path: string }) => at)).toEqual([
    'weekly_capacity',
    'assigned_by',
  ]);

  const gone = await rest.delete(path);
  expect(gone.status).toBe(200);
  expect(gone.body).toMatchObject({ is_active: false, deallocated_by: 'local' });
  expect((await rest.post('/assignments', request('AA000001', 18))).status).toBe(201);
});

test.each([
  ['alone', {}],
  ['under a key, inside the transaction that keeps the answer', { 'idempotency-key': 'taken' }],
])('a double booking names the assignment that is there: %s', async (_, headers) => {
  await server.database.query(
    `DELETE FROM weekly_resource_assignment WHERE resource_cn = 'AA000002' AND week_number = 19`,
  );
  const first = await rest.post('/assignments', request('AA000002', 19));
  const second = await rest.post('/assignments', request('AA000002', 19), headers);
  expect(second.status).toBe(409);
  expect(second.body).toMatchObject({
    code: 'DOUBLE_BOOKING',
    existing: { id: first.body.id, resource_cn: 'AA000002', week_number: 19, demand_main_lob: LOB },
  });
});

test('assignments are listed by week and person, filters narrow', async () => {
  await rest.post('/assignments', request('AA000003', 21));
  await rest.post('/assignments', request('AA000001', 21));
  await rest.post('/assignments', request('AA000003', 20));
  const { body } = await rest.get('/assignments?week_number=20&week_number=21&year=2025&state=FL');
  expect(body.data.map((row: { week: string; resource_cn: string }) => [row.week, row.resource_cn])).toEqual([
    ['2025-W20', 'AA000003'],
    ['2025-W21', 'AA000001'],
    ['2025-W21', 'AA000003'],
  ]);
  expect(body.pagination).toEqual({ total: 3, limit: 50, offset: 0, count: 3, has_more: false });
  expect((await rest.get('/assignments?year=2025&state=TX')).body.pagination.total).toBe(0);
});

test('weeks and years that are none are refused, not answered with nothing', async () => {
  for (const [query, path, accepted] of [
    ['week_number=54', 'week_number', '1 to 53'],
    ['week_number=53&year=2025', 'week_number', '1 to 52'],
    ['year=1', 'year', '1900 to 2200'],
  ] as const) {
    const { status, body } = await rest.get(`/assignments?${query}`);
    expect([status, body.errors[0].path]).toEqual([400, path]);
    expect(body.detail).toContain(accepted);
  }
  // 2026 has a week 53.
  expect((await rest.get('/assignments?week_number=53&year=2025&year=2026')).status).toBe(200);
});

test('many people are assigned at once, or none of them', async () => {
  const rows = [request('AA000001', 30), request('AA000002', 30)];
  const dry = await rest.post('/assignments/bulk', { assignments: rows, dry_run: true });
  expect(dry.status).toBe(200);
  expect(dry.body).toMatchObject({ dry_run: true, counts: { created: 2, failed: 0 }, unknown_columns: [] });
  expect(Object.keys(dry.body as object)).toEqual([
    ...['dry_run', 'counts', 'rows', 'rows_truncated', 'warnings', 'unknown_columns', 'skipped_closed'],
  ]);
  expect((await rest.get('/assignments?week_number=30')).body.pagination.total).toBe(0);

  const wrong = await rest.post('/assignments/bulk', { assignments: [...rows, request('ZZ999999', 30)] });
  expect(wrong.status).toBe(400);
  expect((await rest.get('/assignments?week_number=30')).body.pagination.total).toBe(0);

  const done = await rest.post('/assignments/bulk', {
    assignments: [...rows, request('ZZ999999', 30)],
    on_error: 'skip',
    on_conflict: 'error',
  });
  expect(done.body.counts).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 0, failed: 1 });
  expect((await rest.get('/assignments?week_number=30')).body.pagination.total).toBe(2);
});

test('who may not serve a demand is refused with every reason', async () => {
  const { status, body } = await rest.post('/assignments', request('AA000002', 25, { week_number: 53 }));
  expect(status).toBe(400);
  expect(body.code).toBe('VALIDATION');
  await rest.post('/resources', { cn: 'BB000001', primary_platform: 'Facets', location: 'Domestic' });
  const refused = await rest.post('/assignments', request('BB000001', 25));
  expect(refused.status).toBe(400);
  expect(refused.body.code).toBe('INELIGIBLE');
  // Wrong platform, no such skill, state not listed.
  expect(refused.body.errors).toHaveLength(3);
});

test('wrong values come back as they were sent, row by row', async () => {
  const { status, body } = await rest.post('/assignments/bulk', {
    assignments: [
      request('AA000001', 40, { production_percentage: 1.01 }),
      request('AA000002', 40, { production_percentage: '2' }),
      request('AA000003', 40, { capacity_tier_id: 99 }),
    ],
  });
  expect(status).toBe(400);
  expect(body.errors.map(({ path, value }: { path: string; value: unknown }) => [path, value])).toEqual([
    ['assignments.0.production_percentage', 1.01],
    ['assignments.1.production_percentage', '2'],
    ['assignments.2.capacity_tier_id', 99],
  ]);
  expect(body.result.rows.map(({ value }: { value: unknown }) => value)).toEqual([1.01, '2', 99]);
});
