import { checkData, DATA_CHECKS } from '../../src/checks/check-data';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await insertWeeks(app.database);
  await insertReport(app.database, {
    demands: [
      { state: 'FL', targetCph: '12.5', months: [5000, 10, 0, 0, 0, 0] },
      { state: 'GA', targetCph: null },
    ],
  });
  await insertPeople(app.database, ['A', 'B']);
  await insertAssignments(app.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'] },
    { cn: 'A', weeks: ['2025-W20'], state: 'GA', tierName: '50% Ramp' },
    { cn: 'B', weeks: ['2025-W18'], percentage: '0.75', tierName: '75% Ramp' },
  ]);
  await app
    .newScope()
    .write({ action: 'test.refresh' }, (tx) =>
      Promise.resolve([5, 6, 7, 8, 9].map((month) => tx.stale.month(`2025-0${month}-01`))).then(() =>
        tx.stale.month('2025-10-01'),
      ),
    );
});
afterEach(() => app.close());

const check = () => checkData(app.newScope().db);

test('data written through the system obey every rule', async () => {
  expect(await check()).toEqual([]);
});

test('rules have different names', () => {
  expect(new Set(DATA_CHECKS.map(({ name }) => name)).size).toBe(DATA_CHECKS.length);
});

const MAY_FL = `state = 'FL' AND forecast_month_index = 1`;
const FREEZE_MAY = `UPDATE forecast_report_month SET is_frozen = true, frozen_datetime = now() WHERE forecast_month_index = 1`;
const NEWER_REPORT = `
  INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime) VALUES ('May', 2025, '2025-05-01', 'x', now());
  INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
    VALUES ('May', 2025, 1, 'May', 2025, '2025-05-01')`;

test.each<[name: string, damage: string, expected: object]>([
  [
    'entry-change-set',
    `INSERT INTO change_set_row (change_set_id, entity, entity_key, after) VALUES (4711, 'forecast', '[1]', '{}')`,
    { key: 'forecast [1]', found: '4711' },
  ],
  ['live-report', FREEZE_MAY, { key: '2025-05-01', found: 'none', expected: 'April 2025' }],
  [
    'summary-month',
    FREEZE_MAY,
    { column: 'forecast_month', found: 'May 2025 live', expected: 'May 2025 frozen' },
  ],
  [
    'one-active-assignment',
    `DROP INDEX ux_weekly_resource_assignment_person_week;
     UPDATE weekly_resource_assignment SET week_number = 18 WHERE week_number = 19`,
    { key: '["A", 2025, 18]', found: '2' },
  ],
  [
    'assignment-report',
    `UPDATE weekly_resource_assignment SET forecast_month_index = 2 WHERE resource_cn = 'B'`,
    { key: '["B", 2025, 18]', found: 'April 2025 2', expected: 'April 2025 1' },
  ],
  ['assignment-report', `${FREEZE_MAY}; ${NEWER_REPORT}`, { found: 'April 2025 1', expected: 'May 2025 1' }],
  [
    'assignment-demand',
    `UPDATE weekly_resource_assignment SET demand_state = 'TX' WHERE resource_cn = 'B'`,
    { found: 'Amisys Medicaid DOMESTIC / TX / FTC-Basic/Non MMP' },
  ],
  [
    'weekly-capacity',
    `UPDATE weekly_resource_assignment SET weekly_capacity = 379.68 WHERE resource_cn = 'B'`,
    { key: '["B", 2025, 18]', found: '379.68', expected: '379.6875' },
  ],
  [
    'summary-exists',
    `DELETE FROM monthly_capacity_summary WHERE ${MAY_FL}`,
    { column: 'total_forecast', found: null, expected: '5000' },
  ],
  [
    'summary-live',
    `UPDATE monthly_capacity_summary SET total_fte_count = 3 WHERE ${MAY_FL}`,
    { found: '3', expected: '2' },
  ],
  [
    'summary-live',
    `UPDATE monthly_capacity_summary SET total_capacity = 1, capacity_gap = 1 - total_forecast WHERE ${MAY_FL}`,
    { column: 'capacity_gap', found: '-4999', expected: '-3607.8125' },
  ],
  [
    'summary-frozen',
    `${FREEZE_MAY}; UPDATE monthly_capacity_summary SET is_frozen = true WHERE forecast_month_index = 1`,
    { column: 'capacity_gap', found: '-3607.8125', expected: '-5000' },
  ],
  [
    'fte-required',
    `UPDATE monthly_capacity_summary SET fte_required = 1 WHERE ${MAY_FL}`,
    { found: '1', expected: '2' },
  ],
  [
    'tier-sum',
    `UPDATE monthly_capacity_summary SET tier_breakdown = '{"75%": 1, "100%": 1, "50%": 0, "25%": 0}' WHERE ${MAY_FL}`,
    { column: 'tier_breakdown', expected: 'Σ 2, highest first' },
  ],
  [
    'tier-heads',
    `UPDATE monthly_capacity_summary SET tier_breakdown = '{"100%": 2, "75%": 0, "50%": 0, "25%": 0}' WHERE ${MAY_FL}`,
    { column: 'tier_breakdown', expected: '{"25%": 0, "50%": 0, "75%": 1, "100%": 1}' },
  ],
  [
    'parent-sums',
    `UPDATE monthly_capacity_summary SET total_forecast = 0, capacity_gap = total_capacity WHERE ${MAY_FL}`,
    { column: 'forecast', found: '100', expected: '5100' },
  ],
])('%s sees what breaks it', async (name, damage, expected) => {
  await app.database.query(damage);
  expect(await check()).toContainEqual(expect.objectContaining({ check: name, ...expected }));
});
