import { applyRamp, assign, changeProduction, deactivate } from '../../src/features/assignment';
import {
  closeMonth,
  deleteHoliday,
  reopenMonth,
  setHoliday,
  setMonthConfig,
  setWeekConfig,
} from '../../src/features/calendar';
import { planReport, setForecast, setTargetCph, storeReport } from '../../src/features/demand';
import { freezeReportMonths } from '../../src/features/demand';
import { updateResource } from '../../src/features/resource';
import { createResource } from '../../src/features/resource/person/create-resource.service';
import { storeFixedSummaries } from '../../src/features/summary';
import { createTier, updateTier } from '../../src/features/tier/tier.service';
import { checkData } from '../../src/checks/check-data';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { ASSIGNABLE, DEMAND } from '../support/factories/assignment';
import { fileRow, monthsAfter } from '../support/factories/demand';
import { foretoldRefusal, revertAsForetold } from '../support/revertible';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
const CN = 'AA000001';
const MAY = { year: 2025, month: 'May' } as const;
const W = (week: number) => ({ year: 2025, week });

beforeEach(async () => {
  app = await openTestApp(ASSIGNABLE);
  await write((tx) => assign(tx, { resourceCn: CN, week: W(20), ...DEMAND }));
});
afterEach(() => app.close());

/** Runs a change and returns its change set. */
async function write(work: (tx: WriteScope) => Promise<unknown>, reverts?: number): Promise<number> {
  return app.newScope().write({ action: 'test', lock: 'exclusive', reverts }, async (tx) => {
    await work(tx);
    return tx.changeSetId;
  });
}
/** Takes a change set back; every refusal, and every success, was foretold in the same words. */
const revert = async (id: number): Promise<number> => {
  const foretold = await foretoldRefusal(app.newScope(), id);
  return write((tx) => revertAsForetold(tx, id, foretold), id);
};

const TABLES = [
  ...['resource_v2', 'resource_production_step', 'resource_week_exception', 'production_capacity_tier'],
  ...['week_configuration', 'month_configuration', 'holiday', 'month_close', 'closed_month_tier'],
  ...['forecast_report', 'forecast_report_month', 'forecast', 'target_cph'],
  ...['weekly_resource_assignment', 'monthly_capacity_summary'],
];
/** Everything stored but what a change always writes: versions, numbers, when and by whom. */
async function stored(): Promise<Record<string, unknown>> {
  const ignored = [
    ...['version', 'id', 'computed_datetime', 'assigned_datetime', 'set_datetime', 'closed_datetime'],
    'updated_datetime',
  ];
  const all: Record<string, unknown> = {};
  for (const table of TABLES) {
    const rows = await app.database.query<{ row: string }>(
      `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM ${table} t
       ${table === 'weekly_resource_assignment' ? 'WHERE is_active' : ''} ORDER BY 1`,
      [ignored],
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

const KINDS: readonly [string, (tx: WriteScope) => Promise<unknown>][] = [
  [
    'a new person',
    (tx) =>
      createResource(tx, { cn: 'NEW1', primaryPlatform: 'Amisys', location: 'Domestic', skills: 'FTC' }),
  ],
  ['a person who moves', (tx) => updateResource(tx, CN, { location: 'Global', skills: 'ADJ' })],
  ['a person who leaves', (tx) => deactivate(tx, CN, { deallocateFrom: W(18) })],
  ['a ramp', (tx) => applyRamp(tx, { resourceCns: [CN], fromWeek: W(19), ramp: [{ percentage: '0.5' }] })],
  ['a week', (tx) => setWeekConfig(tx, { year: 2025, weekNumber: 20, workType: 'Domestic', workingDays: 3 })],
  [
    'a month',
    (tx) =>
      setMonthConfig(tx, {
        ...MAY,
        workType: 'Domestic',
        workingDays: 20,
        workHours: 8,
        occupancy: 0.9,
        shrinkage: 0.2,
      }),
  ],
  ['a holiday', (tx) => setHoliday(tx, { date: '2025-05-26', workType: 'Domestic', name: 'Memorial Day' })],
  ['a closing', (tx) => closeMonth(tx, MAY)],
  [
    'a target CPH',
    (tx) => setTargetCph(tx, { mainLob: DEMAND.mainLob, caseType: DEMAND.caseType, targetCph: '7' }),
  ],
  ['a new tier', (tx) => createTier(tx, { tierName: 'Ninety', capacityPercentage: '0.9' })],
  ['a tier', (tx) => updateTier(tx, 1, { capacityPercentage: '0.95', tierName: 'Nearly' })],
  ['a forecast', (tx) => setForecast(tx, { ...DEMAND, forecastMonthIndex: 1, forecast: 4321 })],
];

test.each(KINDS)('%s is taken back, and the revert can be taken back too', async (_kind, change) => {
  const before = await stored();
  const id = await write(change);
  const after = await stored();
  expect(after).not.toEqual(before);
  const reverted = await revert(id);
  expect(await stored()).toEqual(before);
  expect(await checkData(app.newScope().db)).toEqual([]);
  await revert(reverted);
  expect(await stored()).toEqual(after);
});

test('a removed holiday, months and a reopened month come back', async () => {
  await write((tx) => setHoliday(tx, { date: '2025-05-26', workType: 'Domestic', name: 'Memorial Day' }));
  for (const change of [
    (tx: WriteScope) => deleteHoliday(tx, { date: '2025-05-26', workType: 'Domestic' }),
    async (tx: WriteScope) => {
      for (const month of ['January', 'February', 'March', 'April', 'May', 'June'] as const)
        await setMonthConfig(tx, {
          year: 2025,
          month,
          workType: 'Domestic',
          workingDays: 20,
          workHours: 8,
          occupancy: 0.9,
          shrinkage: 0.2,
        });
      return tx;
    },
  ]) {
    const before = await stored();
    const id = await write(change);
    await revert(id);
    expect(await stored()).toEqual(before);
  }
  await write((tx) => closeMonth(tx, MAY));
  const closed = await stored();
  await revert(await write((tx) => reopenMonth(tx, MAY)));
  expect(await stored()).toEqual(closed);
});

test('a later change of the same row stands in the way until it is taken back itself', async () => {
  const first = await write((tx) => updateResource(tx, CN, { skills: 'ADJ' }));
  const second = await write((tx) => updateResource(tx, CN, { skills: 'OMN' }));
  await expect(revert(first)).rejects.toThrow(`changed since by change set ${second}`);
  const third = await revert(second);
  const fourth = await revert(third);
  await expect(revert(first)).rejects.toThrow(`changed since by change set ${second}`);
  await revert(fourth);
  await revert(first);
});

test('what was added and is used since stays, and the refusal names by what', async () => {
  const id = await write((tx) =>
    createResource(tx, { cn: 'NEW1', primaryPlatform: 'Amisys', location: 'Domestic', skills: 'FTC' }),
  );
  await write((tx) =>
    assign(tx, { resourceCn: 'NEW1', week: W(21), ...DEMAND, override: true, note: 'new' }),
  );
  await expect(revert(id)).rejects.toThrow(/used since \(weekly_resource_assignment/);
});

test('nothing of a closed month is taken back', async () => {
  const id = await write((tx) =>
    setWeekConfig(tx, { year: 2025, weekNumber: 20, workType: 'Domestic', workingDays: 3 }),
  );
  await write((tx) => closeMonth(tx, MAY));
  await expect(revert(id)).rejects.toThrow('May 2025 is closed');
});

const importReport = (report: { year: number; month: number }) =>
  write(async (tx) => {
    const plan = await planReport(tx, { report, mapping: monthsAfter(report) });
    await freezeReportMonths(tx, plan.freezes);
    await storeReport(tx, { plan, rows: [fileRow(2)] });
    await storeFixedSummaries(tx, plan);
  });

test('a report that froze nothing is taken back; one that froze months says why not', async () => {
  const before = await stored();
  // January 2025 covers February to July: May to July are of the newer report, the others are live.
  const older = await importReport({ year: 2025, month: 1 });
  await revert(older);
  expect(await stored()).toEqual(before);
  const newer = await importReport({ year: 2025, month: 5 });
  await expect(revert(newer)).rejects.toThrow(/froze Jun-25, Jul-25, Aug-25, Sep-25, Oct-25/);
});

test('an exception is taken back with its assignment', async () => {
  const before = await stored();
  const [row] = await app.database.query<{ id: number }>('SELECT id FROM weekly_resource_assignment');
  const id = await write((tx) => changeProduction(tx, row?.id ?? 0, { productionPercentage: '0.2' }));
  await revert(id);
  expect(await stored()).toEqual(before);
});
