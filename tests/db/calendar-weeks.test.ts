import { generateWeeks, setWeekConfig, type GenerateWeeks } from '../../src/features/calendar';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { insertHoliday, insertMonthClose, insertMonthConfigs } from '../support/factories/calendar';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(() =>
  app.database.query(
    'TRUNCATE week_configuration, month_configuration, holiday, month_close, change_set_row, change_set_chunk RESTART IDENTITY',
  ),
);

/** Generates, and tells which months it marked for recomputation. */
function generate(request: GenerateWeeks) {
  return app.newScope().write({ action: 'week.generate', lock: 'exclusive' }, async (tx) => ({
    ...(await generateWeeks(tx, request)),
    staleMonths: tx.stale.months(),
  }));
}

function setWeek(change: Parameters<typeof setWeekConfig>[1]) {
  return app.newScope().write({ action: 'week.set', lock: 'exclusive' }, async (tx) => ({
    week: await setWeekConfig(tx, change),
    staleMonths: tx.stale.months(),
  }));
}

function storedWeek(year: number, week: number, workType = 'Domestic') {
  return app.database
    .query('SELECT * FROM week_configuration WHERE year = $1 AND week_number = $2 AND work_type = $3', [
      year,
      week,
      workType,
    ])
    .then((rows) => rows[0]);
}

const DOMESTIC = ['Domestic'] as const;
const W18 = {
  year: 2025,
  weekNumber: 18,
  workType: 'Domestic',
  workingDays: 4,
  workHours: '8.5',
  occupancy: '0.9',
  shrinkage: '0.15',
} as const;

describe('generating a year', () => {
  it('gives every week its parent month’s hours, occupancy and shrinkage, and Monday to Friday', async () => {
    await insertMonthConfigs(app.database, 2025, ['Domestic', 'Global']);
    const done = await generate({ year: 2025 });
    // 2025 has 52 ISO weeks, two work types: 104 weeks.
    expect(done).toMatchObject({ created: 104, updated: 0, unchanged: 0, keptManual: 0, discrepancies: [] });
    expect(await storedWeek(2025, 18)).toMatchObject({
      week_start_date: '2025-04-28',
      week_end_date: '2025-05-04',
      month: 'May', // its Thursday is 1 May
      month_start: '2025-05-01',
      working_days: 5,
      work_hours: '9',
      occupancy: '0.95',
      shrinkage: '0.1',
      is_manual: false,
      version: 1,
    });
  });

  it.each([
    // year, weeks, last week, its Monday, its parent month
    [2020, 53, '2020-12-28', '2020-12-01'],
    [2021, 52, '2021-12-27', '2021-12-01'],
    [2024, 52, '2024-12-23', '2024-12-01'],
    [2026, 53, '2026-12-28', '2026-12-01'],
  ])('makes the ISO weeks of %i and no others: %i', async (year, weeks, lastMonday, lastMonth) => {
    await insertMonthConfigs(app.database, year);
    expect((await generate({ year, workTypes: DOMESTIC })).created).toBe(weeks);
    const stored = await app.database.query(
      `SELECT max(week_number) AS weeks, max(week_start_date) AS monday, max(month_start) AS month, min(month_start) AS first
       FROM week_configuration`,
    );
    expect(stored).toEqual([{ weeks, monday: lastMonday, month: lastMonth, first: `${year}-01-01` }]);
  });

  it('begins 2025 on 2024-12-30 and 2021 on 2021-01-04', async () => {
    await insertMonthConfigs(app.database, 2025);
    await insertMonthConfigs(app.database, 2021);
    await generate({ year: 2025, workTypes: DOMESTIC });
    await generate({ year: 2021, workTypes: DOMESTIC });
    expect(await storedWeek(2025, 1)).toMatchObject({ week_start_date: '2024-12-30', month: 'January' });
    expect(await storedWeek(2021, 1)).toMatchObject({ week_start_date: '2021-01-04', month: 'January' });
  });

  it('takes a holiday out of the week it lies in, across the turn of the year', async () => {
    await insertMonthConfigs(app.database, 2020);
    await insertMonthConfigs(app.database, 2025);
    await insertHoliday(app.database, '2021-01-01'); // Friday of 2020-W53
    await insertHoliday(app.database, '2024-12-31'); // Tuesday of 2025-W01
    await insertHoliday(app.database, '2025-01-01'); // Wednesday of 2025-W01
    await generate({ year: 2020, workTypes: DOMESTIC });
    await generate({ year: 2025, workTypes: DOMESTIC });
    expect(await storedWeek(2020, 53)).toMatchObject({ working_days: 4 });
    expect(await storedWeek(2025, 1)).toMatchObject({ working_days: 3 });
  });

  it('counts no holiday on a weekend, none of the other work type, and a date only once', async () => {
    await insertMonthConfigs(app.database, 2025, ['Domestic', 'Global']);
    await insertHoliday(app.database, '2025-05-24'); // Saturday of W21
    await insertHoliday(app.database, '2025-05-26'); // Monday of W22
    await expect(insertHoliday(app.database, '2025-05-26')).rejects.toThrow('ux_holiday_key');
    await generate({ year: 2025 });
    expect(await storedWeek(2025, 21)).toMatchObject({ working_days: 5 });
    expect(await storedWeek(2025, 22)).toMatchObject({ working_days: 4 });
    expect(await storedWeek(2025, 22, 'Global')).toMatchObject({ working_days: 5 });
  });

  it('reports a month whose working days and holidays disagree, with both figures', async () => {
    await insertMonthConfigs(app.database, 2025);
    await app.database.query(
      `UPDATE month_configuration SET working_days = 20 WHERE month_start IN ('2025-05-01', '2025-06-01')`,
    );
    await insertHoliday(app.database, '2025-05-26'); // a Monday: known
    await insertHoliday(app.database, '2025-05-25'); // a Sunday: not counted
    await insertHoliday(app.database, '2025-06-19'); // a Thursday
    const { discrepancies } = await generate({ year: 2025, workTypes: DOMESTIC });
    // May 2025 has 22 weekdays: 22 − 20 = 2 implied, 1 known. June has 21: 21 − 20 = 1 = known.
    expect(discrepancies).toEqual([
      {
        year: 2025,
        month: 'May',
        monthStart: '2025-05-01',
        workType: 'Domestic',
        weekdays: 22,
        configuredWorkingDays: 20,
        impliedHolidays: 2,
        knownHolidays: 1,
        message: 'May 2025 Domestic: 22 weekdays − 20 configured working days = 2 holidays, but 1 known',
      },
    ]);
  });

  it('names every month without configuration, and saves nothing', async () => {
    await insertMonthConfigs(app.database, 2025);
    await app.database.query(
      `DELETE FROM month_configuration WHERE month_start IN ('2025-03-01', '2025-11-01')`,
    );
    const failed = generate({ year: 2025, workTypes: DOMESTIC });
    await expect(failed).rejects.toMatchObject({
      code: 'VALIDATION',
      message: 'Months without a month configuration: March 2025 Domestic, November 2025 Domestic',
      issues: [{ code: 'NO_MONTH_CONFIG', value: '2025-03 Domestic' }, { value: '2025-11 Domestic' }],
    });
    // Both work types: the two, and all twelve of Global.
    await expect(generate({ year: 2025 })).rejects.toMatchObject({ issues: { length: 14 } });
    expect(await app.database.query('SELECT * FROM week_configuration')).toEqual([]);
  });

  it('refuses a year out of range, naming it', async () => {
    await expect(generate({ year: 1899 })).rejects.toThrow('1899');
  });

  it('twice changes nothing the second time: no version, no history, nothing to recompute', async () => {
    await insertMonthConfigs(app.database, 2025);
    const first = await generate({ year: 2025, workTypes: DOMESTIC });
    expect(first.staleMonths).toHaveLength(12);
    const before = await app.database.query('SELECT * FROM week_configuration ORDER BY id');
    await app.database.query('DELETE FROM change_set_row');
    const again = await generate({ year: 2025, workTypes: DOMESTIC });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 52, weeks: [], staleMonths: [] });
    expect(await app.database.query('SELECT * FROM week_configuration ORDER BY id')).toEqual(before);
    expect(await app.database.query('SELECT * FROM change_set_entry')).toEqual([]);
  });

  it('changes the weeks of a changed month only, and marks only that month', async () => {
    await insertMonthConfigs(app.database, 2025);
    await generate({ year: 2025, workTypes: DOMESTIC });
    await app.database.query(
      `UPDATE month_configuration SET shrinkage = 0.2 WHERE month_start = '2025-05-01'`,
    );
    await app.database.query(
      `UPDATE month_configuration SET occupancy = 0.5 WHERE month_start = '2025-06-01'`,
    );
    const done = await generate({ year: 2025, workTypes: DOMESTIC });
    // May 2025 has five Thursdays (1, 8, 15, 22, 29), June four: nine weeks. Occupancy is in no formula.
    expect(done).toMatchObject({ created: 0, updated: 9, unchanged: 43, staleMonths: ['2025-05-01'] });
    const history = await app.database.query(
      `SELECT entity_key, before->>'shrinkage' AS before, after->>'shrinkage' AS after FROM change_set_entry
       WHERE change_set_id = (SELECT max(change_set_id) FROM change_set_entry) ORDER BY entity_key LIMIT 1`,
    );
    expect(history).toEqual([{ entity_key: '[2025, 18, "Domestic"]', before: '0.1', after: '0.2' }]);
  });

  it('keeps a week set by hand, and overwrites it only when told', async () => {
    await insertMonthConfigs(app.database, 2025);
    await setWeek(W18);
    const kept = await generate({ year: 2025, workTypes: DOMESTIC });
    expect(kept).toMatchObject({ created: 51, keptManual: 1, unchanged: 0 });
    expect(await storedWeek(2025, 18)).toMatchObject({ working_days: 4, is_manual: true });
    const overwritten = await generate({ year: 2025, workTypes: DOMESTIC, overwriteManual: true });
    expect(overwritten).toMatchObject({ updated: 1, keptManual: 0, unchanged: 51 });
    expect(await storedWeek(2025, 18)).toMatchObject({ working_days: 5, is_manual: false, version: 2 });
  });

  it('leaves closed months alone and lists them, configured or not', async () => {
    await insertMonthConfigs(app.database, 2025);
    await generate({ year: 2025, workTypes: DOMESTIC });
    await insertMonthClose(app.database, '2025-05-01');
    await insertMonthClose(app.database, '2026-05-01'); // another year
    await app.database.query(
      `UPDATE month_configuration SET work_hours = 8 WHERE month_start IN ('2025-05-01', '2025-06-01')`,
    );
    const done = await generate({ year: 2025, workTypes: DOMESTIC });
    // June's four weeks change; May's five are not even looked at: 52 − 5 − 4 = 43.
    expect(done).toMatchObject({
      updated: 4,
      unchanged: 43,
      skippedClosed: ['2025-05-01'],
      staleMonths: ['2025-06-01'],
    });
    expect(await storedWeek(2025, 18)).toMatchObject({ work_hours: '9' });
    await app.database.query(`DELETE FROM month_configuration WHERE month_start = '2025-05-01'`);
    await expect(generate({ year: 2025, workTypes: DOMESTIC })).resolves.toMatchObject({ unchanged: 47 });
  });

  it('costs the same number of statements for one work type and for two', async () => {
    await insertMonthConfigs(app.database, 2025, ['Domestic', 'Global']);
    const one = await countStatements(() => generate({ year: 2025, workTypes: DOMESTIC }));
    const two = await countStatements(() => generate({ year: 2025, overwriteManual: true }));
    expect(two.statements).toBe(one.statements);
  });

  it('survives being asked for many times at once, beside weeks set by hand', async () => {
    await insertMonthConfigs(app.database, 2025);
    const runs = await Promise.all([
      ...Array.from({ length: 4 }, () => generate({ year: 2025, workTypes: DOMESTIC })),
      setWeek(W18),
      setWeek({ ...W18, weekNumber: 19 }),
    ]);
    const created = runs.reduce((sum, run) => sum + ('created' in run ? run.created : 0), 0);
    const weeks = await app.database.query<{ id: number; is_manual: boolean }>(
      'SELECT id, is_manual FROM week_configuration',
    );
    expect(weeks).toHaveLength(52);
    expect(weeks.filter((week) => week.is_manual)).toHaveLength(2);
    // Every week was made exactly once: by a generation, or first by hand.
    const byHand = await app.database.query(
      `SELECT e.id FROM change_set_entry e JOIN change_set c ON c.id = e.change_set_id
       WHERE c.action = 'week.set' AND e.before IS NULL`,
    );
    expect(created + byHand.length).toBe(52);
  });
});

describe('a week set by hand', () => {
  it('is stored with what follows from it, marked manual, and in the history', async () => {
    const { week, staleMonths } = await setWeek(W18);
    expect(week).toMatchObject({
      month: 'May',
      monthStart: '2025-05-01',
      weekStartDate: '2025-04-28',
      weekEndDate: '2025-05-04',
      workHours: '8.5',
      isManual: true,
      version: 1,
    });
    expect(staleMonths).toEqual(['2025-05-01']);
    const [entry] = await app.database.query('SELECT entity, entity_key, before FROM change_set_entry');
    expect(entry).toEqual({
      entity: 'week_configuration',
      entity_key: '[2025, 18, "Domestic"]',
      before: null,
    });
  });

  it('keeps the fields that are not given; the same again changes nothing', async () => {
    await setWeek(W18);
    const { week } = await setWeek({ year: 2025, weekNumber: 18, workType: 'Domestic', workingDays: 3 });
    expect(week).toMatchObject({ workingDays: 3, workHours: '8.5', shrinkage: '0.15', version: 2 });
    const again = await setWeek({ year: 2025, weekNumber: 18, workType: 'Domestic', workingDays: 3 });
    expect(again).toMatchObject({ week: { version: 2 }, staleMonths: [] });
  });

  it('makes a generated week manual even with the same figures, without recomputing', async () => {
    await insertMonthConfigs(app.database, 2025);
    await generate({ year: 2025, workTypes: DOMESTIC });
    const { week, staleMonths } = await setWeek({ year: 2025, weekNumber: 18, workType: 'Domestic' });
    expect(week).toMatchObject({ isManual: true, version: 2 });
    expect(staleMonths).toEqual([]);
  });

  it('names every wrong field at once, with the value seen', async () => {
    const failed = setWeek({ ...W18, workingDays: 8, workHours: '24.5', occupancy: '0', shrinkage: '1' });
    await expect(failed).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [
        { path: 'workingDays', value: 8 },
        { path: 'workHours', value: '24.5' },
        { path: 'occupancy', value: '0' },
        { path: 'shrinkage', value: '1' },
      ],
    });
    await expect(setWeek({ year: 2025, weekNumber: 18, workType: 'Global' })).rejects.toMatchObject({
      issues: { length: 4 },
    });
  });

  it.each([
    ['workHours', '8.123'],
    ['shrinkage', '0.12345'],
    ['workHours', 'NaN'],
    ['workHours', null],
    ['workingDays', 4.5],
  ])('refuses %s = %s', async (field, value) => {
    await expect(setWeek({ ...W18, [field]: value })).rejects.toMatchObject({
      issues: [{ path: field, value }],
    });
  });

  it('exists only where the calendar has it', async () => {
    await expect(setWeek({ ...W18, weekNumber: 53 })).rejects.toThrow(
      'weekNumber: 53 is not accepted; expected a week from 1 to 52, the ISO weeks of 2025',
    );
    await expect(setWeek({ ...W18, year: 2026, weekNumber: 53 })).resolves.toMatchObject({
      week: { weekStartDate: '2026-12-28', monthStart: '2026-12-01' },
    });
  });

  it('never changes its parent month or its dates', async () => {
    const agreed = {
      month: '2025-05',
      weekStartDate: '2025-04-28',
      weekEndDate: '2025-05-04',
    };
    await expect(setWeek({ ...W18, ...agreed })).resolves.toMatchObject({ week: { month: 'May' } });
    await expect(
      setWeek({ ...W18, ...agreed, month: '2025-04', weekEndDate: '2025-05-02' }),
    ).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [
        { path: 'month', value: '2025-04' },
        { path: 'weekEndDate', value: '2025-05-02' },
      ],
    });
    await expect(
      app.database.query(`UPDATE week_configuration SET month_start = '2025-04-01'`),
    ).rejects.toThrow('ck_week_configuration_calendar');
  });

  it('is refused in a closed month, and by a stale version naming both', async () => {
    await setWeek(W18);
    await expect(setWeek({ ...W18, workingDays: 2, version: 7 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: 'Week 2025-W18 Domestic has changed since: you have version 7, stored is version 1',
    });
    await insertMonthClose(app.database, '2025-05-01');
    await expect(setWeek({ ...W18, workingDays: 2 })).rejects.toMatchObject({
      code: 'MONTH_CLOSED',
      message: 'May 2025 is closed; reopen it to change anything in it',
    });
    expect(await storedWeek(2025, 18)).toMatchObject({ working_days: 4 });
  });
});
