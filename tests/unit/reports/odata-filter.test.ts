import type { Expression } from '../../../src/features/reports/odata/language/expression.model';
import { readFilterText } from '../../../src/features/reports/odata/language/filter.reader';
import { readKey, readPath } from '../../../src/features/reports/odata/language/key.reader';
import { readOptions } from '../../../src/features/reports/odata/language/options.reader';
import { Refusal } from '../../../src/features/reports/odata/language/refusal.rules';
import {
  readSkipToken,
  writeSkipToken,
} from '../../../src/features/reports/odata/language/skip-token.reader';

/** An expression with every pair of parentheses. */
function shown(expression: Expression): string {
  switch (expression.node) {
    case 'literal':
      return expression.kind === 'text' ? `<${expression.value}>` : String(expression.value);
    case 'property':
      return expression.name;
    case 'call':
      return `${expression.name}(${expression.args.map(shown).join(', ')})`;
    case 'prefix':
      return `(${expression.operator} ${shown(expression.of)})`;
    case 'infix':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
  }
}

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

// Worked by hand from the table of precedence in OData URL Conventions 5.1.1.17: unary, mul, add, lt, eq, and, or.
test.each([
  ['not (a eq 1) and b eq 2', '((not (a eq 1)) and (b eq 2))'],
  ['not a eq 1 or b eq 2', '((not (a eq 1)) or (b eq 2))'],
  ['a eq 1 or b eq 2 and c eq 3', '((a eq 1) or ((b eq 2) and (c eq 3)))'],
  ['a eq 1 and b eq 2 or c eq 3', '(((a eq 1) and (b eq 2)) or (c eq 3))'],
  ['(a eq 1 or b eq 2) and c eq 3', '(((a eq 1) or (b eq 2)) and (c eq 3))'],
  ["a eq 1 and not contains(b,'x') and c", '(((a eq 1) and (not contains(b, <x>))) and c)'],
  ['a sub b sub 1 gt 2', '(((a sub b) sub 1) gt 2)'],
  ['a sub (b sub 1) gt 2', '((a sub (b sub 1)) gt 2)'],
  ['a mul 2 add 3 mod 2 lt 4', '(((a mul 2) add (3 mod 2)) lt 4)'],
  ['a div 2 mul 3 le 4', '(((a div 2) mul 3) le 4)'],
  ['-a add 1 ge -2', '(((negate a) add 1) ge -2)'],
  ["a eq 'it''s 50% a/b (x' and b ne null", "((a eq <it's 50% a/b (x>) and (b ne null))"],
  ['m ge 2025-05-01 and is_active', '((m ge 2025-05-01) and is_active)'],
  ["tolower(trim(a)) eq concat('x',b)", '(tolower(trim(a)) eq concat(<x>, b))'],
])('%s is read as %s', (text, expected) => {
  expect(shown(readFilterText(text))).toBe(expected);
});

test.each([
  ["state in ('FL','GA')", 501, 'The operator in is not supported; write a eq 1 or a eq 2'],
  ["a has Color'x'", 501, 'The operator has is not supported'],
  ['a/b eq 1', 501, 'A path with / (navigation, any, all) is not supported'],
  ['a/any(d:d/x eq 1)', 501, 'A path with / '],
  ["cast(a,Edm.String) eq 'x'", 501, 'The function cast is not supported'],
  ['a eq @p', 501, 'The parameter alias @p is not supported; write the value itself'],
  ["a eq 'x' and", 400, '$filter cannot be read from character 9 (" and") on'],
  ['foo(a) eq 1', 400, 'there is no function foo that takes these values'],
  ["a eq 'x", 400, 'a text begins at character 6 ("\'x") and does not end'],
  ['(a eq 1', 400, 'a parenthesis that is not closed'],
  ['a eq 1)', 400, 'a parenthesis that is not opened'],
  ['a%20eq 1', 400, 'an address has % as %25, and is encoded once'],
  ["a eq 'x\0y'", 400, 'NUL'],
  ['a eq INF', 400, 'INF is not accepted; expected a number'],
  ['a eq 00000000-0000-0000-0000-000000000000', 400, 'Edm.Guid, which no property of this service has'],
  ['', 400, 'cannot be read from its end on'],
  [`${'('.repeat(60)}a eq 1${')'.repeat(60)}`, 400, 'more than 50 deep'],
  [Array(600).fill('a eq 1').join(' or '), 400, '$filter has 600 terms; at most 500 are accepted'],
  [Array(501).fill('a').join(' and '), 400, '$filter has 501 terms; at most 500'],
  [
    `${Array(27).fill('a').join(' mul ')} gt 1`,
    400,
    '$filter has 26 arithmetic operators (add, sub, mul, div, mod); at most 25 are accepted',
  ],
  [Array(13).fill('a add 1 sub 2 eq 3').join(' or '), 400, '$filter has 26 arithmetic operators'],
  [`a${' eq true'.repeat(1_026)}`, 400, '$filter has 1026 operators; at most 1025 are accepted'],
  [
    Array(2000).fill('gap eq 1').join(' or '),
    400,
    '$filter has 23996 characters; at most 10000 are accepted',
  ],
])('bad filter %# is refused with its name', (text, status, message) => {
  const refusal = refusalOf(() => readFilterText(text));
  expect([refusal.status, refusal.target]).toEqual([status, '$filter']);
  expect(refusal.message).toContain(message);
});

test.each([
  [{ $expand: 'x' }, 501, '$expand'],
  [{ $apply: 'x' }, 501, '$apply'],
  [{ $search: 'x' }, 501, '$search'],
  [{ $compute: 'x' }, 501, '$compute'],
  [{ $deltatoken: 'x' }, 501, '$deltatoken'],
  [{ '@p': '1' }, 501, '@p'],
  [{ $Filter: 'a eq 1' }, 400, '$Filter'],
  [{ $foo: '1' }, 400, '$foo'],
  [{ $top: '-1' }, 400, '$top'],
  [{ $top: '1.5' }, 400, '$top'],
  [{ $top: '' }, 400, '$top'],
  [{ $skip: '99999999999' }, 400, '$skip'],
  [{ $count: 'yes' }, 400, '$count'],
  [{ $top: ['1', '2'] }, 400, '$top'],
  [{ $select: '' }, 400, '$select'],
  [{ $select: 'a,,b' }, 400, '$select'],
  [{ $select: 'a/b' }, 501, '$select'],
  [{ $orderby: 'a foo' }, 400, '$orderby'],
  [{ $orderby: 'tolower(a)' }, 501, '$orderby'],
  [{ $orderby: 'a&$top=5' }, 400, '$orderby'],
])('%j is refused by name', (raw, status, target) => {
  const refusal = refusalOf(() => readOptions(raw, 'set'));
  expect([refusal.status, refusal.target]).toEqual([status, target]);
});

test('options that a resource does not take are refused there', () => {
  expect(refusalOf(() => readOptions({ $top: '1' }, 'count'))).toMatchObject({ status: 400, target: '$top' });
  expect(refusalOf(() => readOptions({ $filter: 'a eq 1' }, 'entity'))).toMatchObject({ target: '$filter' });
  expect(refusalOf(() => readOptions({ $select: 'a' }, 'document'))).toMatchObject({ target: '$select' });
});

test('order, select and numbers are read; what is not an option is a parameter of the table', () => {
  const { options, parameters } = readOptions(
    {
      $orderby: 'a desc , b asc,c',
      $select: 'a, b',
      $top: '0',
      $skip: '7',
      $count: 'true',
      state: ['FL', 'GA'],
    },
    'set',
  );
  expect(options).toMatchObject({ top: 0, skip: 7, count: true, select: ['a', 'b'] });
  expect(options.order).toEqual([
    { name: 'a', descending: true },
    { name: 'b', descending: false },
    { name: 'c', descending: false },
  ]);
  expect(parameters).toEqual({ state: ['FL', 'GA'] });
  expect(readOptions({ $select: '*' }, 'set').options.select).toBeUndefined();
});

test('a path is taken apart, whatever a key has in it', () => {
  expect(readPath("demands('a|n/a|it''s (x)')/$count")).toEqual({
    set: 'demands',
    key: "'a|n/a|it''s (x)'",
    rest: '/$count',
  });
  expect(readPath('tiers')).toEqual({ set: 'tiers', key: undefined, rest: '' });
  expect(readPath("tiers('a")).toBeUndefined();
});

test('a key is a condition on each of its properties, in any order', () => {
  expect(shown(readKey("month_start=2025-05-01,demand_key='a|n/a|b'", ['demand_key', 'month_start']))).toBe(
    '((demand_key eq <a|n/a|b>) and (month_start eq 2025-05-01))',
  );
  expect(shown(readKey('7', ['tier_id']))).toBe('(tier_id eq 7)');
  for (const text of ['', 'x=1', '1,2', "'a'; DROP", 'a=1', 'null'])
    expect(refusalOf(() => readKey(text, ['a', 'b']))).toMatchObject({ status: 400, target: 'key' });
});

describe('skip tokens', () => {
  const columns = [
    { name: 'a', type: 'text', nullable: true, description: '' },
    { name: 'n', type: 'integer', nullable: false, description: '' },
  ] as const;
  const token = writeSkipToken(['demands', 'x'], { position: ["it's", '7'], remaining: 3 });
  const read = (text: string, list = ['demands', 'x']) => readSkipToken(text, list, columns);

  it('come back as they were given', () => {
    expect(read(token)).toEqual({ position: ["it's", '7'], remaining: 3 });
    expect(token).toMatch(/^[\w-]+$/);
  });

  it('fit no other list, and none is accepted that was forged', () => {
    const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    const forged = (change: (list: unknown[]) => unknown): string =>
      Buffer.from(JSON.stringify(change([...parts]))).toString('base64url');
    const tokens = [
      '',
      'abc',
      'x'.repeat(9000),
      forged((list) => [...list.slice(0, 3), '8']),
      forged(([check, , ...rest]) => [check, 4, ...rest]),
      forged((list) => list.slice(0, 3)),
      forged(() => ({ length: 4 })),
      writeSkipToken(['demands', 'x'], { position: ["'; DROP TABLE x", 'seven'], remaining: 3 }),
      writeSkipToken(['demands', 'x'], { position: ['a', null], remaining: 3 }),
      writeSkipToken(['demands', 'x'], { position: ['a\0', '1'], remaining: 3 }),
      writeSkipToken(['demands', 'x'], { position: ['a', '1'], remaining: -3 }),
    ];
    for (const text of tokens)
      expect(refusalOf(() => read(text))).toMatchObject({ status: 400, target: '$skiptoken' });
    expect(refusalOf(() => read(token, ['demands', 'y']))).toMatchObject({ target: '$skiptoken' });
  });
});
