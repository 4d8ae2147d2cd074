import {
  assertMonthsOpen,
  closedMonths,
  closeMonth,
  holidaysOfWeek,
  monthCloseByMonth,
  monthConfigByKey,
  reopenMonth,
  weekConfigByKey,
  weekConfigsOfMonth,
} from '../../src/features/calendar';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { insertHoliday, insertMonthConfig, insertWeekConfig } from '../support/factories/calendar';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

function write<T>(work: (tx: WriteScope) => Promise<T>): Promise<T> {
  return app.newScope().write({ action: 'month.close', lock: 'exclusive' }, work);
}

describe('closing a month', () => {
  afterEach(() => app.database.query('TRUNCATE month_close, change_set_row, change_set_chunk'));

  it('says who, when and why, and lets nothing pass until it is reopened', async () => {
    const closed = await write((tx) => closeMonth(tx, { month: 'May', year: 2025, note: ' Signed  off ' }));
    expect(closed).toMatchObject({
      monthStart: '2025-05-01',
      closedBy: 'local',
      closedDatetime: new Date('2025-04-02T12:00:00Z'),
      note: 'Signed off',
    });
    await write((tx) => closeMonth(tx, { monthStart: '2025-07-01' }));
    expect(await closedMonths(app.newScope())).toEqual(new Set(['2025-05-01', '2025-07-01']));
    expect(await closedMonths(app.newScope(), ['2025-05-01', '2025-06-01'])).toEqual(new Set(['2025-05-01']));
    const failed = write((tx) => assertMonthsOpen(tx, ['2025-07-01', '2025-06-01', '2025-05-01']));
    await expect(failed).rejects.toMatchObject({
      code: 'MONTH_CLOSED',
      issues: [{ value: '2025-05-01' }, { value: '2025-07-01' }],
      details: { closedMonths: ['2025-05-01', '2025-07-01'] },
    });
    const stale = await write(async (tx) => {
      await reopenMonth(tx, { month: 'May-25' });
      return tx.stale.months();
    });
    expect(stale).toEqual(['2025-05-01']); // what changed around it meanwhile is caught up with
    await write((tx) => assertMonthsOpen(tx, ['2025-05-01']));
    const history = await app.database.query(
      'SELECT entity, entity_key, before IS NULL AS closed FROM change_set_entry ORDER BY id',
    );
    expect(history).toEqual([
      { entity: 'month_close', entity_key: '["2025-05-01"]', closed: true },
      { entity: 'month_close', entity_key: '["2025-07-01"]', closed: true },
      { entity: 'month_close', entity_key: '["2025-05-01"]', closed: false },
    ]);
  });

  it('twice is a conflict, as is reopening an open month; of many at once one wins', async () => {
    await expect(write((tx) => reopenMonth(tx, { monthStart: '2025-05-01' }))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'May 2025 is not closed',
    });
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => write((tx) => closeMonth(tx, { monthStart: '2025-05-01' }))),
    );
    const refused = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ code: 'CONFLICT', message: 'May 2025 is closed already' });
  });

  it('needs a month that exists', async () => {
    const close = (choice: object) => write((tx) => closeMonth(tx, choice));
    await expect(close({})).rejects.toThrow('month: null is not accepted');
    await expect(close({ month: 'May', year: 99999 })).rejects.toThrow('year: 99999 is not accepted');
    await expect(close({ month: 'May-25', year: 2026 })).rejects.toThrow('2026 is not accepted');
    await expect(close({ monthStart: '2025-13-01' })).rejects.toThrow('2025-13-01');
  });

  it('asking about no month asks the database nothing', async () => {
    const { statements } = await countStatements(() => closedMonths(app.newScope(), []));
    expect(statements).toBe(0);
  });
});

describe('calendar loaders', () => {
  beforeAll(async () => {
    await insertWeekConfig(app.database, { year: 2025, weekNumber: 19 });
    await insertWeekConfig(app.database, { year: 2025, weekNumber: 18 });
    await insertWeekConfig(app.database, { year: 2025, weekNumber: 18, workType: 'Global', workingDays: 3 });
    await insertMonthConfig(app.database, { monthStart: '2025-05-01' });
    await insertHoliday(app.database, '2025-05-03'); // Saturday of W18
    await insertHoliday(app.database, '2025-05-01'); // Thursday of W18
  });

  it('find each key in its place, misses and repetitions included, with one statement', async () => {
    const scope = app.newScope();
    const w18 = { year: 2025, week: 18, workType: 'Domestic' } as const;
    const { result, statements } = await countStatements(() =>
      scope
        .loader(weekConfigByKey)
        .loadMany([
          { ...w18, workType: 'Global' },
          { ...w18, week: 40 },
          w18,
          { ...w18 },
          { ...w18, week: 19 },
        ]),
    );
    expect(statements).toBe(1);
    expect(result.map((week) => (week instanceof Error ? week : week?.id))).toEqual([3, undefined, 2, 2, 1]);
  });

  it('give the weeks of a month in order, and a fresh empty list for none', async () => {
    const scope = app.newScope();
    const may = { monthStart: '2025-05-01', workType: 'Domestic' } as const;
    const { result, statements } = await countStatements(() =>
      Promise.all([
        scope.loader(weekConfigsOfMonth).load({ ...may, monthStart: '2025-06-01' }),
        scope.loader(weekConfigsOfMonth).load(may),
      ]),
    );
    expect(statements).toBe(1);
    expect(result[0]).toEqual([]);
    expect(result[1].map((week) => week.weekNumber)).toEqual([18, 19]);
  });

  it('give months, holidays and closings likewise', async () => {
    const scope = app.newScope();
    const may = { monthStart: '2025-05-01', workType: 'Domestic' } as const;
    const w18 = { weekStartDate: '2025-04-28', workType: 'Domestic' } as const;
    const [config, none, holidays, closing] = await Promise.all([
      scope.loader(monthConfigByKey).load(may),
      scope.loader(monthConfigByKey).load({ ...may, workType: 'Global' }),
      scope.loader(holidaysOfWeek).load(w18),
      scope.loader(monthCloseByMonth).load('2025-05-01'),
    ]);
    expect(config).toMatchObject({ month: 'May' });
    expect(none).toBeUndefined();
    expect(holidays.map((holiday) => holiday.holidayDate)).toEqual(['2025-05-01', '2025-05-03']);
    expect(closing).toBeUndefined();
  });
});
