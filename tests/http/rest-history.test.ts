import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [{ mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'Claims', targetCph: '12.5' }],
  });
});
afterAll(() => server.close());

test('a change is found in the history, read row by row and taken back', async () => {
  await rest.post('/resources', { cn: 'AA000001', primary_platform: 'Amisys', location: 'Domestic' });
  await rest.put('/resources/AA000001', { first_name: 'Ann' });
  const list = await rest.get('/history?action=resource.update&resource_cn=aa000001&entity=resource_v2');
  expect(list.body.pagination.total).toBe(1);
  const [{ id, actor }] = list.body.data as { id: number; actor: string }[] as [
    { id: number; actor: string },
  ];
  expect(actor).toBe('local');
  const whole = await rest.get(`/history/${id}`);
  expect(whole.body.entries).toMatchObject([
    { entity: 'resource_v2', before: { first_name: '' }, after: { first_name: 'Ann' } },
  ]);
  expect(whole.body.why_not_revertible).toEqual([]);
  const reverted = await rest.post(`/history/${id}/revert`, { note: 'a slip' });
  expect(reverted.body).toMatchObject({ reverts_change_set_id: id, note: 'a slip', other_rows: 1 });
  expect((await rest.get('/resources/AA000001')).body.first_name).toBe('');
  expect((await rest.get(`/history/${id}`)).body.why_not_revertible).toMatchObject([
    { code: 'REVERT_BLOCKED', message: expect.stringContaining('was reverted already') },
  ]);
  expect((await rest.post(`/history/${id}/revert`, {})).status).toBe(409);
  expect((await rest.get('/history/999999')).status).toBe(404);
  expect((await rest.get('/history?entity=resources')).status).toBe(400);
});

test('a month is closed, listed and reopened', async () => {
  const closed = await rest.post('/closed-months', { month: '2025-05', note: 'billed' });
  expect(closed.body).toMatchObject({ month_start: '2025-05-01', closed_by: 'local', note: 'billed' });
  expect((await rest.get('/closed-months')).body).toMatchObject({
    data: [{ month_start: '2025-05-01' }],
    pagination: { total: 1 },
  });
  expect((await rest.post('/closed-months', { month: '13/2025' })).status).toBe(400);
  expect((await rest.delete('/closed-months/2025-05')).status).toBe(200);
  expect((await rest.get('/closed-months')).body.pagination.total).toBe(0);
});
