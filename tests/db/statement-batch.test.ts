import type { PoolClient } from 'pg';
import { StatementBatch } from '../../src/platform/database/pool/statement-batch';
import { sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** A connection of its own, and how often it has written to PostgreSQL. */
async function withClient<T>(work: (client: PoolClient, writes: () => number) => Promise<T>): Promise<T> {
  const runner = app.newScope().db.manager.connection.createQueryRunner();
  const client = (await runner.connect()) as PoolClient & {
    connection: { stream: { _writev: unknown; _write: unknown } };
  };
  const { stream } = client.connection;
  const spies = (['_writev', '_write'] as const).map((name) => jest.spyOn(stream as never, name));
  try {
    return await work(client, () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0));
  } finally {
    for (const spy of spies) spy.mockRestore();
    await runner.release();
  }
}

const statement = (text: string, values: unknown[] = [], name?: string) => ({ text, values, name });

test('statements run in order and are answered together, after one write', async () => {
  await withClient(async (client, writes) => {
    const batch = new StatementBatch([
      statement('START TRANSACTION'),
      statement('CREATE TEMP TABLE batch_order (n integer) ON COMMIT DROP'),
      statement('INSERT INTO batch_order SELECT generate_series(1, $1::integer)', [3]),
      statement('SELECT count(*)::integer AS count, $1::date AS day FROM batch_order', [
        new Date('2025-05-01T12:00:00Z'),
      ]),
      statement('COMMIT'),
    ]);
    const { results, failure } = await client.query(batch).outcome;
    expect(failure).toBeUndefined();
    expect(results.map(({ rowCount, rows }) => [rowCount, rows])).toEqual([
      [null, []],
      [null, []],
      [3, []],
      [1, [{ count: 3, day: '2025-05-01' }]],
      [null, []],
    ]);
    expect(writes()).toBe(1);
  });
});

test('after a failure nothing runs, a COMMIT neither; the connection goes on', async () => {
  await withClient(async (client) => {
    const failing = [
      statement('START TRANSACTION'),
      statement('SELECT $1::integer AS n', [1], 'batch_first'),
      statement('SELECT 1 / $1::integer AS n', [0], 'batch_second'),
      statement('SELECT $1::integer + 1 AS n', [1], 'batch_third'),
      statement('COMMIT'),
    ];
    const { failure, results } = await client.query(new StatementBatch(failing)).outcome;
    expect(failure?.error.message).toBe('division by zero');
    expect(failure?.statement).toBe(failing[2]);
    expect(results).toHaveLength(2);
    await client.query('ROLLBACK');
    // Which names PostgreSQL knows by now differs: the first two were parsed, the third was skipped.
    const again = [1, 2, 3].map((i) => statement(failing[i]?.text ?? '', [1], failing[i]?.name));
    const { results: good } = await client.query(new StatementBatch(again)).outcome;
    expect(good.map(({ rows }) => rows as unknown)).toEqual([[{ n: 1 }], [{ n: 1 }], [{ n: 2 }]]);
  });
});

test('values that cannot be sent keep what follows from running', async () => {
  await withClient(async (client) => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    const { failure, results } = await client.query(
      new StatementBatch([
        statement('START TRANSACTION'),
        statement('SELECT $1::jsonb', [endless]),
        statement('CREATE TABLE batch_never (n integer)'),
        statement('COMMIT'),
      ]),
    ).outcome;
    expect(failure?.statement.text).toBe('SELECT $1::jsonb');
    expect(results).toHaveLength(1);
    await client.query('ROLLBACK');
  });
  const [found] = await app.database.query(`SELECT to_regclass('batch_never') AS name`);
  expect(found).toEqual({ name: null });
});

test('what a change asks for in one go travels together; a lost connection fails all of it', async () => {
  const scope = app.newScope();
  const failed = scope.write({ action: 'test' }, ({ db }) =>
    Promise.all([
      db.query(sql`SELECT pg_terminate_backend(pg_backend_pid())`),
      db.query(sql`SELECT 1 AS one`),
    ]),
  );
  await expect(failed).rejects.toThrow(/terminat/i);
  const both = await scope.write({ action: 'test' }, async ({ db }) => {
    db.later(sql`CREATE TEMP TABLE later_order ON COMMIT DROP AS SELECT 1 AS n`);
    return Promise.all([
      db.query(sql`SELECT n FROM later_order`),
      db.execute(sql`UPDATE later_order SET n = 2`),
    ]);
  });
  expect(both).toEqual([[{ n: 1 }], 1]);
});
