import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { state: 'FL', targetCph: '12.5', months: [5000, 0, 0, 0, 0, 0] },
      { state: 'GA', targetCph: null },
    ],
  });
  await insertPeople(server.database, ['A', 'B']);
  await insertAssignments(server.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'] },
    { cn: 'B', weeks: ['2025-W18'], percentage: '0.75', tierName: '75% Ramp' },
  ]);
});
afterAll(() => server.close());

const RECOMPUTE =
  'mutation { recompute { differenceCount differences { entity key column before after } userErrors { message } } }';

interface Recompute {
  recompute: {
    differenceCount: number;
    differences: { key: string; column: string }[];
    userErrors: unknown[];
  };
}

test('a recomputation puts everything right, says what was wrong, and finds nothing the second time', async () => {
  const first = (await server.graphql<Recompute>(RECOMPUTE)).data.recompute;
  expect(first.differences).toContainEqual({
    entity: 'weekly_resource_assignment',
    key: '["B", 2025, 18]',
    column: 'weekly_capacity',
    before: null,
    after: '379.6875',
  });
  await server.database.query(
    `UPDATE monthly_capacity_summary SET total_capacity = 7, capacity_gap = 7 - total_forecast
     WHERE state = 'FL' AND forecast_month_index = 1`,
  );
  const { data } = await server.graphql<Recompute>(RECOMPUTE);
  const key = '[2025, "April", 1, "Amisys Medicaid DOMESTIC", "FL", "FTC-Basic/Non MMP"]';
  // 2 × 506.25 + 379.6875 = 1392.1875; 1392.1875 − 5000 = −3607.8125.
  expect(data.recompute).toEqual({
    differenceCount: 2,
    differences: [
      {
        entity: 'monthly_capacity_summary',
        key,
        column: 'capacity_gap',
        before: '-4993',
        after: '-3607.8125',
      },
      { entity: 'monthly_capacity_summary', key, column: 'total_capacity', before: '7', after: '1392.1875' },
    ],
    userErrors: [],
  });
  expect((await server.graphql<Recompute>(RECOMPUTE)).data.recompute).toMatchObject({ differenceCount: 0 });
});

test('summaries are listed with tiers and coverage, filtered and counted', async () => {
  const { data } = await server.graphql<{ monthlySummaries: unknown }>(`{
    monthlySummaries(report: "Apr-25", filter: { forecastMonthIndexes: [1], states: ["fl"] }) {
      totalCount
      nodes {
        reportMonth reportYear forecastMonthIndex forecastMonth forecastYear mainLob state caseType totalForecast
        totalFteCount totalFteEquivalent totalCapacity fteRequired fteRequiredReason capacityGap coverage isFrozen
        unknownCapacityCount tierBreakdown { label percentage count }
      }
    }
  }`);
  // 1392.1875 ÷ 5000 = 0.2784375 → 0.278438; (1 + 1 + 0.75) ÷ 5 weeks = 0.55.
  expect(data.monthlySummaries).toEqual({
    totalCount: 1,
    nodes: [
      {
        reportMonth: '2025-04',
        reportYear: 2025,
        forecastMonthIndex: 1,
        forecastMonth: '2025-05',
        forecastYear: 2025,
        mainLob: 'Amisys Medicaid DOMESTIC',
        state: 'FL',
        caseType: 'FTC-Basic/Non MMP',
        totalForecast: 5000,
        totalFteCount: 2,
        totalFteEquivalent: 0.55,
        totalCapacity: 1392.1875,
        fteRequired: 2,
        fteRequiredReason: null,
        capacityGap: -3607.8125,
        coverage: 0.278438,
        isFrozen: false,
        unknownCapacityCount: 0,
        tierBreakdown: [
          { label: '100%', percentage: 1, count: 1 },
          { label: '75%', percentage: 0.75, count: 1 },
          { label: '50%', percentage: 0.5, count: 0 },
          { label: '25%', percentage: 0.25, count: 0 },
        ],
      },
    ],
  });
});

test('a forecast and an assignment carry their summary, and no report means no summaries', async () => {
  const { data } = await server.graphql(`{
    forecasts(filter: { states: ["GA"], months: ["May-25"] }) { nodes { state summary { totalForecast fteRequiredReason } } }
    assignments(filter: { resourceCns: ["B"] }) { nodes { summary { state totalForecast } } }
    monthlySummaries(report: "2020-03") { totalCount nodes { id } }
  }`);
  expect(data).toEqual({
    forecasts: { nodes: [{ state: 'GA', summary: { totalForecast: 100, fteRequiredReason: 'NO_CPH' } }] },
    assignments: { nodes: [{ summary: { state: 'FL', totalForecast: 5000 } }] },
    monthlySummaries: { totalCount: 0, nodes: [] },
  });
});
