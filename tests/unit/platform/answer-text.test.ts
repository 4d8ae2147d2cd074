import 'reflect-metadata';
import {
  execute,
  GraphQLEnumType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  type GraphQLFieldConfigMap,
} from 'graphql';
import { DecimalScalar } from '../../../src/platform/graphql/schema/scalars';
import { withDerivedFields } from '../../../src/platform/graphql/schema/derived';
import { JsonText, quoted, withTexts } from '../../../src/platform/graphql/text/json-text';
import { withTextAnswers } from '../../../src/platform/graphql/text/rewrite';
import { textSchema } from '../../../src/platform/graphql/text/text-schema';

const Colour = new GraphQLEnumType({ name: 'Colour', values: { RED: { value: 'r' }, BLUE: { value: 'b' } } });
const leafFields: GraphQLFieldConfigMap<unknown, unknown> = {
  name: { type: GraphQLString },
  count: { type: new GraphQLNonNull(GraphQLInt) },
  amount: { type: DecimalScalar },
  colour: { type: Colour },
  colours: { type: new GraphQLList(new GraphQLNonNull(Colour)) },
  made: {
    type: GraphQLString,
    extensions: { derived: { make: ({ name }: { name: string }) => `<${name}>` } },
  },
  resolved: { type: GraphQLString, resolve: () => 'by a resolver' },
};
const Leaf = new GraphQLObjectType({ name: 'Leaf', fields: leafFields });
const Node = new GraphQLObjectType({
  name: 'Node',
  fields: {
    name: { type: GraphQLString },
    leaf: { type: Leaf },
    leaves: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Leaf))) },
    few: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Leaf))),
      args: { first: { type: new GraphQLNonNull(GraphQLInt) } },
      resolve: ({ leaves }: { leaves: unknown[] }, { first }) =>
        Promise.resolve(leaves.slice(0, first as number)),
    },
  },
});
const LEAVES = [
  { name: 'plain', count: 1, amount: '12.50', colour: 'r', colours: ['r', 'b'] },
  { name: 'a "quote", a \\ and \n\u0007 é \u2028', count: -2, amount: null, colour: null, colours: [] },
  { name: null, count: 0, amount: 0.1, colour: 'b', colours: null },
];
const NODES = [
  { name: 'first', leaf: LEAVES[1], leaves: LEAVES },
  { name: 'second', leaf: null, leaves: [] },
];
const schema = withDerivedFields(
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        nodes: { type: new GraphQLList(Node), resolve: () => NODES },
        broken: { type: new GraphQLList(Leaf), resolve: () => [{ name: 'no count' }] },
        none: { type: new GraphQLList(Node), resolve: () => null },
      },
    }),
  }),
);
const executable = textSchema(schema);

/** What the reference implementation answers, and what it answers once the document is rewritten. */
async function bothWays(source: string, variableValues: Record<string, unknown> = {}) {
  const document = parse(source);
  const rewritten = withTextAnswers(schema, document) ?? document;
  const plain = await execute({ schema, document, variableValues });
  const text = await execute({ schema: executable, document: rewritten, variableValues });
  return { plain: JSON.stringify(plain), text: withTexts(text), rewritten };
}

/** Lists that a document has answered as text. */
function textFields({ rewritten }: Awaited<ReturnType<typeof bothWays>>): number {
  return JSON.stringify(rewritten).split('_asText').length - 1;
}

const LEAF = '__typename name count amount colour colours made';

test.each([
  ['lists of plain objects, nested', `{ nodes { name leaf { ${LEAF} } leaves { ${LEAF} } } }`, 1],
  ['aliases, also of the list', '{ all: nodes { n: name l: leaves { c: count k: colour } } }', 1],
  [
    'fragments',
    'query { nodes { ...N } } fragment N on Node { name ... { leaves { ... on Leaf { name count } } } }',
    1,
  ],
  ['a list of null', '{ none { name } }', 1],
  [
    'a list below a resolver with arguments',
    'query ($n: Int!) { nodes { name few(first: $n) { name made } } }',
    1,
  ],
  ['several lists under names of their own', '{ a: nodes { name } b: nodes { leaf { count } } }', 2],
  ['what a resolver makes', '{ nodes { name leaves { resolved } } }', 0],
  [
    'what a directive decides',
    'query ($n: Int!) { nodes { name leaves { name @include(if: false) count @skip(if: false) } } few: nodes { few(first: $n) { name } } }',
    1,
  ],
  ['fields that answer under one name', '{ nodes { leaves { name } leaves { count } } }', 0],
  ['a list that answers under one name twice', '{ nodes { leaves { name } } nodes { name } }', 0],
])('text answers equal those of the reference implementation: %s', async (_, source, texts) => {
  const answers = await bothWays(source, { n: 2 });
  expect(answers.text).toBe(answers.plain);
  expect(textFields(answers)).toBe(texts);
});

test('a value that is missing where none may be is an error of its list', async () => {
  const { text } = await bothWays('{ broken { name count } none { name } }');
  expect(JSON.parse(text)).toMatchObject({
    data: { broken: null, none: null },
    errors: [{ path: ['broken'], message: 'A value is missing that is never null' }],
  });
});

test.each(['{ __schema { types { name } } }', '{ nodes { name } ... { __type(name: "Leaf") { name } } }'])(
  'questions about the schema are not rewritten: %s',
  (source) => expect(withTextAnswers(schema, parse(source))).toBeUndefined(),
);

test('mutations are not rewritten', () => {
  const document = parse('mutation { nodes { name } }');
  expect(withTextAnswers(schema, document)?.definitions).toEqual(document.definitions);
});

test('texts stand in an answer as they are, wherever they stand', () => {
  const answer = { a: [new JsonText('{"x":1}'), null], b: { c: new JsonText('[]') }, d: '"' };
  expect(withTexts(answer)).toBe('{"a":[{"x":1},null],"b":{"c":[]},"d":"\\""}');
  expect(withTexts({ a: 1 })).toBe('{"a":1}');
});

test('every text is quoted as JSON has it', () => {
  const texts = Array.from({ length: 0x10000 }, (_, code) => `a${String.fromCharCode(code)}z`);
  expect(texts.filter((text) => quoted(text) !== JSON.stringify(text))).toEqual([]);
});
