import {
  allOf,
  compileSql,
  constantSql,
  identifier,
  joinSql,
  sql,
  type SqlValue,
} from '../../../src/platform/database/sql';

test('values become parameters, numbered in the order in which they stand in the text', () => {
  const active = sql`r.is_active = ${true}`;
  const statement = sql`SELECT ${7}::integer FROM resource_v2 r WHERE ${active} AND r.cn = ANY(${['A', 'B']}::text[])`;
  expect(compileSql(statement)).toEqual({
    text: 'SELECT $1::integer FROM resource_v2 r WHERE r.is_active = $2 AND r.cn = ANY($3::text[])',
    values: [7, true, ['A', 'B']],
  });
});

test('zero, false, null and the empty text are values like any other', () => {
  expect(compileSql(sql`VALUES (${0}, ${false}, ${null}, ${''})`)).toEqual({
    text: 'VALUES ($1, $2, $3, $4)',
    values: [0, false, null, ''],
  });
});

test('a text is never part of the statement, whatever it holds', () => {
  const name = `'; DROP TABLE resource_v2; --`;
  expect(compileSql(sql`SELECT ${name}`)).toEqual({ text: 'SELECT $1', values: [name] });
});

test('an undefined parameter is refused', () => {
  const nothing = undefined as unknown as SqlValue;
  expect(() => sql`SELECT ${nothing}`).toThrow('An SQL parameter is undefined; expected a value or null');
});

test('pieces are joined, and no piece at all makes an empty one', () => {
  expect(compileSql(joinSql([sql`a = ${1}`, sql`b = ${2}`], ', '))).toEqual({
    text: 'a = $1, b = $2',
    values: [1, 2],
  });
  expect(compileSql(sql`SELECT 1${joinSql([], ', ')}`).text).toBe('SELECT 1');
});

test('no condition at all is true', () => {
  expect(compileSql(allOf([])).text).toBe('true');
  expect(compileSql(allOf([sql`a`, sql`b`])).text).toBe('a AND b');
});

test('names are quoted, constant text is not', () => {
  expect(compileSql(identifier('r', 'a "b"')).text).toBe('"r"."a ""b"""');
  expect(compileSql(sql`SELECT ${constantSql('r.cn')}`).text).toBe('SELECT r.cn');
});
