import { bulkAssign, revertChangeSet } from '../../src/features/assignment';
import { listRevertFacts } from '../../src/features/assignment/revert/revert-checks.repository';
import { pruneHistory, sealChangeSets, verifyAudit } from '../../src/features/history';
import type { HistoryFilter } from '../../src/features/history/history.model';
import { countChangeSets, countEntries, findEntries } from '../../src/features/history/history.repository';
import { listRecordedNames } from '../../src/features/history/recorded-names.repository';
import { createDataSource } from '../../src/app/data-source';
import { DomainError } from '../../src/domain/errors';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { amount } from '../support/amount';
import { addAssignable, addForecast, addPeople, DEMAND } from '../support/factories/assignment';
import { addRandomGround, DECK, DEMANDS, PEOPLE, seeded, type Operation } from '../support/random-writes';
import { openTestApp, type TestApp } from '../support/scope';

// Changes with an entry for each row, and again with chunks of two rows: nobody may tell which it was.
let single: TestApp;
let chunked: TestApp;
const open = async (): Promise<void> => {
  single = await openTestApp(undefined, { chunkRows: 1000 });
  chunked = await openTestApp(undefined, { chunkRows: 2 });
};
const close = async (): Promise<void> => {
  await single.close();
  await chunked.close();
};

const GA = { ...DEMAND, mainLob: 'Facets Medicaid DOMESTIC', state: 'GA' };
const on = (cn: string, week: number, demand: object = DEMAND) => ({
  resourceCn: cn,
  week: { year: 2025, week },
  ...DEMAND,
  ...demand,
  override: true,
  note: 'x',
});

/** Runs a change on an app; tells its number. */
async function change(
  app: TestApp,
  work: (tx: WriteScope) => Promise<unknown>,
  reverts?: number,
): Promise<number> {
  let id = 0;
  await app
    .newScope()
    .write({ action: 'test', lock: 'exclusive', ...(reverts && { reverts }) }, async (tx) => {
      id = tx.changeSetId;
      await work(tx);
    });
  return id;
}

/** Runs a change on both, and tells the number that it has on both. */
async function both(work: (tx: WriteScope) => Promise<unknown>, reverts?: number): Promise<number> {
  const id = await change(single, work, reverts);
  expect(await change(chunked, work, reverts)).toBe(id);
  return id;
}

const bulk = (...assignments: ReturnType<typeof on>[]) =>
  both((tx) => bulkAssign(tx, { assignments, onConflict: 'REPLACE' }));
const numbers = async (app: TestApp): Promise<number[]> =>
  (await app.database.query<{ id: number }>('SELECT id FROM change_set ORDER BY id')).map(({ id }) => id);

const HISTORY = `SELECT e.change_set_id, e.entity, e.entity_key, e.before, e.after
  FROM change_set_entry e ORDER BY e.change_set_id, e.entity, e.entity_key`;
const ASSIGNMENTS = `SELECT * FROM weekly_resource_assignment ORDER BY id`;
const KEYS = `SELECT e.change_set_id, e.entity, e.entity_key FROM change_set_key e ORDER BY 1, 2, 3`;

/** What both say of their history and its consequences. */
async function expectSame(): Promise<void> {
  for (const question of [HISTORY, KEYS, ASSIGNMENTS])
    expect(await chunked.database.query(question)).toEqual(await single.database.query(question));
  const ids = await numbers(single);
  const facts = (app: TestApp) => listRevertFacts(app.newScope(), ids);
  expect(await facts(chunked)).toEqual(await facts(single));
  const counts = async (app: TestApp) =>
    (await countEntries(app.newScope(), ids)).sort((a, b) => a.changeSetId - b.changeSetId);
  expect(await counts(chunked)).toEqual(await counts(single));
}

const chunks = async (): Promise<number> => {
  const [row] = await chunked.database.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM change_set_chunk',
  );
  return row?.n ?? 0;
};

describe('a few changes', () => {
  beforeEach(async () => {
    await open();
    for (const app of [single, chunked]) {
      await addAssignable(app.database);
      await addForecast(app.database, GA);
      await addPeople(app.database, { cn: 'AA000002' }, { cn: 'AA000003' });
    }
  });
  afterEach(close);

  const FIVE = [
    on('AA000001', 19),
    on('AA000001', 20),
    on('AA000002', 19, GA),
    on('AA000002', 20, GA),
    on('AA000003', 19),
  ] as const;

  test('added rows are in chunks, replaced ones are entries, and both read as they always did', async () => {
    await bulk(...FIVE);
    expect(await chunks()).toBe(3);
    await expectSame();
    await bulk(on('AA000001', 19, GA), on('AA000001', 21), on('AA000001', 22), on('AA000003', 22));
    expect(await chunks()).toBe(5);
    await expectSame();
    const [rows] = await chunked.database.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM change_set_row WHERE entity = 'weekly_resource_assignment'`,
    );
    expect(rows?.n).toBe(1);
  });

  test('later touches are found between chunks and entries either way, and reverts do the same', async () => {
    const first = await bulk(...FIVE);
    const second = await bulk(
      on('AA000001', 20, GA),
      on('AA000003', 20),
      on('AA000003', 21),
      on('AA000003', 22),
    );
    await expectSame();
    const facts = await listRevertFacts(chunked.newScope(), [first, second]);
    expect(facts.filter(({ kind }) => kind === 'touch')).toEqual([
      expect.objectContaining({ changeSetId: first, later: second, name: '["AA000001", 2025, 20]' }),
    ]);
    for (const app of [single, chunked])
      await expect(change(app, (tx) => revertChangeSet(tx, first), first)).rejects.toMatchObject({
        code: 'REVERT_BLOCKED',
      });
    const reverted = await both((tx) => revertChangeSet(tx, second), second);
    await expectSame();
    // The weeks that were freed are taken anew: chunks touch what chunks added.
    await bulk(on('AA000003', 20), on('AA000003', 21), on('AA000003', 22), on('AA000002', 22));
    await expectSame();
    const later = await listRevertFacts(chunked.newScope(), [second, reverted]);
    expect(later.filter(({ kind }) => kind === 'touch')).toHaveLength(3);
    await both((tx) => revertChangeSet(tx, first), first);
    await expectSame();
    expect((await verifyAudit(chunked.newScope())).problems).toEqual([]);
  });

  test('a page takes its entries from the chunks that it begins and ends in', async () => {
    const id = await bulk(...FIVE, on('AA000003', 23), on('AA000003', 24));
    const keys = async (app: TestApp, page: { limit: number; offset: number; after?: [string] }) =>
      (await findEntries(app.newScope(), [id], page)).map(({ entityKey }) => entityKey);
    const all = await keys(single, { limit: 99, offset: 0 });
    expect(all).toHaveLength(7);
    expect(await keys(chunked, { limit: 99, offset: 0 })).toEqual(all);
    for (let offset = 0; offset < 8; offset += 1)
      expect(await keys(chunked, { limit: 2, offset })).toEqual(all.slice(offset, offset + 3));
    const entries = await findEntries(chunked.newScope(), [id], { limit: 99, offset: 0 });
    for (const [i, entry] of entries.entries())
      expect(await keys(chunked, { limit: 1, offset: 0, after: [entry.id] })).toEqual(
        all.slice(i + 1, i + 3),
      );
  });

  test('a scope sees rows of its lines of business, and learns of others only that they are there', async () => {
    const id = await bulk(...FIVE);
    const actor = (lobs: string[]) => ({ name: 'Amy', role: 'planner', lobScope: lobs }) as const;
    const scopeOf = (app: TestApp) => app.newScope(actor([DEMAND.mainLob]));
    for (const app of [single, chunked]) {
      const rows = await findEntries(scopeOf(app), [id], { limit: 9, offset: 0 });
      expect(rows.map(({ entityKey }) => entityKey)).toEqual([
        '["AA000001", 2025, 19]',
        '["AA000001", 2025, 20]',
        '["AA000003", 2025, 19]',
      ]);
      expect(await countEntries(scopeOf(app), [id])).toEqual([{ changeSetId: id, total: 3 }]);
    }
    const later = await bulk(
      on('AA000001', 20, GA),
      on('AA000002', 21),
      on('AA000002', 22),
      on('AA000002', 23),
    );
    const facts = (app: TestApp, ids: number[]) => listRevertFacts(scopeOf(app), ids);
    expect(await facts(chunked, [id, later])).toEqual(await facts(single, [id, later]));
    expect((await facts(chunked, [id])).map(({ kind }) => kind)).toContain('hidden');
  });

  test('a planner with a scope writes chunks, and takes them back', async () => {
    const scope = { name: 'Amy', role: 'planner', lobScope: [DEMAND.mainLob] } as const;
    const assignments = [on('AA000001', 19), on('AA000001', 20), on('AA000003', 19)];
    const ids: number[] = [];
    for (const app of [single, chunked])
      await app.newScope(scope).write({ action: 'assignment.bulk' }, async (tx) => {
        ids.push(tx.changeSetId);
        await bulkAssign(tx, { assignments });
      });
    const [id = 0] = ids;
    expect(await chunks()).toBe(2);
    await expectSame();
    for (const app of [single, chunked])
      await app
        .newScope(scope)
        .write({ action: 'change_set.revert', reverts: id, lock: 'exclusive' }, (tx) =>
          revertChangeSet(tx, id),
        );
    await expectSame();
  });

  test('filters of the history find what chunks hold', async () => {
    const id = await bulk(...FIVE);
    const FILTERS: readonly (readonly [HistoryFilter, number])[] = [
      [{ entity: 'weekly_resource_assignment' }, 1],
      [{ entity: 'forecast' }, 0],
      [{ key: 'AA000003' }, 1],
      [{ key: 'AA000004' }, 0],
      [{ resourceCns: ['aa000002'] }, 1],
      [{ resourceCns: ['AA000004'] }, 0],
      [{ mainLobs: ['FACETS medicaid domestic'], states: ['GA'] }, 1],
      [{ mainLobs: [DEMAND.mainLob], states: ['GA'] }, 0],
      [{ caseTypes: [DEMAND.caseType] }, 1],
    ];
    for (const app of [single, chunked])
      for (const [filter, found] of FILTERS)
        expect([filter, await countChangeSets(app.newScope(), { ids: [id], ...filter })]).toEqual([
          filter,
          found,
        ]);
    const scope = chunked.newScope({ name: 'Amy', role: 'planner', lobScope: [DEMAND.mainLob] });
    expect(await countChangeSets(scope, { ids: [id], mainLobs: [GA.mainLob] })).toBe(0);
    const names = (app: TestApp) => listRecordedNames(app.newScope(), 'state', ['ga', 'TX']);
    expect([await names(single), await names(chunked)]).toEqual([['ga'], ['ga']]);
  });

  test('a later touch that a scope does not see is known without saying whose', async () => {
    const mine = await bulk(on('AA000001', 19), on('AA000001', 20), on('AA000003', 19));
    await both((tx) => revertChangeSet(tx, mine), mine);
    const theirs = await bulk(on('AA000001', 19, GA), on('AA000001', 20, GA), on('AA000003', 21, GA));
    const scope = { name: 'Amy', role: 'planner', lobScope: [DEMAND.mainLob] } as const;
    const facts = (app: TestApp) => listRevertFacts(app.newScope(scope), [mine]);
    expect(await facts(chunked)).toEqual(await facts(single));
    expect((await facts(chunked)).filter(({ later }) => later === theirs)).toEqual([
      expect.objectContaining({ kind: 'touch', action: null, actor: null }),
      expect.objectContaining({ kind: 'touch', action: null, actor: null }),
    ]);
  });

  test('a scoped request cannot read what chunks hold', async () => {
    await bulk(...FIVE);
    for (const column of ['keys', 'contents', 'first_key', 'last_key'])
      await expect(
        chunked.database.query(
          `BEGIN; SET LOCAL ROLE headroom_scoped; SELECT ${column} FROM change_set_chunk`,
        ),
      ).rejects.toThrow('permission denied');
  });

  const EDITS: readonly (readonly [string, string])[] = [
    ['a changed value', `UPDATE change_set_chunk SET contents = replace(contents::text, '19', '29')::json`],
    ['a changed key', `UPDATE change_set_chunk SET keys[1] = '["AA000009", 2025, 19]'`],
    ['a changed range of keys', `UPDATE change_set_chunk SET first_key = 'x'`],
    [
      'a chunk that is gone',
      'DELETE FROM change_set_chunk WHERE id = (SELECT min(id) FROM change_set_chunk)',
    ],
    [
      'swapped contents',
      `UPDATE change_set_chunk a SET contents = b.contents, keys = b.keys FROM change_set_chunk b
       WHERE a.id <> b.id AND cardinality(a.keys) = 2 AND cardinality(b.keys) = 2`,
    ],
    ['another number', 'UPDATE change_set_chunk SET id = id + 500, last_id = last_id + 500'],
  ];
  test.each(EDITS)('the audit finds %s', async (_what, edit) => {
    const id = await bulk(...FIVE);
    await sealChangeSets(chunked.newScope());
    expect((await verifyAudit(chunked.newScope())).problems).toEqual([]);
    await chunked.database.query(edit);
    expect((await verifyAudit(chunked.newScope())).problems).toEqual([
      `change set ${id} or one of its entries was edited, deleted or inserted`,
    ]);
  });

  test('a server of the version before writes entries as it did', async () => {
    const id = await bulk(...FIVE);
    await chunked.database.query(
      `INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
       SELECT ${id}, 'forecast', '[1]', NULL, '{"id": 1}'`,
    );
    expect(
      await chunked.database.query(
        `SELECT id IS NULL AS "isLost", after FROM change_set_entry WHERE entity = 'forecast'`,
      ),
    ).toEqual([{ isLost: false, after: { id: 1 } }]);
  });

  test('entries are changed and deleted by statements as they were, those of a chunk are refused in words', async () => {
    await bulk(...FIVE);
    const id = await bulk(on('AA000001', 19, GA));
    const sealed = async (): Promise<readonly string[]> => (await verifyAudit(chunked.newScope())).problems;
    await sealChangeSets(chunked.newScope());
    const own = `change_set_id = ${id} AND entity = 'weekly_resource_assignment'`;
    const edited = [`change set ${id} or one of its entries was edited, deleted or inserted`];
    await chunked.database.query(`CREATE TABLE kept AS SELECT * FROM change_set_entry WHERE ${own}`);
    await chunked.database.query(`UPDATE change_set_entry SET after = after || '{"note": "y"}' WHERE ${own}`);
    expect(await sealed()).toEqual(edited);
    await chunked.database.query(`DELETE FROM change_set_entry WHERE ${own}`);
    expect(await sealed()).toEqual(edited);
    await chunked.database.query('INSERT INTO change_set_entry SELECT * FROM kept; DROP TABLE kept');
    expect(await sealed()).toEqual([]);
    for (const statement of ["UPDATE change_set_entry SET entity_key = 'x'", 'DELETE FROM change_set_entry'])
      await expect(
        chunked.database.query(`${statement} WHERE change_set_id < ${id} AND before IS NULL
        AND entity = 'weekly_resource_assignment'`),
      ).rejects.toThrow(
        /^entry \d+ of change set \d+ is one of a thousand in a row of change_set_chunk: it cannot be changed alone$/,
      );
  });

  test('pruning takes chunks with their change set', async () => {
    await bulk(...FIVE);
    chunked.clock.time = new Date('2026-01-01T12:00:00Z');
    await pruneHistory(chunked.newScope(), new Date('2025-12-01'));
    expect(await chunks()).toBe(0);
    expect((await verifyAudit(chunked.newScope())).problems).toEqual([]);
  });

  test('taken back, chunks are entries that the audit still judges; brought again, they are chunks', async () => {
    const id = await bulk(...FIVE);
    await bulk(on('AA000001', 20, GA), on('AA000003', 20), on('AA000003', 21), on('AA000003', 22));
    await sealChangeSets(chunked.newScope());
    const sealed = await chunked.database.query(HISTORY);
    const dataSource = await createDataSource(chunked.database.url, { poolSize: 1 }).initialize();
    const problems = async () => (await verifyAudit(chunked.newScope())).problems;
    try {
      await dataSource.undoLastMigration();
      expect(await chunked.database.query(HISTORY)).toEqual(sealed);
      expect(await problems()).toEqual([]);
      const edit = (from: string, to: string) =>
        chunked.database.query(
          `UPDATE change_set_entry SET entity_key = '${to}' WHERE entity_key = '${from}'`,
        );
      await edit('["AA000002", 2025, 19]', '["AA000002", 2025, 39]');
      expect(await problems()).toEqual([
        `change set ${id} or one of its entries was edited, deleted or inserted`,
      ]);
      await edit('["AA000002", 2025, 39]', '["AA000002", 2025, 19]');
      await chunked.database.query(
        `INSERT INTO change_set_entry (change_set_id, entity, entity_key, after) VALUES (${id}, 'x', '[1]', '{}')`,
      );
      expect(await problems()).toEqual([
        `change set ${id} or one of its entries was edited, deleted or inserted`,
      ]);
      await chunked.database.query(`DELETE FROM change_set_entry WHERE entity = 'x'`);
      await dataSource.runMigrations();
      expect(await chunked.database.query(HISTORY)).toEqual(sealed);
      expect(await chunks()).toBe(5);
      expect(await problems()).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });
});

const ROUNDS = amount(60, 400);

/** Many person-weeks at once, as a bulk brings them. */
const bulkOf: Operation = (tx, chance) => {
  const demand = chance.pick(DEMANDS);
  const assignments = Array.from({ length: 2 + chance.below(9) }, () =>
    on(chance.pick(PEOPLE), 18 + chance.below(26), demand),
  );
  return bulkAssign(tx, {
    assignments,
    onConflict: chance.pick(['REPLACE', 'SKIP'] as const),
    onDuplicate: 'last',
    onError: 'skip',
  });
};

test(`${ROUNDS} random changes and bulks have the same history, refusals and reverts by the row and by the chunk`, async () => {
  await open();
  try {
    for (const app of [single, chunked]) await addRandomGround(app);
    const seed = Number(process.env['RANDOM_SEED'] ?? 20250413);
    const chance = seeded(seed);
    for (let i = 1; i <= ROUNDS; i += 1) {
      const operation = chance.below(2) === 0 ? bulkOf : chance.pick(DECK);
      const begin = chance.below(1_000_000);
      const outcomes: unknown[] = [];
      for (const app of [single, chunked])
        outcomes.push(
          await app
            .newScope()
            .write({ action: 'random', lock: 'exclusive' }, (tx) => operation(tx, seeded(begin)))
            .then(() => 'done')
            .catch((error: unknown) => (error instanceof DomainError ? [error.code, error.issues] : error)),
        );
      expect({ seed, i, outcome: outcomes[1] }).toEqual({ seed, i, outcome: outcomes[0] });
    }
    expect(await chunks()).toBeGreaterThan(ROUNDS / 6);
    await expectSame();
    expect((await verifyAudit(chunked.newScope())).problems).toEqual([]);
  } finally {
    await close();
  }
}, 600_000);
