import { createApiKey } from '../../src/features/access';
import { answerReport } from '../../src/features/reports/registry/report-table.service';
import { REPORTS } from '../../src/features/reports';
import { isOfReport } from '../../src/features/reports/registry/report-parameters.rules';
import type { ReportArgs } from '../../src/features/reports/tables/report.model';
import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, GLOBAL, insertWorkedExample, recompute } from '../support/factories/report';
import { insertAssignments } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

/**
 * Two reports: April 2025 (May to October, of the worked example) and June 2025 (July to December). April's May has been
 * frozen, and so have July to October, which June's report took over; June 2025 is live in April's.
 */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await insertWorkedExample(app.database, () => app.newScope());
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1, 3, 4, 5, 6]);
  await insertReport(app.database, {
    report: { year: 2025, month: 6 },
    demands: [
      { ...FL, months: [7, 8, 9, 10, 11, 12] },
      // Another spelling of the same demand, and a demand that April's report has not.
      {
        ...GLOBAL,
        mainLob: 'Facets Commercial Global',
        targetCph: null,
        months: [70, 80, 90, 100, 110, 120],
      },
      { ...FL, state: 'GA', months: [1, 1, 1, 1, 1, 1] },
    ],
  });
  await insertAssignments(app.database, [
    { ...FL, cn: 'AA1', weeks: ['2025-W27'], report: { year: 2025, month: 'June' } },
  ]);
  await recompute(() => app.newScope());
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
const LIVE = { live: true };

test('every calendar month comes from its live report, a frozen one from its snapshot: one row a demand and month', async () => {
  const rows = await rowsOf('powerbi/monthly-summary', LIVE);
  const ofFl = rows.filter(
    ({ demand_key }) => demand_key === 'amisys medicaid domestic|fl|ftc-basic/non mmp',
  );
  expect(ofFl.map((row) => [row['month'], row['report_month'], row['forecast'], row['capacity']])).toEqual([
    ['May-25', 'April', 5000, 4860],
    ['Jun-25', 'April', 5200, 0],
    // W27: a full week of 486 cases.
    ['Jul-25', 'June', 7, 486],
    ['Aug-25', 'June', 8, 0],
    ['Sep-25', 'June', 9, 0],
    ['Oct-25', 'June', 10, 0],
    ['Nov-25', 'June', 11, 0],
    ['Dec-25', 'June', 12, 0],
  ]);
  const keys = rows.map(({ demand_key, month_start }) => `${String(demand_key)} ${String(month_start)}`);
  expect(new Set(keys).size).toBe(keys.length);
  // Two demands in April's two months, three in June's six.
  expect(keys).toHaveLength(2 * 2 + 3 * 6);
});

test('all flat tables know report=live, with the same demands, months and weeks, each once', async () => {
  const weekly = await rowsOf('powerbi/weekly-detail', LIVE);
  // May and June 2025 have 5 + 4 Thursdays; July to December 5 + 4 + 4 + 5 + 4 + 4.
  expect(weekly).toHaveLength(2 * 9 + 3 * 26);
  const w27 = weekly.filter(({ week_key, capacity }) => week_key === 202527 && capacity === 486);
  expect(w27.map((row) => [row['month_start'], row['fte_count'], row['tier_100']])).toEqual([
    ['2025-07-01', 1, 1],
  ]);
  const people = await rowsOf('powerbi/resource-assignments', LIVE);
  // Frozen May: 5 + 5 + 2 person-weeks; AA3's W23 in live June; AA1's W27 in July.
  expect(people.map(({ resource_cn, week_key }) => `${String(resource_cn)} ${String(week_key)}`)).toEqual([
    ...['AA1 202518', 'AA1 202519', 'AA1 202520', 'AA1 202521', 'AA1 202522', 'AA1 202527'],
    ...['AA2 202518', 'AA2 202519', 'AA2 202520', 'AA2 202521', 'AA2 202522'],
    ...['AA3 202518', 'AA3 202522', 'AA3 202523'],
  ]);
  const byTier = await rowsOf('capacity-by-tier', LIVE);
  // 22 demand-months with four tiers each.
  expect(byTier).toHaveLength(22 * 4);
  const july = byTier.filter((row) => row['month_start'] === '2025-07-01' && row['capacity'] !== 0);
  expect(july.map(({ tier, tier_id, capacity }) => [tier, tier_id, capacity])).toEqual([['100%', 1, 486]]);
});

test('demands are unique by their key, spelled as the latest month spells them', async () => {
  const demands = await rowsOf('powerbi/demands', LIVE);
  expect(demands.map(({ demand_key, main_lob }) => [demand_key, main_lob])).toEqual([
    ['amisys medicaid domestic|fl|ftc-basic/non mmp', 'Amisys Medicaid DOMESTIC'],
    ['amisys medicaid domestic|ga|ftc-basic/non mmp', 'Amisys Medicaid DOMESTIC'],
    ['facets commercial global|n/a|adj-cob', 'Facets Commercial Global'],
  ]);
});

test('a live comparison stands each month beside the report that was live before', async () => {
  const rows = await rowsOf('comparison', LIVE);
  const ofFl = rows.filter(
    ({ demand_key }) => demand_key === 'amisys medicaid domestic|fl|ftc-basic/non mmp',
  );
  const shown = ofFl.map((row) =>
    ['month', 'report', 'forecast', 'prior_report', 'prior_forecast'].map((n) => row[n]),
  );
  expect(shown.slice(0, 4)).toEqual([
    ['May-25', '2025-04', 5000, null, null],
    ['Jun-25', '2025-04', 5200, null, null],
    ['Jul-25', '2025-06', 7, '2025-04', 0],
    ['Aug-25', '2025-06', 8, '2025-04', 100],
  ]);
  const byMonth = await rowsOf('comparison', { ...LIVE, mode: 'month' });
  const july = byMonth.find((row) => row['month'] === 'Jul-25' && row['state'] === 'FL');
  expect([july?.['forecast'], july?.['prior_forecast'], july?.['report'], july?.['prior_report']]).toEqual([
    ...[7, 5200, '2025-06', '2025-04'],
  ]);
});

test('live is for flat tables, and excludes a report by name', async () => {
  await expect(rowsOf('dashboard/charts-data', LIVE)).rejects.toThrow(
    'expected live months in flat tables only',
  );
  await expect(rowsOf('comparison', { ...LIVE, layout: 'nested' })).rejects.toThrow('in flat tables only');
  await expect(rowsOf('powerbi/monthly-summary', { ...LIVE, report: '2025-04' })).rejects.toThrow(
    'live: "live" is not accepted beside report 2025-04; expected either live months or one report',
  );
});

test('one parameter for the report serves every table: where it means nothing, a report by name is remarked', async () => {
  for (const { path, statement, parameters, title } of REPORTS) {
    if (!statement) continue;
    expect([path, parameters.some(({ name }) => name === 'report')]).toEqual([path, true]);
    const answer = (args: ReportArgs) => answerReport(app.newScope(), definition(path), args);
    expect([path, (await answer(LIVE)).rows === null]).toEqual([path, false]);
    await expect(answer({ report: '2019-01' })).rejects.toThrow(
      'report: "2019-01" is not accepted; expected one of 2025-06, 2025-04, or live',
    );
    if (isOfReport(parameters)) continue;
    const plain = await answer({});
    const live = await answer(LIVE);
    expect([path, live.rows, live.meta]).toEqual([path, plain.rows, plain.meta]);
    const named = await answer({ report: '2025-04' });
    expect([path, named.rows, named.meta]).toEqual([
      ...[path, plain.rows],
      {
        ...plain.meta,
        warnings: [`${title}: the rows belong to no report; report 2025-04 changes nothing`],
      },
    ]);
  }
});

test('tier columns never vanish: a percentage that a tier once had stays, after those that came before', async () => {
  const columnsOf = async (path: string, args: ReportArgs = {}): Promise<readonly string[]> =>
    (await answerReport(app.newScope(), definition(path), args)).columns ?? [];
  const names = async (args: ReportArgs): Promise<string[]> =>
    (await columnsOf('powerbi/weekly-detail', args)).filter((name) => name.startsWith('tier_'));
  const tables = ['powerbi/monthly-summary', 'powerbi/weekly-detail'];
  const before = await Promise.all(tables.map((path) => columnsOf(path)));
  await app.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ('New', 0.6, 5), ('Odd', 0.875, 6)`,
  );
  const four = ['tier_100', 'tier_75', 'tier_50', 'tier_25'];
  expect(await names({})).toEqual([...four, 'tier_60', 'tier_87_5']);
  await app.database.query(
    `UPDATE production_capacity_tier SET capacity_percentage = 0.65, is_active = false WHERE tier_name = 'New'`,
  );
  const all = [...four, 'tier_60', 'tier_87_5', 'tier_65'];
  expect(await names({})).toEqual(all);
  expect(await names(LIVE)).toEqual(all);
  expect(await names({ report: '2025-04' })).toEqual(all);
  // Nothing moves either: what is new stands behind everything that was there.
  for (const [at, path] of tables.entries())
    expect(await columnsOf(path)).toEqual([...(before[at] ?? []), 'tier_60', 'tier_87_5', 'tier_65']);
  const [row] = await rowsOf('powerbi/monthly-summary', { report: '2025-04' });
  expect([row?.['tier_60'], row?.['tier_65'], row?.['tier_100']]).toEqual([0, 0, 2]);
});

test('a part of a table: columns in the order asked for, the first rows, or how many there are', async () => {
  for (const { path, statement } of REPORTS) {
    if (!statement) continue;
    const whole = await answerReport(app.newScope(), definition(path), {});
    const names = [...(whole.columns ?? [])].reverse().slice(0, 3);
    const part = await answerReport(app.newScope(), definition(path), {
      columns: [names.join(',')],
      limit: 2,
    });
    const asPart = (whole.rows ?? [])
      .slice(0, 2)
      .map((row) => names.map((n) => row[whole.columns?.indexOf(n) ?? 0]));
    const moments = part.columns?.includes('as_of') ? [] : asPart;
    expect([path, part.columns]).toEqual([path, names]);
    if (moments.length > 0) expect([path, part.rows]).toEqual([path, asPart]);
    const count = await answerReport(app.newScope(), definition(path), { count: true });
    expect([path, count.columns, count.rows]).toEqual([path, ['count'], [[whole.rows?.length]]]);
    const few = await answerReport(app.newScope(), definition(path), { count: true, limit: 1 });
    expect([path, few.rows]).toEqual([path, [[Math.min(1, whole.rows?.length ?? 0)]]]);
    const none = await answerReport(app.newScope(), definition(path), { limit: 0 });
    expect([path, none.rows, none.columns]).toEqual([path, [], whole.columns]);
  }
  await expect(rowsOf('powerbi/tiers', { columns: ['tier_id', 'colour'] })).rejects.toThrow(
    'columns: "colour" is not accepted; expected among tier_id, tier_name',
  );
  await expect(rowsOf('powerbi/tiers', { columns: ['tier_id,tier_id'] })).rejects.toThrow('each column once');
  await expect(rowsOf('powerbi/tiers', { limit: -1 })).rejects.toThrow('a whole number from 0');
});

test('the key of every table tells its rows apart, and is never null', async () => {
  for (const { path, statement, key = [], kind } of REPORTS) {
    if (!statement) continue;
    const args =
      path.startsWith('powerbi/') && definition(path).parameters.some(({ name }) => name === 'report')
        ? LIVE
        : {};
    const rows = await rowsOf(path, args);
    const keys = rows.map((row) => JSON.stringify(key.map((name) => row[name])));
    expect([path, key.length > 0, kind !== undefined, new Set(keys).size]).toEqual([
      path,
      true,
      true,
      rows.length,
    ]);
    expect(keys.some((text) => text.includes('null'))).toBe(false);
    if (kind === 'fact')
      expect(Object.keys(rows[0] ?? {})).toEqual(
        expect.arrayContaining(['demand_key', 'month_start', 'computed_at']),
      );
  }
});

test('calendar days cover whole years without gaps, with weeks, months, working days and holidays', async () => {
  await app.database.query(
    `INSERT INTO holiday (holiday_date, work_type, name) VALUES ('2025-07-04', 'Domestic', 'Independence Day')`,
  );
  const days = await rowsOf('powerbi/calendar-days');
  expect(days).toHaveLength(365);
  expect([days[0]?.['date'], days.at(-1)?.['date']]).toEqual(['2025-01-01', '2025-12-31']);
  const on = (date: string) => days.find((day) => day['date'] === date) ?? {};
  // Monday of W18, whose Thursday is the first of May.
  expect(on('2025-04-28')).toEqual({
    date: '2025-04-28',
    iso_year: 2025,
    week_number: 18,
    week_key: 202518,
    week_start: '2025-04-28',
    iso_week: '2025-W18',
    day_of_week: 1,
    month: 'Apr-25',
    month_start: '2025-04-01',
    quarter: '2025-Q2',
    year: 2025,
    report_month: 'May-25',
    report_month_start: '2025-05-01',
    is_working_day_domestic: true,
    holiday_domestic: null,
    is_working_day_global: true,
    holiday_global: null,
  });
  expect(on('2025-07-04')).toMatchObject({
    is_working_day_domestic: false,
    holiday_domestic: 'Independence Day',
    is_working_day_global: true,
    holiday_global: null,
  });
  expect(on('2025-07-05')).toMatchObject({ is_working_day_domestic: false, is_working_day_global: false });
  expect(await rowsOf('powerbi/calendar-days', { from: '2025-02', to: '2025-03' })).toHaveLength(28);
});

test('the date table has the Monday of every week: of the first week of a year it may lie in the year before', async () => {
  // 2026-01-01 is a Thursday: W01 begins on 2025-12-29, which no month of 2025 would bring along.
  const app2026 = await openTestApp();
  try {
    await insertReport(app2026.database, { report: { year: 2025, month: 12 }, demands: [FL] });
    const read = async (path: string, args: ReportArgs, column: string): Promise<unknown[]> => {
      const { columns, rows } = await answerReport(app2026.newScope(), definition(path), args);
      return (rows ?? []).map((row) => row[columns?.indexOf(column) ?? 0]);
    };
    const days = await read('powerbi/calendar-days', {}, 'date');
    const mondays = await read('powerbi/weekly-detail', LIVE, 'week_start');
    expect(mondays[0]).toBe('2025-12-29');
    expect(days).toEqual(expect.arrayContaining(mondays));
    expect([days[0], days.at(-1), days.length]).toEqual(['2025-01-01', '2026-12-31', 730]);
    const seen = await app2026.database.query<{ days: string }>(
      'SELECT count(*) AS days FROM report_calendar_days',
    );
    expect(seen).toEqual([{ days: '730' }]);
    // Months are those of reports and weeks.
    expect((await read('powerbi/calendar-months', {}, 'month_start'))[0]).toBe('2026-01-01');
  } finally {
    await app2026.close();
  }
});

test('calendar weeks are those that are configured and those that reports cover: no week of a fact is without one', async () => {
  const weeks = await rowsOf('powerbi/calendar-weeks');
  // W18 to W44 are configured; the reports cover May to December 2025, W18 to W52.
  expect(weeks.map((week) => week['week_key'])).toEqual(Array.from({ length: 35 }, (_, n) => 202518 + n));
  expect(weeks[27]).toMatchObject({
    week_start: '2025-11-03',
    week_end: '2025-11-09',
    month: 'Nov-25',
    working_days_domestic: null,
  });
  expect(weeks[26]?.['working_days_domestic']).toBe(5);
});

test('calendar months name the report that is live in them; reports how many months they are live in', async () => {
  const months = await rowsOf('powerbi/calendar-months');
  expect(months.map((month) => month['live_report'])).toEqual([
    ...[null, null, null, null, '2025-04', '2025-04'],
    ...Array.from({ length: 6 }, () => '2025-06'),
  ]);
  expect(months[4]).toEqual({
    month_start: '2025-05-01',
    month: 'May-25',
    year: 2025,
    month_number: 5,
    quarter: '2025-Q2',
    weeks_in_month: 5,
    live_report: '2025-04',
    forecast_month_index: 1,
    is_closed: false,
  });
  const reports = await rowsOf('powerbi/reports');
  const shown = reports.map((row) =>
    ['report', 'live_months', 'is_current', 'last_month_start'].map((n) => row[n]),
  );
  expect(shown).toEqual([
    ['2025-04', 1, false, '2025-10-01'],
    ['2025-06', 6, true, '2025-12-01'],
  ]);
});

test('about says in one row how fresh the figures are and what to know before trusting them', async () => {
  const [row, ...others] = await rowsOf('powerbi/about', LIVE);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    report: 'live',
    as_of: '2025-04-02T12:00:00Z',
    computed_at: '2025-04-02T12:00:00Z',
  });
  expect(row?.['warning_count']).toBe(2);
  expect(String(row?.['warnings']).split('\n')[0]).toMatch(/weekly assignments have no known capacity/);
  expect(row?.['data_version']).toBeGreaterThan(1);
});

test('access lists which login may see which LOB; who is limited sees only their own', async () => {
  expect(await rowsOf('powerbi/access')).toEqual([]);
  const make = (name: string, lobs: string[], expires?: Date) =>
    app
      .newScope()
      .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role: 'viewer', lobs, expires }));
  await make('ann@example.org', ['Amisys *']);
  await make('bob@example.org', []);
  await make('eve@example.org', [], new Date('2025-04-02T12:00:01Z'));
  await app.database.query(
    `UPDATE api_key SET expires_datetime = '2025-04-01Z' WHERE name = 'eve@example.org'`,
  );
  const [amisys, facets, other] = [
    'Amisys Medicaid DOMESTIC',
    'Facets Commercial GLOBAL',
    'Facets Commercial Global',
  ];
  expect((await rowsOf('powerbi/access')).map(({ login, main_lob }) => [login, main_lob])).toEqual([
    ['ann@example.org', amisys],
    ['bob@example.org', amisys],
    ['bob@example.org', facets],
    ['bob@example.org', other],
  ]);
  const scope = {
    ...app.newScope(),
    actor: { name: 'ann@example.org', role: 'viewer' as const, lobScope: [amisys] },
  };
  const { rows } = await answerReport(scope, definition('powerbi/access'), {});
  expect(rows).toEqual([['ann@example.org', amisys]]);
});

test('two tiers of one percentage have rows of their own, related by the number of the tier', async () => {
  await app.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ('Twin', 0.75, 7)`,
  );
  const [twin] = await app.database.query<{ id: number }>(
    `SELECT id FROM production_capacity_tier WHERE tier_name = 'Twin'`,
  );
  const ofJune = { ...FL, report: { year: 2025, month: 'June' }, index: 2, percentage: '0.75' };
  await insertAssignments(app.database, [
    { ...ofJune, cn: 'AA1', weeks: ['2025-W32'], tierName: '75% Ramp' },
    { ...ofJune, cn: 'AA2', weeks: ['2025-W32', '2025-W33'], tierName: 'Twin' },
  ]);
  await recompute(() => app.newScope());
  const august = { ...LIVE, from: '2025-08', to: '2025-09', state: ['FL'] };
  const rows = (await rowsOf('capacity-by-tier', august)).filter(({ tier }) => tier === '75%');
  // A week at 75 % of 5 × 9 h × 0.9 × 12 = 486 is 364.5 cases; August has four weeks: 0.75 ÷ 4 and 1.5 ÷ 4.
  expect(
    rows.map((row) => ['tier_id', 'fte_count', 'fte_equivalent', 'capacity'].map((n) => row[n])),
  ).toEqual([
    [2, 1, 0.1875, 364.5],
    [twin?.id, 1, 0.375, 729],
  ]);
  const [summary] = await rowsOf('powerbi/monthly-summary', august);
  expect([summary?.['tier_75'], summary?.['capacity']]).toEqual([2, 1093.5]);
});

test('live is the report that is not frozen in a month, be it the older one', async () => {
  const setFrozen = (month: string, index: number, isFrozen: boolean) =>
    app.database.query(
      `UPDATE forecast_report_month SET is_frozen = $3, frozen_datetime = CASE WHEN $3 THEN now() END
       WHERE report_year = 2025 AND report_month = $1 AND forecast_month_index = $2`,
      [month, index, isFrozen],
    );
  // July is April's third month and June's first; only one report can be live in it.
  await setFrozen('June', 1, true);
  await setFrozen('April', 3, false);
  try {
    const july = { ...LIVE, from: '2025-07', to: '2025-08' };
    for (const path of ['powerbi/monthly-summary', 'capacity-by-tier', 'comparison']) {
      const rows = await rowsOf(path, july);
      const reports = new Set(rows.map((row) => row['report_month'] ?? row['report']));
      expect([path, rows.length > 0, [...reports]]).toEqual([
        path,
        true,
        [path === 'comparison' ? '2025-04' : 'April'],
      ]);
    }
    // Nothing is older than April's report: June's is frozen in July, but it is newer than the live one.
    for (const [month, prior] of [
      ['Jul-25', null],
      ['Aug-25', '2025-04'],
    ]) {
      const rows = (await rowsOf('comparison', LIVE)).filter((row) => row['month'] === month);
      expect([month, rows.length > 0, [...new Set(rows.map((row) => row['prior_report']))]]).toEqual([
        ...[month, true, [prior]],
      ]);
    }
    // AA1's W27 is June's, which is frozen now: it was never copied into a snapshot, and April has nobody in July.
    expect(await rowsOf('powerbi/resource-assignments', july)).toEqual([]);
    const weekly = await rowsOf('powerbi/weekly-detail', july);
    // Two demands of April's, of which June's report had three, in July's five weeks.
    expect(weekly).toHaveLength(2 * 5);
    const [month] = await rowsOf('powerbi/calendar-months', { from: '2025-07', to: '2025-08' });
    expect([month?.['live_report'], month?.['forecast_month_index']]).toEqual(['2025-04', 3]);
    const views = await app.database.query<{ report: string }>(
      `SELECT DISTINCT report FROM report_monthly_summary WHERE is_live AND month_start = '2025-07-01'
       UNION ALL SELECT live_report FROM report_calendar_months WHERE month_start = '2025-07-01'`,
    );
    expect(views.map(({ report }) => report)).toEqual(['2025-04', '2025-04']);
  } finally {
    await setFrozen('April', 3, true);
    await setFrozen('June', 1, false);
  }
});
