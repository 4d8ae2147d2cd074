import { messagesOf } from '../support/warnings';
import {
  freezeReportMonths,
  keepVanishedDemands,
  planReport,
  storeReport,
  type ReportPlan,
  type StoredReport,
  type StoreReport,
} from '../../src/features/demand';
import { freezeSummaries, storeFixedSummaries } from '../../src/features/summary';
import type { CalendarMonth } from '../../src/domain/time/month';
import { fileRow, insertHold, monthsAfter, resetDemand } from '../support/factories/demand';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(() => resetDemand(app.database));

const MARCH = { year: 2025, month: 3 };
const APRIL = { year: 2025, month: 4 };

interface Imported extends Omit<StoredReport, 'warnings'> {
  plan: ReportPlan;
  warnings: string[];
  kept: string[];
}

/** The phases of an import without the copying and carrying of assignments, which are the assignment feature's. */
function importReport(
  report: CalendarMonth,
  rows: StoreReport['rows'],
  options: Partial<StoreReport> & { mapping?: CalendarMonth[] } = {},
): Promise<Imported> {
  const { mapping = monthsAfter(report), ...rest } = options;
  return app.newScope().write({ action: 'forecast.import', lock: 'exclusive' }, async (tx) => {
    const plan = await planReport(tx, { report, mapping });
    await freezeReportMonths(tx, plan.freezes);
    await freezeSummaries(tx, plan.freezes);
    const stored = await storeReport(tx, { plan, rows, ...rest });
    await storeFixedSummaries(tx, plan);
    const kept = await keepVanishedDemands(tx, plan.liveMonths);
    return { ...stored, plan, warnings: messagesOf(stored.warnings), kept: messagesOf(kept.warnings) };
  });
}

const months = (report: string) =>
  app.database.query<{ month_start: string; is_frozen: boolean }>(
    `SELECT month_start, is_frozen FROM forecast_report_month WHERE report_month = $1 ORDER BY month_start`,
    [report],
  );
const forecasts = (report: string, index = 1) =>
  app.database.query(
    `SELECT main_lob, state, case_type, forecast, target_cph, is_vanished FROM forecast
     WHERE report_month = $1 AND forecast_month_index = $2 ORDER BY main_lob, state, case_type`,
    [report, index],
  );
const configured = () =>
  app.database.query('SELECT main_lob, case_type, target_cph FROM target_cph ORDER BY main_lob, case_type');

describe('which report is live', () => {
  it('freezes the months of older reports that a newer one covers; months that only they cover stay live', async () => {
    await importReport(MARCH, [fileRow(2)]);
    const { plan } = await importReport(APRIL, [fileRow(2)]);
    // March 2025 covers April to September, April 2025 covers May to October.
    expect(
      plan.freezes.map((month) => [month.reportMonth, month.forecastMonthIndex, month.monthStart]),
    ).toEqual([
      ['March', 2, '2025-05-01'],
      ['March', 3, '2025-06-01'],
      ['March', 4, '2025-07-01'],
      ['March', 5, '2025-08-01'],
      ['March', 6, '2025-09-01'],
    ]);
    expect(plan).toMatchObject({ isNew: true, isCurrent: true, bornFrozenMonths: [], frozenMonths: [] });
    expect((await months('March')).map((month) => month.is_frozen)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect((await months('April')).map((month) => month.is_frozen)).toEqual(Array(6).fill(false));
    const summaries = await app.database.query(
      `SELECT report_month, count(*) FILTER (WHERE is_frozen)::integer AS frozen, count(*)::integer AS total
       FROM monthly_capacity_summary GROUP BY report_month ORDER BY report_month`,
    );
    expect(summaries).toEqual([
      { report_month: 'April', frozen: 0, total: 6 },
      { report_month: 'March', frozen: 5, total: 6 },
    ]);
  });

  it('stores a late older report with the months that a newer one covers frozen from birth', async () => {
    // May 2025 has the ISO weeks 18 to 22: 4 + 4 + 4 + 3 + 3 = 18 days of 8 h at shrinkage 0.15.
    await app.database.query(
      `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
         working_days, work_hours, occupancy, shrinkage)
       SELECT 2025, w.week, iso_week_start(2025, w.week), iso_week_start(2025, w.week) + 6, 'May', '2025-05-01', 'Domestic',
         w.days, 8, 0.95, 0.15
       FROM (VALUES (18, 4), (19, 4), (20, 4), (21, 3), (22, 3)) AS w (week, days)`,
    );
    await importReport(APRIL, [fileRow(2)]);
    const cases = [10, 1836, 5, 0, 7, 8];
    const { plan, rows } = await importReport(MARCH, [fileRow(2, { targetCph: '15', months: cases })]);
    expect(plan).toMatchObject({ isCurrent: false, freezes: [], liveMonths: ['2025-04-01'] });
    expect(plan.bornFrozenMonths).toEqual([
      '2025-05-01',
      '2025-06-01',
      '2025-07-01',
      '2025-08-01',
      '2025-09-01',
    ]);
    expect(rows[0]?.status).toBe('created');
    const summaries = await app.database.query(
      `SELECT forecast_month_index, total_forecast, total_capacity, capacity_gap, fte_required, fte_required_reason,
         total_fte_count, tier_breakdown::text AS tiers, is_frozen
       FROM monthly_capacity_summary WHERE report_month = 'March' AND forecast_month_index IN (2, 3, 4) ORDER BY 1`,
    );
    const none = {
      total_capacity: '0',
      total_fte_count: 0,
      is_frozen: true,
      tiers: '{ "100%" : 0, "75%" : 0, "50%" : 0, "25%" : 0 }',
    };
    expect(summaries).toEqual([
      // 18 × 8 × 0.85 × 15 = 1836 cases a person: exactly one person.
      {
        ...none,
        forecast_month_index: 2,
        total_forecast: 1836,
        capacity_gap: '-1836',
        fte_required: 1,
        fte_required_reason: null,
      },
      {
        ...none,
        forecast_month_index: 3,
        total_forecast: 5,
        capacity_gap: '-5',
        fte_required: null,
        fte_required_reason: 'NO_WEEK_CONFIG',
      },
      {
        ...none,
        forecast_month_index: 4,
        total_forecast: 0,
        capacity_gap: '0',
        fte_required: 0,
        fte_required_reason: null,
      },
    ]);
  });

  it('freezes under a report that arrives between two others only what lies between them', async () => {
    const JANUARY = { year: 2025, month: 1 };
    await importReport(JANUARY, [fileRow(2)]); // February to July
    await importReport(APRIL, [fileRow(2)]); // May to October
    const { plan } = await importReport(MARCH, [fileRow(2)]); // April to September
    expect(plan.freezes.map((month) => month.monthStart)).toEqual(['2025-04-01']);
    expect(plan.liveMonths).toEqual(['2025-04-01']);
    const live = await app.database.query(
      'SELECT report_month, month_start FROM forecast_report_month WHERE NOT is_frozen ORDER BY month_start',
    );
    expect(live.map((month) => month['report_month'])).toEqual([
      ...['January', 'January', 'March'],
      ...Array<string>(6).fill('April'),
    ]);
  });

  it('keeps the mapping of a stored report: other months are refused, naming both', async () => {
    await importReport(APRIL, [fileRow(2)]);
    await expect(
      importReport(APRIL, [fileRow(2)], { mapping: monthsAfter({ year: 2025, month: 5 }) }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(
        'May-25, Jun-25, Jul-25, Aug-25, Sep-25, Oct-25; this file has Jun-25',
      ) as string,
    });
  });
});

describe('importing a report again', () => {
  const florida = fileRow(2, { state: 'FL' });
  const texas = fileRow(3, { state: 'TX' });
  const ohio = fileRow(4, { state: 'OH' });

  it('replaces its live months: created, updated, unchanged; demands gone from the file go', async () => {
    await importReport(APRIL, [florida, texas, ohio]);
    const again = [florida, { ...texas, months: [100, 100, 90, 100, 100, 100] }, fileRow(5, { state: 'GA' })];
    const { rows, plan } = await importReport(APRIL, again, { sourceFile: 'forecast_April_2025.xlsx' });
    expect(plan).toMatchObject({ isNew: false, freezes: [] });
    expect(rows.map((row) => [row.row, row.status])).toEqual([
      [2, 'unchanged'],
      [3, 'updated'],
      [5, 'created'],
    ]);
    expect((await forecasts('April', 3)).map((row) => [row['state'], row['forecast']])).toEqual([
      ['FL', 100],
      ['GA', 100],
      ['TX', 90],
    ]);
    const [report] = await app.database.query('SELECT source_file, version FROM forecast_report');
    expect(report).toEqual({ source_file: 'forecast_April_2025.xlsx', version: 2 });
    const orphans = await app.database.query(`SELECT 1 FROM monthly_capacity_summary WHERE state = 'OH'`);
    expect(orphans).toEqual([]);
  });

  it('names demands that are gone in one remark for those that stay and one for those that are removed', async () => {
    const many = ['GA', 'IA', 'IN', 'MI', 'MO', 'MS', 'NH'].map((state, i) => fileRow(10 + i, { state }));
    await importReport(APRIL, [florida, texas, ohio, ...many]);
    await insertHold(app.database, { cn: 'AA000001', week: 19, ...texas }); // in May 2025
    await insertHold(app.database, { cn: 'AA000002', week: 19, ...ohio });
    const { warnings } = await importReport(APRIL, [florida]);
    const named = (state: string) => `Amisys Medicaid DOMESTIC / ${state} / FTC-Basic/Non MMP`;
    expect(warnings).toEqual([
      `2 demands are not in the report, but people are assigned; kept with forecast 0: ${named('OH')} (May-25); ${named('TX')} (May-25)`,
      '7 demands are stored but not in the file, and nobody is assigned; removed from the report: ' +
        `${['GA', 'IA', 'IN', 'MI', 'MO'].map(named).join('; ')} and 2 more`,
    ]);
  });

  it('leaves no history when nothing has changed', async () => {
    await importReport(APRIL, [florida, texas]);
    await importReport(APRIL, [florida, texas]);
    const entries = await app.database.query(
      `SELECT entity, entity_key FROM change_set_entry WHERE change_set_id = (SELECT max(id) FROM change_set)`,
    );
    expect(entries).toEqual([]);
  });

  it('keeps a demand that is gone from the file where people are assigned to it, with forecast 0 and its CPH', async () => {
    await importReport(APRIL, [florida, texas]);
    await insertHold(app.database, { cn: 'AA000001', week: 19, ...texas }); // in May 2025, index 1
    const { vanished, warnings } = await importReport(APRIL, [florida]);
    expect(vanished).toMatchObject([{ state: 'TX', monthStart: '2025-05-01' }]);
    expect(warnings).toEqual([
      '1 demand is not in the report, but people are assigned; kept with forecast 0: Amisys Medicaid DOMESTIC / TX / FTC-Basic/Non MMP (May-25)',
    ]);
    expect((await forecasts('April', 1))[1]).toMatchObject({
      state: 'TX',
      forecast: 0,
      target_cph: '12',
      is_vanished: true,
    });
    expect((await forecasts('April', 2)).map((row) => row['state'])).toEqual(['FL']);
    const { rows } = await importReport(APRIL, [florida, texas]);
    expect(rows[1]?.status).toBe('created');
    expect((await forecasts('April', 1))[1]).toMatchObject({
      state: 'TX',
      forecast: 100,
      is_vanished: false,
    });
  });

  it('leaves months alone that a newer report has frozen, and lists them', async () => {
    await importReport(MARCH, [florida]);
    await importReport(APRIL, [florida]);
    const { rows, frozenMonths } = await importReport(MARCH, [{ ...florida, months: [1, 2, 3, 4, 5, 6] }]);
    expect(frozenMonths).toEqual(['2025-05-01', '2025-06-01', '2025-07-01', '2025-08-01', '2025-09-01']);
    expect(rows[0]?.status).toBe('updated');
    expect((await forecasts('March', 1))[0]).toMatchObject({ forecast: 1 });
    expect((await forecasts('March', 2))[0]).toMatchObject({ forecast: 100 });
  });

  it('skips or refuses stored demands if told to, and then removes none', async () => {
    await importReport(APRIL, [florida, texas]);
    const changed = { ...florida, months: [1, 1, 1, 1, 1, 1] };
    const skipped = await importReport(APRIL, [changed, ohio], { onConflict: 'SKIP' });
    expect(skipped.rows.map((row) => row.status)).toEqual(['skipped', 'created']);
    const failed = await importReport(APRIL, [changed], { onConflict: 'ERROR' });
    expect(failed.rows[0]).toMatchObject({ status: 'failed', issues: [{ code: 'CONFLICT' }] });
    expect((await forecasts('April')).map((row) => [row['state'], row['forecast']])).toEqual([
      ['FL', 100],
      ['OH', 100],
      ['TX', 100],
    ]);
  });

  it('names what is wrong with a row and stores the others; then no absent demand is removed', async () => {
    await importReport(APRIL, [florida, texas]);
    const { rows } = await importReport(APRIL, [
      florida,
      fileRow(3, { state: 'GA', months: [-1, 0, 0, 0, 0, 0] }),
      fileRow(4, { caseType: 'x'.repeat(201) }),
      fileRow(5, { mainLob: 'AMISYS  medicaid domestic' }),
    ]);
    expect(rows.map((row) => [row.row, row.status, row.issues[0]?.path])).toEqual([
      [2, 'unchanged', undefined],
      [3, 'failed', 'months.0'],
      [4, 'failed', 'caseType'],
      [5, 'failed', 'caseType'],
    ]);
    expect(rows[3]?.issues[0]?.message).toContain('stands in row 2 already');
    expect((await forecasts('April')).map((row) => row['state'])).toEqual(['FL', 'TX']);
  });
});

describe('spelling and vanished demands', () => {
  it('takes the spelling of the newest file, on a re-import too', async () => {
    await importReport(APRIL, [fileRow(2, { mainLob: 'amisys  medicaid domestic' })]);
    expect((await forecasts('April'))[0]).toMatchObject({ main_lob: 'amisys medicaid domestic' });
    const { rows } = await importReport(APRIL, [fileRow(2)]);
    expect(rows[0]?.status).toBe('updated');
    expect((await forecasts('April'))[0]).toMatchObject({ main_lob: 'Amisys Medicaid DOMESTIC' });
    const spellings = await app.database.query('SELECT DISTINCT main_lob FROM monthly_capacity_summary');
    expect(spellings).toEqual([{ main_lob: 'Amisys Medicaid DOMESTIC' }]);
  });

  it('keeps a demand of people that the newer report lacks, under its spelling of the LOB, with the last CPH', async () => {
    await importReport(MARCH, [
      fileRow(2, { mainLob: 'amisys  medicaid domestic' }),
      fileRow(3, { mainLob: 'amisys  medicaid domestic', state: 'TX', targetCph: '8' }),
    ]);
    const held = { mainLob: 'amisys medicaid domestic', caseType: 'FTC-Basic/Non MMP' };
    await insertHold(app.database, { cn: 'AA000001', week: 23, ...held, state: 'TX' }); // June 2025
    await insertHold(app.database, { cn: 'AA000002', week: 23, ...held, state: 'FL' });
    const { kept } = await importReport(APRIL, [fileRow(2)]);
    expect(kept).toEqual([
      '1 demand is not in the report, but people are assigned; kept with forecast 0: Amisys Medicaid DOMESTIC / TX / FTC-Basic/Non MMP (Jun-25)',
    ]);
    expect(await forecasts('April', 2)).toMatchObject([
      { main_lob: 'Amisys Medicaid DOMESTIC', state: 'FL', forecast: 100, is_vanished: false },
      { main_lob: 'Amisys Medicaid DOMESTIC', state: 'TX', forecast: 0, target_cph: '8', is_vanished: true },
    ]);
    expect(await forecasts('April', 1)).toHaveLength(1);
  });
});

describe('closed months', () => {
  const close = (monthStart: string) =>
    app.database.query(
      `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ($1, 'planner', now())`,
      [monthStart],
    );

  it('go over to a newer report with their forecasts and summaries, in its spelling', async () => {
    await importReport(MARCH, [
      fileRow(2, { mainLob: 'AMISYS medicaid domestic', months: [1, 2, 3, 4, 5, 6] }),
    ]);
    await close('2025-05-01');
    const { skippedClosed, rows } = await importReport(APRIL, [fileRow(2, { targetCph: '9' })]);
    expect(skippedClosed).toEqual(['2025-05-01']);
    expect(rows[0]?.status).toBe('created');
    // May is index 2 of March (2 cases) and index 1 of April, whose file says 100.
    expect(await forecasts('April', 1)).toMatchObject([
      { main_lob: 'Amisys Medicaid DOMESTIC', forecast: 2, target_cph: '12' },
    ]);
    expect(await forecasts('April', 2)).toMatchObject([{ forecast: 100, target_cph: '9' }]);
    const summaries = await app.database.query(
      `SELECT total_forecast, is_frozen, main_lob FROM monthly_capacity_summary
       WHERE forecast_month = 'May' ORDER BY report_month`,
    );
    expect(summaries).toEqual([
      { total_forecast: 2, is_frozen: false, main_lob: 'Amisys Medicaid DOMESTIC' },
      { total_forecast: 2, is_frozen: true, main_lob: 'AMISYS medicaid domestic' },
    ]);
  });

  it('are skipped by a re-import, which then keeps the stored spelling', async () => {
    await importReport(APRIL, [fileRow(2)]);
    await close('2025-05-01');
    const again = fileRow(2, { mainLob: 'AMISYS MEDICAID DOMESTIC', months: [7, 7, 7, 7, 7, 7] });
    const { skippedClosed } = await importReport(APRIL, [again]);
    expect(skippedClosed).toEqual(['2025-05-01']);
    expect(await forecasts('April', 1)).toMatchObject([
      { main_lob: 'Amisys Medicaid DOMESTIC', forecast: 100 },
    ]);
    expect(await forecasts('April', 2)).toMatchObject([
      { main_lob: 'Amisys Medicaid DOMESTIC', forecast: 7 },
    ]);
  });
});

describe('target CPHs of a file', () => {
  const lob = 'Facets Medicare';
  const row = (number: number, caseType: string, targetCph: string | null, state = 'N/A') =>
    fileRow(number, { mainLob: lob, caseType, targetCph, state });
  const configure = (caseType: string, cph: string) =>
    app.database.query('INSERT INTO target_cph (main_lob, case_type, target_cph) VALUES ($1, $2, $3)', [
      'facets medicare',
      caseType,
      cph,
    ]);

  it('a row sets its own; without one it takes the configuration; the file updates the configuration', async () => {
    await configure('FTC', '13.8');
    await configure('Prepay', '10');
    const { rows, warnings } = await importReport(APRIL, [
      row(2, 'FTC', null),
      row(3, 'Prepay', '11.5'),
      row(4, 'Salesforce', '4'),
      row(5, 'Correspondence', null),
    ]);
    expect((await forecasts('April')).map((stored) => [stored['case_type'], stored['target_cph']])).toEqual([
      ['Correspondence', null],
      ['FTC', '13.8'],
      ['Prepay', '11.5'],
      ['Salesforce', '4'],
    ]);
    expect(await configured()).toEqual([
      { main_lob: 'Facets Medicare', case_type: 'Salesforce', target_cph: '4' },
      { main_lob: 'facets medicare', case_type: 'FTC', target_cph: '13.8' },
      { main_lob: 'facets medicare', case_type: 'Prepay', target_cph: '11.5' },
    ]);
    expect(warnings).toEqual([]);
    expect(rows.map((outcome) => outcome.warnings[0]?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      'NO_CPH',
    ]);
  });

  it('an integer that is the configured value rounded is taken as that value, and listed', async () => {
    await configure('FTC', '13.8');
    const { rows, warnings } = await importReport(APRIL, [row(2, 'FTC', '14')]);
    expect(await forecasts('April')).toMatchObject([{ target_cph: '13.8' }]);
    expect((await configured())[0]).toMatchObject({ target_cph: '13.8' });
    expect(rows[0]?.warnings).toMatchObject([{ path: 'targetCph', value: '14', code: 'CPH_ROUNDED' }]);
    expect(warnings).toEqual([
      'Facets Medicare / FTC: the target CPH 14 is taken as the configured 13.8 (row 2)',
    ]);
  });

  it('rows of a pair that disagree leave the configuration alone with a warning, and never touch other rows', async () => {
    await configure('FTC', '12');
    const { warnings } = await importReport(APRIL, [
      row(2, 'FTC', '12', 'FL'),
      row(3, 'FTC', '15.5', 'TX'),
      row(4, 'FTC', null, 'GA'),
    ]);
    expect((await forecasts('April')).map((stored) => [stored['state'], stored['target_cph']])).toEqual([
      ['FL', '12'],
      ['GA', '12'],
      ['TX', '15.5'],
    ]);
    expect(await configured()).toMatchObject([{ target_cph: '12' }]);
    expect(warnings).toEqual([
      'Facets Medicare / FTC: the rows have different target CPHs, 12 (row 2), 15.5 (row 3); the configured value stays 12',
    ]);
  });

  it('of a report older than the current one add pairs but change none', async () => {
    await importReport(APRIL, [row(2, 'FTC', '12')]);
    const { warnings } = await importReport(MARCH, [row(2, 'FTC', '9'), row(3, 'Prepay', '5')]);
    expect(await configured()).toMatchObject([
      { case_type: 'FTC', target_cph: '12' },
      { case_type: 'Prepay', target_cph: '5' },
    ]);
    expect(warnings).toEqual([
      'Facets Medicare / FTC: the configured target CPH stays 12; this report says 9, but a newer report is stored',
    ]);
  });
});
