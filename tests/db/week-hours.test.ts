import { setWeekConfig } from '../../src/features/calendar';
import { recomputeAll } from '../../src/features/summary';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await insertReport(app.database, {
    demands: [
      { targetCph: '12.5', months: [5000, 0, 0, 0, 0, 0] },
      { state: 'GA', targetCph: null },
    ],
  });
  await insertPeople(app.database, ['A', 'B']);
  await insertPeople(app.database, ['C'], 'Global');
  await insertAssignments(app.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'] },
    { cn: 'B', weeks: ['2025-W18'], state: 'GA' },
    { cn: 'C', weeks: ['2025-W18'] },
  ]);
});
afterEach(() => app.close());

function write<T>(work: (tx: WriteScope) => Promise<T>): Promise<T> {
  return app.newScope().write({ action: 'test.write', lock: 'exclusive' }, work);
}
const recompute = () => write(recomputeAll);
const setWeek = (weekNumber: number, change: Partial<Parameters<typeof setWeekConfig>[1]>) =>
  write((tx) => setWeekConfig(tx, { year: 2025, weekNumber, workType: 'Domestic', ...change }));

const capacities = () =>
  app.database.query(
    'SELECT resource_cn AS cn, week_number AS week, weekly_capacity AS capacity FROM weekly_resource_assignment ORDER BY 1, 2',
  );
const summaries = () =>
  app.database.query(
    `SELECT state, total_fte_count AS fte_count, total_capacity AS capacity, capacity_gap AS gap, fte_required,
       fte_required_reason AS reason, unknown_capacity_count AS unknown
     FROM monthly_capacity_summary WHERE forecast_month_index = 1 ORDER BY state`,
  );

test('a week’s shrinkage changes its people’s capacities, and the sums by as much', async () => {
  await insertWeeks(app.database);
  await recompute();
  // 5 × 9 × 0.9 × 12.5 = 506.25 a week; the month’s five weeks 2531.25 a person: 5000 ÷ 2531.25 = 1.97… → 2.
  expect((await summaries())[0]).toMatchObject({ capacity: '1518.75', fte_required: 2 });
  await setWeek(18, { shrinkage: '0.2' });
  // A in week 18: 5 × 9 × 0.8 × 12.5 = 450. C works Global weeks.
  expect(await capacities()).toEqual([
    { cn: 'A', week: 18, capacity: '450' },
    { cn: 'A', week: 19, capacity: '506.25' },
    { cn: 'B', week: 18, capacity: null },
    { cn: 'C', week: 18, capacity: '506.25' },
  ]);
  // 450 + 2 × 506.25 = 1462.5; 5000 ÷ (4 × 506.25 + 450 = 2475) = 2.02… → 3.
  expect(await summaries()).toEqual([
    {
      state: 'FL',
      fte_count: 2,
      capacity: '1462.5',
      gap: '-3537.5',
      fte_required: 3,
      reason: null,
      unknown: 0,
    },
    {
      state: 'GA',
      fte_count: 1,
      capacity: '0',
      gap: '-100',
      fte_required: null,
      reason: 'NO_CPH',
      unknown: 1,
    },
  ]);
  expect(await recompute()).toEqual([]);
});

test('weeks that are configured late, without hours, or set twice leave nothing to recompute', async () => {
  await insertWeeks(app.database, { from: '2025-W19', to: '2025-W22', workType: 'Domestic' });
  await recompute();
  // A in week 19 alone is known; A and C in week 18 are not.
  expect((await summaries())[0]).toMatchObject({ capacity: '506.25', unknown: 2, reason: 'NO_WEEK_CONFIG' });
  const full = { workingDays: 5, workHours: '9', occupancy: '0.95', shrinkage: '0.1' };
  const changes = [
    { week: 18, change: { ...full, workType: 'Global' as const }, unknown: 1 },
    { week: 18, change: full, unknown: 0 },
    { week: 19, change: { workingDays: 0 }, unknown: 0 },
    { week: 18, change: { shrinkage: '0.3333' }, unknown: 0 },
    { week: 18, change: { shrinkage: '0.1' }, unknown: 0 },
    { week: 30, change: full, unknown: 0 },
  ];
  for (const { week, change, unknown } of changes) {
    await setWeek(week, change);
    expect((await summaries())[0]).toMatchObject({ unknown });
    expect(await recompute()).toEqual([]);
  }
  // A in week 18 and C: 506.25 each; week 19 has no days.
  expect((await summaries())[0]).toMatchObject({ capacity: '1012.5' });
});

test('of a month whose summaries were never derived, all of it is', async () => {
  await insertWeeks(app.database);
  await setWeek(18, { shrinkage: '0.2' });
  expect(await summaries()).toMatchObject([{ capacity: '1462.5' }, { capacity: '0' }]);
});

test('only the week’s own rows are read: what somebody has put wrong in another is left to the recomputation', async () => {
  await insertWeeks(app.database);
  await recompute();
  await app.database.query(
    'UPDATE weekly_resource_assignment SET weekly_capacity = 7 WHERE week_number = 19',
  );
  await setWeek(18, { shrinkage: '0.2' });
  expect((await capacities())[1]).toEqual({ cn: 'A', week: 19, capacity: '7' });
  expect(await recompute()).toMatchObject([
    { entity: 'weekly_resource_assignment', before: '7', after: '506.25' },
  ]);
});
