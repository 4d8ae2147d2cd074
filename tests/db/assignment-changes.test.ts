import {
  applyRamp,
  assign,
  bulkAssign,
  changeProduction,
  deactivate,
  deallocate,
  deallocateAll,
  moveAssignments,
  setPinned,
  setProduction,
} from '../../src/features/assignment';
import { DomainError } from '../../src/domain/errors';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { openTestApp, type TestApp } from '../support/scope';
import { addAssignable, addForecast, addPeople, closeMonthOf, DEMAND } from '../support/factories/assignment';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
});
afterEach(() => app.close());

const write = <T>(work: (tx: WriteScope) => Promise<T>) => app.newScope().write({ action: 'test' }, work);

async function assignWeeks(cn: string, ...weeks: number[]): Promise<number[]> {
  const assignments = weeks.map((week) => ({ resourceCn: cn, week: { year: 2025, week }, ...DEMAND }));
  await write((tx) => bulkAssign(tx, { assignments }));
  const rows = await app.database.query<{ id: number }>(
    'SELECT id FROM weekly_resource_assignment WHERE resource_cn = $1 AND is_active ORDER BY week_number',
    [cn],
  );
  return rows.map((row) => row.id);
}

const percentages = async (cn: string) =>
  (
    await app.database.query<{ week: number; pct: string; tier: number }>(
      `SELECT week_number AS week, production_percentage AS pct, capacity_tier_id AS tier FROM weekly_resource_assignment
       WHERE resource_cn = $1 AND is_active ORDER BY 1`,
      [cn],
    )
  ).map((row) => [row.week, row.pct, row.tier]);

const code = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return error instanceof DomainError ? error.code : `no refusal: ${JSON.stringify(error)}`;
};

test('a changed percentage holds for its week only and writes no step', async () => {
  const [id = 0] = await assignWeeks('AA000001', 19, 20);
  const row = await write((tx) =>
    changeProduction(tx, id, { productionPercentage: '0.35', note: 'trains others', version: 1 }),
  );
  expect(row).toMatchObject({
    productionPercentage: '0.35',
    capacityTierId: 4,
    note: 'trains others',
    version: 2,
  });
  expect(await percentages('AA000001')).toEqual([
    [19, '0.35', 4],
    [20, '1', 1],
  ]);
  expect(await app.database.query('SELECT id FROM resource_production_step')).toEqual([]);
  // 0.35 × 405 = 141.75, and 405 of week 20
  const [summary] = await app.database.query(
    'SELECT total_capacity::float8 AS capacity FROM monthly_capacity_summary',
  );
  expect(summary).toEqual({ capacity: 546.75 });
  expect(await code(write((tx) => changeProduction(tx, id, { pinned: true, version: 1 })))).toBe(
    'VERSION_CONFLICT',
  );
  const back = await write((tx) => changeProduction(tx, id, { productionPercentage: null }));
  expect(back).toMatchObject({ productionPercentage: '1', capacityTierId: 1 });
});

test('a freed person-week can be assigned again, and the freed row stays as history', async () => {
  const [id = 0] = await assignWeeks('AA000001', 19);
  const freed = await write((tx) => deallocate(tx, id));
  expect(freed).toMatchObject({ isActive: false, deallocatedBy: 'local' });
  expect(await code(write((tx) => deallocate(tx, id)))).toBe('CONFLICT');
  const again = await write((tx) =>
    assign(tx, { resourceCn: 'AA000001', week: { year: 2025, week: 19 }, ...DEMAND }),
  );
  expect(again.id).not.toBe(id);
  expect(await app.database.query('SELECT id FROM weekly_resource_assignment')).toHaveLength(2);
});

test('sets pass over closed months and list them; a single change is refused', async () => {
  const ids = await assignWeeks('AA000001', 19, 24);
  await closeMonthOf(app.database, '2025-06-01');
  const pinned = await write((tx) => setPinned(tx, ids, true));
  expect(pinned.assignments.map((row) => [row.id, row.pinned])).toEqual([[ids[0], true]]);
  expect(pinned.skippedClosed).toEqual(['2025-06-01']);
  const freed = await write((tx) => deallocateAll(tx, ids));
  expect([freed.assignments.length, freed.skippedClosed]).toEqual([1, ['2025-06-01']]);
  expect(await code(write((tx) => deallocate(tx, ids[1] ?? 0)))).toBe('MONTH_CLOSED');
  expect(await code(write((tx) => deallocateAll(tx, [424242])))).toBe('NOT_FOUND');
});

test('moving keeps person, week and percentage and rewrites both demands', async () => {
  await addForecast(app.database, { caseType: 'ADJ-Basic/NON MMP', targetCph: '8' });
  await addForecast(app.database, { caseType: 'COR', targetCph: '8' });
  const ids = await assignWeeks('AA000001', 19, 20);
  const moved = await write((tx) => moveAssignments(tx, ids, { ...DEMAND, caseType: 'adj-basic/non mmp' }));
  expect(moved.assignments.map((row) => [row.id, row.demandCaseType, row.version])).toEqual([
    [ids[0], 'ADJ-Basic/NON MMP', 2],
    [ids[1], 'ADJ-Basic/NON MMP', 2],
  ]);
  const summaries = await app.database.query(
    `SELECT case_type, total_capacity::float8 AS capacity FROM monthly_capacity_summary WHERE forecast_month_index = 1 ORDER BY 1`,
  );
  // 2 × 5 × 9 × 0.9 × 8 = 648
  expect(summaries).toEqual([
    { case_type: 'ADJ-Basic/NON MMP', capacity: 648 },
    { case_type: 'FTC-Basic/Non MMP', capacity: 0 },
  ]);
  expect(await code(write((tx) => moveAssignments(tx, ids, { ...DEMAND, caseType: 'COR' })))).toBe(
    'INELIGIBLE',
  );
  const forced = await write((tx) =>
    moveAssignments(tx, ids, { ...DEMAND, caseType: 'COR', override: true, note: 'trial' }),
  );
  expect(forced.assignments[0]).toMatchObject({ demandCaseType: 'COR', note: 'trial' });
});

test('production from a week on replaces later steps and rewrites the assignments, closed months excepted', async () => {
  await addPeople(app.database, { cn: 'AA000002' });
  await assignWeeks('AA000001', 18, 19, 20, 24);
  await assignWeeks('AA000002', 20);
  await closeMonthOf(app.database, '2025-06-01');
  const answer = await write((tx) =>
    setProduction(tx, {
      resourceCns: ['aa000002', 'AA000001'],
      fromWeek: { year: 2025, week: 19 },
      productionPercentage: '0.8',
    }),
  );
  expect(answer).toMatchObject({ changedSteps: 2, changedAssignments: 3, skippedClosed: ['2025-06-01'] });
  expect(answer.resources.map((resource) => resource.cn)).toEqual(['AA000001', 'AA000002']);
  expect(await percentages('AA000001')).toEqual([
    [18, '1', 1],
    [19, '0.8', 2],
    [20, '0.8', 2],
    [24, '1', 1],
  ]);
  // May: 405 (week 18) + 3 × 324 (0.8 × 405) = 1377
  const [summary] = await app.database.query(
    'SELECT total_capacity::float8 AS capacity FROM monthly_capacity_summary WHERE forecast_month_index = 1',
  );
  expect(summary).toEqual({ capacity: 1377 });
});

test('a ramp starts next week unless told otherwise', async () => {
  app.clock.time = new Date('2025-04-30T12:00:00Z'); // Wednesday of 2025-W18
  await assignWeeks('AA000001', 18, 19, 20, 21, 22);
  await write((tx) =>
    applyRamp(tx, {
      resourceCns: ['AA000001'],
      ramp: [{ weeks: 2, percentage: '0.25' }, { weeks: 1, percentage: '0.5' }, { percentage: '1' }],
    }),
  );
  expect(await percentages('AA000001')).toEqual([
    [18, '1', 1],
    [19, '0.25', 4],
    [20, '0.25', 4],
    [21, '0.5', 3],
    [22, '1', 1],
  ]);
});

test('a person with later assignments is deactivated only with the first week to free', async () => {
  app.clock.time = new Date('2025-04-30T12:00:00Z'); // Wednesday of 2025-W18
  await assignWeeks('AA000001', 18, 19, 20);
  expect(await code(write((tx) => deactivate(tx, 'AA000001')))).toBe('CONFLICT');
  const late = write((tx) => deactivate(tx, 'AA000001', { deallocateFrom: { year: 2025, week: 20 } }));
  expect(await code(late)).toBe('CONFLICT');
  const done = await write((tx) => deactivate(tx, 'aa000001', { deallocateFrom: { year: 2025, week: 19 } }));
  expect(done.resource.isActive).toBe(false);
  expect(done.deallocated.map((row) => row.weekNumber)).toEqual([19, 20]);
  expect(await percentages('AA000001')).toEqual([[18, '1', 1]]);
});
