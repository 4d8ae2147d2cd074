import { KeepFrozenTiers1765440000000 } from '../../migrations/1765440000000-KeepFrozenTiers';
import { REPORTS } from '../../src/features/reports';
import { answerReport } from '../../src/features/reports/registry/report-table.service';
import type { ReportArgs } from '../../src/features/reports/tables/report.model';
import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, insertWorkedExample, recompute } from '../support/factories/report';
import { insertAssignments } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

/**
 * The worked example with further tiers. When May and June are frozen there are active: 100 % (1), 75 % (2) and its twin,
 * 60 % and 50 % (3); 25 % (4) is inactive, and only FL has somebody at it, in June. Afterwards all of them change.
 */
let app: TestApp;
let twin: number;
let sixty: number;
beforeAll(async () => {
  app = await openTestApp();
  await insertWorkedExample(app.database, () => app.newScope());
  await insertAssignments(app.database, [
    { ...FL, cn: 'AA1', weeks: ['2025-W23'], percentage: '0.25', tierName: '25% Ramp', index: 2 },
  ]);
  twin = await insertTier('Twin', '0.75');
  sixty = await insertTier('Sixty', '0.6');
  await app.database.query(
    `UPDATE production_capacity_tier SET is_active = false WHERE tier_name = '25% Ramp'`,
  );
  await recompute(() => app.newScope());
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1, 2]);
  // One that comes later, one of another percentage, one that nobody may use any more.
  await insertTier('Forty', '0.4');
  await app.database.query(
    `UPDATE production_capacity_tier SET capacity_percentage = 0.65 WHERE id = ${sixty};
     UPDATE production_capacity_tier SET is_active = false WHERE tier_name IN ('Twin', '50% Ramp')`,
  );
  await recompute(() => app.newScope());
});
afterAll(() => app.close());

async function insertTier(name: string, percentage: string): Promise<number> {
  const [row] = await app.database.query<{ id: number }>(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ($1, $2, 9) RETURNING id`,
    [name, percentage],
  );
  return row?.id ?? 0;
}

type Row = Record<string, unknown>;
async function byTier(args: ReportArgs): Promise<Row[]> {
  const definition = REPORTS.find(({ path }) => path === 'capacity-by-tier');
  if (!definition) throw new Error('There is no capacity by tier');
  const { columns, rows } = await answerReport(app.newScope(), definition, args);
  return (rows ?? []).map((row) => Object.fromEntries((columns ?? []).map((name, at) => [name, row[at]])));
}
const shown = (rows: Row[]): unknown[] => rows.map(({ state, tier, tier_id }) => [state, tier, tier_id]);

const ofState = (state: string, tiers: [string, number][]): unknown[] =>
  tiers.map(([tier, id]) => [state, tier, id]);
/** Highest first, those of one percentage by number. */
const frozenTiers = (): [string, number][] => [
  ...([
    ['100%', 1],
    ['75%', 2],
  ] as [string, number][]),
  ['75%', twin],
  ['60%', sixty],
  ['50%', 3],
];

test('every demand of a frozen month has a row for the tiers that it was frozen with, each by its number', async () => {
  const may = { report: '2025-04', from: '2025-05', to: '2025-06' };
  expect(shown(await byTier(may))).toEqual([
    ...ofState('FL', frozenTiers()),
    ...ofState('N/A', frozenTiers()),
  ]);
  // In June FL has somebody at 25 %: only FL has that row.
  const june = { report: '2025-04', from: '2025-06', to: '2025-07' };
  expect(shown(await byTier(june))).toEqual([
    ...ofState('FL', [...frozenTiers(), ['25%', 4]]),
    ...ofState('N/A', frozenTiers()),
  ]);
  const whole = await byTier({ report: '2025-04' });
  expect(await byTier({ report: '2025-04', limit: 13 })).toEqual(whole.slice(0, 13));
  // A live month has those of today.
  const july = await byTier({ report: '2025-04', from: '2025-07', to: '2025-08', state: ['FL'] });
  const today: [string, number][] = [
    ['100%', 1],
    ['75%', 2],
    ['65%', sixty],
    ['40%', sixty + 1],
  ];
  expect(shown(july)).toEqual(ofState('FL', today));
});

test('the view has the same rows', async () => {
  const rows = await app.database.query<Row>(
    `SELECT state, tier, tier_id FROM report_all_capacity_by_tier WHERE report = '2025-04' AND month = 'Jun-25'
     ORDER BY main_lob, state, tier_percentage DESC, tier_id`,
  );
  expect(shown(rows)).toEqual(shown(await byTier({ report: '2025-04', from: '2025-06', to: '2025-07' })));
});

test('a month that is born frozen has the tiers of that day, and a month that is live again those of today', async () => {
  await insertReport(app.database, {
    report: { year: 2025, month: 3 },
    demands: [{ ...FL }],
    frozen: [2, 3, 4, 5, 6],
  });
  await insertTier('Thirty', '0.3');
  const rows = await byTier({ report: '2025-03', from: '2025-05', to: '2025-06' });
  expect(rows.map(({ tier }) => tier)).toEqual(['100%', '75%', '65%', '40%']);
  const setFrozen = (isFrozen: boolean): Promise<unknown> =>
    app.database.query(
      `UPDATE forecast_report_month SET is_frozen = $1, frozen_datetime = CASE WHEN $1 THEN now() END
       WHERE report_year = 2025 AND report_month = 'March' AND forecast_month_index = 2`,
      [isFrozen],
    );
  await app.database.query(
    `UPDATE forecast_report_month SET is_frozen = true, frozen_datetime = now()
     WHERE report_month = 'April' AND month_start = '2025-05-01'`,
  );
  await setFrozen(false);
  const live = await byTier({ report: '2025-03', from: '2025-05', to: '2025-06' });
  expect(live.map(({ tier }) => tier)).toEqual(['100%', '75%', '65%', '40%', '30%']);
  await setFrozen(true);
});

test('months that were frozen before tiers were kept take them from their summaries and copies', async () => {
  const kept = (): Promise<Row[]> =>
    app.database.query<Row>(
      `SELECT k.forecast_month_index AS month, k.tier_id, trim_scale(k.capacity_percentage)::text AS percentage
       FROM frozen_month_tier k WHERE k.report_month = 'April' ORDER BY 1, 3 DESC, 2`,
    );
  const before = await kept();
  expect(before).toHaveLength(2 * 5);
  const runner = app.newScope().db.manager.connection.createQueryRunner();
  const migration = new KeepFrozenTiers1765440000000();
  try {
    await migration.down(runner);
    await migration.up(runner);
  } finally {
    await runner.release();
  }
  // What no summary and no copy has said cannot be known: the twin of 75 %, whom nobody was at. That 60 % was Sixty's is.
  expect(await kept()).toEqual(before.filter(({ tier_id }) => tier_id !== twin));
});
