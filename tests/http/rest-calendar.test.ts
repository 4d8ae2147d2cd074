import { startTestServer, type TestServer } from '../support/http';
import { MONTHS, WEEKDAYS } from '../support/months-of-2025';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

test('a year of weeks is generated from its months', async () => {
  for (const [index, month] of MONTHS.entries()) {
    const { status, body } = await rest.post('/month-config', {
      year: 2025,
      month,
      work_type: 'domestic',
      working_days: WEEKDAYS[index],
      work_hours: 9,
      occupancy: 0.95,
      shrinkage: 0.1,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ month, work_type: 'Domestic', shrinkage: 0.1, version: 1, stale_weeks: [] });
  }
  const list = await rest.get('/month-config?year=2025&month=May');
  expect(list.body.data[0]).toMatchObject({ month: 'May', month_start: '2025-05-01', working_days: 22 });

  const generated = await rest.post('/week-config/generate', { year: 2025, work_types: ['Domestic'] });
  expect(generated.status).toBe(200);
  expect(generated.body).toMatchObject({
    year: 2025,
    created: 52,
    updated: 0,
    discrepancies: [],
    skipped_closed: [],
  });
  const may = await rest.get('/week-config?year=2025&month=May&work_type=Domestic');
  expect(may.body.data.map((week: { week_number: number }) => week.week_number)).toEqual([
    18, 19, 20, 21, 22,
  ]);
});

test('a week is set, set again and listed', async () => {
  const week = {
    year: 2024,
    week_number: 1,
    work_type: 'Global',
    working_days: 4,
    work_hours: 8.5,
    occupancy: 0.95,
    shrinkage: 0.15,
  };
  const set = await rest.post('/week-config', week);
  expect(set.status).toBe(200);
  expect(set.body).toMatchObject({
    ...week,
    week_start_date: '2024-01-01',
    week_end_date: '2024-01-07',
    month: 'January',
    is_manual: true,
    version: 1,
  });
  const again = await rest.post('/week-config', { ...set.body, working_days: 5 });
  expect(again.body).toMatchObject({ id: set.body.id, working_days: 5, version: 2 });
  const other = await rest.post('/week-config', { ...again.body, id: 4711 });
  expect(other.status).toBe(400);
  // Its Thursday, 4 January 2024, lies in January: month and first day follow from that.
  for (const [wrong, path] of [
    [{ month: 'February', month_start: undefined }, 'month'],
    [{ month: undefined, month_start: '2024-02-01' }, 'month'],
    [{ month: 'February', month_start: '2024-01-01' }, 'month_start'],
    [{ month_start: '2024-01-02' }, 'month_start'],
  ] as const) {
    const { status, body } = await rest.post('/week-config', { ...again.body, ...wrong });
    expect([status, body.errors[0].path, body.errors[0].message]).toEqual([
      400,
      path,
      expect.stringMatching(/is not accepted; expected/),
    ]);
  }
  const { body } = await rest.get('/week-config?year=2024');
  expect(body.data).toEqual([again.body]);
});

test('a holiday is set and listed with the weeks it makes stale', async () => {
  const { status, body } = await rest.post('/holidays', {
    holiday_date: '2025-07-04',
    work_type: 'Domestic',
    name: 'Summer day',
  });
  expect(status).toBe(200);
  // 4 July 2025 is the Friday of week 27.
  expect(body.stale_weeks).toEqual([{ year: 2025, week_number: 27, work_type: 'Domestic' }]);
  const list = await rest.get('/holidays?year=2025&work_type=domestic');
  expect(list.body.data).toEqual([
    { id: body.id, holiday_date: '2025-07-04', work_type: 'Domestic', name: 'Summer day', version: 1 },
  ]);
});

test('week 53 of a short year and numbers out of range are refused, field by field', async () => {
  const { status, body } = await rest.post('/week-config', {
    year: 2025,
    week_number: 53,
    work_type: 'Domestic',
    working_days: 8,
    work_hours: 25,
    occupancy: 0,
    shrinkage: 1,
  });
  expect(status).toBe(400);
  const paths = body.errors.map(({ path }: { path: string }) => path);
  for (const path of ['working_days', 'work_hours', 'occupancy', 'shrinkage']) expect(paths).toContain(path);
  const short = await rest.post('/week-config', {
    year: 2025,
    week_number: 53,
    work_type: 'Domestic',
    working_days: 5,
    work_hours: 8,
    occupancy: 1,
    shrinkage: 0,
  });
  expect(short.status).toBe(400);
});
