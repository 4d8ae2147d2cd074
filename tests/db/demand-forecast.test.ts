import {
  currentReport,
  findReport,
  forecastByKey,
  getReport,
  knownCaseTypes,
  liveMonths,
  monthsByReport,
  setForecast,
  setTargetCph,
  upsertTargetCphs,
  type ForecastChange,
} from '../../src/features/demand';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { insertForecasts, insertReport, resetDemand } from '../support/factories/demand';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const APRIL = { year: 2025, month: 4 };
const FLORIDA = { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP' };
const close = (monthStart: string) =>
  app.database.query(
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ($1, 'planner', now())`,
    [monthStart],
  );

beforeEach(async () => {
  await resetDemand(app.database);
  await insertReport(app.database, { report: { year: 2025, month: 3 }, frozen: [2, 3, 4, 5, 6] });
  await insertReport(app.database, { report: APRIL });
});

describe('reports', () => {
  it('the current one is the newest; another is found by month name in any form', async () => {
    const scope = app.newScope();
    expect(await currentReport(scope)).toMatchObject({
      reportMonth: 'April',
      reportYear: 2025,
      isCurrent: true,
    });
    expect(await findReport(scope, '2025-03')).toMatchObject({
      reportMonth: 'March',
      isCurrent: false,
    });
    expect(await findReport(scope, '2025-05')).toBeUndefined();
    await expect(getReport(scope, '2025-05')).rejects.toMatchObject({
      code: 'NO_REPORT',
      message: 'there is no report 2025-05',
    });
  });

  it('live months tell which report answers for each calendar month', async () => {
    const months = await liveMonths(app.newScope());
    expect(months.map((month) => [month.monthStart, month.reportMonth, month.forecastMonthIndex])).toEqual([
      ['2025-04-01', 'March', 1],
      ['2025-05-01', 'April', 1],
      ['2025-06-01', 'April', 2],
      ['2025-07-01', 'April', 3],
      ['2025-08-01', 'April', 4],
      ['2025-09-01', 'April', 5],
      ['2025-10-01', 'April', 6],
    ]);
  });

  it('known case types are those of all forecasts and configured CPHs, each once', async () => {
    await insertForecasts(
      app.database,
      { year: 2025, month: 3 },
      { caseType: 'ftc-basic/non mmp', state: 'TX' },
    );
    await app.database.query(
      `INSERT INTO target_cph (main_lob, case_type, target_cph) VALUES ('x', 'Prepay', 1)`,
    );
    expect(await knownCaseTypes(app.newScope())).toEqual(['FTC-Basic/Non MMP', 'Prepay']);
  });
});

describe('forecast rows by key', () => {
  it('come in the order asked for with one statement, misses as undefined', async () => {
    const scope = app.newScope();
    const key = (state: string, forecastMonthIndex: number) => ({
      ...FLORIDA,
      state,
      forecastMonthIndex,
      reportMonth: 'April',
      reportYear: 2025,
    });
    const { result, statements } = await countStatements(() =>
      scope.loader(forecastByKey).loadMany([key('FL', 2), key('TX', 1), key('FL', 1), key('FL', 2)]),
    );
    expect(statements).toBe(1);
    expect(result.map((row) => (row && 'monthStart' in row ? row.monthStart : undefined))).toEqual([
      '2025-06-01',
      undefined,
      '2025-05-01',
      '2025-06-01',
    ]);
  });
});

describe('months by report', () => {
  it('come for many reports with one statement, by index, nothing for an unknown report', async () => {
    const scope = app.newScope();
    const keys = ['April', 'May', 'March'].map((reportMonth) => ({ reportMonth, reportYear: 2025 }));
    const { result, statements } = await countStatements(() => scope.loader(monthsByReport).loadMany(keys));
    expect(statements).toBe(1);
    expect(
      result.map((months) => (Array.isArray(months) ? months.map((month) => month.forecastMonth) : [])),
    ).toEqual([
      ['May', 'June', 'July', 'August', 'September', 'October'],
      [],
      ['April', 'May', 'June', 'July', 'August', 'September'],
    ]);
  });
});

describe('setting a forecast', () => {
  const set = (change: Partial<ForecastChange>) =>
    app
      .newScope()
      .write({ action: 'forecast.set', lock: 'exclusive' }, (tx) =>
        setForecast(tx, { ...FLORIDA, ...change }),
      );

  it('changes the row of the live report in any spelling, and its summary in the same transaction', async () => {
    const row = await set({
      mainLob: 'amisys medicaid  domestic',
      state: 'fl',
      forecastMonth: 'Jun-25',
      forecast: 250,
    });
    expect(row).toMatchObject({
      ...FLORIDA,
      reportMonth: 'April',
      forecastMonthIndex: 2,
      forecast: 250,
      targetCph: '12',
      version: 2,
    });
    const summaries = await app.database.query(
      'SELECT total_forecast, capacity_gap FROM monthly_capacity_summary',
    );
    expect(summaries).toEqual([{ total_forecast: 250, capacity_gap: '-250' }]);
    const [entry] = await app.database.query<{ before: unknown; after: unknown }>(
      `SELECT before, after FROM change_set_entry WHERE entity = 'forecast'`,
    );
    expect(entry).toMatchObject({ before: { forecast: 100 }, after: { forecast: 250 } });
  });

  it('adds a row under the report’s spelling of the LOB, with the configured CPH', async () => {
    await app.database.query(
      `INSERT INTO target_cph (main_lob, case_type, target_cph) VALUES ('Amisys Medicaid DOMESTIC', 'COR-COB NON MMP', 8)`,
    );
    const change = { mainLob: 'AMISYS MEDICAID DOMESTIC', state: 'tx', caseType: 'COR-COB NON MMP' };
    const row = await set({ ...change, forecastMonthIndex: 1, forecast: 40, callTypeId: ' C 1 ' });
    expect(row).toMatchObject({
      mainLob: 'Amisys Medicaid DOMESTIC',
      state: 'TX',
      caseType: 'COR-COB NON MMP',
      forecast: 40,
      targetCph: '8',
      callTypeId: 'C 1',
      monthStart: '2025-05-01',
      locality: 'Domestic',
      platform: 'Amisys',
    });
  });

  it('null clears the CPH; an absent value stays', async () => {
    const row = await set({ forecastMonthIndex: 1, targetCph: null });
    expect(row).toMatchObject({ forecast: 100, targetCph: null });
    const [summary] = await app.database.query(
      'SELECT fte_required, fte_required_reason FROM monthly_capacity_summary',
    );
    expect(summary).toEqual({ fte_required: null, fte_required_reason: 'NO_CPH' });
  });

  it('refuses frozen and closed months, stale versions and unknown months, and changes nothing', async () => {
    await close('2025-07-01');
    const march = { reportMonth: '2025-03' };
    await expect(set({ ...march, forecastMonthIndex: 2, forecast: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'May-25 of the report March 2025 is frozen: a newer report covers it',
    });
    await expect(set({ forecastMonth: '2025-07', forecast: 1 })).rejects.toMatchObject({
      code: 'MONTH_CLOSED',
    });
    await expect(set({ forecastMonthIndex: 1, forecast: 1, version: 7 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    await expect(set({ forecastMonth: 'Dec-25', forecast: 1 })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(set({ forecastMonthIndex: 1, state: 'TX' })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(set({ forecastMonthIndex: 1, mainLob: ' ', forecast: -1 })).rejects.toMatchObject({
      issues: [{ path: 'mainLob' }, { path: 'forecast' }],
    });
    expect(await app.database.query('SELECT 1 FROM change_set')).toEqual([]);
  });
});

describe('an explicit CPH change', () => {
  it('reaches the forecasts of live, unclosed months whatever their spelling, and what is derived from them', async () => {
    await close('2025-06-01');
    // May 2025: weeks 18 to 22, 5 days of 8 h each, shrinkage 0: 200 h; 100 cases ÷ (200 × 0.2) = 2.5 → 3 people.
    await app.database.query(
      `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
         working_days, work_hours, occupancy, shrinkage)
       SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6, 'May', '2025-05-01', 'Domestic', 5, 8, 1, 0
       FROM generate_series(18, 22) w`,
    );
    const answer = await app.newScope().write({ action: 'targetCph.set', lock: 'exclusive' }, (tx) =>
      setTargetCph(tx, {
        mainLob: 'AMISYS medicaid domestic',
        caseType: 'ftc-basic/non mmp',
        targetCph: '0.2',
      }),
    );
    expect(answer).toMatchObject({
      targetCph: {
        mainLob: 'Amisys Medicaid DOMESTIC',
        caseType: 'FTC-Basic/Non MMP',
        targetCph: '0.2',
        version: 1,
      },
      skippedClosed: ['2025-06-01'],
    });
    const rows = await app.database.query<{ report_month: string; forecast_month_index: number }>(
      'SELECT report_month, forecast_month_index FROM forecast WHERE target_cph = 0.2 ORDER BY 1 DESC, 2',
    );
    // Live are April under March (index 1) and May to October under April; June (index 2) is closed.
    expect(rows.map((row) => `${row.report_month} ${row.forecast_month_index}`)).toEqual([
      'March 1',
      ...['April 1', 'April 3', 'April 4', 'April 5', 'April 6'],
    ]);
    const [may] = await app.database.query(
      `SELECT fte_required FROM monthly_capacity_summary WHERE forecast_month = 'May'`,
    );
    expect(may).toEqual({ fte_required: 3 });
  });

  it('many at once: created, updated, unchanged, refused, each in its place', async () => {
    const upsert = (
      records: { mainLob: string; caseType: string; targetCph: string }[],
      onConflict: 'REPLACE' | 'SKIP',
    ) =>
      app
        .newScope()
        .write({ action: 'targetCph.import', lock: 'exclusive' }, (tx) =>
          upsertTargetCphs(tx, records, { onConflict }),
        );
    const pair = (caseType: string, targetCph: string) => ({ mainLob: FLORIDA.mainLob, caseType, targetCph });
    const first = await upsert([pair(FLORIDA.caseType, '13.8'), pair('APP-COB NON MMP', '5')], 'REPLACE');
    expect(first.results.map(({ status }) => status)).toEqual(['created', 'created']);
    const second = await upsert(
      [
        pair(FLORIDA.caseType, '13.80'),
        pair('app-cob non mmp', '6'),
        pair('APP-COB NON MMP', '7'),
        pair('COR', '10000'),
        pair('', '1'),
      ],
      'REPLACE',
    );
    expect(second.results.map(({ status, issues }) => [status, issues[0]?.path])).toEqual([
      ['unchanged', undefined],
      ['updated', undefined],
      ['failed', 'key'],
      ['failed', 'targetCph'],
      ['failed', 'caseType'],
    ]);
    const third = await upsert([pair('APP-COB NON MMP', '9'), pair('COR-COB NON MMP', '8')], 'SKIP');
    expect(third.results.map(({ status, row }) => [status, row?.targetCph])).toEqual([
      ['skipped', '6'],
      ['created', '8'],
    ]);
  });

  it('is refused on an outdated version', async () => {
    const set = (version?: number) =>
      app
        .newScope()
        .write({ action: 'targetCph.set', lock: 'exclusive' }, (tx) =>
          setTargetCph(tx, { mainLob: 'Facets Medicare', caseType: 'FTC', targetCph: '13.8', version }),
        );
    await set();
    await expect(set(3)).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { storedVersion: 1 } });
  });
});
