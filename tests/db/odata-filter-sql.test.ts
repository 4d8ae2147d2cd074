import fc from 'fast-check';
import type { Expression } from '../../src/features/reports/odata/language/expression.model';
import { readFilterText } from '../../src/features/reports/odata/language/filter.reader';
import { filterCondition } from '../../src/features/reports/odata/language/filter.sql';
import { Refusal } from '../../src/features/reports/odata/language/refusal.rules';
import type { TableColumn } from '../../src/platform/scope/attachments';
import { sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

/** Filters over a small relation with nulls in it: what PostgreSQL answers is what the standard says. */
const column = (name: string, type: TableColumn['type'], nullable: boolean): TableColumn => ({
  name,
  type,
  nullable,
  description: name,
});
const COLUMNS = [
  column('id', 'integer', false),
  column('n', 'integer', true),
  column('x', 'decimal', false),
  column('s', 'text', true),
  column('d', 'date', false),
  column('k', 'boolean', true),
  column('m', 'datetime', true),
];
type Cell = number | string | boolean | null;
interface Row {
  id: number;
  n: number | null;
  x: number;
  s: string | null;
  d: string;
  k: boolean | null;
  m: string | null;
}
const ROWS: readonly Row[] = [
  { id: 1, n: 3, x: -1.5, s: 'FL', d: '2025-05-01', k: true, m: '2025-04-30T23:30:00Z' },
  { id: 2, n: null, x: 0, s: "it's 50%", d: '2025-06-30', k: null, m: null },
  { id: 3, n: -7, x: 2.25, s: null, d: '2024-02-29', k: false, m: '2025-05-01T00:00:00Z' },
  { id: 4, n: 0, x: 2.25, s: '', d: '2025-05-01', k: true, m: '2025-05-01T12:00:00.25Z' },
  { id: 5, n: 10, x: 1000, s: 'fl_x', d: '2026-12-31', k: false, m: '2026-01-01T00:00:00Z' },
];
const RELATION = sql`(VALUES
  (1, 3::integer, -1.5::numeric, 'FL'::text, '2025-05-01'::date, true, '2025-04-30T23:30:00Z'::timestamptz),
  (2, NULL, 0, 'it''s 50%', '2025-06-30', NULL, NULL),
  (3, -7, 2.25, NULL, '2024-02-29', false, '2025-05-01T00:00:00Z'),
  (4, 0, 2.25, '', '2025-05-01', true, '2025-05-01T12:00:00.25Z'),
  (5, 10, 1000, 'fl_x', '2026-12-31', false, '2026-01-01T00:00:00Z')) AS t (id, n, x, s, d, k, m)`;

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function idsOf(text: string): Promise<number[]> {
  const condition = filterCondition(readFilterText(text), { target: '$filter', columns: COLUMNS });
  const rows = await app
    .newScope()
    .db.query<{ id: number }>(sql`SELECT t.id FROM ${RELATION} WHERE ${condition} ORDER BY t.id`);
  return rows.map(({ id }) => id);
}

// By hand from the rows above and URL Conventions 5.1.1: null equals null only, every other comparison with null is false.
test.each([
  ['n eq null', [2]],
  ['n ne null', [1, 3, 4, 5]],
  ['n ne 3', [2, 3, 4, 5]],
  ['not (n eq 3)', [2, 3, 4, 5]],
  ['n gt 0', [1, 5]],
  ['not (n gt 0)', [2, 3, 4]],
  ['null eq null', [1, 2, 3, 4, 5]],
  ['null ne s', [1, 2, 4, 5]],
  ['k', [1, 4]],
  ['not k', [3, 5]],
  ['k eq false', [3, 5]],
  ['k ne true', [2, 3, 5]],
  ["s eq 'it''s 50%'", [2]],
  ["contains(s,'%')", [2]],
  ["contains(s,'_')", [5]],
  ["startswith(s,'f')", [5]],
  ["endswith(s,'L')", [1]],
  ["endswith(s,'')", [1, 2, 4, 5]],
  ["tolower(s) eq 'fl' or toupper(s) eq 'FL_X'", [1, 5]],
  ['length(s) eq 0', [4]],
  ["indexof(s,'50') eq 5", [2]],
  ["substring(s,1) eq 'L'", [1]],
  ["substring(s,1,1) eq 'l'", [5]],
  ["concat(s,'!') eq 'FL!'", [1]],
  ["trim(concat(' ',s)) eq 'FL'", [1]],
  ['d ge 2025-05-01 and d lt 2025-06-01', [1, 4]],
  ['year(d) eq 2025 and month(d) eq 6 and day(d) eq 30', [2]],
  // Of a moment its day in UTC, whatever the time zone of the database is.
  ['year(m) eq 2025 and month(m) eq 4', [1]],
  ['day(m) eq 1', [3, 4, 5]],
  ['date(m) eq 2025-05-01', [3, 4]],
  ['date(d) eq 2025-05-01', [1, 4]],
  ['m ge 2025-05-01T02:00:00+02:00 and m lt 2026-01-01T00:00:00Z', [3, 4]],
  // The standard has offsets up to 23:59; fractions of a second stay.
  ['m eq 2025-05-02T11:00:00.25+23:00', [4]],
  ['m gt 2025-04-30T01:00:00-23:00', [4, 5]],
  ['x eq 2.25', [3, 4]],
  ['x eq 2.250', [3, 4]],
  ['n lt 12345678901 and n gt -12345678901', [1, 3, 4, 5]],
  // 2.25 → 2, −1.5 → −2 (away from zero), and so on.
  ['round(x) eq -2', [1]],
  ['floor(x) eq 2 and ceiling(x) eq 3', [3, 4]],
  ['n add 1 eq 4', [1]],
  ['n sub 1 sub 1 eq 1', [1]],
  ['-n eq 7', [3]],
  // Whole numbers divide to whole ones: 10 div 4 = 2, −7 div 2 = −3.
  ['n div 4 eq 2', [5]],
  ['n div 2 eq -3', [3]],
  ['x div 2 eq 1.125', [3, 4]],
  ['n mod 4 eq 3', [1]],
  // The divisors are −1.5, 0, 2.25, 2.25, 1000: a row that divides by 0 has no quotient.
  ['1 div x lt 0', [1]],
  ['n gt 99999999999999999999', []],
])('%s leaves rows %j', async (text, expected) => {
  expect(await idsOf(text)).toEqual(expected);
});

test.each([
  ['nope eq 1', 'there is no property nope; accepted are id, n, x, s, d, k, m'],
  ["n eq '3'", "n is a number, and '3' is a text; expected a number such as 12.5"],
  ["d ge '2025-05-01'", "d is a date, and '2025-05-01' is a text; expected a date such as 2025-05-01"],
  ['d ge 2025-05-01T00:00:00Z', 'd is a date, and 2025-05-01T00:00:00Z is a datetime'],
  ['d eq 2025-02-30', '2025-02-30 is no date'],
  ['k gt 1', 'k is a boolean, and 1 is a number'],
  ['s', 's is a text; expected a condition'],
  ['n and k', 'and takes a boolean, and n is a number'],
  ['not n', 'not takes a boolean'],
  ['s add 1 eq 2', 'add takes a number, and s is a text'],
  ["contains(n,'x')", 'contains takes a text, and n is a number'],
  ['contains(s)', 'there is no function contains that takes these values; expected one such as contains('],
  ['median(n) eq 1', 'there is no function median that takes these values'],
  ["substring(s,n) eq 'x'", 'expected a whole number from 0 to 999999'],
  ['n div 0 eq 1', 'n div 0 divides by zero'],
  ['x mod 0.0 eq 1', 'divides by zero'],
])('%s is refused', async (text, message) => {
  await expect(idsOf(text)).rejects.toThrow(message);
});

test('functions that the standard has and this service has not are answered with 501', async () => {
  for (const name of ['now()', 'hour(m)', 'time(m)', 'totalseconds(d)'])
    await expect(idsOf(`${name} eq 1`)).rejects.toMatchObject({ status: 501 });
});

/** null where the standard has null; comparisons never yield it. */
function evaluate(expression: Expression, row: Row): Cell {
  switch (expression.node) {
    case 'literal':
      if (expression.value === null) return null;
      if (expression.kind === 'number') return Number(expression.value);
      return expression.kind === 'boolean' ? expression.value === 'true' : expression.value;
    case 'property':
      return row[expression.name as keyof Row];
    case 'call':
      throw new Error('functions are worked by hand');
    case 'prefix': {
      const of = evaluate(expression.of, row);
      if (of === null) return null;
      return expression.operator === 'not' ? !of : -(of as number);
    }
    case 'infix':
      return operate(expression.operator, evaluate(expression.left, row), evaluate(expression.right, row));
  }
}

function operate(operator: string, left: Cell, right: Cell): Cell {
  if (operator === 'and')
    return left === false || right === false ? false : left === null || right === null ? null : true;
  if (operator === 'or')
    return left === true || right === true ? true : left === null || right === null ? null : false;
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  const [a, b] = [left as number, right as number];
  if (['lt', 'le', 'gt', 'ge'].includes(operator)) {
    if (left === null || right === null) return false;
    return operator === 'lt' ? a < b : operator === 'le' ? a <= b : operator === 'gt' ? a > b : a >= b;
  }
  if (left === null || right === null) return null;
  return operator === 'add' ? a + b : operator === 'sub' ? a - b : a * b;
}

const numbers = fc.letrec<{ number: string; sum: string }>((tie) => ({
  // Halves and quarters: doubles hold them exactly.
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('n', 'x', '3', '-7', '2.25', '0', 'null'),
    tie('sum'),
  ),
  sum: fc
    .tuple(tie('number'), fc.constantFrom('add', 'sub', 'mul'), tie('number'), fc.boolean())
    .map(([a, operator, b, parens]) => (parens ? `(${a} ${operator} ${b})` : `${a} ${operator} ${b}`)),
})).number;
const comparisons = fc.oneof(
  fc
    .tuple(numbers, fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), numbers)
    .map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('s', "'FL'", "''", 'null'),
      fc.constantFrom('eq', 'ne'),
      fc.constantFrom('s', "'fl_x'", 'null'),
    )
    .map((parts) => parts.join(' ')),
  fc.constantFrom('k', 'k eq true', 'k ne false', 'd ge 2025-05-01', 'd lt 2025-06-30'),
);
const conditions = fc.letrec<{ condition: string; pair: string; negated: string }>((tie) => ({
  condition: fc.oneof({ depthSize: 'small' }, comparisons, tie('pair'), tie('negated')),
  pair: fc
    .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'), fc.boolean())
    .map(([a, operator, b, parens]) => (parens ? `(${a} ${operator} ${b})` : `${a} ${operator} ${b}`)),
  negated: tie('condition').map((of) => `not (${of})`),
})).condition;

test('any filter leaves the rows that an evaluation by the standard leaves', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(conditions, async (text) => {
      let ids: number[];
      try {
        ids = await idsOf(text);
      } catch (error) {
        // The kinds of two literals may not fit: a refusal, never an error of the database.
        expect(error).toBeInstanceOf(Refusal);
        return;
      }
      compared += 1;
      const expression = readFilterText(text);
      expect(ids).toEqual(ROWS.filter((row) => evaluate(expression, row) === true).map(({ id }) => id));
    }),
    { numRuns: 300, seed: 14 },
  );
  expect(compared).toBeGreaterThan(200);
}, 60_000);
