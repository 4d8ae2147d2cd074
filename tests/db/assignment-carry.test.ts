import { bulkAssign, carryAssignments, freezeAssignments } from '../../src/features/assignment';
import { sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';
import { addAssignable, closeMonthOf, DEMAND } from '../support/factories/assignment';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
});
afterAll(() => app.close());

test('a newer report finds the old figures frozen and the live assignments under its own keys and spelling', async () => {
  const assignments = [19, 24].map((week) => ({
    resourceCn: 'AA000001',
    week: { year: 2025, week },
    ...DEMAND,
  }));
  await app.newScope().write({ action: 'a' }, (tx) => bulkAssign(tx, { assignments }));
  await closeMonthOf(app.database, '2025-06-01');
  const old = { reportMonth: 'April', reportYear: 2025 };
  const may = { reportMonth: 'May', reportYear: 2025 };
  await app.newScope().write({ action: 'forecast.import', lock: 'exclusive' }, async (tx) => {
    // June (index 2) and July (3) of the report of April are covered by the report of May as 1 and 2.
    const copied = await freezeAssignments(tx, [
      { ...old, forecastMonthIndex: 2, monthStart: '2025-06-01' },
      { ...old, forecastMonthIndex: 3, monthStart: '2025-07-01' },
    ]);
    expect(copied).toBe(1);
    await tx.db.execute(
      sql`UPDATE forecast_report_month SET is_frozen = true, frozen_datetime = now() WHERE forecast_month_index > 1`,
    );
    await tx.db.execute(
      sql`INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
       VALUES ('May', 2025, '2025-05-01', 'test', now())`,
    );
    await tx.db.execute(
      sql`INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
       VALUES ('May', 2025, 1, 'June', 2025, '2025-06-01'), ('May', 2025, 2, 'July', 2025, '2025-07-01')`,
    );
    await tx.db.execute(
      sql`INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
         platform, market, locality)
       VALUES ('May', 2025, 1, 'AMISYS Medicaid Domestic', 'FL', 'FTC-BASIC/NON MMP', 5, 99, 'Amisys', 'Medicaid', 'Domestic')`,
    );
    const carried = await carryAssignments(tx, [
      { ...may, forecastMonthIndex: 1, monthStart: '2025-06-01' },
      { ...may, forecastMonthIndex: 2, monthStart: '2025-07-01' },
    ]);
    expect(carried).toBe(1);
  });
  const live = await app.database.query(
    `SELECT week_number AS week, report_month, forecast_month_index AS index, demand_main_lob AS lob, demand_case_type AS case_type,
       weekly_capacity::float8 AS capacity, version
     FROM weekly_resource_assignment ORDER BY 1`,
  );
  expect(live).toEqual([
    {
      week: 19,
      report_month: 'April',
      index: 1,
      lob: 'Amisys Medicaid DOMESTIC',
      case_type: 'FTC-Basic/Non MMP',
      capacity: 405,
      version: 1,
    },
    {
      // June is closed: only the report keys and the spelling change, not the capacity of the old CPH.
      week: 24,
      report_month: 'May',
      index: 1,
      lob: 'AMISYS Medicaid Domestic',
      case_type: 'FTC-BASIC/NON MMP',
      capacity: 405,
      version: 1,
    },
  ]);
  const frozen = await app.database.query(
    `SELECT report_month, forecast_month_index AS index, resource_cn AS cn, week_number AS week, demand_main_lob AS lob,
       weekly_capacity::float8 AS capacity, tier_name, tier_percentage, location FROM frozen_assignment`,
  );
  expect(frozen).toEqual([
    {
      report_month: 'April',
      index: 2,
      cn: 'AA000001',
      week: 24,
      lob: 'Amisys Medicaid DOMESTIC',
      capacity: 405,
      tier_name: 'Full Production',
      tier_percentage: '1',
      location: 'Domestic',
    },
  ]);
});
