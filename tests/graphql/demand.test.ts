import { insertReport } from '../support/factories/demand';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertReport(server.database, { report: { year: 2025, month: 3 }, frozen: [2, 3, 4, 5, 6] });
  await insertReport(server.database, {
    report: { year: 2025, month: 4 },
    demands: [
      { state: 'FL', months: [300, 100, 100, 100, 100, 100] },
      { state: 'TX', months: [200, 100, 100, 100, 100, 100] },
      {
        mainLob: 'Facets Medicare',
        state: 'N/A',
        caseType: 'FTC',
        targetCph: '13.8',
        months: [50, 5, 5, 5, 5, 5],
      },
    ],
  });
});
afterAll(() => server.close());

test('reports come newest first with their months, live or frozen', async () => {
  const { data } = await server.graphql<{ forecastReports: { months: unknown[] }[] }>(
    `{ forecastReports { reportMonth reportYear isCurrent importedBy months { forecastMonthIndex label forecastMonth isLive isFrozen } } }`,
  );
  expect(data.forecastReports).toMatchObject([
    {
      reportMonth: '2025-04',
      reportYear: 2025,
      isCurrent: true,
      importedBy: 'factory',
    },
    { reportMonth: '2025-03', isCurrent: false },
  ]);
  expect(data.forecastReports[1]?.months.slice(0, 2)).toEqual([
    { forecastMonthIndex: 1, label: 'Apr-25', forecastMonth: '2025-04', isLive: true, isFrozen: false },
    { forecastMonthIndex: 2, label: 'May-25', forecastMonth: '2025-05', isLive: false, isFrozen: true },
  ]);
});

test('forecasts are those of the current report, filtered, sorted and paged', async () => {
  const { data } = await server.graphql<{ forecasts: unknown; all: unknown; live: unknown }>(
    `query ($filter: ForecastFilterInput) {
      forecasts(filter: $filter, sort: FORECAST_DESC, first: 1) {
        totalCount nodes { state stateName forecast targetCph locality monthLabel report { isCurrent } } pageInfo { hasNextPage }
      }
      all: forecasts { totalCount }
      live: forecasts(filter: { live: true, monthNames: ["April"] }) { totalCount nodes { reportMonth } }
    }`,
    { filter: { months: ['May-25'], mainLobs: ['amisys  medicaid domestic'], localities: ['DOMESTIC'] } },
  );
  expect(data.forecasts).toEqual({
    totalCount: 2,
    nodes: [
      {
        state: 'FL',
        stateName: 'Florida',
        forecast: 300,
        targetCph: 12,
        locality: 'DOMESTIC',
        monthLabel: 'May-25',
        report: { isCurrent: true },
      },
    ],
    pageInfo: { hasNextPage: true },
  });
  expect(data.all).toEqual({ totalCount: 18 }); // 3 demands × 6 months
  expect(data.live).toEqual({ totalCount: 1, nodes: [{ reportMonth: '2025-03' }] });
});

test('a month that is none is refused with what is accepted', async () => {
  const { errors } = await server.graphql('{ forecasts(filter: { months: ["Mai"] }) { totalCount } }');
  expect(errors?.[0]?.message).toContain('"Mai" is not accepted');
});

test('a forecast is set and answered as it now is; a wrong one is refused field by field', async () => {
  const mutation = `mutation ($input: SetForecastInput!) {
    setForecast(input: $input) { forecast { forecast version forecastMonth } userErrors { path code message } }
  }`;
  const input = { mainLob: 'facets medicare', state: 'N/A', caseType: 'ftc', forecastMonth: 'May-25' };
  const good = await server.graphql<{ setForecast: unknown }>(mutation, {
    input: { ...input, forecast: 75, version: 1 },
  });
  expect(good.data.setForecast).toEqual({
    forecast: { forecast: 75, version: 2, forecastMonth: '2025-05' },
    userErrors: [],
  });
  const stale = await server.graphql<{ setForecast: { userErrors: unknown[] } }>(mutation, {
    input: { ...input, forecast: 80, version: 1 },
  });
  expect(stale.data.setForecast).toMatchObject({
    forecast: null,
    userErrors: [{ code: 'VERSION_CONFLICT' }],
  });
  const wrong = await server.graphql(mutation, { input: { ...input, forecast: -1, targetCph: 1.23456 } });
  expect(JSON.stringify(wrong)).toContain('forecast');
  expect(JSON.stringify(wrong)).toContain('targetCph');
});

test('a configured CPH is set, listed, and reaches the forecasts', async () => {
  const { data } = await server.graphql<{ setTargetCph: unknown }>(
    `mutation { setTargetCph(input: { mainLob: "Facets Medicare", caseType: "FTC", targetCph: 14.5 }) {
      targetCph { mainLob caseType targetCph version } skippedClosed userErrors { message } } }`,
  );
  expect(data.setTargetCph).toEqual({
    targetCph: { mainLob: 'Facets Medicare', caseType: 'FTC', targetCph: 14.5, version: 1 },
    skippedClosed: [],
    userErrors: [],
  });
  const after = await server.graphql<{ targetCphs: unknown; forecasts: { nodes: { targetCph: number }[] } }>(
    `{ targetCphs(filter: { caseTypes: ["ftc"] }) { totalCount nodes { targetCph } }
       forecasts(filter: { mainLobs: ["Facets Medicare"] }) { nodes { targetCph } } }`,
  );
  expect(after.data.targetCphs).toEqual({ totalCount: 1, nodes: [{ targetCph: 14.5 }] });
  expect(after.data.forecasts.nodes.map((row) => row.targetCph)).toEqual(Array(6).fill(14.5));
});
