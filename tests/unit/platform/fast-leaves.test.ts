import { buildSchema, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { withFastLeaves } from '../../../src/platform/graphql/execution/fast-leaves';
import { DecimalScalar } from '../../../src/platform/graphql/schema/scalars';

const schema = buildSchema(`
  scalar Decimal
  enum Color { RED GREEN }
  type Thing { text: String! flag: Boolean count: Int! amount: Decimal! share: Decimal id: ID! color: Color }
  type Query { things: [Thing!] thing: Thing }
`);
Object.assign(schema.getType('Decimal') ?? {}, { serialize: DecimalScalar.serialize });
const DOCUMENT = parse('{ things { a: text text flag count amount share id color } thing { share text } }');

type Run = (root: unknown) => ExecutionResult;

function compiled(of: GraphQLSchema): Run {
  const query = compileQuery(of, DOCUMENT);
  if (!isCompiledQuery(query)) throw new Error('not compiled');
  return (root) => query.query(root, {}, {}) as ExecutionResult;
}

const slow = compiled(schema);
const fast = withFastLeaves(() => compiled(schema));
const RIGHT = { text: 'a "b", (c', flag: true, count: 3, amount: '12.5', share: '0.1', id: 7, color: 'RED' };

test('usual values come out as the compiler’s own code has them', () => {
  const root = { things: [RIGHT, { ...RIGHT, share: null, flag: null }], thing: null };
  expect(fast(root)).toEqual(slow(root));
  expect(fast(root).data).toMatchObject({
    things: [{ text: RIGHT.text, count: 3, amount: 12.5, share: 0.1, id: '7' }, { share: null }],
  });
});

test('unusual and wrong values take the compiler’s own way, errors with their paths included', () => {
  const cases = [
    { text: null },
    { text: 5 },
    { text: {} },
    { text: new Error('no') },
    { flag: 1 },
    { flag: 'x' },
    { count: '4' },
    { count: 1.5 },
    { count: 2 ** 40 },
    { count: null },
    { amount: 'x' },
    { amount: '' },
    { amount: 4 },
    { amount: null },
    { share: 'x' },
    { share: undefined },
    { color: 'BLUE' },
  ];
  for (const wrong of cases) {
    const root = { things: [RIGHT, { ...RIGHT, ...wrong }], thing: { ...RIGHT, ...wrong } };
    expect(JSON.stringify(fast(root))).toBe(JSON.stringify(slow(root)));
  }
});

test('only operations are changed, and only while one is compiled', () => {
  const before = globalThis.Function;
  expect(() =>
    withFastLeaves(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(globalThis.Function).toBe(before);
});
