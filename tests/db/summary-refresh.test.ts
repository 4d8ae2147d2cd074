import { insertReport } from '../support/factories/demand';
import { sql } from '../../src/platform/database/sql';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

const MAY = '2025-05-01';
const DEMAND = {
  monthStart: MAY,
  mainLob: 'Amisys Medicaid DOMESTIC',
  state: 'FL',
  caseType: 'FTC-Basic/Non MMP',
};

const refreshMonth = (month = MAY) =>
  app.newScope().write({ action: 'test.refresh' }, (tx) => Promise.resolve(tx.stale.month(month)));

const summaries = (where = 'forecast_month_index = 1') =>
  app.database.query(
    `SELECT state, total_forecast AS forecast, total_fte_count AS fte_count, total_fte_equivalent AS fte_equivalent,
       total_capacity AS capacity, capacity_gap AS gap, fte_required, fte_required_reason AS reason,
       tier_breakdown::text AS tiers, unknown_capacity_count AS unknown
     FROM monthly_capacity_summary WHERE ${where} ORDER BY forecast_month_index, main_lob, state`,
  );

test('capacities and the summary of a demand-month follow the formulas', async () => {
  await insertWeeks(app.database);
  await insertReport(app.database, {
    demands: [{ targetCph: '12.5', months: [5000, 0, 0, 0, 0, 0] }],
  });
  await insertPeople(app.database, ['A', 'B']);
  // May 2025 has the five ISO weeks 18 … 22 (Thursdays 1, 8, 15, 22, 29 May).
  await insertAssignments(app.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'], percentage: '1' },
    { cn: 'B', weeks: ['2025-W18'], percentage: '0.75', tierName: '75% Ramp' },
  ]);
  await refreshMonth();
  // 1 × 5 × 9 × 0.9 × 12.5 = 506.25; at 0.75 it is 379.6875; Σ = 2 × 506.25 + 379.6875 = 1392.1875.
  const capacities = await app.database.query(
    'SELECT resource_cn AS cn, week_number AS week, weekly_capacity AS capacity, version FROM weekly_resource_assignment ORDER BY 1, 2',
  );
  expect(capacities).toEqual([
    { cn: 'A', week: 18, capacity: '506.25', version: 1 },
    { cn: 'A', week: 19, capacity: '506.25', version: 1 },
    { cn: 'B', week: 18, capacity: '379.6875', version: 1 },
  ]);
  // Equivalent (1 + 1 + 0.75) ÷ 5 = 0.55. Required: 5 weeks × 5 × 9 × 0.9 × 12.5 = 2531.25 a person; 5000 ÷ 2531.25 = 1.97… → 2.
  expect(await summaries()).toEqual([
    {
      state: 'FL',
      forecast: 5000,
      fte_count: 2,
      fte_equivalent: '0.55',
      capacity: '1392.1875',
      gap: '-3607.8125',
      fte_required: 2,
      reason: null,
      tiers: '{ "100%" : 1, "75%" : 1, "50%" : 0, "25%" : 0 }',
      unknown: 0,
    },
  ]);
});

test('an exact multiple needs no further person, where doubles would round up', async () => {
  // June 2025 has the ISO weeks 23 … 26: 18 days over four weeks of 8 hours, shrinkage 0.15: 18 × 8 × 0.85 × 15 = 1836.
  await insertWeeks(app.database, { from: '2025-W23', to: '2025-W24', workHours: '8', shrinkage: '0.15' });
  await insertWeeks(app.database, {
    from: '2025-W25',
    to: '2025-W26',
    workingDays: 4,
    workHours: '8',
    shrinkage: '0.15',
  });
  await insertReport(app.database, { demands: [{ targetCph: '15', months: [0, 1836, 1837, 0, 0, 0] }] });
  await refreshMonth('2025-06-01');
  expect(await summaries('true')).toMatchObject([{ forecast: 1836, fte_required: 1, reason: null }]);
});

test('what is unknown is null with its reason, and a forecast of 0 needs nobody', async () => {
  await insertWeeks(app.database, { workType: 'Domestic' });
  await insertWeeks(app.database, { from: '2025-W18', to: '2025-W21', workType: 'Global' });
  await insertReport(app.database, {
    demands: [
      { state: 'AL', targetCph: null },
      { state: 'AZ', targetCph: '0' },
      { state: 'CA', targetCph: null, months: [0, 0, 0, 0, 0, 0] },
      { state: 'TX', mainLob: 'Amisys Medicaid GLOBAL' },
    ],
  });
  await insertPeople(app.database, ['A']);
  await insertAssignments(app.database, [{ cn: 'A', weeks: ['2025-W18'], state: 'AL' }]);
  await refreshMonth();
  expect(await summaries()).toMatchObject([
    { state: 'AL', fte_required: null, reason: 'NO_CPH', fte_count: 1, capacity: '0', unknown: 1 },
    { state: 'AZ', fte_required: null, reason: 'ZERO_CPH', fte_count: 0, unknown: 0 },
    { state: 'CA', fte_required: 0, reason: null },
    { state: 'TX', fte_required: null, reason: 'NO_WEEK_CONFIG' },
  ]);
});

test('each person counts once, in the tier of their latest active week; tiers of one percentage share a key', async () => {
  await app.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, is_active) VALUES
       ('Half again', 0.50, true), ('Old 37.5', 0.375, false), ('Old 10', 0.1, false)`,
  );
  await insertWeeks(app.database);
  await insertReport(app.database);
  await insertPeople(app.database, ['A', 'B', 'C']);
  await insertAssignments(app.database, [
    { cn: 'A', weeks: ['2025-W18'], tierName: 'Full Production' },
    { cn: 'A', weeks: ['2025-W19'], tierName: '50% Ramp' },
    { cn: 'A', weeks: ['2025-W20'], tierName: '25% Ramp', isActive: false },
    { cn: 'B', weeks: ['2025-W18'], tierName: 'Half again' },
    { cn: 'C', weeks: ['2025-W22'], tierName: 'Old 37.5' },
  ]);
  await refreshMonth();
  // 50%: A (W19, both tiers of 50 %) and B; 37.5% is inactive but has C; 10% is inactive and empty.
  expect(await summaries()).toMatchObject([
    { fte_count: 3, tiers: '{ "100%" : 0, "75%" : 0, "50%" : 2, "37.5%" : 1, "25%" : 0 }' },
  ]);
});

test('closed and frozen months stay as they stand', async () => {
  await insertWeeks(app.database);
  await insertReport(app.database, { frozen: [2] });
  await insertPeople(app.database, ['A']);
  await insertAssignments(app.database, [
    { cn: 'A', weeks: ['2025-W18'], capacity: '7' },
    { cn: 'A', weeks: ['2025-W23'], index: 2, capacity: '7' },
  ]);
  await app.database.query(
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ('2025-05-01', 'x', now())`,
  );
  await app.newScope().write({ action: 'test.refresh' }, async (tx) => {
    tx.stale.month(MAY);
    tx.stale.month('2025-06-01');
    tx.stale.demandMonth(DEMAND);
    await Promise.resolve();
  });
  expect(await summaries('true')).toEqual([]);
  expect(await app.database.query('SELECT DISTINCT weekly_capacity FROM weekly_resource_assignment')).toEqual(
    [{ weekly_capacity: '7' }],
  );
});

test('only the demand-months that were marked are rewritten', async () => {
  await insertWeeks(app.database);
  await insertReport(app.database, { demands: [{ state: 'FL' }, { state: 'GA' }] });
  await app
    .newScope()
    .write({ action: 'test.refresh' }, (tx) => Promise.resolve(tx.stale.demandMonth(DEMAND)));
  expect(await summaries('true')).toMatchObject([{ state: 'FL' }]);
});

test('writers of one demand-month at the same time lose nothing', async () => {
  await insertWeeks(app.database);
  await insertReport(app.database);
  const cns = Array.from({ length: 24 }, (_, n) => `P${n}`);
  await insertPeople(app.database, cns);
  await Promise.all(
    cns.map((cn) =>
      app.newScope().write({ action: 'test.assign' }, async (tx) => {
        await tx.db.execute(
          sql`INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index,
             resource_cn, demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage,
             assignment_type, assigned_by, assigned_datetime)
           VALUES (2025, 18, 'April', 2025, 1, ${cn}, ${DEMAND.mainLob}, ${DEMAND.state}, ${DEMAND.caseType}, 1, 1, 'manual',
             'x', now())`,
        );
        tx.stale.demandMonth(DEMAND);
      }),
    ),
  );
  // 24 people × 5 × 9 × 0.9 × 12 = 24 × 486 = 11664.
  expect(await summaries()).toMatchObject([{ fte_count: 24, capacity: '11664' }]);
});

test('a month of many demands, read in one go, comes to what each of its demands comes to by itself', async () => {
  await insertWeeks(app.database);
  await insertReport(app.database);
  await app.database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast,
       target_cph, platform, market, locality)
     SELECT f.report_month, f.report_year, f.forecast_month_index, f.main_lob, 'S' || n, f.case_type, n * 37 % 900,
       nullif(n % 7, 0) * 1.5, f.platform, f.market, f.locality
     FROM forecast f CROSS JOIN generate_series(1, 600) n`,
  );
  await insertPeople(
    app.database,
    Array.from({ length: 400 }, (_, n) => `P${n}`),
  );
  // A person changes between demands from week to week, and is somebody's only in some weeks.
  await app.database.query(
    `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
       assignment_type, assigned_by, assigned_datetime)
     SELECT 2025, w, f.report_month, f.report_year, f.forecast_month_index, r.cn, f.main_lob, f.state, f.case_type,
       1 + (r.id + w) % 4, (1 + (r.id + w) % 4) * 0.25, 7, 'primary', 'factory', '2025-04-01Z'
     FROM resource_v2 r CROSS JOIN generate_series(18, 26) w
     JOIN forecast f ON f.state = 'S' || (1 + (r.id * 13 + w / 3 * 7) % 600) AND f.forecast_month_index = CASE WHEN w < 23 THEN 1 ELSE 2 END
     WHERE (r.id + w) % 5 <> 0`,
  );
  const found = async () => [
    await summaries('forecast_month_index <= 2'),
    await app.database.query(
      'SELECT id, weekly_capacity AS capacity FROM weekly_resource_assignment ORDER BY id',
    ),
  ];
  await refreshMonth();
  await refreshMonth('2025-06-01');
  const together = await found();
  expect(together[0]).toHaveLength(1_202);
  await app.database.query('UPDATE weekly_resource_assignment SET weekly_capacity = 7');
  await app.database.query('DELETE FROM monthly_capacity_summary');
  for (const monthStart of [MAY, '2025-06-01'])
    for (const half of [0, 1])
      await app.newScope().write({ action: 'test.refresh' }, (tx) => {
        for (let n = 1 + half * 300; n <= 300 + half * 300; n += 1)
          tx.stale.demandMonth({ ...DEMAND, monthStart, state: `S${n}` });
        tx.stale.demandMonth({ ...DEMAND, monthStart });
        return Promise.resolve();
      });
  expect(await found()).toEqual(together);
}, 60_000);
