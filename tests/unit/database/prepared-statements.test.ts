import { PreparedStatements } from '../../../src/platform/database/pool/prepared-statements';

const SQL = 'SELECT 1 WHERE 1 = ANY($1)';
/** SHA-256 of the text in base64url, worked out apart. */
const NAME = 'headroom_BQpCVEtDV3XgS70_0cskbRW7a5LLvg8wrmfifM5GanQ';

test('a statement gets a name when it comes again and again, and keeps it', () => {
  const statements = new PreparedStatements();
  const names = [1, 2, 3, 4].map(() => statements.nameOf(SQL, [[1]]));
  expect(names).toEqual([undefined, undefined, NAME, NAME]);
});

test('calls with many values, and what is no query, are sent without a name', () => {
  const statements = new PreparedStatements();
  const many = Array.from({ length: 17 }, (_, i) => i);
  for (let use = 1; use <= 4; use += 1) {
    statements.nameOf(SQL, [[1]]);
    expect(statements.nameOf(SQL, [many])).toBeUndefined();
    expect(statements.nameOf('CREATE TEMP TABLE t (id integer)', [])).toBeUndefined();
  }
});

test('nothing is named any more once the database has refused a name', () => {
  const statements = new PreparedStatements();
  for (let use = 1; use <= 3; use += 1) statements.nameOf(SQL, []);
  expect(statements.refused('23505')).toBe(false);
  expect(statements.nameOf(SQL, [])).toBe(NAME);
  // A pool between mixes connections: prepared statement "headroom_1" does not exist.
  expect(statements.refused('26000')).toBe(true);
  expect(statements.nameOf(SQL, [])).toBeUndefined();
});

test('a name means one text, in whatever order two processes came upon their statements', () => {
  const third = (text: string, statements: PreparedStatements): string | undefined =>
    [1, 2, 3].map(() => statements.nameOf(text, [])).at(-1);
  const [one, other] = [new PreparedStatements(), new PreparedStatements()];
  const names = [third('SELECT 1', one), third('SELECT 2', one)];
  expect([third('SELECT 2', other), third('SELECT 1', other)]).toEqual(names.reverse());
  expect(new Set(names).size).toBe(2);
});
