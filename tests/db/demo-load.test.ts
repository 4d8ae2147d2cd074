import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkData } from '../../src/checks/check-data';
import { DEMO_AS_OF } from '../../src/demo/demo-calendar';
import { DEMO_SEED, writeDemoFiles } from '../../src/demo/demo-files';
import { loadDemo, type DemoProgress } from '../../src/demo/load-demo';
import { expectedMonths } from '../support/demo-oracle';
import { DEMO } from '../support/demo-server';
import { openTestApp, type TestApp } from '../support/scope';

// Many imports: slow where the machine is shared.
jest.setTimeout(120_000);

let app: TestApp;
let dataDir: string;
beforeAll(async () => {
  app = await openTestApp(DEMO);
  dataDir = await mkdtemp(join(tmpdir(), 'headroom-demo-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
  await app.close();
});

const changeSets = () => app.database.query('SELECT count(*)::integer AS n FROM change_set');

test('the loaded demo obeys every rule', async () => {
  expect(await checkData(app.newScope().db)).toEqual([]);
});

test('every demand-month has the figures that the files alone give', async () => {
  const stored = await app.database.query<{ month: string; demand: string; people: number }>(
    `SELECT s.forecast_month AS month, lower(s.main_lob || ' | ' || s.state || ' | ' || s.case_type) AS demand,
       s.total_forecast AS forecast, s.total_fte_count AS people, trim_scale(s.total_capacity)::text AS capacity,
       trim_scale(s.total_fte_equivalent)::text AS equivalent, s.fte_required AS required,
       trim_scale(s.capacity_gap + s.total_forecast)::text AS gap_and_forecast
     FROM monthly_capacity_summary s WHERE NOT s.is_frozen ORDER BY s.forecast_month, 2`,
  );
  await writeDemoFiles(dataDir, { size: 'S', seed: DEMO_SEED, asOf: DEMO_AS_OF });
  const expected = (await expectedMonths(dataDir))
    .map((month) => ({
      ...month,
      forecast: Number(month.forecast),
      required: Number(month.required),
      gap_and_forecast: month.capacity,
    }))
    .sort((a, b) => (`${a.month} ${a.demand}` < `${b.month} ${b.demand}` ? -1 : 1));
  const sorted = (rows: typeof stored) =>
    [...rows].sort((a, b) => (`${a.month} ${a.demand}` < `${b.month} ${b.demand}` ? -1 : 1));
  expect(sorted(stored)).toEqual(expected.map((row) => expect.objectContaining(row)));
  // Seven months of 144 demands, and those that the April report dropped while people are on them.
  expect(stored.length).toBeGreaterThanOrEqual(7 * 144);
  expect(stored.filter(({ people }) => people > 0).length).toBeGreaterThan(300);
});

test('all assignments that the files ask for are there, and the first in the list carries no warning', async () => {
  const [first] = await app.database.query(
    `SELECT a.resource_cn AS cn, r.is_active AS active, r.location = f.locality AS at_home
     FROM weekly_resource_assignment a
     JOIN resource_v2 r ON r.cn = a.resource_cn
     JOIN forecast f ON f.report_year = a.report_year AND f.report_month = a.report_month
       AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
       AND f.state = a.demand_state AND f.case_type = a.demand_case_type
     WHERE a.is_active ORDER BY a.year, a.week_number, a.resource_cn LIMIT 1`,
  );
  expect(first).toMatchObject({ active: true, at_home: true });
});

test('newcomers have the steps of their ramps, which their weeks in the files say already', async () => {
  const [counts] = await app.database.query<{ rampers: number; steps: number }>(
    `SELECT count(DISTINCT s.resource_cn)::integer AS rampers, count(*)::integer AS steps FROM resource_production_step s`,
  );
  const { rampers = 0, steps = 0 } = counts ?? {};
  // One person in nine of 300 is a newcomer, each with at least three steps.
  expect(rampers).toBeGreaterThan(20);
  expect(steps).toBeGreaterThanOrEqual(3 * rampers);
  const [change] = await app.database.query(
    `SELECT count(*) FILTER (WHERE e.entity = 'resource_production_step')::integer AS steps,
       count(*) FILTER (WHERE e.entity = 'weekly_resource_assignment')::integer AS assignments
     FROM change_set c JOIN change_set_entry e ON e.change_set_id = c.id WHERE c.action = 'resource.applyRamp'`,
  );
  expect(change).toEqual({ steps, assignments: 0 });
  const differing = await app.database.query(
    `SELECT a.resource_cn FROM weekly_resource_assignment a
     JOIN LATERAL (SELECT s.production_percentage FROM resource_production_step s
       WHERE s.resource_cn = a.resource_cn AND (s.year, s.week_number) <= (a.year, a.week_number)
       ORDER BY s.year DESC, s.week_number DESC LIMIT 1) s ON s.production_percentage <> a.production_percentage
     WHERE a.is_active`,
  );
  expect(differing).toEqual([]);
});

test('loading it twice does nothing, whatever size is asked for', async () => {
  const before = await changeSets();
  const again = await loadDemo(() => app.newScope(), { size: 'L', dataDir });
  expect(again).toEqual({ loaded: false, size: 'S', asOf: '2025-04-28', warnings: [] });
  expect(await changeSets()).toEqual(before);
});

describe('another database', () => {
  let other: TestApp;
  beforeEach(async () => {
    other = await openTestApp();
  });
  afterEach(() => other.close());

  test('that holds data which is not the demo’s is refused and left alone', async () => {
    await other.database.query(
      `INSERT INTO holiday (holiday_date, work_type, name) VALUES ('2025-05-26', 'Domestic', 'x')`,
    );
    await expect(loadDemo(() => other.newScope(), { size: 'S', dataDir })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/holds data that is not the demo's \(holiday\)/),
    });
    expect(await other.database.query('SELECT count(*)::integer AS n FROM change_set')).toEqual([{ n: 0 }]);
  });

  test('in which loading was interrupted is completed to the same figures, each step reported as it begins', async () => {
    const otherDir = await mkdtemp(join(tmpdir(), 'headroom-demo-'));
    const news: DemoProgress[] = [];
    const interrupt = ({ name, stage }: DemoProgress): void => {
      if (name === 'forecast_April_2025.xlsx' && stage === 'done') throw new Error('interrupted');
    };
    const run = (heard: (progress: DemoProgress) => void = () => undefined) =>
      loadDemo(() => other.newScope(), {
        size: 'S',
        dataDir: otherDir,
        progress: (progress) => {
          news.push(progress);
          heard(progress);
        },
      });
    await expect(run(interrupt)).rejects.toThrow('interrupted');
    expect(await run()).toMatchObject({ loaded: true, size: 'S' });
    const steps = news.filter(({ stage }) => stage !== 'writing files');
    expect([...new Set(steps.map(({ name }) => name))]).toEqual([
      'month_configuration_2025.csv',
      'holidays_2025.csv',
      'weeks of 2025',
      'target_cph.csv',
      'forecast_March_2025.xlsx',
      'production_roster.xlsx',
      'fte_allocation_mapping_March_2025.csv',
      'forecast_April_2025.xlsx',
      'fte_allocation_mapping_April_2025.csv',
      'weekly_assignments_2025.csv',
      'ramps.json',
    ]);
    expect(news.every(({ step, steps: all }) => step < all)).toBe(true);
    const totals = (database: TestApp['database']) =>
      database.query(
        'SELECT is_frozen, sum(total_capacity), sum(total_forecast) FROM monthly_capacity_summary GROUP BY 1 ORDER BY 1',
      );
    expect(await totals(other.database)).toEqual(await totals(app.database));
    await rm(otherDir, { recursive: true, force: true });
  }, 60_000);
});

test('a demo of another day, its months across New Year, obeys every rule', async () => {
  const later = await openTestApp();
  const laterDir = await mkdtemp(join(tmpdir(), 'headroom-demo-'));
  try {
    const asOf = '2026-11-28';
    const loaded = await loadDemo(() => later.newScope(), { size: 'S', dataDir: laterDir, asOf });
    expect(loaded).toMatchObject({ loaded: true, asOf });
    expect(await checkData(later.newScope().db)).toEqual([]);
    const [months] = await later.database.query(
      `SELECT min(m.month_start)::text AS first, max(m.month_start)::text AS last,
         count(*) FILTER (WHERE NOT m.is_frozen)::integer AS live FROM forecast_report_month m`,
    );
    // Reports of September (October to March) and October (November to April); one month of September's stays live.
    expect(months).toEqual({ first: '2026-10-01', last: '2027-04-01', live: 7 });
    const [weeks] = await later.database.query(
      `SELECT count(*) FILTER (WHERE a.year = 2027)::integer > 1000 AS "next", min(a.year) AS "first"
       FROM weekly_resource_assignment a WHERE a.is_active`,
    );
    expect(weeks).toEqual({ next: true, first: 2026 });
  } finally {
    await rm(laterDir, { recursive: true, force: true });
    await later.close();
  }
});
