import { getNamedType, isInputObjectType, type GraphQLField, type GraphQLInputObjectType } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import {
  errorsOf,
  exampleWith,
  inputPlaces,
  isNeeded,
  leastExample,
  literal,
  type InputPlace,
} from '../support/input-examples';

// Each bad value at every place of the schema that takes one of its kind, as a literal and as a variable: a new
// argument is in it by itself.
const AMISYS = 'Amisys Medicaid DOMESTIC';
const CASES = 'FTC-Basic/Non MMP';
const schema = buildSchema();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: CASES, targetCph: '10', months: [100, 2, 3, 4, 5, 6] },
    ],
  });
  await insertPeople(server.database, ['A']);
  await insertAssignments(server.database, [
    { cn: 'A', weeks: ['2025-W19', '2025-W20'], mainLob: AMISYS, caseType: CASES },
  ]);
  for (const call of ROWS) {
    const { data, errors } = await server.graphql<Record<string, { userErrors: unknown[] }>>(
      `mutation { ${call} { userErrors { message } } }`,
    );
    expect([errors, Object.values(data).flatMap(({ userErrors }) => userErrors)]).toEqual([undefined, []]);
  }
}, 60_000);
afterAll(() => server.close());

/** One row of each kind that has a version, by the keys that the examples name. */
const ROWS = [
  'setMonthConfig(input: { month: "2025-05", workType: DOMESTIC, workingDays: 21, workHours: 9, occupancy: 0.9, shrinkage: 0.1 })',
  'setHoliday(input: { holidayDate: "2025-05-01", workType: DOMESTIC, name: "x" })',
  `setTargetCph(input: { mainLob: "${AMISYS}", caseType: "${CASES}", targetCph: 10 })`,
];

interface Place extends InputPlace {
  kind: 'query' | 'mutation';
  field: GraphQLField<unknown, unknown>;
}

const PLACES: readonly Place[] = (['query', 'mutation'] as const).flatMap((kind) => {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(root?.getFields() ?? {}).flatMap((field) =>
    inputPlaces(field).map((place) => ({ ...place, kind, field })),
  );
});
const placesOf = (name: string): Place[] => PLACES.filter(({ type }) => getNamedType(type).name === name);

interface Refusal {
  message: string;
  code: unknown;
  value: unknown;
}

/** A field called with `value` at one place: once in the document, once as a variable. */
function calls({ kind, field, path: [top = '', ...rest] }: Place, value: unknown) {
  const args = field.args
    .filter((arg) => arg.name === top || isNeeded(arg))
    .map((arg) => ({
      arg,
      value:
        arg.name === top ? exampleWith(arg.type, arg.name, rest, value) : leastExample(arg.type, arg.name),
    }));
  const call = (text: (one: (typeof args)[number]) => string): string =>
    `${field.name}(${args.map((one) => `${one.arg.name}: ${text(one)}`).join(', ')}) ${errorsOf(field)}`;
  const head = args.map(({ arg }) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  return [
    { query: `${kind} { ${call((one) => literal(one.arg.type, one.value))} }`, variables: {} },
    {
      query: `${kind} (${head}) { ${call(({ arg }) => `$${arg.name}`)} }`,
      variables: Object.fromEntries(args.map((one) => [one.arg.name, one.value])),
    },
  ];
}

async function refusals(query: string, variables: object): Promise<Refusal[]> {
  const { data, errors = [] } = await server.graphql<Record<
    string,
    { userErrors?: Refusal[] } | null
  > | null>(query, variables);
  return [
    ...errors.map(({ message, extensions }) => ({ message, code: extensions['code'], value: message })),
    ...Object.values(data ?? {}).flatMap((payload) => payload?.userErrors ?? []),
  ];
}

/** Raised by every write. */
async function dataVersion(): Promise<unknown> {
  const [row] = await server.database.query(`SELECT version FROM data_version WHERE scope = 'all'`);
  return row?.['version'];
}

/** What does not answer as it should when a bad value stands at a place; nothing may have been changed. */
async function faultsAt(
  places: readonly Place[],
  valueAt: (place: Place) => unknown,
  isRight: (refused: readonly Refusal[], place: Place) => boolean,
): Promise<string[]> {
  const faults: string[] = [];
  for (const place of places) {
    for (const { query, variables } of calls(place, valueAt(place))) {
      const before = await dataVersion();
      const refused = await refusals(query, variables);
      const isChanged = (await dataVersion()) !== before;
      if (isRight(refused, place) && !isChanged) continue;
      const told = `${isChanged ? 'changed something, ' : ''}${JSON.stringify(refused).slice(0, 400)}`;
      faults.push(`${place.field.name}(${place.path.join('.')}): ${told} to ${query.slice(0, 300)}`);
    }
  }
  return faults;
}

const SAID = /^(BAD_USER_INPUT|VALIDATION|GRAPHQL_VALIDATION_FAILED)$/;
const says =
  (text: string) =>
  (refused: readonly Refusal[]): boolean =>
    refused.some(({ message, code }) => message.includes(text) && SAID.test(String(code)));

test.each([
  ['YearMonth', '13/2025', 40],
  ['IsoWeek', '2025-W53', 20],
  ['Date', '2025-02-30', 4],
  ['DateTime', 'yesterday', 2],
  ['Decimal', 'half', 10],
])(
  'a %s of %j is refused with the value seen, wherever one is taken',
  async (type, value, least) => {
    const places = placesOf(type);
    expect(places.length).toBeGreaterThanOrEqual(least);
    expect(await faultsAt(places, () => value, says(JSON.stringify(value)))).toEqual([]);
  },
  120_000,
);

/** Inputs of which exactly one alternative is given: as the schema says, or a demand by its number or its names. */
const eitherOrs = PLACES.filter(({ type }) => {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return false;
  return named.isOneOf || 'forecastId' in named.getFields();
});

/** All of its fields, or none of those that exclude each other. */
function allOf({ type }: Place): unknown {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return undefined;
  const least = named.isOneOf ? {} : (leastExample(named, '') as object);
  const others = named.isOneOf ? Object.keys(named.getFields()) : ['forecastId'];
  const fields = named.getFields();
  return {
    ...least,
    ...Object.fromEntries(
      others.map((name) => [name, fields[name] && leastExample(fields[name].type, name)]),
    ),
  };
}

function noneOf({ type }: Place): unknown {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || named.isOneOf) return {};
  const least = Object.entries(leastExample(named, '') as object);
  return Object.fromEntries(least.filter(([name]) => !['mainLob', 'state', 'caseType'].includes(name)));
}

/** One field of an `@oneOf`, and null for the others. */
function oneBesideNulls({ type }: Place): unknown {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return undefined;
  const fields = Object.keys(named.getFields());
  return {
    ...Object.fromEntries(fields.map((name) => [name, null])),
    ...(leastExample(named, '') as object),
  };
}

const saysOne = (refused: readonly Refusal[]): boolean =>
  refused.some(({ message, code }) => /exactly one/i.test(message) && SAID.test(String(code)));

/** Of a literal the reference implementation says it, which knows no code for it. */
const saysOneOrNull = (refused: readonly Refusal[]): boolean =>
  saysOne(refused) || refused.some(({ message }) => /must be non-null/i.test(message));

test('both and neither of an either-or are refused, wherever there is one', async () => {
  expect(new Set(eitherOrs.map(({ type }) => getNamedType(type).name))).toEqual(
    new Set([
      'AssignWeeksInput',
      'DemandInput',
      'DemandNameInput',
      'ExecuteByInput',
      'MoveToInput',
      'ProductionChoiceInput',
      'WeekOrMonthInput',
    ]),
  );
  expect(await faultsAt(eitherOrs, allOf, saysOne)).toEqual([]);
  expect(await faultsAt(eitherOrs, noneOf, saysOne)).toEqual([]);
  const oneOfs = eitherOrs.filter(({ type }) => (getNamedType(type) as GraphQLInputObjectType).isOneOf);
  expect(await faultsAt(oneOfs, oneBesideNulls, saysOneOrNull)).toEqual([]);
}, 120_000);

const ids = placesOf('ID');
/** Jobs and keys have texts: any text may be one. */
const numbers = ids.filter(({ field: { name } }) => !/Job$|^job$|ApiKey$/.test(name));

test.each(['abc', '-1', '1.5', '99999999999', ''])('the id %j is none, wherever one is taken', async (id) => {
  expect(numbers.length).toBeGreaterThan(20);
  expect(await faultsAt(numbers, () => id, says(JSON.stringify(id)))).toEqual([]);
});

test('an id of another type is none: rows have numbers, nodes of the tree have texts of their own', async () => {
  const { data } = await server.graphql<{ capacityTree: { id: string } }>('{ capacityTree { id } }');
  const { id } = data.capacityTree;
  const [ofRows, ofNodes] = [true, false].map((isRow) =>
    numbers.filter(({ field: { name } }) => (name !== 'capacityNode') === isRow),
  );
  const isSeen = (refused: readonly Refusal[]): boolean =>
    refused.some(({ message }) => message.includes(id.slice(0, 20)));
  expect(await faultsAt(ofRows ?? [], () => id, isSeen)).toEqual([]);
  expect(await faultsAt(ofNodes ?? [], () => '1', says('"1"'))).toEqual([]);
});

test('an id that nothing has is found nowhere, and named by what would change it', async () => {
  const acts = ids.filter(({ kind }) => kind === 'mutation');
  const named = (refused: readonly Refusal[]): boolean =>
    refused.some(({ message }) => message.includes('2147483646'));
  expect(await faultsAt(acts, () => '2147483646', named)).toEqual([]);
});

const versions = PLACES.filter(({ path }) => path.at(-1) === 'version');

test('a stale version changes nothing, wherever one is taken', async () => {
  expect(versions.length).toBeGreaterThan(10);
  const isConflict = (refused: readonly Refusal[]): boolean =>
    refused.some(({ code, message }) => code === 'VERSION_CONFLICT' && message.includes('999'));
  expect(await faultsAt(versions, () => 999, isConflict)).toEqual([]);
});

const RANGE =
  'mutation ($x: [IsoWeek!]) { freeWeeks(range: { resourceCns: ["A"], weeks: $x }) { userErrors { code message } } }';
const PEOPLE =
  'mutation ($x: [String!]!) { freeWeeks(range: { resourceCns: $x, weeks: ["2025-W18"] }) { userErrors { code message } } }';
const RAMP =
  'mutation ($x: [RampStageInput!]!) { applyRamp(resourceCns: ["A"], ramp: $x) { userErrors { code message } } }';

test.each([
  ['weeks', RANGE, 1_001, '2025-W18', 'expected at most 1000'],
  ['people', PEOPLE, 10_001, 'A', 'expected at most 10000'],
  ['stages', RAMP, 101, { weeks: 1, percentage: 0.5 }, 'expected at most 100'],
])('too many %s are refused with their number', async (_, query, count, one, message) => {
  const refused = await refusals(query, { x: Array(count).fill(one) });
  expect(refused).toMatchObject([
    { code: 'VALIDATION', message: expect.stringMatching(`${count} .*${message}`) as string },
  ]);
});
