import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
const LOB = 'Amisys Medicaid DOMESTIC';
const PATH = '/reports/dashboard/hierarchy';

beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  // May 2025 has the ISO weeks 18 … 22, each 5 days × 9 hours × 0.9 = 40.5 hours.
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: LOB, caseType: 'Claims', targetCph: '10', months: [1000, 500, 0, 0, 0, 0] },
      { mainLob: LOB, caseType: 'Appeals', targetCph: '20', months: [3000, 0, 0, 0, 0, 0] },
    ],
  });
  await insertPeople(server.database, ['A', 'B']);
  await insertAssignments(server.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'], mainLob: LOB, caseType: 'Claims' },
    {
      cn: 'B',
      weeks: ['2025-W18'],
      mainLob: LOB,
      caseType: 'Appeals',
      percentage: '0.75',
      tierName: '75% Ramp',
    },
  ]);
  await server.newScope().write({ action: 'test.refresh' }, async (tx) => {
    for (const month of ['05', '06', '07', '08', '09', '10']) tx.stale.month(`2025-${month}-01`);
    await Promise.resolve();
  });
});
afterAll(() => server.close());

// Claims: A works 2 weeks at 100 %: 2 × 40.5 × 10 = 810. Needed: 1000 ÷ (5 × 40.5 × 10 = 2025) → 1.
const CLAIMS = {
  id: 'amisys-medicaid-domestic-fl-claims',
  name: 'Claims',
  metrics: {
    forecast: 1000,
    capacity: 810,
    gap: -190,
    fte_count: 1,
    fte_equivalent: 0.4,
    fte_required: 1,
    coverage: 0.81,
  },
  tier_breakdown: { '100%': 1, '75%': 0, '50%': 0, '25%': 0 },
};
// Appeals: B works 1 week at 75 %: 0.75 × 40.5 × 20 = 607.5. 0.75 ÷ 5 weeks = 0.15. 607.5 ÷ 3000 = 0.2025.
const APPEALS = {
  id: 'amisys-medicaid-domestic-fl-appeals',
  name: 'Appeals',
  metrics: {
    forecast: 3000,
    capacity: 607.5,
    gap: -2392.5,
    fte_count: 1,
    fte_equivalent: 0.15,
    fte_required: 1,
    coverage: 0.2025,
  },
  tier_breakdown: { '100%': 0, '75%': 1, '50%': 0, '25%': 0 },
};
// Sums: 4000, 810 + 607.5 = 1417.5, −190 − 2392.5 = −2582.5, 0.4 + 0.15; 1417.5 ÷ 4000 = 0.354375.
const TOTAL = {
  metrics: {
    forecast: 4000,
    capacity: 1417.5,
    gap: -2582.5,
    fte_count: 2,
    fte_equivalent: 0.55,
    fte_required: 2,
    coverage: 0.354375,
  },
  tier_breakdown: { '100%': 1, '75%': 1, '50%': 0, '25%': 0 },
};

test('the nested form of the proposal, worked by hand', async () => {
  const { status, body } = await rest.get(PATH);
  expect(status).toBe(200);
  expect(body.categories).toEqual([
    {
      id: 'amisys-medicaid-domestic',
      name: LOB,
      ...TOTAL,
      children: [
        { id: 'amisys-medicaid-domestic-fl', name: 'Florida', ...TOTAL, children: [APPEALS, CLAIMS] },
      ],
    },
  ]);
  expect(body.months).toEqual(['May-25', 'Jun-25', 'Jul-25', 'Aug-25', 'Sep-25', 'Oct-25']);
  expect(body.chart_series).toEqual({
    forecast_trend: [4000, 500, 0, 0, 0, 0],
    capacity_trend: [1417.5, 0, 0, 0, 0, 0],
  });
});

test('keys stand in the order of the proposal, further ones after them', async () => {
  const { body } = await rest.get(PATH);
  expect(Object.keys(body).slice(0, 3)).toEqual(['categories', 'months', 'chart_series']);
  const [node] = body.categories;
  expect(Object.keys(node)).toEqual(['id', 'name', 'metrics', 'tier_breakdown', 'children']);
  expect(Object.keys(node.metrics).slice(0, 5)).toEqual([
    'forecast',
    'capacity',
    'gap',
    'fte_count',
    'fte_equivalent',
  ]);
});

test('categories are platforms onshore and offshore; nodes at the cut carry no children', async () => {
  const { body } = await rest.get(`${PATH}?group_by=category&depth=2`);
  expect(body.categories).toEqual([
    {
      id: 'amisys-onshore',
      name: 'Amisys Onshore',
      ...TOTAL,
      children: [{ id: 'amisys-onshore-amisys-medicaid-domestic', name: LOB, ...TOTAL }].map((lob) => ({
        ...lob,
        id: body.categories[0].children[0].id,
      })),
    },
  ]);
  expect(body.categories[0].children[0]).not.toHaveProperty('children');
  const flat = await rest.get(`${PATH}?depth=1`);
  expect(flat.body.categories[0]).not.toHaveProperty('children');
});

test('the month may be given as its label or its number, and filters narrow every figure', async () => {
  const byLabel = await rest.get(`${PATH}?month=jun-25&depth=1`);
  expect(byLabel.body.categories[0].metrics).toMatchObject({ forecast: 500, capacity: 0, gap: -500 });
  for (const same of ['2', '2025-06', 'June 2025'])
    expect((await rest.get(`${PATH}?month=${same}&depth=1`)).body).toEqual(byLabel.body);
  const appeals = await rest.get(`${PATH}?case_type=appeals&depth=1`);
  expect(appeals.body.categories[0].metrics).toEqual(APPEALS.metrics);
  const wrong = await rest.get(`${PATH}?month=Jan-25`);
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors[0].message).toBe(
    '"Jan-25" is not accepted; expected one of May-25, Jun-25, Jul-25, Aug-25, Sep-25, Oct-25, a number',
  );
  expect((await rest.get(`${PATH}?depth=9`)).status).toBe(400);
  expect((await rest.get(`${PATH}?month=7`)).status).toBe(400);
});
