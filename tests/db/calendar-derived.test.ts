import { closeMonth, generateWeeks, reopenMonth, setWeekConfig } from '../../src/features/calendar';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { insertMonthConfigs } from '../support/factories/calendar';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

function write<T>(work: (tx: WriteScope) => Promise<T>): Promise<T> {
  return app.newScope().write({ action: 'test.write', lock: 'exclusive' }, work);
}

const figures = async () => {
  const weeks = await app.database.query<{ capacity: string | null }>(
    'SELECT weekly_capacity AS capacity FROM weekly_resource_assignment ORDER BY week_number',
  );
  const [summary] = await app.database.query<{ total: string }>(
    'SELECT total_capacity AS total FROM monthly_capacity_summary WHERE forecast_month_index = 1',
  );
  return { weeks: weeks.map((week) => week.capacity), total: summary?.total };
};

test('capacities and summaries follow the weeks in the same transaction, but not in a closed month', async () => {
  await insertMonthConfigs(app.database, 2025);
  await insertReport(app.database, { demands: [{ targetCph: '12.5', months: [5000, 0, 0, 0, 0, 0] }] });
  await insertPeople(app.database, ['A']);
  await insertAssignments(app.database, [{ cn: 'A', weeks: ['2025-W18', '2025-W19'] }]);

  await write((tx) => generateWeeks(tx, { year: 2025, workTypes: ['Domestic'] }));
  // 1 × 5 × 9 × 0.9 × 12.5 = 506.25 a week
  expect(await figures()).toEqual({ weeks: ['506.25', '506.25'], total: '1012.5' });

  const w18 = { year: 2025, weekNumber: 18, workType: 'Domestic' } as const;
  await write((tx) => setWeekConfig(tx, { ...w18, workingDays: 4 }));
  // 1 × 4 × 9 × 0.9 × 12.5 = 405; 405 + 506.25 = 911.25
  expect(await figures()).toEqual({ weeks: ['405', '506.25'], total: '911.25' });

  await write((tx) => closeMonth(tx, { monthStart: '2025-05-01' }));
  await app.database.query('UPDATE month_configuration SET work_hours = 8');
  await write((tx) => generateWeeks(tx, { year: 2025, workTypes: ['Domestic'], overwriteManual: true }));
  expect(await figures()).toEqual({ weeks: ['405', '506.25'], total: '911.25' });

  await write((tx) => reopenMonth(tx, { monthStart: '2025-05-01' }));
  await write((tx) => generateWeeks(tx, { year: 2025, workTypes: ['Domestic'] }));
  // Week 18 stays manual; week 19 has 8 hours: 1 × 5 × 8 × 0.9 × 12.5 = 450; 405 + 450 = 855
  expect(await figures()).toEqual({ weeks: ['405', '450'], total: '855' });
});
