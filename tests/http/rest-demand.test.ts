import { insertReport } from '../support/factories/demand';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
const LOB = 'Amisys Medicaid DOMESTIC';
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  await insertReport(server.database, {
    demands: [{ mainLob: LOB, state: 'FL', caseType: 'Claims', targetCph: '12' }],
  });
});
afterAll(() => server.close());

test('a forecast is set, listed and guarded by its version', async () => {
  const key = { main_lob: LOB, state: 'FL', case_type: 'Claims', forecast_month: 'May', forecast_year: 2025 };
  const set = await rest.post('/forecasts', { ...key, forecast: 1500 });
  expect(set.status).toBe(200);
  expect(set.body).toMatchObject({
    forecast: 1500,
    report_month: 'April',
    report_year: 2025,
    forecast_month_index: 1,
    month_start: '2025-05-01',
    platform: 'Amisys',
    locality: 'Domestic',
    version: 2,
  });
  const stale = await rest.post('/forecasts', { ...key, forecast: 1600, version: 1 });
  expect(stale.status).toBe(409);
  const list = await rest.get('/forecasts?month=May-25&main_lob=amisys medicaid domestic');
  expect(list.body.data).toEqual([set.body]);
  expect((await rest.get('/forecasts?report_month=April&report_year=2025')).body.pagination.total).toBe(6);
});

test('a target CPH is set and listed', async () => {
  const { status, body } = await rest.post('/target-cph', {
    main_lob: LOB,
    case_type: 'claims',
    target_cph: 12.5,
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ main_lob: LOB, case_type: 'Claims', target_cph: 12.5, skipped_closed: [] });
  expect((await rest.get('/target-cph')).body.data).toHaveLength(1);
  // The six rows of the live report follow.
  const { body: rows } = await rest.get('/forecasts');
  expect(new Set(rows.data.map((row: { target_cph: number }) => row.target_cph))).toEqual(new Set([12.5]));
});

test('a negative CPH is refused', async () => {
  const { status, body } = await rest.post('/target-cph', {
    main_lob: LOB,
    case_type: 'Claims',
    target_cph: -1,
  });
  expect(status).toBe(400);
  expect(body.errors[0].path).toBe('target_cph');
});
