import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { insertReport } from '../support/factories/demand';
import { insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

const AMISYS = 'Amisys Medicaid DOMESTIC';
const schema = buildSchema();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: 'Claims', targetCph: '10', months: [1, 2, 3, 4, 5, 6] },
    ],
  });
  await insertPeople(server.database, ['A']);
}, 60_000);
afterAll(() => server.close());

/** A value that a required input can have; optional fields below it are left out. */
function example(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return example(type.ofType, name);
  if (isListType(type)) return [example(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return scalarExample(type.name, name);
  const fields = Object.values(type.getFields());
  const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map((field) => [field.name, example(field.type, field.name)]));
}

const TEXTS: Readonly<Record<string, string>> = {
  mainLob: AMISYS,
  state: 'FL',
  caseType: 'Claims',
  resourceCn: 'A',
  cn: 'A',
  resourceCns: 'A',
  location: 'Domestic',
  primaryPlatform: 'Amisys',
  country: 'US',
};
const EXAMPLES: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  ID: '1',
  Decimal: 0.5,
  Date: '2025-05-01',
  DateTime: '2025-05-01T00:00:00Z',
  IsoWeek: '2025-W18',
  YearMonth: '2025-05',
  JSON: { cn: 'B' },
};

function scalarExample(type: string, name: string): unknown {
  return EXAMPLES[type] ?? TEXTS[name] ?? 'x';
}

interface Try {
  title: string;
  document: string;
  variables: Record<string, unknown>;
}

/** Dotted paths of everything optional below an input. */
function optionalPaths(
  field: GraphQLArgument | GraphQLInputField,
  path: string[],
  seen: string[],
): string[][] {
  const own = isNonNullType(field.type) ? [] : [path];
  const named = getNamedType(field.type);
  if (!isInputObjectType(named) || seen.includes(named.name)) return own;
  return [
    ...own,
    ...Object.values(named.getFields()).flatMap((inner) =>
      optionalPaths(inner, [...path, inner.name], [...seen, named.name]),
    ),
  ];
}

/** The value of an input with null at a path; everything else as little as it may be. */
function withNull(type: GraphQLInputType, name: string, [next, ...rest]: string[]): unknown {
  if (next === undefined) return null;
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return [withNull(inner.ofType, name, [next, ...rest])];
  if (!isInputObjectType(inner)) throw new Error(`${name} has no fields`);
  const field = inner.getFields()[next];
  if (!field) throw new Error(`${inner.name} has no field ${next}`);
  return { ...(example(inner, name) as object), [next]: withNull(field.type, next, rest) };
}

function selection({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named) && !isUnionType(named)) return '';
  const hasErrors = isObjectType(named) && 'userErrors' in named.getFields();
  return hasErrors ? '{ userErrors { code message } }' : '{ __typename }';
}

function triesOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Try[] {
  const required = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  return field.args.flatMap((arg) =>
    optionalPaths(arg, [arg.name], []).map(([name = '', ...rest]) => {
      const args = field.args.filter((one) => required.includes(one) || one.name === name);
      const declared = args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
      const passed = args.map((one) => `${one.name}: $${one.name}`).join(', ');
      const variables = Object.fromEntries(
        args.map((one) => [
          one.name,
          one.name === name ? withNull(one.type, name, rest) : example(one.type, one.name),
        ]),
      );
      const title = `${field.name}(${[name, ...rest].join('.')}: null)`;
      return {
        title,
        document: `${kind} (${declared}) { ${field.name}(${passed}) ${selection(field)} }`,
        variables,
      };
    }),
  );
}

const TRIES = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => triesOf('query', field)),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) =>
    triesOf('mutation', field),
  ),
];

test('the schema has inputs to try', () => expect(TRIES.length).toBeGreaterThan(200));

test('null for any optional argument or input field is data or a coded error, never a fault of ours', async () => {
  const faults: string[] = [];
  const ask = async ({ title, document, variables }: Try): Promise<void> => {
    const { errors = [] } = await server.graphql(document, variables);
    const bad = errors.filter(
      ({ extensions }) =>
        typeof extensions['code'] !== 'string' || extensions['code'] === 'INTERNAL_SERVER_ERROR',
    );
    if (bad.length > 0) faults.push(`${title}: ${JSON.stringify(bad)}`);
  };
  const left = [...TRIES];
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) await ask(next);
  };
  await Promise.all(Array.from({ length: 5 }, worker));
  expect(faults).toEqual([]);
}, 300_000);
