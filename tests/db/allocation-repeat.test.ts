import { generateInstance } from '../support/allocation/instance.generator';
import { PlanningThread } from '../../src/features/allocation/worker/run-worker.service';
import { sql } from '../../src/platform/database/sql';
import type { Actor } from '../../src/platform/scope/actor';
import { insertInstance } from '../support/factories/allocation';
import { allocation } from '../support/factories/allocation-calls';
import { openTestApp, type TestApp } from '../support/scope';

// A question that was answered already is not planned again; how often the planning thread was started shows it.
let app: TestApp;
let lobs: string[];
const started = jest.spyOn(PlanningThread.prototype, 'start');

beforeAll(async () => {
  app = await openTestApp();
  await insertInstance(app.database, generateInstance('XS'));
  const rows = await app.database.query<{ lob: string }>(
    'SELECT DISTINCT main_lob AS lob FROM forecast ORDER BY 1',
  );
  lobs = rows.map(({ lob }) => lob);
});
afterAll(() => app.close());

beforeEach(async () => {
  await app.database.query(
    'TRUNCATE weekly_resource_assignment, monthly_capacity_summary, change_set_row, change_set_chunk, change_set, allocation_plan, month_close',
  );
  started.mockClear();
});

const plans = (): number => started.mock.calls.length;
const as = (lobScope: string[] | null, name = 'planner') => {
  const actor: Actor = { name, role: 'planner', lobScope };
  return { newScope: () => app.newScope(actor) };
};

it('reuses the kept plan and keeps it for another day', async () => {
  const first = await allocation.preview(app);
  app.clock.time = new Date(app.clock.now().getTime() + 3_600_000);
  const again = await allocation.preview(app);
  expect(plans()).toBe(1);
  expect(again).toEqual({
    ...first,
    // 24 hours after the second question; it stays a plan of the first.
    expiresDatetime: new Date(first.expiresDatetime.getTime() + 3_600_000),
  });
});

it('plans once for those who ask at the same time', async () => {
  const asked = await Promise.all([1, 2, 3].map(() => allocation.preview(app)));
  expect(new Set(asked.map(({ planHash }) => planHash)).size).toBe(1);
  expect(plans()).toBe(1);
});

it('plans anew for other options, another kind, and after the plan’s day is over', async () => {
  await allocation.preview(app);
  await allocation.preview(app, { fairness: '1' });
  await allocation.preview(app, { fairness: '1' });
  expect(plans()).toBe(2);
  await allocation.rebalance(app, { dryRun: true });
  await allocation.rebalance(app, { dryRun: true });
  expect(plans()).toBe(3);
  app.clock.time = new Date(app.clock.now().getTime() + 24 * 3_600_000);
  await allocation.preview(app, { fromWeek: { year: 2025, week: 14 } });
  expect(plans()).toBe(4);
});

it('plans anew where the time was too short for the first plan to be complete', async () => {
  const { planHash } = await allocation.preview(app);
  const [{ plan }] = (await app.database.query<{ plan: Buffer }>('SELECT plan FROM allocation_plan')) as [
    { plan: Buffer },
  ];
  const changed = Buffer.from(
    plan.toString('latin1').replace('"complete":true', '"complete":null'),
    'latin1',
  );
  await app.database.query('UPDATE allocation_plan SET plan = $1', [changed]);
  expect((await allocation.preview(app)).planHash).toBe(planHash);
  expect(plans()).toBe(2);
});

it.each([
  [
    'people',
    'UPDATE resource_v2 SET production_percentage = 0.5 WHERE cn = (SELECT min(cn) FROM resource_v2)',
  ],
  ['weeks', 'UPDATE week_configuration SET shrinkage = shrinkage + 0.01 WHERE week_number = 20'],
  ['forecasts', 'UPDATE forecast SET forecast = forecast + 1 WHERE id = (SELECT min(id) FROM forecast)'],
  ['tiers', 'UPDATE production_capacity_tier SET is_active = false WHERE id = 2'],
  [
    'closed months',
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ('2025-04-01', 'x', now())`,
  ],
])('plans anew after %s have changed', async (_what, change) => {
  await allocation.preview(app);
  await app.database.query(change);
  await allocation.preview(app);
  await allocation.preview(app);
  expect(plans()).toBe(2);
});

it('plans anew after the plan was executed', async () => {
  const { planHash } = await allocation.preview(app);
  await allocation.execute(app, { planHash });
  expect((await allocation.preview(app)).planHash).not.toBe(planHash);
  expect(plans()).toBe(2);
});

it('gives a plan again only within the LOBs that it was made for, whoever asks, whichever connection answers', async () => {
  const [one = '', two = ''] = lobs;
  const scopes = [null, [one], [two], [one, two], [], lobs];
  // Every connection of the pool has had a scope before: what a transaction sets leaves a trace on it.
  await Promise.all(
    Array.from({ length: 10 }, () =>
      as([one])
        .newScope()
        .db.query(sql`SELECT count(*) FROM forecast`),
    ),
  );
  const hashes: string[] = [];
  for (const scope of scopes) hashes.push((await allocation.preview(as(scope))).planHash);
  expect([new Set(hashes).size, plans()]).toEqual([scopes.length, scopes.length]);
  for (const scope of [...scopes].reverse()) await allocation.preview(as(scope, 'colleague'));
  expect(plans()).toBe(scopes.length);
  const kept = await app.database.query<{ lobs: string | null }>(
    'SELECT lobs FROM allocation_plan ORDER BY created_datetime, lobs NULLS FIRST',
  );
  expect(kept.map((row) => row.lobs?.split('\u001f') ?? null)).toEqual(
    expect.arrayContaining([null, [one], [two], [one, two], [''], lobs]),
  );
});
