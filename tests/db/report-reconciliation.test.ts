import Big from 'big.js';
import { answerReport } from '../../src/features/reports/registry/report-table.service';
import { REPORTS } from '../../src/features/reports';
import type { ReportArgs } from '../../src/features/reports/tables/report.model';
import { freezeMonths, MANY_ASSIGNMENTS } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(MANY_ASSIGNMENTS);
});
afterAll(() => app.close());

const definition = (path: string) => {
  const found = REPORTS.find((report) => report.path === path);
  if (!found) throw new Error(path);
  return found;
};

type Row = Record<string, unknown>;
async function rowsOf(path: string, args: ReportArgs = {}): Promise<Row[]> {
  const { columns, rows } = await answerReport(app.newScope(), definition(path), args);
  return (rows ?? []).map((row) => Object.fromEntries((columns ?? []).map((name, at) => [name, row[at]])));
}
async function charts(args: ReportArgs = {}) {
  const { document } = await answerReport(app.newScope(), definition('dashboard/charts-data'), args);
  return document as {
    months: string[];
    weeks: string[];
    monthly: Record<string, number[]> & { tiers: Record<string, number[]> };
    weekly: Record<string, number[]> & { tiers: Record<string, number[]> };
    heat_map: { main_lob: string; values: number[] }[];
  };
}
/** Exact sum of decimals that arrived as doubles: each has few enough digits to be exact as text. */
const sum = (rows: Row[], name: string, where: Row = {}): string =>
  rows
    .filter((row) => Object.entries(where).every(([key, value]) => row[key] === value))
    .reduce((total, row) => total.plus(String((row[name] as number | null) ?? 0)), new Big(0))
    .toFixed();
const text = (value: number | undefined): string => new Big(value ?? 0).toFixed();

/** Facts straight from the assignments, live and frozen. */
const DIRECT = `
  SELECT m.month_start::text AS month_start, a.resource_cn, a.demand_main_lob, a.year, a.week_number,
    a.production_percentage, a.weekly_capacity
  FROM weekly_resource_assignment a JOIN forecast_report_month m USING (report_year, report_month, forecast_month_index)
  WHERE a.is_active
  UNION ALL
  SELECT m.month_start::text, a.resource_cn, a.demand_main_lob, a.year, a.week_number, a.production_percentage,
    a.weekly_capacity
  FROM frozen_assignment a JOIN forecast_report_month m USING (report_year, report_month, forecast_month_index)`;

async function reconcile(args: ReportArgs, sqlFilter = 'true'): Promise<void> {
  const monthly = await rowsOf('powerbi/monthly-summary', args);
  const weekly = await rowsOf('powerbi/weekly-detail', args);
  const people = await rowsOf('powerbi/resource-assignments', args);
  const byTier = await rowsOf('capacity-by-tier', args);
  const chart = await charts(args);
  expect(monthly.length).toBeGreaterThan(0);
  for (const [at, month] of chart.months.entries()) {
    const capacity = sum(monthly, 'capacity', { month });
    expect([
      text(chart.monthly['capacity']?.[at]),
      sum(weekly, 'capacity', { month }),
      sum(people, 'capacity', { month }),
      sum(byTier, 'capacity', { month }),
    ]).toEqual([capacity, capacity, capacity, capacity]);
    for (const name of ['forecast', 'gap', 'fte_equivalent', 'fte_required'])
      expect([name, text(chart.monthly[name]?.[at])]).toEqual([name, sum(monthly, name, { month })]);
    expect(sum(monthly, 'gap', { month })).toBe(
      new Big(capacity).minus(sum(monthly, 'forecast', { month })).toFixed(),
    );
    const gaps = chart.heat_map.reduce((total, { values }) => total.plus(String(values[at])), new Big(0));
    expect(gaps.toFixed()).toBe(sum(monthly, 'gap', { month }));
    const monthStart = monthly.find((row) => row['month'] === month)?.['month_start'];
    const [direct] = await app.database.query<{ people: string; capacity: string }>(
      `SELECT count(DISTINCT d.resource_cn) AS people, coalesce(sum(d.weekly_capacity), 0) AS capacity
       FROM (${DIRECT}) d WHERE d.month_start = $1 AND ${sqlFilter}`,
      [monthStart],
    );
    expect(chart.monthly['fte_count']?.[at]).toBe(Number(direct?.people));
    expect(capacity).toBe(new Big(direct?.capacity ?? 0).toFixed());
    const inTiers = Object.values(chart.monthly.tiers).reduce(
      (total, series) => total + (series[at] ?? 0),
      0,
    );
    expect(inTiers).toBe(chart.monthly['fte_count']?.[at]);
  }
  for (const [at, week] of chart.weeks.entries()) {
    const where = { week_number: Number(week.slice(-2)) };
    expect(text(chart.weekly['capacity']?.[at])).toBe(sum(weekly, 'capacity', where));
    expect(text(chart.weekly['fte_equivalent']?.[at])).toBe(sum(weekly, 'fte_equivalent', where));
    expect(chart.weekly['fte_count']?.[at]).toBe(
      people.filter((row) => row['week_number'] === where.week_number).length,
    );
  }
  for (const row of monthly) {
    const tiers = Object.entries(row).filter(([name]) => name.startsWith('tier_'));
    expect(tiers.reduce((total, [, count]) => total + (count as number), 0)).toBe(row['fte_count']);
  }
}

test('flat sums, chart points and the assignments agree to the last digit while every month is live', async () => {
  await reconcile({});
  await reconcile({ platform: ['facets'] }, `d.demand_main_lob LIKE 'Facets%'`);
  await reconcile({ from: '2025-06', to: '2025-08' });
});

test('tier columns: the four always, others after them', async () => {
  const [row] = await rowsOf('powerbi/weekly-detail');
  const names = Object.keys(row ?? {}).filter((name) => name.startsWith('tier_'));
  expect(names).toEqual(['tier_100', 'tier_75', 'tier_50', 'tier_25', 'tier_37_5']);
});

test('they still agree, unchanged, when some months are frozen and tiers have been renamed since', async () => {
  const before = await rowsOf('powerbi/monthly-summary');
  const weeksBefore = await rowsOf('powerbi/weekly-detail');
  const peopleBefore = await rowsOf('powerbi/resource-assignments');
  const byTierBefore = await rowsOf('capacity-by-tier');
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1, 3, 4]);
  await app.database.query(
    `UPDATE production_capacity_tier SET tier_name = 'Renamed', is_active = false WHERE tier_name = 'Odd'`,
  );
  await reconcile({});
  expect(await rowsOf('powerbi/monthly-summary')).toEqual(before);
  expect(await rowsOf('powerbi/weekly-detail')).toEqual(weeksBefore);
  const zeros = (row: Row): boolean =>
    row['tier'] !== '37.5%' || row['capacity'] !== 0 || row['fte_count'] !== 0;
  expect((await rowsOf('capacity-by-tier')).filter(zeros)).toEqual(byTierBefore.filter(zeros));
  const people = await rowsOf('powerbi/resource-assignments');
  const ofMay = (rows: Row[]): Row[] => rows.filter((row) => row['month'] === 'May-25');
  expect(ofMay(people)).toEqual(ofMay(peopleBefore));
  expect(people.some((row) => row['tier_name'] === 'Renamed' && row['month'] === 'Jun-25')).toBe(true);
});

test('a viewer limited to some LOBs sees only those, in every report', async () => {
  const scope = {
    ...app.newScope(),
    actor: { name: 'v', role: 'viewer' as const, lobScope: ['Facets Commercial GLOBAL'] },
  };
  for (const path of [
    'powerbi/monthly-summary',
    'powerbi/weekly-detail',
    'powerbi/resource-assignments',
    'powerbi/demands',
  ]) {
    const { columns, rows } = await answerReport(scope, definition(path), {});
    const at = columns?.indexOf('main_lob') ?? -1;
    expect([...new Set(rows?.map((row) => row[at]))]).toEqual(['Facets Commercial GLOBAL']);
  }
});
