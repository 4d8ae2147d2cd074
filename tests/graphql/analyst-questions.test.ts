import { startDemoServer } from '../support/demo-server';
import type { TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startDemoServer();
}, 300_000);
afterAll(() => server.close());

async function ask<T>(query: string, variables?: object): Promise<T> {
  const { data, errors } = await server.graphql<T>(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

interface Total {
  platform: string | null;
  mainLob: string | null;
  state: string | null;
  month: string;
  metrics: { forecast: number; capacity: number; gap: number; fteCount: number };
  tierBreakdown: { label: string; count: number }[];
}

const FIGURES = 'metrics { forecast capacity gap fteCount } tierBreakdown { label count }';
const totals = async (args: string): Promise<Total[]> =>
  (
    await ask<{ capacityTotals: Total[] }>(
      `{ capacityTotals(${args}) { platform mainLob state month ${FIGURES} } }`,
    )
  ).capacityTotals;

test('totals without a dimension are the tree’s, month by month, tiers too', async () => {
  const all = await totals('groupBy: []');
  expect(all).toHaveLength(6);
  for (const total of all) {
    const { capacityTree } = await ask<{ capacityTree: object }>(
      `{ capacityTree(month: "${total.month}") { ${FIGURES} } }`,
    );
    const { metrics, tierBreakdown } = total;
    expect({ metrics, tierBreakdown }).toEqual(capacityTree);
  }
});

test('totals by platform alone add up, and count people once', async () => {
  const [whole] = await totals('groupBy: [], months: ["2025-07"]');
  const platforms = await totals('groupBy: [PLATFORM], months: ["2025-07"]');
  expect(platforms.map(({ platform }) => platform)).toEqual(['Amisys', 'Facets', 'Xcelys']);
  expect(platforms.every(({ mainLob, state }) => mainLob === null && state === null)).toBe(true);
  const sum = (of: (one: Total) => number): number => platforms.reduce((all, one) => all + of(one), 0);
  expect(sum(({ metrics }) => metrics.forecast)).toBe(whole?.metrics.forecast);
  const people = await server.database.query<{ platform: string; n: number }>(
    `SELECT f.platform, count(DISTINCT a.resource_cn)::integer AS n
     FROM weekly_resource_assignment a JOIN forecast f ON f.report_year = a.report_year AND f.report_month = a.report_month
       AND f.forecast_month_index = a.forecast_month_index AND f.main_lob = a.demand_main_lob
       AND f.state = a.demand_state AND f.case_type = a.demand_case_type
     JOIN forecast_report_month m ON m.report_year = a.report_year AND m.report_month = a.report_month
       AND m.forecast_month_index = a.forecast_month_index
     WHERE a.is_active AND m.month_start = '2025-07-01' GROUP BY 1 ORDER BY 1`,
  );
  expect(platforms.map(({ platform, metrics }) => ({ platform, n: metrics.fteCount }))).toEqual(people);
});

test('the top shortages and surpluses are totals sorted by gap', async () => {
  const by = 'groupBy: [MAIN_LOB, STATE, CASE_TYPE], months: ["2025-05"]';
  const all = (await totals(`${by}, first: 1000`)).map(({ metrics }) => metrics.gap);
  const sorted = [...all].sort((a, b) => a - b);
  const gaps = async (sort: string) =>
    (await totals(`${by}, sort: ${sort}, first: 5`)).map(({ metrics }) => metrics.gap);
  expect(await gaps('GAP_ASC')).toEqual(sorted.slice(0, 5));
  expect(await gaps('GAP_DESC')).toEqual(sorted.slice(-5).reverse());
});

test('a filter narrows totals, and a month that the report lacks is named', async () => {
  const facets = await totals('groupBy: [PLATFORM], filter: { platforms: ["Facets"] }, months: ["2025-05"]');
  expect(facets.map(({ platform }) => platform)).toEqual(['Facets']);
  const { errors } = await server.graphql('{ capacityTotals(groupBy: [], months: ["2024-01"]) { month } }');
  expect(errors?.[0]?.message).toContain('expected one of 2025-05, 2025-06');
});

const free = async (args: string): Promise<string[]> =>
  (
    await ask<{ freeResources: { nodes: { cn: string }[] } }>(
      `{ freeResources(${args}, first: 1000) { nodes { cn } } }`,
    )
  ).freeResources.nodes.map(({ cn }) => cn);

test('who is free over a range is free in every week of it', async () => {
  const [cn = ''] = await free('week: "2025-W21"');
  await server.database.query(
    `UPDATE weekly_resource_assignment SET is_active = false, deallocated_by = 'test', deallocated_datetime = now()
     WHERE resource_cn <> $1 AND week_number = 22 AND resource_cn IN
       (SELECT resource_cn FROM weekly_resource_assignment ORDER BY 1 LIMIT 40)`,
    [cn],
  );
  const single = await Promise.all([20, 21, 22].map((week) => free(`week: "2025-W${week}"`)));
  const [first = []] = single;
  const everywhere = first.filter((one) => single.every((list) => list.includes(one)));
  expect(single[2]?.length).toBeGreaterThan(everywhere.length);
  expect(await free('week: "2025-W20", toWeek: "2025-W22"')).toEqual(everywhere);
  const { errors } = await server.graphql(
    '{ freeResources(week: "2025-W20", toWeek: "2025-W19") { totalCount } }',
  );
  expect(errors?.[0]?.message).toContain('a week not before 2025-W20');
});

test('people with and without assignments in a span are all people', async () => {
  const count = async (filter: string): Promise<number> =>
    (await ask<{ resources: { totalCount: number } }>(`{ resources(filter: { ${filter} }) { totalCount } }`))
      .resources.totalCount;
  const span = 'fromWeek: "2025-W20", toWeek: "2025-W21"';
  const [withAny, without, all] = [
    await count(`assigned: true, ${span}`),
    await count(`assigned: false, ${span}`),
    await count(''),
  ];
  expect(withAny).toBeGreaterThan(0);
  expect(without).toBeGreaterThan(0);
  expect(withAny + without).toBe(all);
});

test('what hiring is worth in one month speaks of that month', async () => {
  const { hiringValue } = await ask<{ hiringValue: { month: string; startWeek: string }[] }>(
    '{ hiringValue(month: "2025-07", top: 5) { month startWeek } }',
  );
  expect(hiringValue.length).toBeGreaterThan(0);
  expect(new Set(hiringValue.map(({ month }) => month))).toEqual(new Set(['2025-07']));
  expect(hiringValue.every(({ startWeek }) => startWeek >= '2025-W27')).toBe(true);
  const { errors } = await server.graphql('{ hiringValue(month: "2024-07") { month } }');
  expect(errors?.[0]?.message).toContain('a month that is not over');
}, 60_000);

test('forecasts of all live months, and weeks with their holidays, take one question each', async () => {
  const { forecasts } = await ask<{ forecasts: { totalCount: number } }>(
    '{ forecasts(filter: { live: true }) { totalCount } }',
  );
  expect(forecasts.totalCount).toBeGreaterThan(0);
  const { weekConfigs } = await ask<{
    weekConfigs: { nodes: { weekNumber: number; holidays: { name: string }[] }[] };
  }>(
    '{ weekConfigs(filter: { years: [2025], workTypes: [DOMESTIC] }) { nodes { weekNumber holidays { name } } } }',
  );
  expect(weekConfigs.nodes.filter(({ holidays }) => holidays.length > 0).length).toBeGreaterThan(3);
});

/** Lists that are read from either end. */
const LISTS = [
  ['assignments', ', filter: { fromWeek: "2025-W18", toWeek: "2025-W18" }', 'id'],
  ['monthlySummaries', '', 'mainLob state caseType forecastMonthIndex'],
  ['targetCphs', '', 'id'],
  ['weekConfigs', '', 'id'],
  ['monthConfigs', '', 'id'],
  ['holidays', '', 'id'],
  ['history', '', 'id'],
] as const;

test.each(LISTS)('%s are read from the end, page by page', async (name, filter, fields) => {
  const page = async (args: string) => {
    const data = await ask<Record<string, { nodes: unknown[]; pageInfo: { endCursor: string } }>>(
      `{ ${name}(${args}${filter}) { nodes { ${fields} } pageInfo { endCursor } } }`,
    );
    return data[name] ?? { nodes: [], pageInfo: { endCursor: '' } };
  };
  const whole = await page('first: 1000');
  const [last, before] = [whole.nodes.at(-1), whole.nodes.at(-2)];
  if (whole.nodes.length === 1000) return;
  const first = await page('first: 1, sort: REVERSED');
  const second = await page(`first: 1, sort: REVERSED, after: "${first.pageInfo.endCursor}"`);
  expect([first.nodes, second.nodes]).toEqual([[last], [before]]);
});
