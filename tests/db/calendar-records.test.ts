import {
  deleteHoliday,
  generateWeeks,
  seedHolidays,
  setHoliday,
  setMonthConfig,
  setWeekConfig,
  upsertHolidays,
  upsertMonthConfigs,
  type MonthConfigRecord,
} from '../../src/features/calendar';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { insertMonthClose, insertMonthConfigs } from '../support/factories/calendar';
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

function write<T>(work: (tx: WriteScope) => Promise<T>): Promise<T> {
  return app.newScope().write({ action: 'test.write', lock: 'exclusive' }, work);
}

const REPLACE = { onConflict: 'REPLACE' } as const;
const MAY: MonthConfigRecord = {
  year: 2025,
  month: 5,
  workType: 'Domestic',
  workingDays: 21,
  workHours: '9',
  occupancy: '0.95',
  shrinkage: '0.1',
};

async function configured2025(): Promise<void> {
  await insertMonthConfigs(app.database, 2025, ['Domestic', 'Global']);
  await write((tx) => generateWeeks(tx, { year: 2025 }));
}

const labels = (weeks: { year: number; weekNumber: number; workType: string }[]): string[] =>
  weeks.map((week) => `${week.year}-W${week.weekNumber} ${week.workType}`);

describe('month configurations in bulk', () => {
  it('answer one result per record in input order, whatever becomes of each', async () => {
    await write((tx) => upsertMonthConfigs(tx, [MAY], REPLACE));
    const { results } = await write((tx) =>
      upsertMonthConfigs(
        tx,
        [
          { ...MAY, month: 6 },
          MAY,
          { ...MAY, month: 6, workingDays: 3 },
          { ...MAY, month: 7, workingDays: 32, occupancy: '1.01' },
          { ...MAY, workType: 'Global', shrinkage: '0.15' },
        ],
        REPLACE,
      ),
    );
    expect(results.map(({ status, key }) => [status, key])).toEqual([
      ['created', '2025-06 Domestic'],
      ['unchanged', '2025-05 Domestic'],
      ['failed', '2025-06 Domestic'],
      ['failed', '2025-07 Domestic'],
      ['created', '2025-05 Global'],
    ]);
    expect(results[0]?.row).toMatchObject({ month: 'June', monthStart: '2025-06-01', workingDays: 21 });
    expect(results[2]?.issues).toMatchObject([{ code: 'DUPLICATE' }]);
    expect(results[3]?.issues).toMatchObject([
      { path: 'workingDays', value: 32 },
      { path: 'occupancy', value: '1.01' },
    ]);
    expect(results[3]?.row).toBeNull();
  });

  it.each([
    ['REPLACE', 'updated', 20],
    ['SKIP', 'skipped', 21],
    ['ERROR', 'failed', 21],
  ] as const)('that exist: %s → %s', async (onConflict, status, workingDays) => {
    await write((tx) => upsertMonthConfigs(tx, [MAY], REPLACE));
    const { results } = await write((tx) =>
      upsertMonthConfigs(tx, [{ ...MAY, workingDays: 20 }], { onConflict }),
    );
    expect(results).toMatchObject([{ status, key: '2025-05 Domestic', row: { workingDays } }]);
    const history = await app.database.query('SELECT id FROM change_set_entry');
    expect(history).toHaveLength(status === 'updated' ? 2 : 1);
  });

  it('cost the same statements for one record and for five hundred', async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({
      ...MAY,
      year: 2000 + (i % 125),
      month: (i % 4) + 1,
    }));
    const one = await countStatements(() => write((tx) => upsertMonthConfigs(tx, [MAY], REPLACE)));
    const all = await countStatements(() => write((tx) => upsertMonthConfigs(tx, many, REPLACE)));
    expect(all.statements).toBe(one.statements);
    // i mod 125 and i mod 4 meet anew for every i below 500: all keys differ, and (2025, 5) is not among them.
    expect(all.result.results.every(({ status }) => status === 'created')).toBe(true);
  });

  it('change no week, but list those that generating would now change', async () => {
    await configured2025();
    await write((tx) =>
      setWeekConfig(tx, { year: 2025, weekNumber: 20, workType: 'Domestic', workingDays: 1 }),
    );
    const before = await app.database.query('SELECT * FROM week_configuration ORDER BY id');
    const { staleWeeks } = await write((tx) => upsertMonthConfigs(tx, [{ ...MAY, workHours: '8' }], REPLACE));
    // May 2025 has the weeks 18 to 22; week 20 is manual and would be kept.
    expect(labels(staleWeeks)).toEqual([
      '2025-W18 Domestic',
      '2025-W19 Domestic',
      '2025-W21 Domestic',
      '2025-W22 Domestic',
    ]);
    expect(staleWeeks[0]).toMatchObject({ workHours: '9' });
    expect(await app.database.query('SELECT * FROM week_configuration ORDER BY id')).toEqual(before);
    await write((tx) => generateWeeks(tx, { year: 2025 }));
    const again = await write((tx) => upsertMonthConfigs(tx, [{ ...MAY, workHours: '8' }], REPLACE));
    expect(again.staleWeeks).toEqual([]);
  });

  it('list no week of a closed month: generating leaves it alone', async () => {
    await configured2025();
    await insertMonthClose(app.database, '2025-05-01');
    const { results, staleWeeks } = await write((tx) =>
      upsertMonthConfigs(tx, [{ ...MAY, workHours: '8' }], REPLACE),
    );
    expect(results).toMatchObject([{ status: 'skipped', issues: [{ code: 'MONTH_CLOSED' }] }]);
    expect(staleWeeks).toEqual([]);
  });
});

describe('one month configuration', () => {
  const april = { month: 'Apr', year: 2025, workType: 'Domestic' } as const;

  it('is named by month and year or by its first day, and keeps what is not given', async () => {
    const first = await write((tx) =>
      setMonthConfig(tx, { ...april, workingDays: 21, workHours: '9.0', occupancy: '0.95', shrinkage: '.1' }),
    );
    expect(first.monthConfig).toMatchObject({ month: 'April', monthStart: '2025-04-01', version: 1 });
    expect(first.monthConfig).toMatchObject({ workHours: '9', shrinkage: '0.1' });
    const second = await write((tx) =>
      setMonthConfig(tx, { monthStart: '2025-04-01', workType: 'Domestic', workingDays: 20, version: 1 }),
    );
    expect(second.monthConfig).toMatchObject({ workingDays: 20, workHours: '9', version: 2 });
  });

  it('is refused by a stale version, an unknown month, a missing year and missing fields', async () => {
    await write((tx) => upsertMonthConfigs(tx, [MAY], REPLACE));
    const set = (change: object) => write((tx) => setMonthConfig(tx, { workType: 'Domestic', ...change }));
    await expect(set({ monthStart: '2025-05-01', version: 2 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { storedVersion: 1 },
    });
    await expect(set({ month: 'Floréal', year: 2025 })).rejects.toThrow('"Floréal" is not accepted');
    await expect(set({ month: 'May' })).rejects.toThrow('year: null is not accepted');
    await expect(set({ month: 'May', year: 2025, monthStart: '2025-06-01' })).rejects.toThrow('monthStart');
    await expect(set({ monthStart: '2025-05-02' })).rejects.toThrow('the first day of a month');
    await expect(set(april)).rejects.toMatchObject({ issues: { length: 4 } });
  });
});

describe('holidays', () => {
  it('in bulk: one per date and work type; a repeated one fails; names are cleaned', async () => {
    const { results } = await write((tx) =>
      upsertHolidays(
        tx,
        [
          { date: '2025-05-26', workType: 'Domestic', name: ' Memorial  Day ' },
          { date: '2025-05-26', workType: 'Global', name: 'Memorial Day' },
          { date: '2025-05-26', workType: 'Domestic', name: 'Again' },
          { date: '2025-02-30', workType: 'Domestic', name: '' },
        ],
        REPLACE,
      ),
    );
    expect(results.map(({ status, key }) => [status, key])).toEqual([
      ['created', '2025-05-26 Domestic'],
      ['created', '2025-05-26 Global'],
      ['failed', '2025-05-26 Domestic'],
      ['failed', '2025-02-30 Domestic'],
    ]);
    expect(results[0]?.row?.name).toBe('Memorial Day');
    expect(results[3]?.issues).toMatchObject([
      { path: 'holidayDate', value: '2025-02-30' },
      { path: 'name', value: '' },
    ]);
    const skipped = await write((tx) =>
      upsertHolidays(tx, [{ date: '2025-05-26', workType: 'Global', name: 'x' }], { onConflict: 'SKIP' }),
    );
    expect(skipped.results).toMatchObject([{ status: 'skipped', row: { name: 'Memorial Day' } }]);
  });

  it('set or deleted make the week they lie in stale, also across the year', async () => {
    await configured2025();
    const holiday = { workType: 'Domestic', name: 'New Year’s Eve' } as const;
    const set = await write((tx) => setHoliday(tx, { ...holiday, date: '2024-12-31' }));
    expect(labels(set.staleWeeks)).toEqual(['2025-W1 Domestic']); // Tuesday of 2025-W01
    const weekend = await write((tx) => setHoliday(tx, { ...holiday, date: '2025-05-24' }));
    expect(labels(weekend.staleWeeks)).toEqual(['2025-W1 Domestic']); // a Saturday adds nothing
    const renamed = await write((tx) => setHoliday(tx, { ...holiday, date: '2024-12-31', name: 'Eve' }));
    expect(renamed.holiday).toMatchObject({ name: 'Eve', version: 2 });
    const gone = await write((tx) => deleteHoliday(tx, { date: '2024-12-31', workType: 'Domestic' }));
    expect(gone).toMatchObject({ holiday: { name: 'Eve' }, staleWeeks: [] });
    const [entry] = await app.database.query(
      'SELECT entity_key, after FROM change_set_entry ORDER BY id DESC LIMIT 1',
    );
    expect(entry).toEqual({ entity_key: '["2024-12-31", "Domestic"]', after: null });
  });

  it('that do not exist, or have changed since, are not deleted', async () => {
    const key = { date: '2025-05-26', workType: 'Domestic' } as const;
    await expect(write((tx) => deleteHoliday(tx, key))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no Domestic holiday on 2025-05-26',
    });
    await write((tx) => setHoliday(tx, { ...key, name: 'Memorial Day' }));
    await expect(write((tx) => deleteHoliday(tx, { ...key, version: 3 }))).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await app.database.query('SELECT name FROM holiday')).toEqual([{ name: 'Memorial Day' }]);
  });

  it('of a country are seeded once, and never over a day set by hand', async () => {
    await configured2025();
    await write((tx) => setHoliday(tx, { date: '2025-07-04', workType: 'Domestic', name: 'Company day' }));
    const request = { country: 'us', year: 2025, workType: 'Domestic' } as const;
    const done = await write((tx) => seedHolidays(tx, request));
    // The eleven federal holidays of 2025, none on a weekend; 4 July is there already.
    expect(done).toMatchObject({ created: 10, skipped: 1 });
    expect(done.holidays.map(({ holidayDate }) => holidayDate)).toEqual([
      '2025-01-01',
      '2025-01-20',
      '2025-02-17',
      '2025-05-26',
      '2025-06-19',
      '2025-07-04',
      '2025-09-01',
      '2025-10-13',
      '2025-11-11',
      '2025-11-27',
      '2025-12-25',
    ]);
    expect(done.holidays[5]).toMatchObject({ name: 'Company day' });
    expect(labels(done.staleWeeks)).toHaveLength(11); // eleven different weeks
    const again = await write((tx) => seedHolidays(tx, request));
    expect(again).toMatchObject({ created: 0, skipped: 11 });
  });

  it('on a weekend come with their substitute day', async () => {
    const done = await write((tx) => seedHolidays(tx, { country: 'US', year: 2022, workType: 'Domestic' }));
    const names = done.holidays.map(({ holidayDate, name }) => `${holidayDate} ${name}`);
    // Juneteenth 2022 was a Sunday; Father's Day on the same date is no public holiday.
    expect(names).toContain('2022-06-19 Juneteenth');
    expect(names).toContain('2022-06-20 Juneteenth (substitute day)');
  });

  it('of an unknown country or state are refused with the accepted codes', async () => {
    const seed = (place: object) =>
      write((tx) => seedHolidays(tx, { country: 'US', year: 2025, workType: 'Global', ...place }));
    await expect(seed({ country: 'XX' })).rejects.toThrow(/"XX" is not accepted; expected a code among .*US/);
    await expect(seed({ state: 'ZZ' })).rejects.toThrow(/"ZZ" is not accepted; expected a code among .*CA/);
    expect((await seed({ country: 'PH' })).holidays.length).toBeGreaterThan(5);
  });
});
