import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { RECORDED_TABLES } from '../../src/features/history/history.model';
import { startDemoServer } from '../support/demo-server';
import type { TestServer } from '../support/http';
import { RestClient } from '../support/rest';

const schema = buildSchema();
let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startDemoServer();
  rest = new RestClient(server);
}, 300_000);
afterAll(() => server.close());

interface Warning {
  path: string;
  code: string;
  message: string;
  value: string;
}

async function ask(document: string): Promise<{ data: unknown; errors: string[]; warnings: Warning[] }> {
  const answer = (await server.graphql(document)) as {
    data: unknown;
    errors?: { message: string }[];
    extensions?: { warnings?: Warning[] };
  };
  return {
    data: answer.data,
    errors: (answer.errors ?? []).map(({ message }) => message),
    warnings: answer.extensions?.warnings ?? [],
  };
}

/** Fields that differ from one call to the next, or say what was asked. */
const CHANGING = new Set(['meta', 'id', 'edges', 'pageInfo', 'warnings', 'dataVersion', 'computedDatetime']);

/** Everything of a type that can be selected without arguments, three levels deep. */
function selection(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (CHANGING.has(field.name) || field.args.some(({ type: one }) => isNonNullType(one))) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    if (levels === 0) return [];
    const below = selection(field.type, levels - 1);
    return below === '' ? [] : [`${field.name} ${below}`];
  });
  return parts.length === 0 ? '' : `{ ${parts.join(' ')} }`;
}

const NEEDED: Readonly<Record<string, string>> = {
  demand: '{mainLob: "Amisys Medicaid DOMESTIC", state: "FL", caseType: "FTC-Basic/Non MMP"}',
  when: '{week: "2025-W20"}',
  groupBy: '[STATE]',
};

interface Filter {
  field: GraphQLField<unknown, unknown>;
  /** `filter: { states: [] }` */
  argument: (value: string) => string;
  path: string;
  type: GraphQLInputType;
}

/** Lists that choose what is shown rather than what it is of. */
const SHOWN = new Set(['columns', 'groupBy', 'sort']);
const listOf = (one: GraphQLArgument | GraphQLInputField): boolean =>
  isListType(isNonNullType(one.type) ? one.type.ofType : one.type) && !SHOWN.has(one.name);

function filtersOf(field: GraphQLField<unknown, unknown>): Filter[] {
  return field.args.flatMap((arg): Filter[] => {
    if (listOf(arg))
      return [{ field, argument: (value) => `${arg.name}: ${value}`, path: arg.name, type: arg.type }];
    const named = getNamedType(arg.type);
    if (arg.name !== 'filter' || !isInputObjectType(named)) return [];
    return Object.values(named.getFields())
      .filter(listOf)
      .map((inner) => ({
        field,
        argument: (value) => `filter: { ${inner.name}: ${value} }`,
        path: `filter.${inner.name}`,
        type: inner.type,
      }));
  });
}

const FIELDS = Object.values(schema.getQueryType()?.getFields() ?? {});
const FILTERS = FIELDS.flatMap(filtersOf);

function call({ name, type, args }: GraphQLField<unknown, unknown>, argument: string): string {
  const needed = args
    .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
    .map((arg) => `${arg.name}: ${NEEDED[arg.name] ?? '"2025-W20"'}`);
  const given = [...needed, ...(argument === '' ? [] : [argument])].join(', ');
  return `{ ${name}${given === '' ? '' : `(${given})`} ${selection(type, 1)} }`;
}

test('the schema has filters to try', () => expect(FILTERS.length).toBeGreaterThan(60));

const BY_FIELD = FIELDS.map((field) => ({
  field,
  filters: FILTERS.filter((one) => one.field === field),
})).filter(({ filters }) => filters.length > 0);

/** Facets leave their own filter out of their own list: none of one field is not none of another. */
const OWN_LISTS = new Set(['demandFacets']);
/** Says when it was read, whatever it is of. */
const FACTS = new Set(['reportAbout']);

test.each(BY_FIELD.map(({ field, filters }): [string, typeof filters] => [field.name, filters]))(
  'an empty list in any filter of %s means none',
  async (name, filters) => {
    const [first] = filters;
    if (!first) throw new Error(name);
    const whole = await ask(call(first.field, ''));
    expect(whole.errors).toEqual([]);
    const answers = await Promise.all(
      filters.map(async ({ field, argument, path }) => ({
        path,
        ...(await ask(call(field, argument('[]')))),
      })),
    );
    for (const { path, data, errors } of answers) {
      expect([path, errors]).toEqual([path, []]);
      if (!FACTS.has(name)) expect([path, data]).not.toEqual([path, whole.data]);
      if (!OWN_LISTS.has(name)) expect([path, data]).toEqual([path, answers[0]?.data]);
    }
  },
  60_000,
);

const isText = ({ type }: Filter): boolean => {
  const named = getNamedType(type);
  return !isEnumType(named) && named.name === 'String';
};

const NAMED = FILTERS.filter(isText);

test.each(NAMED.map((filter): [string, Filter] => [`${filter.field.name}(${filter.path})`, filter]))(
  'an unknown name in %s is refused or remarked',
  async (_title, { field, argument, path }) => {
    const { errors, warnings } = await ask(call(field, argument('["Amysis nowhere"]')));
    const told = [...errors, ...warnings.map((warning) => warning.message)];
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('"Amysis nowhere"');
    if (errors.length === 0) expect(path.endsWith(warnings[0]?.path ?? 'none')).toBe(true);
    if (errors.length === 0) expect(warnings).toEqual([expect.objectContaining({ code: 'UNKNOWN_VALUE' })]);
    const blank = await ask(call(field, argument('[" "]')));
    expect(blank.errors).toHaveLength(1);
  },
);

test('every table that stands in the history can be asked for', async () => {
  const rows = await server.database.query<{ entity: string }>(
    'SELECT DISTINCT entity FROM change_set_entry',
  );
  expect(rows.filter(({ entity }) => !RECORDED_TABLES.includes(entity))).toEqual([]);
  expect(rows.length).toBeGreaterThan(5);
});

test('a known name is remarked nowhere', async () => {
  const filter = 'filter: { mainLobs: ["amisys medicaid domestic"], states: ["fl"], platforms: ["AMISYS"] }';
  const { errors, warnings } = await ask(
    `{ forecasts(${filter}) { totalCount } capacityTree(${filter}) { name } }`,
  );
  expect([errors, warnings]).toEqual([[], []]);
});

test.each([
  ['/forecasts?state=Georgia', 'state', 'did you mean \\"GA\\"?'],
  ['/forecasts?state=FL,GA', 'state', 'repeat the parameter'],
  ['/forecasts?state=', 'state', 'expected a USPS code such as FL, or N/A'],
  ['/resources?state=Flordia', 'state', 'did you mean \\"FL\\"?'],
  ['/resources?location=Domestik', 'location', 'did you mean \\"Domestic\\"?'],
  ['/assignments?state=Georgia&limit=1', 'state', 'did you mean \\"GA\\"?'],
  ['/reports/dashboard/hierarchy?state=Georgia', 'state', 'did you mean \\"GA\\"?'],
  ['/reports/powerbi/monthly-summary?state=Georgia', 'state', 'did you mean \\"GA\\"?'],
  ['/reports/powerbi/monthly-summary?locality=Domestik', 'locality', 'did you mean \\"Domestic\\"?'],
  ['/reports/powerbi/resources?state=', 'state', 'expected ALL, N/A or a USPS code'],
  ['/week-config?month=Mai', 'month', 'did you mean \\"May\\"?'],
  ['/week-config?work_type=Globe', 'work_type', 'did you mean \\"Global\\"?'],
])('GET %s answers 400 and the nearest known value', async (path, at, hint) => {
  const { status, body, text } = await rest.get(path);
  expect([status, (body as { errors: { path: string }[] }).errors.map((one) => one.path)]).toEqual([
    400,
    [at],
  ]);
  expect(text).toContain(hint);
});

test.each([
  ['/forecasts?main_lob=Amysis', 'no line of business is called "Amysis"; did you mean "Amisys'],
  ['/resources?platform=Amysis', 'no platform is called "Amysis"; did you mean "Amisys"?'],
  ['/resources?skill=nothing', 'no skill is called "nothing"'],
  ['/assignments?resource_cn=ZZ999999', 'no person is called "ZZ999999"'],
  ['/target-cph?case_type=none', 'no case type is called "none"'],
  [
    '/reports/powerbi/monthly-summary?main_lob=Amysis',
    'no line of business is called "Amysis"; did you mean "Amisys',
  ],
  ['/reports/powerbi/resources?skill=nothing', 'no skill is called "nothing"'],
])('GET %s answers with a warning', async (path, message) => {
  const { status, body } = await rest.get(path);
  const { meta } = body as { meta: { warnings: string[] } };
  expect([status, meta.warnings[0]?.startsWith(message)]).toEqual([200, true]);
});

test('the hierarchy and typed reports carry the warning among their own', async () => {
  const { body } = await rest.get('/reports/dashboard/hierarchy?market=Medicaidd');
  expect((body as { warnings: string[] }).warnings).toContain(
    'no market is called "Medicaidd"; did you mean "Medicaid"?',
  );
  const { data } = await ask('{ capacityCharts(filter: { markets: ["Medicaidd"] }) { warnings } }');
  expect(data).toEqual({
    capacityCharts: {
      warnings: expect.arrayContaining([
        expect.stringContaining('no market is called "Medicaidd"'),
      ]) as unknown,
    },
  });
});
