import { assignWeeks, freeWeeks, moveWeeks, pinWeeks } from '../../src/features/assignment';
import { closeMonth } from '../../src/features/calendar';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { addAssignable, addForecast, DEMAND } from '../support/factories/assignment';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
  await addForecast(app.database, { ...DEMAND, state: 'N/A' });
});
afterAll(() => app.close());

const CN = 'AA000001';
const W = (week: number) => ({ year: 2025, week });
const write = <T>(work: (tx: WriteScope) => Promise<T>) =>
  app.newScope().write({ action: 'test', lock: 'exclusive' }, work);
const statuses = (answer: { rows: { key: string | null; status: string; code: string | null }[] }) =>
  answer.rows.map(({ key, status, code }) => [key, status, code]);

test('people are assigned, pinned, moved and freed over a range, with what became of each week', async () => {
  const range = { resourceCns: [CN.toLowerCase()], fromWeek: W(21), toWeek: W(23) };
  const assigned = await write((tx) => assignWeeks(tx, { ...range, ...DEMAND }));
  expect(statuses(assigned)).toEqual([
    [`${CN} 2025-W21`, 'created', null],
    [`${CN} 2025-W22`, 'created', null],
    [`${CN} 2025-W23`, 'created', null],
  ]);
  const pinned = await write((tx) => pinWeeks(tx, { resourceCns: [CN], weeks: [W(22), W(24), W(22)] }, true));
  expect(statuses(pinned)).toEqual([
    [`${CN} 2025-W22`, 'updated', null],
    [`${CN} 2025-W24`, 'skipped', 'FREE'],
  ]);
  // Weeks 18 to 22 are of May, week 23 of June.
  await write((tx) => closeMonth(tx, { year: 2025, month: 'May' }));
  const to = { ...DEMAND, state: 'N/A' };
  const moved = await write((tx) => moveWeeks(tx, range, to));
  expect(moved.skippedClosed).toEqual(['2025-05-01']);
  expect(statuses(moved).map(([, status]) => status)).toEqual(['skipped', 'skipped', 'updated']);
  expect(statuses(await write((tx) => moveWeeks(tx, range, to))).at(-1)?.[1]).toBe('unchanged');
  const freed = await write((tx) => freeWeeks(tx, range));
  expect(freed.counts).toMatchObject({ updated: 1, skipped: 2 });
  const left = await app.database.query(
    'SELECT week_number AS week, pinned FROM weekly_resource_assignment WHERE is_active ORDER BY 1',
  );
  expect(left).toEqual([
    { week: 21, pinned: false },
    { week: 22, pinned: true },
  ]);
});

test('weeks are given once: as a list or from one to another', async () => {
  const both = { resourceCns: [CN], weeks: [W(30)], fromWeek: W(30) };
  await expect(write((tx) => freeWeeks(tx, both))).rejects.toThrow('either weeks or fromWeek and toWeek');
  const backwards = { resourceCns: [CN], fromWeek: W(30), toWeek: W(29) };
  await expect(write((tx) => freeWeeks(tx, backwards))).rejects.toThrow('a week from 2025-W30 on');
});
