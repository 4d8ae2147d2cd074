import { pruneHistory, sealChangeSets, verifyAudit } from '../../src/features/history';
import { createTier } from '../../src/features/tier/tier.service';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

let made = 0;
/** A change on a day; returns its number. */
async function change(day: string): Promise<number> {
  app.clock.time = new Date(`${day}T12:00:00Z`);
  return app.newScope().write({ action: 'tier.create', lock: 'exclusive' }, async (tx) => {
    made += 1;
    await createTier(tx, { tierName: `Tier ${made}`, capacityPercentage: `0.${600 + made}` });
    return tx.changeSetId;
  });
}

const left = async (): Promise<number[]> =>
  (await app.database.query<{ id: number }>('SELECT id FROM change_set ORDER BY id')).map(({ id }) => id);

it('removes what is older, leaves a checkpoint, and the chain goes on from it', async () => {
  const [, , third] = [await change('2023-05-01'), await change('2023-06-01'), await change('2024-02-01')];
  await sealChangeSets(app.newScope());
  const whole = await verifyAudit(app.newScope());
  const pruned = await pruneHistory(app.newScope(), new Date('2024-01-01'));
  expect(pruned.changeSets).toBe(2);
  const [last] = (await left()).slice(-1);
  expect(await left()).toEqual([third, last]);
  const [row] = await app.database.query<{ action: string; note: string }>(
    `SELECT action, note FROM change_set WHERE id = ${last}`,
  );
  expect(row).toMatchObject({
    action: 'audit.prune',
    note: expect.stringContaining('2 change sets') as string,
  });
  expect(await app.database.query('SELECT 1 FROM change_set_entry WHERE change_set_id < 3')).toEqual([]);
  // The link that is left ends as before; the pruning itself is sealed after it.
  expect((await verifyAudit(app.newScope())).head).toBe(whole.head);
  await change('2024-03-01');
  await sealChangeSets(app.newScope());
  const after = await verifyAudit(app.newScope());
  expect([after.sealed, after.problems]).toEqual([3, []]);
});

it('prunes to the end, and again', async () => {
  await change('2023-05-01');
  expect((await pruneHistory(app.newScope(), new Date('2030-01-01'))).changeSets).toBe(1);
  await change('2023-07-01');
  expect((await pruneHistory(app.newScope(), new Date('2030-01-01'))).changeSets).toBe(2);
  await sealChangeSets(app.newScope());
  expect((await verifyAudit(app.newScope())).problems).toEqual([]);
  expect(await pruneHistory(app.newScope(), new Date('2020-01-01'))).toEqual({ changeSets: 0, head: null });
});

it('keeps what a later change reverts, and everything while the chain shows problems', async () => {
  const [first, second] = [await change('2023-05-01'), await change('2023-06-01')];
  app.clock.time = new Date('2024-02-01T12:00:00Z');
  await app.newScope().write({ action: 'revert', reverts: second }, () => Promise.resolve());
  expect((await pruneHistory(app.newScope(), new Date('2024-01-01'))).changeSets).toBe(1);
  expect(await left()).not.toContain(first);
  expect(await left()).toContain(second);
  await app.database.query(`UPDATE change_set SET actor = 'somebody' WHERE id = ${second}`);
  await expect(pruneHistory(app.newScope(), new Date('2030-01-01'))).rejects.toThrow('1 problems');
});
