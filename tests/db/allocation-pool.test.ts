import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readSettings } from '../../src/features/allocation/options/plan-settings.service';
import { makePlan } from '../../src/features/allocation/plans/make-plan.service';
import { sql } from '../../src/platform/database/sql';
import { generateInstance } from '../support/allocation/instance.generator';
import { brokenRules, insertInstance } from '../support/factories/allocation';
import { allocation } from '../support/factories/allocation-calls';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await insertInstance(app.database, generateInstance('S'));
});

afterAll(() => app.close());

/** Which every change takes, shared or alone. */
const STRUCTURE_LOCK = 7_204_118_002;
/** As many as the pool has connections, and more: each edits again as soon as it has ended or was refused. */
const EDITORS = 8;

/** Changes what a plan depends on as often as it can until `work` has ended; returns how many edits were saved and refused. */
async function whileEdited<T>(work: () => Promise<T>): Promise<{ value: T; saved: number; refused: number }> {
  let isOver = false;
  let saved = 0;
  let refused = 0;
  const edit = async (id: number): Promise<void> => {
    while (!isOver)
      await app
        .newScope()
        .write({ action: 'test.edit' }, (tx) =>
          tx.db.execute(sql`UPDATE forecast SET target_cph = target_cph + 0.01 WHERE id = ${id}`),
        )
        .then(
          () => (saved += 1),
          () => (refused += 1),
        );
  };
  const editing = Array.from({ length: EDITORS }, (_, i) => edit(i + 1));
  try {
    return { value: await work(), saved, refused };
  } finally {
    isOver = true;
    await Promise.all(editing);
  }
}

test('a plan that is made alone finds its way although writers hold every other connection', async () => {
  const { value } = await whileEdited(() => allocation.execute(app));
  expect(value.changeSetId).not.toBeNull();
  const rows = await app.database.query<{ note: string }>(
    `SELECT note FROM change_set WHERE action = 'allocation.execute'`,
  );
  expect(rows).toEqual([{ note: 'planned while other changes waited' }]);
  // The editors change CPHs by plain SQL, after which capacities are not theirs.
  expect((await brokenRules(app.database)).filter(({ rule }) => rule !== 'capacity')).toEqual([]);
}, 120_000);

/** Keeps every change waiting, as an import of another process does, until `work` has ended or for so long. */
async function whileLocked<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: app.database.url });
  await client.connect();
  await client.query(`SELECT pg_advisory_lock(${STRUCTURE_LOCK})`);
  const ended = new Promise((resolve) => setTimeout(resolve, milliseconds)).then(() => client.end());
  try {
    return await work();
  } finally {
    await ended;
  }
}

test('a preview outlasts writers that hold every connection while they wait', async () => {
  const job = { signal: new AbortController().signal, progress: () => undefined };
  const { value, refused } = await whileEdited(() =>
    whileLocked(12_000, async () => {
      // The writers are in line now.
      await sleep(500);
      return makePlan(app.newScope(), { kind: 'plan', settings: readSettings({}) }, job);
    }),
  );
  expect(value.planHash).toMatch(/^[0-9a-f]{64}$/);
  expect(refused).toBeGreaterThan(EDITORS);
}, 120_000);

test('who gives a plan up while it waits for a connection is out of the line', async () => {
  const giving = new AbortController();
  const job = { signal: giving.signal, progress: () => undefined };
  await whileEdited(() =>
    whileLocked(4_000, async () => {
      await sleep(500);
      const plan = makePlan(app.newScope(), { kind: 'plan', settings: readSettings({}) }, job);
      giving.abort(new Error('given up'));
      await expect(plan).rejects.toThrow('given up');
    }),
  );
  // The next one finds the way free.
  await allocation.preview(app);
}, 120_000);
