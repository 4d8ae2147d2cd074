import {
  percentageInWeek,
  percentagesFor,
  productionStepsByCn,
  replaceStepsFrom,
  resourceByCn,
} from '../../src/features/resource';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { clearPeople, insertPersons, insertSteps } from '../support/factories/resource';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(() => clearPeople(app.database));

const steps = () =>
  app.database.query(
    `SELECT resource_cn AS cn, year, week_number AS week, production_percentage AS percentage, set_by AS by
     FROM resource_production_step ORDER BY resource_cn, year, week_number`,
  );

const entries = () =>
  app.database.query(
    `SELECT entity_key AS key, before ->> 'production_percentage' AS before, after ->> 'production_percentage' AS after
     FROM change_set_entry WHERE entity = 'resource_production_step' ORDER BY id`,
  );

const inOneChange = <T>(work: Parameters<ReturnType<TestApp['newScope']>['write']>[1]) =>
  app.newScope().write({ action: 'test.steps' }, work) as Promise<T>;

describe('the percentage of a person in a week', () => {
  beforeEach(async () => {
    await insertPersons(app.database, [{ cn: 'AA000001', productionPercentage: '0.9' }, { cn: 'AA000002' }]);
    await insertSteps(app.database, [
      { cn: 'AA000001', year: 2024, week: 52, percentage: '0.25' },
      { cn: 'AA000001', year: 2025, week: 2, percentage: '0.5' },
    ]);
  });

  it('is the last step at or before the week, else the base, also across the end of a year', async () => {
    const at = (cn: string, year: number, week: number) => ({ cn, week: { year, week } });
    const found = await percentagesFor(app.newScope(), [
      at('AA000001', 2024, 51),
      at('AA000001', 2024, 52),
      at('AA000001', 2025, 1),
      at('AA000001', 2025, 2),
      at('AA000001', 2026, 1),
      at('AA000002', 2025, 18),
      at('NOBODY', 2025, 18),
      at('AA000001', 2025, 2),
    ]);
    expect(found).toEqual(['0.9', '0.25', '0.25', '0.5', '0.5', '1', null, '0.5']);
  });

  it.each([2, 200])('costs one statement for %i person-weeks, by call and by loader', async (size) => {
    const keys = Array.from({ length: size }, (_, i) => ({
      cn: 'AA000001',
      week: { year: 2025, week: (i % 52) + 1 },
    }));
    const called = await countStatements(() => percentagesFor(app.newScope(), keys));
    const loaded = await countStatements(() => {
      const scope = app.newScope();
      return Promise.all(keys.map((key) => scope.loader(percentageInWeek).load(key)));
    });
    expect([called.statements, loaded.statements]).toEqual([1, 1]);
    expect(loaded.result).toEqual(called.result);
  });
});

describe('loaders of people', () => {
  it('align people and their steps with the keys, misses and repeats too, one statement each', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }, { cn: 'AA000002' }]);
    await insertSteps(app.database, [
      { cn: 'AA000002', year: 2025, week: 20, percentage: '0.75' },
      { cn: 'AA000002', year: 2025, week: 3, percentage: '0.5' },
    ]);
    const cns = ['AA000002', 'NOBODY', 'AA000001', 'AA000002'];
    const scope = app.newScope();
    const { result, statements } = await countStatements(() =>
      Promise.all([
        Promise.all(cns.map((cn) => scope.loader(resourceByCn).load(cn))),
        Promise.all(cns.map((cn) => scope.loader(productionStepsByCn).load(cn))),
      ]),
    );
    expect(statements).toBe(2);
    expect(result[0].map((person) => person?.cn)).toEqual(['AA000002', undefined, 'AA000001', 'AA000002']);
    expect(result[1].map((list) => list.map((step) => step.weekNumber))).toEqual([[3, 20], [], [], [3, 20]]);
  });
});

describe('replacing the steps from a week on', () => {
  it('removes all later steps of these people only, and writes the new ones', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }, { cn: 'AA000002' }, { cn: 'AA000003' }]);
    await insertSteps(app.database, [
      { cn: 'AA000001', year: 2025, week: 10, percentage: '0.2' },
      { cn: 'AA000001', year: 2025, week: 18, percentage: '0.4' },
      { cn: 'AA000001', year: 2026, week: 1, percentage: '0.9' },
      { cn: 'AA000003', year: 2025, week: 30, percentage: '0.8' },
    ]);
    const changed = await inOneChange<number>((tx) =>
      replaceStepsFrom(tx, ['AA000001', 'AA000002', 'AA000001'], { year: 2025, week: 18 }, [
        { week: { year: 2025, week: 18 }, percentage: '0.25' },
        { week: { year: 2025, week: 22 }, percentage: '0.50' },
      ]),
    );
    // AA000001: week 18 changed, week 22 new, 2026 week 1 gone; AA000002: two new.
    expect(changed).toBe(5);
    expect(await steps()).toEqual([
      { cn: 'AA000001', year: 2025, week: 10, percentage: '0.2', by: 'factory' },
      { cn: 'AA000001', year: 2025, week: 18, percentage: '0.25', by: 'local' },
      { cn: 'AA000001', year: 2025, week: 22, percentage: '0.5', by: 'local' },
      { cn: 'AA000002', year: 2025, week: 18, percentage: '0.25', by: 'local' },
      { cn: 'AA000002', year: 2025, week: 22, percentage: '0.5', by: 'local' },
      { cn: 'AA000003', year: 2025, week: 30, percentage: '0.8', by: 'factory' },
    ]);
    expect(await entries()).toEqual([
      { key: '["AA000001", 2025, 18]', before: '0.4', after: '0.25' },
      { key: '["AA000001", 2025, 22]', before: null, after: '0.5' },
      { key: '["AA000001", 2026, 1]', before: '0.9', after: null },
      { key: '["AA000002", 2025, 18]', before: null, after: '0.25' },
      { key: '["AA000002", 2025, 22]', before: null, after: '0.5' },
    ]);
  });

  it('leaves steps that are there already as they are, and then records nothing', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }]);
    await insertSteps(app.database, [{ cn: 'AA000001', year: 2025, week: 18, percentage: '0.50' }]);
    const same = [{ week: { year: 2025, week: 18 }, percentage: '0.5' }];
    const changed = await inOneChange<number>((tx) =>
      replaceStepsFrom(tx, ['AA000001'], { year: 2025, week: 18 }, same),
    );
    expect(changed).toBe(0);
    expect(await steps()).toMatchObject([{ by: 'factory' }]);
    expect(await entries()).toEqual([]);
  });

  it('without new steps only removes', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }]);
    await insertSteps(app.database, [{ cn: 'AA000001', year: 2025, week: 18, percentage: '0.5' }]);
    await inOneChange((tx) => replaceStepsFrom(tx, ['AA000001'], { year: 2025, week: 1 }, []));
    expect(await steps()).toEqual([]);
    expect(await entries()).toEqual([{ key: '["AA000001", 2025, 18]', before: '0.5', after: null }]);
  });

  it('refuses unknown people, steps before the first week, repeated weeks and percentages above 1', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }]);
    const replace = (cns: string[], week: number, percentage: string, again = week + 1) =>
      inOneChange((tx) =>
        replaceStepsFrom(tx, cns, { year: 2025, week: 18 }, [
          { week: { year: 2025, week }, percentage },
          { week: { year: 2025, week: again }, percentage: '1' },
        ]),
      );
    await expect(replace(['AA000001', 'ZZ9'], 18, '1')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      issues: [{ path: 'resourceCns.1', value: 'ZZ9' }],
    });
    await expect(replace(['AA000001'], 17, '1')).rejects.toThrow('"2025-W17"');
    await expect(replace(['AA000001'], 18, '1', 18)).rejects.toThrow('each week once');
    await expect(replace(['AA000001'], 18, '1.5')).rejects.toThrow('"1.5" is not accepted');
    await expect(replace(['AA000001'], 53, '1')).rejects.toThrow('53');
    expect(await steps()).toEqual([]);
  });

  it.each([2, 300])('takes four statements for %i people', async (size) => {
    const people = Array.from({ length: size }, (_, i) => ({ cn: `BB${i}` }));
    await insertPersons(app.database, people);
    const cns = people.map(({ cn }) => cn);
    const step = { week: { year: 2025, week: 18 }, percentage: '0.5' };
    const { statements } = await inOneChange<{ statements: number }>((tx) =>
      countStatements(() => replaceStepsFrom(tx, cns, step.week, [step])),
    );
    expect(statements).toBe(4);
  });
});
