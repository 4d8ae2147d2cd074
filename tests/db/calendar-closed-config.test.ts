import {
  closeMonth,
  deleteHoliday,
  seedHolidays,
  setHoliday,
  setMonthConfig,
  upsertHolidays,
  upsertMonthConfigs,
} from '../../src/features/calendar';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
const write = <T>(work: (tx: WriteScope) => Promise<T>) =>
  app.newScope().write({ action: 'test', lock: 'exclusive' }, work);
const TIME = { workingDays: 20, workHours: '8', occupancy: '0.9', shrinkage: '0.2' };
const june = { date: '2025-06-19', workType: 'Domestic', name: 'Juneteenth' } as const;

beforeAll(async () => {
  app = await openTestApp();
  await write((tx) => setHoliday(tx, { date: '2025-05-26', workType: 'Domestic', name: 'Memorial Day' }));
  await write((tx) => closeMonth(tx, { year: 2025, month: 'May' }));
});
afterAll(() => app.close());

test('a closed month’s configuration and holidays are refused one by one', async () => {
  const refused = 'May 2025 is closed; reopen it to change anything in it';
  const month = { year: 2025, month: 'May', workType: 'Domestic' } as const;
  await expect(write((tx) => setMonthConfig(tx, { ...month, ...TIME }))).rejects.toThrow(refused);
  const holiday = { date: '2025-05-26', workType: 'Domestic' } as const;
  await expect(write((tx) => setHoliday(tx, { ...holiday, name: 'Other' }))).rejects.toThrow(refused);
  await expect(write((tx) => deleteHoliday(tx, holiday))).rejects.toThrow(refused);
  // Monday 28 April is in week 18, whose Thursday is 1 May.
  await expect(
    write((tx) => setHoliday(tx, { date: '2025-04-28', workType: 'Domestic', name: 'Monday' })),
  ).rejects.toThrow(refused);
});

test('sets skip them and say so', async () => {
  const records = [
    { year: 2025, month: 5, workType: 'Domestic' as const, ...TIME },
    { year: 2025, month: 6, workType: 'Domestic' as const, ...TIME },
  ];
  const months = await write((tx) => upsertMonthConfigs(tx, records, { onConflict: 'REPLACE' }));
  expect(months.skippedClosed).toEqual(['2025-05-01']);
  expect(months.results).toMatchObject([
    { status: 'skipped', issues: [{ code: 'MONTH_CLOSED' }] },
    { status: 'created' },
  ]);
  const holidays = await write((tx) =>
    upsertHolidays(tx, [{ date: '2025-05-01', workType: 'Domestic', name: 'May Day' }, june], {
      onConflict: 'REPLACE',
    }),
  );
  expect(holidays.skippedClosed).toEqual(['2025-05-01']);
  const seeded = await write((tx) => seedHolidays(tx, { country: 'US', year: 2025, workType: 'Domestic' }));
  expect(seeded.skippedClosed).toEqual(['2025-05-01']);
  const stored = await app.database.query(
    `SELECT name FROM holiday WHERE holiday_date BETWEEN '2025-04-28' AND '2025-05-31'`,
  );
  expect(stored).toEqual([{ name: 'Memorial Day' }]);
});
