import {
  applyRamp,
  assign,
  bulkAssign,
  changeProduction,
  copyWeek,
  deallocate,
  importAssignments,
  moveAssignments,
  revertChangeSet,
  setProduction,
  setWeekProduction,
  type AssignmentInput,
} from '../../src/features/assignment';
import { exceptionsInMonths } from '../../src/features/resource';
import { checkData } from '../../src/checks/check-data';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { ASSIGNABLE, addForecast, closeMonthOf, DEMAND } from '../support/factories/assignment';
import { allocation } from '../support/factories/allocation-calls';
import { recompute } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp(ASSIGNABLE);
});
afterEach(async () => {
  expect(await checkData(app.newScope().db)).toEqual([]);
  await app.close();
});

const CN = 'AA000001';
const W = (week: number) => ({ year: 2025, week });
const write = <T>(work: (tx: WriteScope) => Promise<T>) => app.newScope().write({ action: 'test' }, work);
const assignment = (week: number, more: Partial<AssignmentInput> = {}): AssignmentInput => ({
  resourceCn: CN,
  week: W(week),
  ...DEMAND,
  ...more,
});

const exceptions = async () =>
  (
    await app.database.query<{ week: number; pct: string }>(
      `SELECT week_number AS week, trim_scale(production_percentage)::text AS pct FROM resource_week_exception
       ORDER BY resource_cn, week_number`,
    )
  ).map(({ week, pct }) => [week, pct]);

const active = async () =>
  (
    await app.database.query<{ week: number; pct: string }>(
      `SELECT week_number AS week, trim_scale(production_percentage)::text AS pct FROM weekly_resource_assignment
       WHERE is_active AND resource_cn = $1 ORDER BY week_number`,
      [CN],
    )
  ).map(({ week, pct }) => [week, pct]);

/** AA000001 works at 0.2 in week 20 and as usual in week 21. */
async function onLeave(): Promise<{ leave: number; usual: number }> {
  const leave = await write((tx) => assign(tx, assignment(20)));
  const usual = await write((tx) => assign(tx, assignment(21)));
  await write((tx) => changeProduction(tx, leave.id, { productionPercentage: '0.2' }));
  return { leave: leave.id, usual: usual.id };
}

test('a changed percentage is an exception of its person-week; null and the own percentage take it back', async () => {
  const { leave } = await onLeave();
  expect(await exceptions()).toEqual([[20, '0.2']]);
  await write((tx) => changeProduction(tx, leave, { productionPercentage: null }));
  expect(await exceptions()).toEqual([]);
  expect(await active()).toEqual([
    [20, '1'],
    [21, '1'],
  ]);
  await write((tx) => changeProduction(tx, leave, { productionPercentage: '0.4' }));
  await write((tx) => changeProduction(tx, leave, { productionPercentage: '1' }));
  expect(await exceptions()).toEqual([]);
  // A change of something else, or the whole object sent back, is no exception.
  await write((tx) => changeProduction(tx, leave, { productionPercentage: '1', pinned: true }));
  expect(await exceptions()).toEqual([]);
});

test('it survives freeing and moving, and a new assignment of the week has it', async () => {
  const { leave } = await onLeave();
  await addForecast(app.database, { ...DEMAND, state: 'GA' });
  await recompute(() => app.newScope());
  await app.database.query(`UPDATE resource_v2 SET state_list = 'FL|GA' WHERE cn = $1`, [CN]);
  await write((tx) => moveAssignments(tx, [leave], { ...DEMAND, state: 'GA' }));
  await write((tx) => deallocate(tx, leave));
  expect(await exceptions()).toEqual([[20, '0.2']]);
  const again = await write((tx) => assign(tx, assignment(20)));
  expect(again).toMatchObject({ productionPercentage: '0.2', capacityTierId: 4 });
  const answer = await write((tx) =>
    bulkAssign(tx, { assignments: [assignment(20, { note: 'again' })], onConflict: 'REPLACE' }),
  );
  expect(answer.counts).toMatchObject({ updated: 1 });
  expect(await active()).toContainEqual([20, '0.2']);
});

test('a ramp keeps it and lists it unless it is told to overwrite; closed months keep theirs in any case', async () => {
  await onLeave();
  const june = await write((tx) => assign(tx, assignment(23)));
  await write((tx) => changeProduction(tx, june.id, { productionPercentage: '0.3' }));
  const ramp = [{ percentage: '0.5' }];
  const kept = await write((tx) => applyRamp(tx, { resourceCns: [CN], fromWeek: W(20), ramp }));
  expect(kept.keptExceptions).toMatchObject([
    { resourceCn: CN, weekNumber: 20, productionPercentage: '0.2' },
    { resourceCn: CN, weekNumber: 23, productionPercentage: '0.3' },
  ]);
  expect(kept.changedAssignments).toBe(1);
  expect(await active()).toEqual([
    [20, '0.2'],
    [21, '0.5'],
    [23, '0.3'],
  ]);
  // Weeks 20 and 21 are of May, week 23 of June.
  await closeMonthOf(app.database, '2025-05-01');
  const over = await write((tx) =>
    setProduction(tx, {
      resourceCns: [CN],
      fromWeek: W(20),
      productionPercentage: '0.6',
      overwriteExceptions: true,
    }),
  );
  expect(over.keptExceptions).toMatchObject([{ weekNumber: 20 }]);
  expect(await exceptions()).toEqual([[20, '0.2']]);
  expect(await active()).toEqual([
    [20, '0.2'],
    [21, '0.5'],
    [23, '0.6'],
  ]);
});

test('an explicit percentage of a new assignment is one when it differs from the person’s; so is a tier', async () => {
  await write((tx) => assign(tx, assignment(19, { productionPercentage: '0.9' })));
  await write((tx) => assign(tx, assignment(20, { productionPercentage: '1' })));
  await write((tx) =>
    bulkAssign(tx, {
      assignments: [
        assignment(21, { productionPercentage: '0.35' }),
        assignment(22, { productionPercentage: '1' }),
        assignment(23, { capacityTierId: 3 }),
        assignment(24),
      ],
    }),
  );
  expect(await exceptions()).toEqual([
    [19, '0.9'],
    [21, '0.35'],
    [23, '0.5'],
  ]);
});

test('a weekly import with a percentage makes them; V1’s monthly mapping is always 1.0 and names those it takes away', async () => {
  await write((tx) => setProduction(tx, { resourceCns: [CN], fromWeek: W(18), productionPercentage: '0.5' }));
  await write((tx) =>
    importAssignments(tx, [
      { row: 2, cn: CN, year: 2025, week: 20, ...DEMAND, productionPercentage: '0.2' },
      { row: 3, cn: CN, month: { year: 2025, month: 6 }, ...DEMAND },
    ]),
  );
  expect(await exceptions()).toEqual([[20, '0.2']]);
  expect(await active()).toEqual([[20, '0.2'], ...[23, 24, 25, 26].map((week) => [week, '1'])]);
  const may = [{ row: 2, cn: CN, month: { year: 2025, month: 5 }, ...DEMAND }];
  const skipped = await write((tx) => importAssignments(tx, may, { onConflict: 'SKIP' }));
  expect([skipped.warnings, await exceptions()]).toEqual([[], [[20, '0.2']]]);
  const { warnings } = await write((tx) => importAssignments(tx, may, { onConflict: 'REPLACE' }));
  expect(warnings).toEqual([
    {
      code: 'EXCEPTION_REPLACED',
      message: `the percentage of 1 person-week gives way to the 1.0 of the mapping: ${CN} 2025-W20 (0.2)`,
    },
  ]);
  expect((await active()).slice(0, 5)).toEqual([18, 19, 20, 21, 22].map((week) => [week, '1']));
  expect(await exceptions()).toEqual([]);
});

test('a copied week takes its exception along, and finds those of the new weeks', async () => {
  const { leave } = await onLeave();
  await write((tx) => copyWeek(tx, { fromWeek: W(20), toWeeks: [W(22)] }));
  expect(await exceptions()).toEqual([
    [20, '0.2'],
    [22, '0.2'],
  ]);
  await write((tx) => changeProduction(tx, leave, { productionPercentage: null }));
  const [copy] = await app.database.query<{ id: number }>(
    `SELECT id FROM weekly_resource_assignment WHERE is_active AND week_number = 22`,
  );
  await write((tx) => deallocate(tx, copy?.id ?? 0));
  await write((tx) => copyWeek(tx, { fromWeek: W(20), toWeeks: [W(22)] }));
  expect(await active()).toContainEqual([22, '0.2']);
});

test('the history has it, and a revert takes it back with the assignment', async () => {
  const { leave } = await onLeave();
  const [set] = await app.database.query<{ id: number; key: string; before: null; pct: number }>(
    `SELECT change_set_id AS id, entity_key AS key, before, after ->> 'production_percentage' AS pct
     FROM change_set_entry WHERE entity = 'resource_week_exception'`,
  );
  expect(set).toMatchObject({ key: '["AA000001", 2025, 20]', before: null, pct: '0.2' });
  await write((tx) => revertChangeSet(tx, set?.id ?? 0));
  expect(await exceptions()).toEqual([]);
  const [row] = await app.database.query(
    'SELECT production_percentage::text AS pct, weekly_capacity::float8 AS capacity FROM weekly_resource_assignment WHERE id = $1',
    [leave],
  );
  expect(row).toEqual({ pct: '1', capacity: 405 });
});

test('planning keeps to it: a rebalance and an execution leave 0.2, and the plan lists it', async () => {
  await onLeave();
  await app.database.query(`UPDATE weekly_resource_assignment SET assignment_type = 'primary'`);
  await app.database.query(`UPDATE resource_v2 SET is_active = (cn = $1)`, [CN]);
  const fromWeek = W(18);
  const plan = await allocation.preview(app, { fromWeek });
  const listed = await exceptionsInMonths(app.newScope(), plan.months);
  expect(listed).toMatchObject([{ resourceCn: CN, weekNumber: 20, productionPercentage: '0.2' }]);
  await allocation.execute(app, { planHash: plan.planHash });
  expect(await active()).toContainEqual([20, '0.2']);
  await allocation.rebalance(app, { fromWeek });
  expect(await active()).toContainEqual([20, '0.2']);
  expect(await exceptions()).toEqual([[20, '0.2']]);
});

test('a plan made before an exception is stale', async () => {
  const plan = await allocation.preview(app, { fromWeek: W(18) });
  await onLeave();
  await expect(allocation.execute(app, { planHash: plan.planHash })).rejects.toThrow(/people/);
});

test('weeks of a range take a percentage of their own at once, stay what they are otherwise, and give it back', async () => {
  await write((tx) => assign(tx, assignment(20, { assignmentType: 'bench', pinned: true, note: 'kept' })));
  await write((tx) => assign(tx, assignment(21)));
  await write((tx) => assign(tx, assignment(23)));
  await write((tx) =>
    setProduction(tx, { resourceCns: [CN], productionPercentage: '0.75', fromWeek: W(21) }),
  );
  const rows = () =>
    app.database.query<object>(
      `SELECT week_number AS week, trim_scale(production_percentage)::text AS pct, t.tier_name AS tier,
         trim_scale(weekly_capacity)::text AS capacity, assignment_type AS type, pinned, a.note
       FROM weekly_resource_assignment a JOIN production_capacity_tier t ON t.id = a.capacity_tier_id
       WHERE a.is_active ORDER BY week_number`,
    );
  const before = await rows();
  // Week 23 is of June: closed, it is left alone.
  await closeMonthOf(app.database, '2025-06-01');
  const range = { resourceCns: [CN], fromWeek: W(20), toWeek: W(23) };
  const set = await write((tx) => setWeekProduction(tx, range, '0.5'));
  expect(set.rows.map(({ key, status, code }) => [key, status, code])).toEqual([
    [`${CN} 2025-W20`, 'updated', null],
    [`${CN} 2025-W21`, 'updated', null],
    [`${CN} 2025-W22`, 'skipped', 'FREE'],
    [`${CN} 2025-W23`, 'skipped', 'MONTH_CLOSED'],
  ]);
  expect(await exceptions()).toEqual([
    [20, '0.5'],
    [21, '0.5'],
  ]);
  // 5 days × 9 hours × 0.9 × 10 cases an hour = 405 at 1.0; half of it is 202.5.
  expect((await rows()).slice(0, 2)).toEqual([
    {
      week: 20,
      pct: '0.5',
      tier: '50% Ramp',
      capacity: '202.5',
      type: 'bench',
      pinned: true,
      note: 'kept',
    },
    {
      week: 21,
      pct: '0.5',
      tier: '50% Ramp',
      capacity: '202.5',
      type: 'manual',
      pinned: false,
      note: null,
    },
  ]);
  const again = await write((tx) => setWeekProduction(tx, range, 0.5));
  expect(again.counts).toMatchObject({ updated: 0, unchanged: 2, skipped: 2 });
  await write((tx) => setWeekProduction(tx, { resourceCns: [CN], weeks: [W(21), W(20)] }, null));
  expect(await exceptions()).toEqual([]);
  expect(await rows()).toEqual(before);
});
