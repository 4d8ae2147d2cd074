import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
const LOB = 'Amisys Medicaid DOMESTIC';
const DEMAND = `main_lob=${encodeURIComponent(LOB)}&state=FL&case_type=Claims`;

beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  // Every week: 5 days × 9 hours × 0.9 = 40.5 hours.
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      {
        mainLob: LOB,
        state: 'FL',
        caseType: 'Claims',
        targetCph: '12.5',
        months: [9000, 9000, 9000, 9000, 9000, 9000],
      },
    ],
  });
  for (const cn of ['AA000001', 'AA000002'])
    await rest.post('/resources', {
      cn,
      primary_platform: 'Amisys',
      location: 'Domestic',
      state_list: 'FL',
      skills: 'Claims',
    });
  await rest.post('/assignments', {
    resource_cn: 'AA000001',
    week: '2025-W20',
    main_lob: LOB,
    state: 'FL',
    case_type: 'Claims',
  });
});
afterAll(() => server.close());

test('who is free, who could help, and why a demand is short or somebody idle', async () => {
  const free = await rest.get('/free-resources?week=2025-W20&skill=Claims');
  expect(free.body.data.map(({ cn }: { cn: string }) => cn)).toEqual(['AA000002']);
  const candidates = await rest.get(`/demands/candidates?${DEMAND}&week=2025-W20`);
  // 1 × 40.5 × 12.5.
  expect(candidates.body).toMatchObject({
    data: [{ cn: 'AA000002', free_weeks: ['2025-W20'], capacity: 506.25, resource: { cn: 'AA000002' } }],
    pagination: { total: 1 },
  });
  const short = await rest.get(`/demands/why-short?${DEMAND}&month=2025-05`);
  // Too few people could do it, but those that there are have not been planned either.
  expect([short.status, short.body]).toMatchObject([200, { reason: 'NOT_PLANNED' }]);
  expect(short.body.cases_planned).toBeGreaterThan(500);
  expect(short.body.shortfall).toBeGreaterThan(0);
  const idle = await rest.get('/resources/AA000002/why-not-assigned?week=2025-W20');
  expect([idle.status, idle.body.best_demand.case_type]).toEqual([200, 'Claims']);
});

test('a week or else a month', async () => {
  const both = await rest.get(`/demands/candidates?${DEMAND}&week=2025-W20&month=2025-05`);
  expect([both.status, both.text]).toEqual([400, expect.stringContaining('exactly one')]);
  const none = await rest.get(`/demands/candidates?${DEMAND}`);
  expect(none.status).toBe(400);
  const nothing = await rest.get('/free-resources');
  expect([nothing.status, nothing.body.detail]).toEqual([400, 'week: is missing; a value is required']);
  expect(nothing.body.errors).toMatchObject([{ path: 'week', code: 'MISSING_VALUE' }]);
});
