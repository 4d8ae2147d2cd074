import {
  countActiveAssignmentsAfter,
  deactivateResource,
  requireNoLaterAssignments,
  updateResource,
} from '../../src/features/resource';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { insertReport } from '../support/factories/demand';
import { clearPeople, insertPersons } from '../support/factories/resource';
import { insertAssignments } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

const FLORIDA = { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP' };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  // Index 1 … 6 = May to October 2025; October is frozen, July closed. The clock stands in 2025-W14.
  await insertReport(app.database, {
    demands: [FLORIDA, { ...FLORIDA, state: 'GA' }],
    frozen: [6],
  });
  await app.database.query(
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ('2025-07-01', 'factory', '2025-04-01Z')`,
  );
});
afterAll(() => app.close());
beforeEach(async () => {
  await clearPeople(app.database);
  await insertPersons(app.database, [{ cn: 'AA000001' }, { cn: 'AA000002' }]);
  await insertAssignments(app.database, [
    { cn: 'AA000001', weeks: ['2025-W18', '2025-W19'] },
    { cn: 'AA000001', weeks: ['2025-W23'], index: 2, state: 'GA' },
    { cn: 'AA000001', weeks: ['2025-W24'], index: 2, isActive: false },
    { cn: 'AA000001', weeks: ['2025-W27'], index: 3 },
    { cn: 'AA000001', weeks: ['2025-W40'], index: 6 },
    { cn: 'AA000002', weeks: ['2025-W32'], index: 4 },
  ]);
});

const tryOut = <T>(work: (tx: WriteScope) => Promise<T>) =>
  app.newScope().write({ action: 'test.activity', dryRun: true }, work);

test('active assignments after a week are counted, the week itself and deallocated ones not', async () => {
  const after = (week: number) =>
    countActiveAssignmentsAfter(app.newScope(), 'AA000001', { year: 2025, week });
  expect(await Promise.all([after(14), after(18), after(23), after(40)])).toEqual([5, 4, 2, 0]);
  expect(await countActiveAssignmentsAfter(app.newScope(), 'NOBODY', { year: 2024, week: 1 })).toBe(0);
});

test('deactivation flips the person, once, and leaves the assignments alone', async () => {
  const { first, second } = await tryOut(async (tx) => ({
    first: await deactivateResource(tx, 'AA000001', { version: 1 }),
    second: await deactivateResource(tx, 'AA000001'),
  }));
  expect(first).toMatchObject({ isActive: false, deactivatedBy: 'local', version: 2 });
  expect(first.deactivatedDatetime).toEqual(app.clock.now());
  expect(second).toEqual(first);
});

test('deactivation refuses an unknown person and an outdated version', async () => {
  await expect(tryOut((tx) => deactivateResource(tx, 'ZZ9'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(tryOut((tx) => deactivateResource(tx, 'AA000001', { version: 2 }))).rejects.toMatchObject({
    code: 'VERSION_CONFLICT',
    details: { storedVersion: 1 },
  });
});

test('a person who is assigned later is not let go without the first week to free', async () => {
  await expect(tryOut((tx) => requireNoLaterAssignments(tx, 'AA000001'))).rejects.toMatchObject({
    code: 'CONFLICT',
    message:
      'AA000001 has 5 active assignments after 2025-W14; deactivate the person with deallocateFrom, the first week to free (DELETE of the person, deactivateResource), or deallocate them first',
  });
});

test('a new location makes the person’s demands of live, unclosed months stale, and only those', async () => {
  const stale = await tryOut(async (tx) => {
    await updateResource(tx, 'AA000001', { location: 'Global' });
    return { demands: tx.stale.demandMonths(), months: tx.stale.months() };
  });
  expect(stale).toEqual({
    demands: [
      { ...FLORIDA, monthStart: '2025-05-01' },
      { ...FLORIDA, state: 'GA', monthStart: '2025-06-01' },
    ],
    months: [],
  });
});

test('any other change makes nothing stale', async () => {
  const isEmpty = await tryOut(async (tx) => {
    await updateResource(tx, 'AA000001', { location: 'onshore', skills: 'ADJ', productionPercentage: '0.2' });
    return tx.stale.isEmpty;
  });
  expect(isEmpty).toBe(true);
});

test('two changes of one person at once are both made, one after the other', async () => {
  const change = (lastName: string, opid: string) =>
    app
      .newScope()
      .write({ action: 'test.update' }, (tx) => updateResource(tx, 'AA000001', { lastName, opid }));
  const [a, b] = await Promise.all([change('A', '1'), change('B', '2')]);
  expect([a.resource.version, b.resource.version].sort()).toEqual([2, 3]);
  const history = await app.database.query(
    `SELECT before ->> 'version' AS before, after ->> 'version' AS after FROM change_set_entry ORDER BY id`,
  );
  expect(history).toEqual([
    { before: '1', after: '2' },
    { before: '2', after: '3' },
  ]);
});
