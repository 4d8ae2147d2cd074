import fc from 'fast-check';
import { openSnapshot } from '../../src/platform/database/cursor';
import { joinSql, sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Row = (string | null)[];

/** What a snapshot reads of rows of texts. */
async function readBack(rows: readonly Row[]): Promise<Row[]> {
  const snapshot = await openSnapshot(app.newScope().db, new AbortController().signal);
  const lines = rows.map(
    (row) =>
      sql`SELECT ${joinSql(
        row.map((cell) => sql`${cell}::text`),
        ', ',
      )}`,
  );
  const read: Row[] = [];
  try {
    for await (const batch of snapshot.batches(joinSql(lines, ' UNION ALL ')))
      read.push(...batch.map((row) => [...row]));
  } finally {
    await snapshot.close();
  }
  return read;
}

test('rows of a snapshot hold what is stored: null, empty texts, and every sign that could part them', async () => {
  const rows: Row[] = [
    [null, null, null],
    ['', null, ''],
    ['a,b', '(c)', '"d"'],
    ['\\', '""', '\\"'],
    [' ', '\n', '\t\r'],
    ['Größe 😀', ',', null],
    ['"', ')', '('],
  ];
  expect(await readBack(rows)).toEqual(rows);
  expect(await readBack([[null]])).toEqual([[null]]);
  expect(await readBack([['']])).toEqual([['']]);
});

test('whatever texts are stored', async () => {
  const cell = fc.option(
    fc
      .array(fc.constantFrom('"', '\\', ',', '(', ')', ' ', 'a', 'ß', '\n', "'"), { maxLength: 6 })
      .map((signs) => signs.join('')),
  );
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
    );
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      expect(await readBack(rows)).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});

test('a batch is emptied when the next one is asked for, so that a stream does not grow old; its rows stay', async () => {
  const snapshot = await openSnapshot(app.newScope().db, new AbortController().signal);
  const batches: (readonly Row[])[] = [];
  const kept: Row[] = [];
  const sizes: number[] = [];
  try {
    for await (const batch of snapshot.batches(sql`SELECT n FROM generate_series(1, 1200) n`)) {
      batches.push(batch);
      sizes.push(batch.length);
      kept.push(...batch);
    }
  } finally {
    await snapshot.close();
  }
  expect(sizes).toEqual([500, 500, 200]);
  expect(batches.map(({ length }) => length)).toEqual([0, 0, 0]);
  expect(kept.map(([n]) => Number(n))).toEqual(Array.from({ length: 1_200 }, (_, n) => n + 1));
});
