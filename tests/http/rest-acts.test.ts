import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
const LOB = 'Amisys Medicaid DOMESTIC';
const CLAIMS = { main_lob: LOB, state: 'FL', case_type: 'Claims' };
const APPEALS = { main_lob: LOB, state: 'FL', case_type: 'Appeals' };

beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  // Every week: 5 days × 9 hours × 0.9 = 40.5 hours.
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: ['Claims', 'Appeals'].map((caseType) => ({
      mainLob: LOB,
      state: 'FL',
      caseType,
      targetCph: '12.5',
    })),
  });
  for (const cn of ['AA000001', 'AA000002', 'AA000003', 'AA000004', 'AA000005'])
    await rest.post('/resources', {
      cn,
      primary_platform: 'Amisys',
      location: 'Domestic',
      state_list: 'FL',
      skills: 'Claims,Appeals',
    });
});
afterAll(() => server.close());

const assignmentsOf = async (cn: string, more = '') =>
  (await rest.get(`/assignments?resource_cn=${cn}${more}`)).body.data as {
    id: number;
    week: string;
    demand_case_type: string;
    pinned: boolean;
    production_percentage: number;
  }[];

test('people are assigned, moved, pinned and freed over a range of weeks', async () => {
  const range = { resource_cns: ['AA000001'], from_week: '2025-W18', to_week: '2025-W20' };
  const assigned = await rest.post('/assignments/weeks/assign', { ...range, ...CLAIMS });
  expect([assigned.status, assigned.body.counts.created]).toEqual([200, 3]);
  const moved = await rest.post('/assignments/weeks/move', { ...range, ...APPEALS });
  expect(moved.body.counts).toMatchObject({ updated: 3 });
  await rest.post('/assignments/weeks/pin', { resource_cns: ['AA000001'], weeks: ['2025-W19'] });
  expect(
    (await assignmentsOf('AA000001')).map((row) => [row.week, row.demand_case_type, row.pinned]),
  ).toEqual([
    ['2025-W18', 'Appeals', false],
    ['2025-W19', 'Appeals', true],
    ['2025-W20', 'Appeals', false],
  ]);
  await rest.post('/assignments/weeks/pin', { ...range, pinned: false });
  expect((await assignmentsOf('AA000001')).map(({ pinned }) => pinned)).toEqual([false, false, false]);
  await rest.post('/assignments/weeks/free', { ...range, from_week: '2025-W19' });
  expect((await assignmentsOf('AA000001')).map(({ week }) => week)).toEqual(['2025-W18']);
});

test('people produce at another percentage in single weeks, and at their own again', async () => {
  const range = { resource_cns: ['AA000005'], from_week: '2025-W18', to_week: '2025-W19' };
  await rest.post('/assignments/weeks/assign', { ...range, ...CLAIMS });
  const path = '/assignments/weeks/production';
  const leave = await rest.post(path, { ...range, to_week: '2025-W18', production_percentage: 0.4 });
  expect([leave.status, leave.body.counts]).toMatchObject([200, { updated: 1 }]);
  const percentages = async () =>
    (await assignmentsOf('AA000005')).map(({ production_percentage: percentage }) => percentage);
  expect(await percentages()).toEqual([0.4, 1]);
  await rest.post('/resources/production', {
    resource_cns: ['AA000005'],
    production_percentage: 0.9,
    from_week: '2025-W18',
  });
  expect(await percentages()).toEqual([0.4, 0.9]);
  await rest.post(path, { ...range, production_percentage: null });
  expect(await percentages()).toEqual([0.9, 0.9]);
  const wrong = await rest.post(path, { ...range, production_percentage: 40 });
  expect([wrong.status, wrong.body.errors[0]]).toMatchObject([
    400,
    { path: 'production_percentage', value: 40 },
  ]);
});

test('what is wrong with an act over weeks is named as the body has it', async () => {
  const none = await rest.post('/assignments/weeks/assign', { ...CLAIMS, weeks: ['2025-W18'] });
  expect([none.status, none.body.errors]).toMatchObject([400, [{ path: 'resource_cns' }]]);
  const unknown = await rest.post('/assignments/weeks/free', { resource_cns: ['AA000001'], week: 3 });
  expect([unknown.status, unknown.body.errors[0].path]).toEqual([400, 'week']);
});

test('assignments are moved, pinned, unpinned and freed by their numbers', async () => {
  const range = { resource_cns: ['AA000002'], weeks: ['2025-W18', '2025-W19'] };
  await rest.post('/assignments/weeks/assign', { ...range, ...CLAIMS });
  const ids = (await assignmentsOf('AA000002')).map(({ id }) => id);
  const moved = await rest.post('/assignments/move', { ids, ...APPEALS });
  expect(moved.body.assignments.map((row: { demand_case_type: string }) => row.demand_case_type)).toEqual([
    'Appeals',
    'Appeals',
  ]);
  expect((await rest.post('/assignments/pin', { ids })).body.assignments).toMatchObject([
    { pinned: true },
    { pinned: true },
  ]);
  expect((await rest.post('/assignments/unpin', { ids })).body.assignments).toMatchObject([
    { pinned: false },
    { pinned: false },
  ]);
  expect((await rest.post('/assignments/free', { ids })).body).toMatchObject({ skipped_closed: [] });
  expect(await assignmentsOf('AA000002')).toEqual([]);
});

test('a week is copied to others', async () => {
  await rest.post('/assignments/weeks/assign', {
    resource_cns: ['AA000003'],
    weeks: ['2025-W18'],
    ...CLAIMS,
  });
  const { body } = await rest.post('/assignments/copy-week', {
    from_week: '2025-W18',
    to_weeks: ['2025-W21', '2025-W22'],
    filter: { resource_cns: ['AA000003'] },
  });
  expect(body.counts).toMatchObject({ created: 2 });
  expect((await assignmentsOf('AA000003')).map(({ week }) => week)).toEqual([
    '2025-W18',
    '2025-W21',
    '2025-W22',
  ]);
});

test('production and ramps are set from a week on', async () => {
  await rest.post('/assignments/weeks/assign', {
    resource_cns: ['AA000004'],
    from_week: '2025-W18',
    to_week: '2025-W21',
    ...CLAIMS,
  });
  const half = await rest.post('/resources/production', {
    resource_cns: ['AA000004'],
    production_percentage: 0.5,
    from_week: '2025-W20',
  });
  expect(half.body).toMatchObject({ from_week: '2025-W20', changed_assignments: 2, skipped_closed: [] });
  const percentages = async () => (await assignmentsOf('AA000004')).map((row) => row.production_percentage);
  expect(await percentages()).toEqual([1, 1, 0.5, 0.5]);
  const ramp = await rest.post('/resources/ramp', {
    resource_cns: ['AA000004'],
    from_week: '2025-W18',
    ramp: [{ percentage: 0.25, weeks: 2 }, { percentage: 0.75 }],
  });
  expect(ramp.status).toBe(200);
  expect(await percentages()).toEqual([0.25, 0.25, 0.75, 0.75]);
});

test('somebody who has left comes back', async () => {
  await rest.post('/resources', { cn: 'BB000001', primary_platform: 'Amisys', location: 'Domestic' });
  await rest.delete('/resources/BB000001');
  const { status, body } = await rest.post('/resources/BB000001/reactivate', {});
  expect([status, body.is_active]).toEqual([200, true]);
});
