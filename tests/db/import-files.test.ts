import { messagesOf } from '../support/warnings';
import { checkData } from '../../src/checks/check-data';
import {
  APRIL,
  generate2025,
  HOLIDAYS,
  IMPORT_GROUND,
  MAPPING,
  MARCH,
  MONTH_CONFIGS,
  openImports,
  ROSTER,
  TARGET_CPHS,
  type FileImports,
} from '../support/factories/imports';
import type { Prepared } from '../support/database';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
let files: FileImports;
/** Opens an empty database, or one with what was imported before. */
async function start(prepared?: Prepared): Promise<void> {
  app = await openTestApp(prepared);
  files = await openImports(app);
}
afterEach(async () => {
  expect(await checkData(app.newScope().db)).toEqual([]);
  await files.close();
  await app.close();
});

const MARCH_FILE = { fileName: 'forecast_March_2025.xlsx' };
const APRIL_FILE = { fileName: 'forecast Apr-2025.xlsx' };
const SUMMARY = `SELECT s.state, s.total_forecast, s.total_capacity::float AS capacity, s.capacity_gap::float AS gap,
    s.fte_required, s.total_fte_count AS people, s.total_fte_equivalent::float AS equivalent, s.is_frozen
  FROM monthly_capacity_summary s
  WHERE s.forecast_month = $1 AND s.main_lob ILIKE $2 ORDER BY s.report_year, s.report_month DESC, s.state`;

describe('files as V1 wrote them', () => {
  test('month configurations and holidays change no week until weeks are generated, and say so', async () => {
    await start();
    const configs = await files.run('MONTH_CONFIG', MONTH_CONFIGS);
    expect(configs).toMatchObject({
      dryRun: false,
      counts: { created: 24, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
      rowsTruncated: false,
      warnings: [],
      unknownColumns: [],
      skippedClosed: [],
    });
    expect(configs.rows).toHaveLength(24);
    expect(configs.rows[8]).toEqual({
      row: 10,
      key: '2025-05 Domestic',
      status: 'created',
      column: null,
      value: null,
      message: null,
      code: null,
      changes: [],
    });
    await generate2025(app);
    const { counts, warnings } = await files.run('HOLIDAYS', HOLIDAYS);
    expect(counts.created).toBe(1);
    expect(messagesOf(warnings)).toEqual([
      '2025 Domestic: 1 week is stale until weeks are generated again: 2025-W22',
    ]);
    const days = () =>
      app.database.query(
        `SELECT working_days FROM week_configuration WHERE week_number = 22 AND work_type = 'Domestic'`,
      );
    expect(await days()).toEqual([{ working_days: 5 }]);
    await generate2025(app);
    expect(await days()).toEqual([{ working_days: 4 }]);
  });

  test('a roster keeps what V1 meant: active by PartofProduction, percentages, skills, states', async () => {
    await start();
    await files.run('TARGET_CPH', TARGET_CPHS);
    const { counts, rows, unknownColumns } = await files.run('ROSTER', ROSTER, { fileName: 'roster.xlsx' });
    expect(counts).toEqual({ created: 4, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
    expect(unknownColumns).toEqual(['Shoe size']);
    expect(rows[3]).toMatchObject({
      row: 5,
      key: 'AA000004',
      status: 'created',
      column: 'Hire Date',
      value: '99/99/99',
    });
    const people = await app.database.query(
      `SELECT cn, location, primary_platform AS platform, state_list AS states, skills, is_active AS active,
         production_percentage::float AS share, hire_date AS hired FROM resource_v2 ORDER BY cn`,
    );
    const domestic = { location: 'Domestic', platform: 'Amisys', skills: 'FTC-Basic/Non MMP', hired: null };
    const global = { location: 'Global', platform: 'Facets', skills: 'FTC', states: '' };
    expect(people).toEqual([
      { cn: 'AA000001', ...domestic, states: 'FL|GA', active: true, share: 1 },
      { cn: 'AA000002', ...domestic, states: 'ALL', active: true, share: 0.75 },
      { cn: 'AA000003', ...global, active: false, share: 0.25, hired: '2025-01-06' },
      { cn: 'AA000004', ...global, active: true, share: 1, hired: null },
    ]);
  });

  test('a mapping becomes one assignment at 100 % for every week of its month, with the figures worked by hand', async () => {
    await start(IMPORT_GROUND);
    const answer = await files.run('MAPPING', MAPPING);
    // May 2025 has the weeks W18 to W22 (five Thursdays), June W23 to W26 (four): 5 + 5 + 4.
    expect(answer.counts).toEqual({ created: 14, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
    expect(answer.rows.map(({ row, key, status }) => [row, key, status])).toEqual([
      [2, 'AA000001 May-25', 'created'],
      [3, 'AA000002 May-25', 'created'],
      [4, 'AA000004 Jun-25', 'created'],
    ]);
    // A week of 5 days: 1 × 5 × 9 × 0.9 × 12.5 = 506.25; W22 has 4 days: 405. A person's May: 4 × 506.25 + 405 = 2430.
    // Two people: 4860; gap 4860 − 3000. Required: 3000 ÷ (24 days × 8.1 h × 12.5 = 2430) → 2. Equivalent: 10 weeks ÷ 5.
    expect(await app.database.query(SUMMARY, ['May', 'Amisys%'])).toEqual([
      {
        state: 'FL',
        total_forecast: 3000,
        capacity: 4860,
        gap: 1860,
        fte_required: 2,
        people: 2,
        equivalent: 2,
        is_frozen: false,
      },
      {
        state: 'GA',
        total_forecast: 0,
        capacity: 0,
        gap: 0,
        fte_required: 0,
        people: 0,
        equivalent: 0,
        is_frozen: false,
      },
    ]);
    // June, Global: 4 weeks × 5 × 9 × 0.85 × 13.8 = 2111.4. The file says 14, which is 13.8 rounded; "#N/A" is forecast 0.
    expect(await app.database.query(SUMMARY, ['June', 'Facets%'])).toEqual([
      {
        state: 'N/A',
        total_forecast: 0,
        capacity: 2111.4,
        gap: 2111.4,
        fte_required: 0,
        people: 1,
        equivalent: 1,
        is_frozen: false,
      },
    ]);
    const types = await app.database.query(
      `SELECT DISTINCT resource_cn AS cn, assignment_type AS type, demand_main_lob AS lob FROM weekly_resource_assignment ORDER BY 1`,
    );
    expect(types).toEqual([
      { cn: 'AA000001', type: 'primary', lob: 'Amisys Medicaid DOMESTIC' },
      { cn: 'AA000002', type: 'bench', lob: 'Amisys Medicaid DOMESTIC' },
      { cn: 'AA000004', type: 'primary', lob: 'Facets Medicare' },
    ]);
  });

  test('a newer report freezes what it takes over and carries the assignments', async () => {
    await start(IMPORT_GROUND);
    await files.run('MAPPING', MAPPING);
    const { counts } = await files.run('FORECAST', APRIL, APRIL_FILE);
    expect(counts).toMatchObject({ created: 2, failed: 0 });
    expect(
      await app.database.query(
        `SELECT report_month AS report, forecast_month AS month, is_frozen AS frozen FROM forecast_report_month
         WHERE forecast_month IN ('April', 'May', 'October') ORDER BY report_month DESC, month_start`,
      ),
    ).toEqual([
      { report: 'March', month: 'April', frozen: false },
      { report: 'March', month: 'May', frozen: true },
      { report: 'April', month: 'May', frozen: false },
      { report: 'April', month: 'October', frozen: false },
    ]);
    // March's May stays at 3000 with its 4860; April's May has 3100 and the same two people: gap 1760.
    const may = await app.database.query<{ state: string }>(SUMMARY, ['May', 'Amisys%']);
    expect(may.filter(({ state }) => state === 'FL')).toMatchObject([
      { total_forecast: 3000, capacity: 4860, gap: 1860, is_frozen: true },
      { total_forecast: 3100, capacity: 4860, gap: 1760, is_frozen: false },
    ]);
    expect(
      await app.database.query(
        `SELECT report_month AS report, demand_main_lob AS lob, count(*)::integer AS weeks FROM weekly_resource_assignment
         WHERE is_active GROUP BY 1, 2 ORDER BY 2`,
      ),
    ).toEqual([
      { report: 'April', lob: 'Amisys Medicaid Domestic', weeks: 10 },
      { report: 'April', lob: 'Facets Medicare', weeks: 4 },
    ]);
    expect(await app.database.query('SELECT count(*)::integer AS n FROM frozen_assignment')).toEqual([
      { n: 14 },
    ]);
  });

  test('a demand that vanishes keeps a row as long as people are on it, and the answer names it', async () => {
    await start(IMPORT_GROUND);
    const [header = [], ...lines] = MAPPING;
    const onGeorgia = lines.slice(0, 1).map((cells) => cells.map((cell) => (cell === 'FL' ? 'GA' : cell)));
    await files.run('MAPPING', [header, ...onGeorgia]);
    const { warnings } = await files.run('FORECAST', APRIL, APRIL_FILE);
    expect(messagesOf(warnings)).toEqual([
      '1 demand is not in the report, but people are assigned; kept with forecast 0: Amisys Medicaid Domestic / GA / FTC-Basic/Non MMP (May-25)',
    ]);
    expect(
      await app.database.query(
        `SELECT forecast, target_cph::float AS cph, is_vanished AS vanished FROM forecast
         WHERE report_month = 'April' AND state = 'GA'`,
      ),
    ).toEqual([{ forecast: 0, cph: 12.5, vanished: true }]);
  });

  test('a late older report is stored, its months that a newer one covers frozen without capacity', async () => {
    await start();
    await files.run('MONTH_CONFIG', MONTH_CONFIGS);
    await generate2025(app);
    await files.run('FORECAST', APRIL, APRIL_FILE);
    const { warnings, counts } = await files.run('FORECAST', MARCH, MARCH_FILE);
    expect(counts.created).toBe(3);
    expect(messagesOf(warnings)).toContain(
      'May-25, Jun-25, Jul-25, Aug-25, Sep-25 belong to a newer report: stored frozen, without capacity',
    );
    const again = await files.run('FORECAST', MARCH, MARCH_FILE);
    expect(messagesOf(again.warnings)).toContain(
      'May-25, Jun-25, Jul-25, Aug-25, Sep-25 belong to a newer report and were left alone as they are frozen',
    );
  });

  test('weekly assignments follow the person unless the file says otherwise', async () => {
    await start(IMPORT_GROUND);
    const { counts } = await files.run('ASSIGNMENTS', [
      ['resource_cn', 'week', 'main_lob', 'state', 'case_type', 'production_percentage', 'pinned'],
      ['AA000002', '2025-W18', 'Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP', null, null],
      ['AA000002', '2025-W19', 'Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP', 0.4, 'TRUE'],
    ]);
    expect(counts.created).toBe(2);
    // Her roster says 75 %: 0.75 × 506.25 = 379.6875; at 0.4 it is 202.5, in the 25 % tier as the highest not above it.
    expect(
      await app.database.query(
        `SELECT a.week_number AS week, a.production_percentage::float AS share, a.weekly_capacity::float AS capacity, t.tier_name AS tier,
           a.pinned, a.assignment_type AS type
         FROM weekly_resource_assignment a JOIN production_capacity_tier t ON t.id = a.capacity_tier_id ORDER BY 1`,
      ),
    ).toEqual([
      { week: 18, share: 0.75, capacity: 379.6875, tier: '75% Ramp', pinned: false, type: 'manual' },
      { week: 19, share: 0.4, capacity: 202.5, tier: '25% Ramp', pinned: true, type: 'manual' },
    ]);
  });

  test('a target CPH file cascades to live forecasts and everything derived', async () => {
    await start(IMPORT_GROUND);
    await files.run('MAPPING', MAPPING);
    const { counts } = await files.run('TARGET_CPH', [
      ['Main LOB', 'Case type', 'Target CPH'],
      ['AMISYS MEDICAID DOMESTIC', 'ftc-basic/non mmp', 10],
    ]);
    expect(counts.updated).toBe(1);
    // 2 × 24 days × 8.1 h × 10 = 3888.
    expect(await app.database.query(SUMMARY, ['May', 'Amisys%'])).toMatchObject([
      { state: 'FL', capacity: 3888, gap: 888 },
      { state: 'GA' },
    ]);
  });

  test('every row of a forecast with one row per month is listed and counted', async () => {
    await start();
    const demand = ['Facets Medicare', 'N/A', 'FTC', 'C1', 13.8] as const;
    const answer = await files.run(
      'FORECAST',
      [
        ['main_lob', 'state', 'case_type', 'call_type_id', 'target_cph', 'month', 'forecast'],
        [...demand, 'April', 1],
        [...demand, 'May', 2],
        ['Facets Medicare', 'N/A', 'FTC', 'C2', 13.8, 'May', 3],
        ['Facets Medicare', 'N/A', 'ADJ/COR/APP', 'C1', 13.8, 'April', 4],
        ['Facets Medicare', 'N/A', 'ADJ/COR/APP', 'C1', 13.8, 'June', -5],
        [...demand, 'May', 6],
      ],
      { fileName: 'forecast_March_2025.csv', options: { onError: 'skip', onDuplicate: 'last' } },
    );
    expect(answer.counts).toEqual({ created: 3, updated: 0, unchanged: 0, skipped: 1, failed: 2 });
    expect(answer.rows.map(({ row, status }) => [row, status])).toEqual([
      [2, 'created'],
      [3, 'skipped'],
      [4, 'created'],
      [5, 'failed'],
      [6, 'failed'],
      [7, 'created'],
    ]);
    expect(answer.rows[4]).toMatchObject({ column: 'forecast', value: '-5' });
  });

  test('a tidy forecast needs its report month, and takes the months of month1 … month6 as told', async () => {
    await start();
    const table = [
      [
        'main_lob',
        'state',
        'case_type',
        'target_cph',
        'month1',
        'month2',
        'month3',
        'month4',
        'month5',
        'month6',
      ],
      ['Facets Medicare', 'N/A', 'FTC', 13.8, 1, 2, 3, 4, 5, 6],
    ];
    await expect(files.run('FORECAST', table, { fileName: 'tidy.csv' })).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'report_month' }],
    });
    const months = ['May-25', 'Jun-25', 'Jul-25', 'Aug-25', 'Sep-25', 'Nov-25'];
    const options = { reportMonth: 'March', reportYear: 2025, months };
    const { warnings } = await files.run('FORECAST', table, { fileName: 'tidy.csv', options });
    expect(warnings[0]?.message).toContain('not the six after the report month Mar-25');
    expect(
      await app.database.query(
        'SELECT forecast_month AS month FROM forecast_report_month WHERE forecast_month_index = 6',
      ),
    ).toEqual([{ month: 'November' }]);
  });
});
