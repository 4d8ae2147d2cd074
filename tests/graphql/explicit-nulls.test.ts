import { isNonNullType, type GraphQLField } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { insertReport } from '../support/factories/demand';
import { insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { errorsOf, exampleWith, inputPlaces, isNeeded, leastExample } from '../support/input-examples';

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

interface Try {
  title: string;
  document: string;
  variables: Record<string, unknown>;
}

/** The calls of a field with null at each of its optional arguments and input fields. */
function triesOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Try[] {
  const optional = inputPlaces(field).filter(({ type }) => !isNonNullType(type));
  return optional.map(({ path: [name = '', ...rest] }) => {
    const args = field.args.filter((one) => one.name === name || isNeeded(one));
    const declared = args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
    const passed = args.map((one) => `${one.name}: $${one.name}`).join(', ');
    const valueOf = (one: (typeof args)[number]): unknown =>
      one.name === name ? exampleWith(one.type, name, rest, null) : leastExample(one.type, one.name);
    return {
      title: `${field.name}(${[name, ...rest].join('.')}: null)`,
      document: `${kind} (${declared}) { ${field.name}(${passed}) ${errorsOf(field)} }`,
      variables: Object.fromEntries(args.map((one) => [one.name, valueOf(one)])),
    };
  });
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
