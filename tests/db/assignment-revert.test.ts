import { DomainError } from '../../src/domain/errors';
import {
  assign,
  bulkAssign,
  deallocate,
  moveAssignments,
  revertChangeSet,
  setProduction,
} from '../../src/features/assignment';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { checkData } from '../../src/checks/check-data';
import { addAssignable, addForecast, addPeople, closeMonthOf, DEMAND } from '../support/factories/assignment';
import { foretoldRefusal } from '../support/revertible';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
const GA = { ...DEMAND, state: 'GA' };
const WEEK_19 = { year: 2025, week: 19 };
beforeEach(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
  await addForecast(app.database, GA);
  await addPeople(app.database, { cn: 'AA000002' });
  await change((tx) => {
    for (const month of ['05', '06', '07', '08', '09', '10']) tx.stale.month(`2025-${month}-01`);
    return Promise.resolve();
  });
});
afterEach(() => app.close());

/** Runs a change and tells its change set's number. */
async function change(work: (tx: WriteScope) => Promise<unknown>): Promise<number> {
  let id = 0;
  await app.newScope().write({ action: 'test' }, async (tx) => {
    id = tx.changeSetId;
    await work(tx);
  });
  return id;
}

const revert = async (id: number) => {
  const foretold = await foretoldRefusal(app.newScope(), id);
  return app.newScope().write({ action: 'change_set.revert', reverts: id }, async (tx) => {
    const done = await revertChangeSet(tx, id).catch((error: unknown) => error);
    // What is refused was foretold, and nothing else.
    if (done instanceof DomainError && done.code !== 'NOT_FOUND')
      expect(foretold?.issues).toEqual(done.issues);
    else expect(foretold).toBeUndefined();
    if (done instanceof Error) throw done;
    return done;
  });
};

const active = () =>
  app.database.query(
    `SELECT resource_cn AS cn, week_number AS week, demand_state AS state, production_percentage::float8 AS pct,
       weekly_capacity::float8 AS capacity FROM weekly_resource_assignment WHERE is_active ORDER BY 1, 2`,
  );

async function failure(work: Promise<unknown>): Promise<DomainError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof DomainError) return error;
  throw new Error(`no refusal: ${JSON.stringify(error)}`);
}

const createBoth = (tx: WriteScope) =>
  bulkAssign(tx, {
    assignments: ['AA000001', 'AA000002'].map((resourceCn) => ({ resourceCn, week: WEEK_19, ...DEMAND })),
  });

test('reverting a creation frees the person-weeks and their figures', async () => {
  const id = await change(createBoth);
  expect(await revert(id)).toEqual({ restored: 0, deallocated: 2 });
  expect(await active()).toEqual([]);
  const [summary] = await app.database.query(
    `SELECT total_capacity::float8 AS capacity, total_fte_count AS people FROM monthly_capacity_summary WHERE state = 'FL' AND forecast_month_index = 1`,
  );
  expect(summary).toEqual({ capacity: 0, people: 0 });
  expect(await checkData(app.newScope().db)).toEqual([]);
});

test('reverting a move, a deallocation and a percentage brings back rows, ids and steps', async () => {
  await change(createBoth);
  const before = await active();
  const ids = await app.database.query<{ id: number }>(
    'SELECT id FROM weekly_resource_assignment WHERE is_active ORDER BY resource_cn',
  );
  const first = ids[0]?.id ?? 0;
  const moved = await change((tx) => moveAssignments(tx, [first], GA));
  expect((await active())[0]).toMatchObject({ state: 'GA' });
  await revert(moved);
  expect(await active()).toEqual(before);

  const freed = await change((tx) => deallocate(tx, ids[1]?.id ?? 0));
  await revert(freed);
  expect(await active()).toEqual(before);

  const halved = await change((tx) =>
    setProduction(tx, { resourceCns: ['AA000001'], fromWeek: WEEK_19, productionPercentage: '0.5' }),
  );
  // 0.5 × 5 × 9 × 0.9 × 10 = 202.5
  expect((await active())[0]).toMatchObject({ pct: 0.5, capacity: 202.5 });
  await revert(halved);
  expect(await active()).toEqual(before);
  expect(await app.database.query('SELECT id FROM resource_production_step')).toEqual([]);
  const now = await app.database.query(
    'SELECT id FROM weekly_resource_assignment WHERE is_active ORDER BY resource_cn',
  );
  expect(now).toEqual(ids);
  expect(await checkData(app.newScope().db)).toEqual([]);
});

test('a revert is itself a change set and can be reverted, once', async () => {
  const created = await change(createBoth);
  const before = await active();
  await revert(created);
  const [row] = await app.database.query<{ id: number }>(
    'SELECT id FROM change_set WHERE reverts_change_set_id = $1',
    [created],
  );
  expect((await failure(revert(created))).message).toContain('reverted already');
  await revert(row?.id ?? 0);
  expect(await active()).toEqual(before);
});

test('a later change of the same person-week blocks the revert and is named', async () => {
  const created = await change(createBoth);
  const [row] = await app.database.query<{ id: number }>(
    `SELECT id FROM weekly_resource_assignment WHERE resource_cn = 'AA000002'`,
  );
  const later = await change((tx) => deallocate(tx, row?.id ?? 0));
  const error = await failure(revert(created));
  expect(error.code).toBe('REVERT_BLOCKED');
  expect(error.issues).toEqual([
    {
      path: 'id',
      message: `["AA000002", 2025, 19] was changed since by change set ${later} (test, local)`,
      value: later,
    },
  ]);
  expect((await active()).map(({ cn }) => cn)).toEqual(['AA000001']);
});

test('closed months, unknown numbers and changes of other things are refused', async () => {
  const created = await change((tx) => assign(tx, { resourceCn: 'AA000001', week: WEEK_19, ...DEMAND }));
  await closeMonthOf(app.database, '2025-05-01');
  expect((await failure(revert(created))).code).toBe('MONTH_CLOSED');
  expect((await failure(revert(4711))).code).toBe('NOT_FOUND');
  const nothing = await change(() => Promise.resolve());
  expect((await failure(revert(nothing))).message).toContain('it changed no assignment');
});
