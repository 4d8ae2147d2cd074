import { createTier } from '../../src/features/tier/tier.service';
import { sealChangeSets, verifyAudit } from '../../src/features/history';
import { sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let made = 0;
const write = () =>
  app.newScope().write({ action: 'tier.create', lock: 'exclusive' }, async (tx) => {
    made += 1;
    await createTier(tx, { tierName: `Tier ${made}`, capacityPercentage: `0.${600 + made}` });
    return tx.changeSetId;
  });
const problems = async () => (await verifyAudit(app.newScope())).problems;

/** Does something behind the application's back, looks, and undoes it. */
async function tampered(does: string, undoes: string): Promise<string[]> {
  await app.database.query(does);
  const found = await problems();
  await app.database.query(undoes);
  expect(await problems()).toEqual([]);
  return found;
}

let ids: number[] = [];
it('chains committed change sets and lists what is not sealed yet', async () => {
  ids = [await write(), await write(), await write()];
  expect((await verifyAudit(app.newScope())).pending).toEqual(ids);
  expect(await sealChangeSets(app.newScope())).toBe(3);
  const report = await verifyAudit(app.newScope());
  expect([report.sealed, report.pending, report.problems]).toEqual([3, [], []]);
  expect(report.head).toMatch(/^[0-9a-f]{64}$/);
});

it('locates an edited change set and an edited entry', async () => {
  const [, second] = ids;
  expect(
    await tampered(
      `UPDATE change_set SET actor = 'somebody' WHERE id = ${second}`,
      `UPDATE change_set SET actor = 'local' WHERE id = ${second}`,
    ),
  ).toEqual([`change set ${second} or one of its entries was edited, deleted or inserted`]);
  expect(
    await tampered(
      `UPDATE change_set_entry SET entity_key = '[9]' WHERE change_set_id = ${second}`,
      `UPDATE change_set_entry e SET entity_key = jsonb_build_array((e.after ->> 'id')::integer)::text WHERE change_set_id = ${second}`,
    ),
  ).toEqual([`change set ${second} or one of its entries was edited, deleted or inserted`]);
});

it('no change ends without the change set that its rows belong to', async () => {
  const entries = () => app.database.query('SELECT count(*) FROM change_set_entry');
  const before = await entries();
  const lost = app.newScope().write({ action: 'tier.create', lock: 'exclusive' }, async (tx) => {
    await createTier(tx, { tierName: 'Lost', capacityPercentage: '0.5' });
    await tx.db.execute(sql`DELETE FROM change_set WHERE id = ${tx.changeSetId}`);
  });
  await expect(lost).rejects.toThrow('content_hash');
  expect(await entries()).toEqual(before);
});

it('locates an inserted and a deleted change set', async () => {
  const found = await tampered(
    `INSERT INTO change_set (id, action, actor, created_datetime) VALUES (999, 'x', 'y', now())`,
    `DELETE FROM change_set WHERE id = 999`,
  );
  expect(found).toEqual([
    'change set 999 was inserted beside the application: it has no seal and waits for none',
  ]);
  const [, , third] = ids;
  await app.database.query(`CREATE TABLE kept AS SELECT * FROM change_set WHERE id = ${third};
    CREATE TABLE kept_entry AS SELECT * FROM change_set_entry WHERE change_set_id = ${third}`);
  expect(
    await tampered(
      `DELETE FROM change_set_entry WHERE change_set_id = ${third}; DELETE FROM change_set WHERE id = ${third}`,
      `INSERT INTO change_set SELECT * FROM kept; INSERT INTO change_set_entry SELECT * FROM kept_entry`,
    ),
  ).toEqual([`change set ${third} was deleted`]);
});

it('locates swapped content and a broken link', async () => {
  const [first, second] = ids;
  const swap = `UPDATE change_set SET note = CASE id WHEN ${first} THEN 'a' ELSE 'b' END WHERE id IN (${first}, ${second})`;
  expect(
    await tampered(swap, `UPDATE change_set SET note = NULL WHERE id IN (${first}, ${second})`),
  ).toHaveLength(2);
  const edit = (digit: string) =>
    `UPDATE audit_seal SET sealed_datetime = sealed_datetime, chain_hash = set_byte(chain_hash, 0, get_byte(chain_hash, 0) ${digit} 1) WHERE position = 2`;
  const found = await tampered(edit('#'), edit('#'));
  expect(found[0]).toBe(`link 2 of the chain (change set ${second}) was edited, swapped or inserted`);
});

it('finds a hash that was kept, however far the chain has gone since, and misses one of another chain', async () => {
  const { head, sealed } = await verifyAudit(app.newScope());
  expect(await verifyAudit(app.newScope(), { kept: head })).toMatchObject({ keptAt: sealed, problems: [] });
  await app
    .newScope()
    .write({ action: 'tier.create', lock: 'exclusive' }, (tx) =>
      createTier(tx, { tierName: 'Later', capacityPercentage: '0.85' }),
    );
  await sealChangeSets(app.newScope());
  const later = await verifyAudit(app.newScope(), { kept: head });
  expect(later).toMatchObject({ keptAt: sealed, sealed: sealed + 1, problems: [] });
  expect(later.head).not.toBe(head);
  const other = await verifyAudit(app.newScope(), { kept: 'f'.repeat(64) });
  expect(other.keptAt).toBeNull();
  expect(other.problems).toEqual([
    `no link of the chain has the hash ${'f'.repeat(64)}: the chain was rewritten, pruned beyond that link, or ends before it`,
  ]);
});

it('takes nothing of a dry run into the chain', async () => {
  await app
    .newScope()
    .write({ action: 'tier.create', lock: 'exclusive', dryRun: true }, (tx) =>
      createTier(tx, { tierName: 'Dry', capacityPercentage: '0.9' }),
    );
  expect((await verifyAudit(app.newScope())).pending).toEqual([]);
});
