import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, insertWorkedExample } from '../support/factories/report';
import { insertAssignments } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertWorkedExample(server.database, () => server.newScope());
});
afterAll(() => server.close());

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${server.url}/api/v2/reports/${path}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
interface Table {
  columns: string[];
  rows: unknown[][];
  meta: { warnings: string[] };
}
const pick = ({ columns, rows }: Table, ...names: string[]): unknown[][] =>
  rows.map((row) => names.map((name) => row[columns.indexOf(name)]));

test('charts-data has its series in order, heads distinct, sums of what is known', async () => {
  const { meta, ...charts } = await get<Record<string, unknown>>('dashboard/charts-data');
  expect(Object.keys(charts)).toEqual([
    ...['months', 'weeks', 'monthly', 'weekly', 'top_shortages', 'top_surpluses', 'heat_map'],
  ]);
  expect(charts['months']).toEqual(['May-25', 'Jun-25', 'Jul-25', 'Aug-25', 'Sep-25', 'Oct-25']);
  expect(charts['weeks']).toHaveLength(27);
  expect(charts['monthly']).toEqual({
    forecast: [5040, 5250, 0, 100, 100, 100],
    capacity: [4860, 0, 0, 0, 0, 0],
    gap: [-180, -5250, 0, -100, -100, -100],
    // AA3 works on both demands in May and counts once.
    fte_count: [3, 1, 0, 0, 0, 0],
    // May 2 + 0.1; June 0.5 ÷ 4 weeks.
    fte_equivalent: [2.1, 0.125, 0, 0, 0, 0],
    // The global demand's is not known in May and June. 100 ÷ 1944 → 1.
    fte_required: [3, 3, 0, 1, 1, 1],
    tiers: {
      '100%': [2, 0, 0, 0, 0, 0],
      '75%': [0, 0, 0, 0, 0, 0],
      '50%': [1, 1, 0, 0, 0, 0],
      '25%': [0, 0, 0, 0, 0, 0],
    },
  });
  const weekly = charts['weekly'] as Record<string, number[]> & { tiers: Record<string, number[]> };
  expect(Object.keys(weekly)).toEqual(['capacity', 'fte_count', 'fte_equivalent', 'tiers']);
  // W18: 486 + 364.5 + 243; W22: AA1, AA2 and, without a known capacity, AA3.
  expect(weekly['capacity']?.slice(0, 6)).toEqual([1093.5, 850.5, 972, 972, 972, 0]);
  expect(weekly['fte_count']?.slice(0, 7)).toEqual([3, 2, 2, 2, 3, 1, 0]);
  expect(weekly['fte_equivalent']?.slice(0, 6)).toEqual([2.25, 1.75, 2, 2, 2.5, 0.5]);
  expect(weekly.tiers['75%']?.slice(0, 4)).toEqual([1, 1, 0, 0]);
  expect(charts['top_shortages']).toEqual([
    // 5000 + 5200 + 3 × 100 = 10500 against 4860: coverage 0.462857142…
    { ...demand(FL), forecast: 10500, capacity: 4860, gap: -5640, coverage: 0.462857 },
    {
      main_lob: 'Facets Commercial GLOBAL',
      state: 'N/A',
      case_type: 'ADJ-COB',
      forecast: 90,
      capacity: 0,
      gap: -90,
      coverage: 0,
    },
  ]);
  expect(charts['top_surpluses']).toEqual([]);
  expect(charts['heat_map']).toEqual([
    { main_lob: FL.mainLob, values: [-140, -5200, 0, -100, -100, -100], coverage: [0.972, 0, null, 0, 0, 0] },
    {
      main_lob: 'Facets Commercial GLOBAL',
      values: [-40, -50, 0, 0, 0, 0],
      coverage: [0, 0, null, null, null, null],
    },
  ]);
  expect(meta).toMatchObject({ report: '2025-04' });
});

const demand = ({ mainLob, state, caseType }: typeof FL) => ({
  main_lob: mainLob,
  state,
  case_type: caseType,
});

test('charts-data counts people within the filter, and has only JSON', async () => {
  const charts = await get<{ monthly: Record<string, number[]> }>(
    'dashboard/charts-data?state=N/A&to=2025-07',
  );
  expect(charts.monthly['fte_count']).toEqual([1, 1]);
  expect(charts.monthly['forecast']).toEqual([40, 50]);
  const refused = await fetch(`${server.url}/api/v2/reports/dashboard/charts-data?format=csv`);
  expect(refused.status).toBe(400);
});

test('capacity-by-tier: heads by the latest week, capacity by the tier of each week', async () => {
  const flat = await get<Table>('capacity-by-tier?state=FL&to=2025-06');
  expect(flat.columns.slice(0, 9)).toEqual([
    ...[
      'main_lob',
      'case_type',
      'state',
      'month',
      'tier',
      'tier_percentage',
      'fte_count',
      'fte_equivalent',
      'capacity',
    ],
  ]);
  expect(pick(flat, 'tier', 'tier_percentage', 'fte_count', 'fte_equivalent', 'capacity')).toEqual([
    // AA1 5 weeks and AA2 3 weeks at 100 %: 8 × 486 = 3888, 8 ÷ 5 = 1.6; AA2's two weeks at 75 %: 729, 1.5 ÷ 5.
    ['100%', 1, 2, 1.6, 3888],
    ['75%', 0.75, 0, 0.3, 729],
    ['50%', 0.5, 1, 0.1, 243],
    ['25%', 0.25, 0, 0, 0],
  ]);
  const nested = await get<{
    months: string[];
    tiers: unknown[];
    lobs: { main_lob: string; tiers: unknown[] }[];
  }>('capacity-by-tier?layout=nested&to=2025-07');
  expect(nested.months).toEqual(['May-25', 'Jun-25']);
  expect(nested.tiers[0]).toEqual({
    tier: '100%',
    tier_percentage: 1,
    fte_count: [2, 0],
    fte_equivalent: [1.6, 0],
    capacity: [3888, 0],
  });
  // AA3 is at 50 % on both demands in May: once in all, once in each LOB.
  expect(nested.tiers[2]).toEqual({
    tier: '50%',
    tier_percentage: 0.5,
    fte_count: [1, 1],
    fte_equivalent: [0.2, 0.125],
    capacity: [243, 0],
  });
  expect(nested.lobs.map(({ main_lob }) => main_lob)).toEqual([FL.mainLob, 'Facets Commercial GLOBAL']);
});

describe('comparison', () => {
  test('without an older report the other side is null and a warning says so', async () => {
    const flat = await get<Table>('comparison?state=FL&to=2025-06');
    expect(pick(flat, 'month', 'forecast', 'prior_forecast', 'forecast_delta', 'forecast_pct')).toEqual([
      ['May-25', 5000, null, null, null],
    ]);
    expect(flat.meta.warnings).toContain('There is no report older than 2025-04: the other side is empty');
    const named = await get<Table>('comparison?against=2024-12');
    expect(named.meta.warnings).toContain('There is no report 2024-12: the other side is empty');
  });

  test('mode month sets each month beside the one before it', async () => {
    const flat = await get<Table>('comparison?mode=month&state=FL&to=2025-08');
    expect(
      pick(
        flat,
        'month',
        'prior_month',
        'forecast',
        'prior_forecast',
        'forecast_delta',
        'forecast_pct',
        'capacity_pct',
      ),
    ).toEqual([
      ['May-25', 'Apr-25', 5000, null, null, null, null],
      // 200 ÷ 5000 = 4 %; capacity falls from 4860 to 0.
      ['Jun-25', 'May-25', 5200, 5000, 200, 4, -100],
      ['Jul-25', 'Jun-25', 0, 5200, -5200, -100, null],
    ]);
  });

  test('mode report matches calendar months; what a side lacks is null, never dropped', async () => {
    const { database } = server;
    // March covers April to September; April's report has frozen its May to September. AA1 was on FL in one week of May.
    await insertReport(database, {
      report: { year: 2025, month: 3 },
      demands: [{ ...FL, mainLob: 'Amisys Medicaid Domestic', months: [3000, 4000, 4100, 0, 0, 0] }],
      frozen: [2, 3, 4, 5, 6],
    });
    await insertAssignments(database, [
      {
        ...FL,
        mainLob: 'Amisys Medicaid Domestic',
        cn: 'AA1',
        weeks: ['2025-W23'],
        index: 3,
        capacity: '486',
        report: { year: 2025, month: 'March' },
      },
    ]);
    await freezeMonths(database, { year: 2025, month: 'March' }, [3]);
    await database.query(
      `INSERT INTO monthly_capacity_summary (report_month, report_year, forecast_month_index, forecast_month, forecast_year,
         main_lob, state, case_type, total_forecast, total_fte_count, total_fte_equivalent, total_capacity, fte_required,
         capacity_gap, tier_breakdown, is_frozen, computed_datetime)
       SELECT f.report_month, f.report_year, f.forecast_month_index, 'June', 2025, f.main_lob, f.state, f.case_type, f.forecast,
         1, 0.25, 486, 3, 486 - f.forecast, '{"100%": 1}', true, '2025-04-01Z'
       FROM forecast f WHERE f.report_month = 'March' AND f.forecast_month_index = 3`,
    );
    await server.newScope().write({ action: 'test.touch' }, () => Promise.resolve());
    const flat = await get<Table>('comparison?state=FL&to=2025-07');
    expect(
      pick(flat, 'main_lob', 'month', 'forecast', 'prior_forecast', 'forecast_delta', 'forecast_pct'),
    ).toEqual([
      // Only March covers April; its LOB is spelled otherwise and still the same.
      ['Amisys Medicaid Domestic', 'Apr-25', null, 3000, null, null],
      ['Amisys Medicaid DOMESTIC', 'May-25', 5000, 4000, 1000, 25],
      ['Amisys Medicaid DOMESTIC', 'Jun-25', 5200, 4100, 1100, 26.829268],
    ]);
    expect(
      pick(flat, 'capacity', 'prior_capacity', 'fte_count', 'prior_fte_count', 'prior_report')[2],
    ).toEqual([...[0, 486, 0, 1, '2025-03']]);
    const nested = await get<{
      months: string[];
      report: string;
      against: string;
      totals: Record<string, Record<string, unknown[]>>;
      lobs: { main_lob: string; demands: { state: string }[] }[];
    }>('comparison?layout=nested&to=2025-07');
    expect([nested.report, nested.against, nested.months]).toEqual([
      '2025-04',
      '2025-03',
      ['Apr-25', 'May-25', 'Jun-25'],
    ]);
    expect(nested.totals['forecast']).toEqual({
      current: [null, 5040, 5250],
      prior: [3000, 4000, 4100],
      delta: [null, 1040, 1150],
      // 1040 ÷ 4000 = 26 %; 1150 ÷ 4100 = 28.048780…
      pct: [null, 26, 28.04878],
    });
    expect(nested.totals['fte_count']?.['current']).toEqual([null, 3, 1]);
    expect(nested.totals['fte_count']?.['prior']).toEqual([0, 0, 1]);
    expect(nested.lobs.map(({ demands }) => demands.length)).toEqual([1, 1]);
  });
});
