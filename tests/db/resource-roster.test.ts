import {
  upsertRoster,
  type RosterOptions,
  type RosterPerson,
  type RosterResult,
} from '../../src/features/resource';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { insertReport } from '../support/factories/demand';
import { clearPeople, insertPersons } from '../support/factories/resource';
import { insertAssignments } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  // Covers May to October 2025; the clock stands in 2025-W14.
  await insertReport(app.database);
});
afterAll(() => app.close());
beforeEach(() => clearPeople(app.database));

const NEW = { primaryPlatform: 'Amisys', location: 'Domestic' } as const;

function upsert(
  people: readonly Omit<RosterPerson, 'row'>[],
  options?: RosterOptions,
): Promise<RosterResult[]> {
  const rows = people.map((person, index) => ({ row: index + 2, ...person }));
  return app
    .newScope()
    .write({ action: 'roster.import', lock: 'exclusive' }, (tx) => upsertRoster(tx, rows, options));
}

const stored = (cn: string) =>
  app.database
    .query(
      `SELECT first_name, last_name, opid, primary_platform, location, state_list, skills, production_percentage,
         is_active, hire_date, deactivated_by, version FROM resource_v2 WHERE cn = $1`,
      [cn],
    )
    .then(([row]) => row);

const entries = () =>
  app.database.query(
    `SELECT entity_key AS key, before ->> 'version' AS before, after ->> 'version' AS after
     FROM change_set_entry WHERE entity = 'resource_v2' ORDER BY entity_key`,
  );

const statuses = (results: readonly RosterResult[]) => results.map(({ cn, status }) => `${cn} ${status}`);

describe('writing a roster', () => {
  it('adds new people with what the file has, and starts the rest empty, active and at full production', async () => {
    const results = await upsert([
      {
        ...NEW,
        cn: 'AA000001',
        firstName: 'Ada',
        lastName: 'Example',
        opid: 'OP1',
        stateList: ['FL', 'GA'],
        skills: ['FTC', 'ADJ-COB NON MMP'],
        isActive: false,
        productionPercentage: '0.35',
        hireDate: '2025-01-31',
      },
      { ...NEW, cn: 'AA000002' },
    ]);
    expect(results).toEqual([
      { row: 2, cn: 'AA000001', status: 'created', issues: [], changes: [], turnedInactive: false },
      { row: 3, cn: 'AA000002', status: 'created', issues: [], changes: [], turnedInactive: false },
    ]);
    expect(await stored('AA000001')).toEqual({
      first_name: 'Ada',
      last_name: 'Example',
      opid: 'OP1',
      primary_platform: 'Amisys',
      location: 'Domestic',
      state_list: 'FL|GA',
      skills: 'FTC,ADJ-COB NON MMP',
      production_percentage: '0.35',
      is_active: false,
      hire_date: '2025-01-31',
      deactivated_by: null,
      version: 1,
    });
    expect(await stored('AA000002')).toMatchObject({
      first_name: '',
      opid: null,
      state_list: '',
      skills: '',
      production_percentage: '1',
      is_active: true,
      hire_date: null,
    });
    expect(await entries()).toEqual([
      { key: '["AA000001"]', before: null, after: '1' },
      { key: '["AA000002"]', before: null, after: '1' },
    ]);
  });

  it('changes only the columns that the file has, and clears those that it has empty', async () => {
    await insertPersons(app.database, [
      { cn: 'AA000001', opid: 'OP1', hireDate: '2024-01-01', productionPercentage: '0.5', stateList: 'FL' },
    ]);
    const results = await upsert([{ cn: 'AA000001', opid: null, lastName: 'Changed', stateList: [] }]);
    expect(statuses(results)).toEqual(['AA000001 updated']);
    expect(await stored('AA000001')).toMatchObject({
      first_name: 'Ada',
      last_name: 'Changed',
      opid: null,
      state_list: '',
      production_percentage: '0.5',
      hire_date: '2024-01-01',
      version: 2,
    });
  });

  it('warns of a new person whose platform is blank, and not of a stored one', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }]);
    const blank = { location: 'Domestic', ifNew: { primaryPlatform: '' } } as const;
    const [old, young] = await upsert([
      { ...blank, cn: 'AA000001' },
      { ...blank, cn: 'AA000002' },
    ]);
    expect(old).toMatchObject({ status: 'unchanged', issues: [] });
    expect(young).toMatchObject({
      status: 'created',
      issues: [{ severity: 'warning', code: 'UNKNOWN_NAME', field: 'primary_platform', value: null }],
    });
  });

  it('finds people unchanged, whatever the spelling of a number, and records nothing', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001', productionPercentage: '0.50' }]);
    const results = await upsert([
      { ...NEW, cn: 'AA000001', productionPercentage: '0.5', stateList: ['ALL'] },
    ]);
    expect(statuses(results)).toEqual(['AA000001 unchanged']);
    expect(await stored('AA000001')).toMatchObject({ version: 1 });
    expect(await entries()).toEqual([]);
  });

  it('answers in the order of the file, whatever is stored', async () => {
    await insertPersons(app.database, [{ cn: 'AA000003' }, { cn: 'AA000001' }]);
    const results = await upsert([
      { ...NEW, cn: 'ZZ000001' },
      { cn: 'AA000003', lastName: 'Changed' },
      { ...NEW, cn: 'AA000002' },
      { cn: 'AA000001' },
    ]);
    expect(statuses(results)).toEqual([
      'ZZ000001 created',
      'AA000003 updated',
      'AA000002 created',
      'AA000001 unchanged',
    ]);
  });

  it('skips or refuses stored people if asked to', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }]);
    const people = [
      { cn: 'AA000001', lastName: 'Changed' },
      { ...NEW, cn: 'AA000002' },
    ];
    expect(statuses(await upsert(people, { onConflict: 'SKIP' }))).toEqual([
      'AA000001 skipped',
      'AA000002 created',
    ]);
    const refused = await upsert(people, { onConflict: 'ERROR' });
    expect(statuses(refused)).toEqual(['AA000001 failed', 'AA000002 failed']);
    expect(refused[0]?.issues).toMatchObject([{ severity: 'error', code: 'EXISTS', field: 'cn' }]);
    expect(await stored('AA000001')).toMatchObject({ last_name: 'Example', version: 1 });
  });

  it('refuses new people without platform or location, a CN met before, and texts that are too long', async () => {
    const results = await upsert([
      { cn: 'AA000001', lastName: 'Nowhere' },
      { ...NEW, cn: 'AA000002' },
      { ...NEW, cn: 'AA000002', lastName: 'Again' },
      { ...NEW, cn: 'AA000003', firstName: 'x'.repeat(101) },
    ]);
    expect(results.map(({ row, status }) => [row, status])).toEqual([
      [2, 'failed'],
      [3, 'created'],
      [4, 'failed'],
      [5, 'failed'],
    ]);
    expect(results.map(({ issues }) => issues.map(({ code, field }) => `${code} ${field}`))).toEqual([
      ['MISSING_VALUE primary_platform', 'MISSING_VALUE location'],
      [],
      ['DUPLICATE cn'],
      ['INVALID_VALUE first_name'],
    ]);
    expect(await stored('AA000002')).toMatchObject({ last_name: '' });
  });

  it('keeps the later assignments of people who become inactive, and says so', async () => {
    await insertPersons(app.database, [
      { cn: 'AA000001' },
      { cn: 'AA000002' },
      { cn: 'AA000003', isActive: false },
    ]);
    await insertAssignments(app.database, [
      { cn: 'AA000001', weeks: ['2025-W18', '2025-W19'] },
      { cn: 'AA000002', weeks: ['2025-W14'] },
      { cn: 'AA000003', weeks: ['2025-W18'] },
    ]);
    const results = await upsert(['AA000001', 'AA000002', 'AA000003'].map((cn) => ({ cn, isActive: false })));
    expect(statuses(results)).toEqual(['AA000001 updated', 'AA000002 updated', 'AA000003 unchanged']);
    expect(results.map(({ issues }) => issues.map(({ code }) => code))).toEqual([
      ['FUTURE_ASSIGNMENTS'],
      [],
      [],
    ]);
    expect(results[0]?.issues[0]?.message).toBe(
      'AA000001 is inactive now and has 2 active assignments after 2025-W14, which are kept',
    );
    expect(await stored('AA000001')).toMatchObject({ is_active: false, deactivated_by: 'local' });
    const [kept] = await app.database.query(
      'SELECT count(*)::integer AS kept FROM weekly_resource_assignment WHERE is_active',
    );
    expect(kept).toEqual({ kept: 4 });
  });

  it('clears who deactivated a person who is active again', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }]);
    await upsert([{ cn: 'AA000001', isActive: false }]);
    await upsert([{ cn: 'AA000001', isActive: true }]);
    expect(await stored('AA000001')).toMatchObject({ is_active: true, deactivated_by: null, version: 3 });
  });

  it('makes the open months of moved people stale and points their later assignments out', async () => {
    await insertPersons(app.database, [{ cn: 'AA000001' }, { cn: 'AA000002' }]);
    await insertAssignments(app.database, [
      { cn: 'AA000001', weeks: ['2025-W18'] },
      { cn: 'AA000001', weeks: ['2025-W27'], index: 3 },
      { cn: 'AA000002', weeks: ['2025-W23'], index: 2 },
    ]);
    const { months, results } = await app
      .newScope()
      .write({ action: 'roster.import', lock: 'exclusive', dryRun: true }, async (tx) => {
        const written = await upsertRoster(tx, [
          { row: 2, cn: 'AA000001', location: 'Global' },
          { row: 3, cn: 'AA000002', location: 'Domestic' },
        ]);
        return { months: tx.stale.months(), results: written };
      });
    expect(months).toEqual(['2025-05-01', '2025-07-01']);
    expect(results.map(({ issues }) => issues.map(({ code }) => code))).toEqual([['LOCATION_CHANGED'], []]);
    expect(await stored('AA000001')).toMatchObject({ location: 'Domestic' });
  });

  it('writes 20,000 people in one statement and well under ten seconds', async () => {
    const people = Array.from({ length: 20_000 }, (_, i) => ({
      ...NEW,
      cn: `CC${String(i).padStart(6, '0')}`,
      firstName: `First ${i}`,
      lastName: `Last ${i}`,
      stateList: ['FL', 'GA', 'TX'],
      skills: ['FTC-Basic/Non MMP', 'ADJ-Basic/NON MMP'],
      row: i + 2,
    }));
    for (const [status, lastName] of [
      ['created', 'x'],
      ['unchanged', 'x'],
      ['updated', 'y'],
    ] as const) {
      const started = performance.now();
      const { result, statements } = await app
        .newScope()
        .write({ action: 'roster.import', lock: 'exclusive' }, (tx) =>
          countStatements(() =>
            upsertRoster(
              tx,
              people.map((person) => ({ ...person, lastName })),
            ),
          ),
        );
      expect(new Set(result.map((one) => one.status))).toEqual(new Set([status]));
      expect(statements).toBe(1);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
    const [history] = await app.database.query(`SELECT count(*)::integer AS entries FROM change_set_entry`);
    expect(history).toEqual({ entries: 40_000 });
  });
});
