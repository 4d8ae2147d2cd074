import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

const AMISYS = 'Amisys Medicaid DOMESTIC';
const FACETS = 'Facets Medicare GLOBAL';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: 'Claims', targetCph: '10', months: [1000, 500, 0, 0, 0, 0] },
      { mainLob: AMISYS, state: 'GA', caseType: 'Claims', targetCph: '10', months: [10, 0, 0, 0, 0, 0] },
      { mainLob: FACETS, state: 'N/A', caseType: 'Appeals', targetCph: '10', months: [300, 0, 0, 0, 0, 0] },
    ],
  });
  await insertPeople(server.database, ['A']);
  await insertAssignments(server.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'], mainLob: AMISYS, caseType: 'Claims' },
  ]);
  await server.newScope().write({ action: 'test.refresh' }, async (tx) => {
    for (const month of ['05', '06']) tx.stale.month(`2025-${month}-01`);
    await Promise.resolve();
  });
});
afterAll(() => server.close());

async function ask<T = Record<string, unknown>>(query: string, variables?: object): Promise<T> {
  const { data, errors } = await server.graphql<T>(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const WEEKS = `{ capacityTree(filter: { states: ["FL"] }) { lobs { states { caseTypes { people { nodes { weeks {
  week assignmentId version assignmentType } } } } } } } }`;

interface Week {
  week: string;
  assignmentId: string;
  version: number;
}

async function weeksShown(): Promise<Week[]> {
  const { capacityTree } = await ask<{ capacityTree: unknown }>(WEEKS);
  const text = JSON.stringify(capacityTree);
  return JSON.parse(
    text.slice(text.indexOf('"weeks":') + 8, text.indexOf(']', text.indexOf('"weeks":')) + 1),
  ) as Week[];
}

test('a person-week shown in the tree can be changed with what it carries', async () => {
  const [first] = await weeksShown();
  expect(first).toEqual({
    week: '2025-W18',
    assignmentId: expect.stringMatching(/^\d+$/) as string,
    version: 1,
    assignmentType: 'PRIMARY',
  });
  const { changeProduction } = await ask<{ changeProduction: unknown }>(
    `mutation ($id: ID!, $version: Int) { changeProduction(id: $id, input: { productionPercentage: 0.5, version: $version }) {
      assignment { productionPercentage } userErrors { message } } }`,
    { id: first?.assignmentId, version: first?.version },
  );
  expect(changeProduction).toEqual({ assignment: { productionPercentage: 0.5 }, userErrors: [] });
  expect((await weeksShown())[0]).toMatchObject({ version: 2 });
});

test('a month is one scalar in every spelling, and names the same month in every report', async () => {
  for (const month of ['2025-06', 'Jun-25', 'June 2025', '06/2025', '2025-06-01']) {
    const { capacityTree } = await ask(
      'query ($month: YearMonth) { capacityTree(month: $month) { month monthLabel forecastMonthIndex reportMonth months } }',
      { month },
    );
    expect(capacityTree).toEqual({
      month: '2025-06',
      monthLabel: 'Jun-25',
      forecastMonthIndex: 2,
      reportMonth: '2025-04',
      months: ['2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10'],
    });
  }
});

test.each(['13/2025', '2025-13', 'Mai 2025', 'June', ''])(
  'the month %j is refused with its value',
  async (month) => {
    const variable = await server.graphql('query ($m: YearMonth) { capacityTree(month: $m) { id } }', {
      m: month,
    });
    const literal = await server.graphql(`{ capacityTree(month: ${JSON.stringify(month)}) { id } }`);
    for (const { errors } of [variable, literal]) {
      expect(errors?.[0]?.message).toContain(`${JSON.stringify(month)} is not accepted`);
      expect(errors?.[0]?.message).toContain('2025-05');
    }
  },
);

test('a month outside the report names the months that it has', async () => {
  const { errors } = await server.graphql('{ capacityTree(month: "2026-01") { id } }');
  expect(errors?.[0]?.message).toContain('"2026-01" is not accepted; expected one of 2025-05, 2025-06');
});

test('viewer, server and facets tell a page what to offer', async () => {
  const {
    viewer,
    server: about,
    demandFacets,
  } = await ask(
    `{ viewer { name role lobScope can } server { version features dataVersion }
      demandFacets(filter: { platforms: ["amisys"] }) { reportMonth demandCount states { value label count } platforms { value count }
        localities { value count } mainLobs { value count } markets { value } caseTypes { value } } }`,
  );
  expect(viewer).toMatchObject({ name: 'local', role: 'ADMIN', lobScope: null });
  expect((viewer as { can: string[] }).can).toEqual(expect.arrayContaining(['ASSIGN', 'CLOSE_MONTHS']));
  expect(about).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    features: ['LIVE_EVENTS'],
  });
  // The platforms leave their own filter out: both are alternatives; everything else is within Amisys.
  expect(demandFacets).toEqual({
    reportMonth: '2025-04',
    demandCount: 2,
    states: [
      { value: 'FL', label: 'Florida', count: 1 },
      { value: 'GA', label: 'Georgia', count: 1 },
    ],
    platforms: [
      { value: 'Amisys', count: 2 },
      { value: 'Facets', count: 1 },
    ],
    localities: [{ value: 'DOMESTIC', count: 2 }],
    mainLobs: [{ value: AMISYS, count: 2 }],
    markets: [{ value: 'Medicaid' }],
    caseTypes: [{ value: 'Claims' }],
  });
});

test('every answer says its data version, which a write raises', async () => {
  const read = async () => {
    const { data, extensions } = await server.graphql<Record<string, { dataVersion: number }>>(
      `{ capacityTree { dataVersion } monthlySummaries { dataVersion } capacityCharts { dataVersion }
        capacityByTier { dataVersion } reportComparison { dataVersion } server { dataVersion } }`,
    );
    return [...Object.values(data).map(({ dataVersion }) => dataVersion), extensions?.['dataVersion']];
  };
  const before = await read();
  expect(new Set(before).size).toBe(1);
  const { extensions } = await server.graphql('mutation { recompute { differenceCount } }');
  expect(extensions?.['dataVersion']).toBe(Number(before[0]) + 1);
  expect(new Set(await read())).toEqual(new Set([Number(before[0]) + 1]));
});

test('charts, tiers and comparison are objects', async () => {
  const { capacityCharts, capacityByTier, reportComparison } = await ask(
    `{ capacityCharts(fromMonth: "2025-05", toMonth: "2025-05", first: 1, filter: { markets: ["medicaid"] }) {
        months { month label forecast fteCount tierBreakdown { label count } } weeks { week fteCount }
        topShortages { mainLob state caseType forecast } topSurpluses { state } heatMap { mainLob cells { month } } }
      capacityByTier(toMonth: "2025-05") { months tiers { label percentage months { month fteCount } } lobs { mainLob } }
      reportComparison(mode: MONTH, fromMonth: "2025-06", toMonth: "2025-06") {
        mode months { month forecast { current prior delta deltaPct } } lobs { mainLob demands { state } } } }`,
  );
  expect(capacityCharts).toMatchObject({
    months: [{ month: '2025-05', label: 'May-25', forecast: 1010, fteCount: 1 }],
    topShortages: [{ mainLob: AMISYS, state: 'FL', caseType: 'Claims', forecast: 1000 }],
    topSurpluses: [],
    heatMap: [{ mainLob: AMISYS, cells: [{ month: '2025-05' }] }],
  });
  expect((capacityCharts as { weeks: { week: string }[] }).weeks.map(({ week }) => week)).toEqual(
    ['18', '19', '20', '21', '22'].map((week) => `2025-W${week}`),
  );
  expect(capacityByTier).toMatchObject({
    months: ['2025-05'],
    lobs: [{ mainLob: AMISYS }, { mainLob: FACETS }],
  });
  const { tiers } = capacityByTier as { tiers: unknown[] };
  expect(tiers[0]).toEqual({ label: '100%', percentage: 1, months: [{ month: '2025-05', fteCount: 1 }] });
  // June against May: 500 against 1000 + 10 + 300 = 1310; −810 are −61.832061 %.
  expect(reportComparison).toMatchObject({
    mode: 'MONTH',
    months: [
      { month: '2025-06', forecast: { current: 500, prior: 1310, delta: -810, deltaPct: -61.832061 } },
    ],
  });
});

test('a user error names its field as a list, and its code is an enum', async () => {
  const { assign } = await ask<{ assign: unknown }>(
    `mutation { assign(input: { resourceCn: "A", week: "2025-W18", mainLob: "${AMISYS}", state: "FL", caseType: "Claims", override: true, note: "test" }) {
      userErrors { path code } } }`,
  );
  expect(assign).toEqual({ userErrors: [{ path: ['resourceCn'], code: 'DOUBLE_BOOKING' }] });
  const { __type: type } = await ask<{ __type: { enumValues: { name: string }[] } }>(
    '{ __type(name: "ErrorCode") { enumValues { name } } }',
  );
  expect(type.enumValues.map(({ name }) => name)).toContain('DOUBLE_BOOKING');
});

const FREE =
  'query ($when: WeekOrMonthInput!) { candidates(demand: { mainLob: "x", state: "FL", caseType: "y" }, when: $when) { cn } }';

test.each([
  ['both', { week: '2025-W18', month: '2025-05' }, '{ week: "2025-W18", month: "2025-05" }'],
  ['neither', {}, '{}'],
])('%s of an either-or is refused as a literal and as a variable', async (_, when, literal) => {
  const variable = await server.graphql(FREE, { when });
  const written = await server.graphql(
    FREE.replace('($when: WeekOrMonthInput!) ', '').replace('$when', literal),
  );
  for (const { errors } of [variable, written]) {
    expect(errors?.[0]?.extensions['code']).toMatch(/BAD_USER_INPUT|VALIDATION/);
    expect(errors?.[0]?.message).toMatch(/exactly one/i);
  }
});

/** Each as a literal and as a variable: graphql-js checks the first, compiled execution leaves the second to us. */
const EITHER_OR: [title: string, type: string, call: string, bad: [string, object][]][] = [
  [
    'a demand by number or by name (candidates)',
    'DemandInput!',
    'query { candidates(demand: $x, when: { week: "2025-W18" }) { cn } }',
    [
      ['both', { forecastId: '1', mainLob: AMISYS, state: 'FL', caseType: 'Claims' }],
      ['neither', {}],
      ['a part', { mainLob: AMISYS, state: 'FL' }],
    ],
  ],
  [
    'a demand by number or by name (whyShort)',
    'DemandNameInput!',
    'query { whyShort(demand: $x, month: "2025-05") { reason } }',
    [
      ['both', { forecastId: '1', mainLob: AMISYS, state: 'FL', caseType: 'Claims' }],
      ['neither', {}],
    ],
  ],
  [
    'a demand by number or by name (moveAssignments)',
    'MoveToInput!',
    'mutation { moveAssignments(ids: ["1"], to: $x) { userErrors { message code } } }',
    [
      ['both', { forecastId: '1', mainLob: AMISYS, state: 'FL', caseType: 'Claims' }],
      ['neither', { note: 'x' }],
    ],
  ],
  [
    'tier or percentage (changeProduction)',
    'ProductionChoiceInput',
    'mutation { changeProduction(id: "1", input: { production: $x }) { userErrors { message code } } }',
    [
      ['both', { capacityTierId: '1', percentage: 0.5 }],
      ['neither', {}],
    ],
  ],
  [
    'a plan or options (executeAllocation)',
    'ExecuteByInput',
    'mutation { executeAllocation(input: { by: $x }) { userErrors { message code } } }',
    [
      ['both', { planHash: 'abc', options: {} }],
      ['neither', {}],
    ],
  ],
];

/** A value as it is written in a document. */
function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${literal(inner)}`)
    .join(', ')} }`;
}

test.each(EITHER_OR)('%s: exactly one, as a literal and as a variable', async (_, type, call, bad) => {
  for (const [how, value] of bad) {
    const declared = call.replace(/^(query|mutation)/, `$1 ($x: ${type})`);
    const answers = [
      await server.graphql<Record<string, { userErrors?: { message: string }[] } | null>>(declared, {
        x: value,
      }),
      await server.graphql<Record<string, { userErrors?: { message: string }[] } | null>>(
        call.replace('$x', literal(value)),
      ),
    ];
    for (const { data, errors = [] } of answers) {
      const refused = Object.values(data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
      const messages = [...errors, ...refused].map(({ message }) => message);
      expect([how, messages.length > 0]).toEqual([how, true]);
      expect([how, messages.join()]).toEqual([how, expect.stringMatching(/exactly one/i)]);
    }
  }
});

test.each([
  [
    'a plan beside options',
    'executeAllocation(input: { planHash: "abc", fairness: 1 })',
    'either planHash or options',
  ],
  [
    '`by` beside options',
    'executeAllocation(input: { by: { options: {} }, fairness: 1 })',
    'nothing of the plan beside',
  ],
  [
    'a choice beside a percentage',
    `assign(input: { resourceCn: "A", week: "2025-W20", mainLob: "${AMISYS}", state: "FL", caseType: "Claims", productionPercentage: 0.5, production: { percentage: 0.5 } })`,
    'not both',
  ],
  [
    'a week that contradicts its pair',
    `assign(input: { resourceCn: "A", week: "2025-W20", year: 2025, weekNumber: 21, mainLob: "${AMISYS}", state: "FL", caseType: "Claims" })`,
    'contradicts year and weekNumber',
  ],
  [
    'no week',
    `assign(input: { resourceCn: "A", year: 2025, mainLob: "${AMISYS}", state: "FL", caseType: "Claims" })`,
    'expected week such as 2025-W18, or year and weekNumber',
  ],
])('%s is refused', async (_, call, message) => {
  const { data, errors = [] } = await server.graphql<Record<string, { userErrors: { message: string }[] }>>(
    `mutation { ${call} { userErrors { message } } }`,
  );
  const refused = Object.values(data ?? {}).flatMap(({ userErrors }) => userErrors);
  expect([...errors, ...refused].map((one) => one.message).join()).toContain(message);
});

test('a demand can be named by the number of its forecast row, production by a tier', async () => {
  const [{ id: forecastId } = { id: 0 }] = await server.database.query<{ id: number }>(
    `SELECT id FROM forecast WHERE state = 'FL' AND forecast_month_index = 1`,
  );
  const byId = await ask(
    'query ($demand: DemandInput!) { candidates(demand: $demand, when: { month: "2025-05" }) { cn } }',
    {
      demand: { forecastId },
    },
  );
  const byName = await ask(
    `{ candidates(demand: { mainLob: "${AMISYS}", state: "FL", caseType: "Claims" }, when: { month: "2025-05" }) { cn } }`,
  );
  expect(byId).toEqual(byName);
  const gone = await server.graphql(
    '{ candidates(demand: { forecastId: 99999 }, when: { month: "2025-05" }) { cn } }',
  );
  expect(gone.errors?.[0]?.message).toContain('there is no forecast row 99999');
  const tiers = await ask<{ capacityTiers: { id: string; capacityPercentage: number }[] }>(
    '{ capacityTiers(active: true) { id capacityPercentage } }',
  );
  const half = tiers.capacityTiers.find(({ capacityPercentage }) => capacityPercentage === 0.5);
  const { assignWeeks } = await ask<{ assignWeeks: { result: unknown; userErrors: unknown } }>(
    `mutation ($to: AssignWeeksInput!) { assignWeeks(range: { resourceCns: ["A"], weeks: ["2025-W21"] }, to: $to) {
      result { counts { created } } userErrors { message } } }`,
    { to: { forecastId, override: true, note: 'test', production: { capacityTierId: half?.id } } },
  );
  expect(assignWeeks).toEqual({ result: { counts: { created: 1 } }, userErrors: [] });
  const { assignments } = await ask<{ assignments: { nodes: unknown } }>(
    '{ assignments(filter: { resourceCns: ["A"], fromWeek: "2025-W21" }) { nodes { productionPercentage capacityTierId } } }',
  );
  expect(assignments.nodes).toEqual([{ productionPercentage: 0.5, capacityTierId: half?.id }]);
});

test('every scalar of ours is specified by a page that this server serves', async () => {
  const { __schema: schema } = await ask<{
    __schema: { types: { kind: string; name: string; specifiedByURL: string }[] };
  }>('{ __schema { types { kind name specifiedByURL } } }');
  const own = schema.types.filter(
    ({ kind, name }) => kind === 'SCALAR' && !['ID', 'Int', 'Float', 'String', 'Boolean'].includes(name),
  );
  expect(own.map(({ name }) => name).sort()).toEqual([
    'Date',
    'DateTime',
    'Decimal',
    'IsoWeek',
    'JSON',
    'YearMonth',
  ]);
  for (const { name, specifiedByURL } of own) {
    const page = await fetch(`${server.url}${specifiedByURL}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`<h1>${name}</h1>`)]);
  }
});

test('one failing question leaves the others their data: 294 in the draft’s media type, 200 in plain JSON', async () => {
  const query = `{ whyShort(demand: { mainLob: "none", state: "FL", caseType: "none" }, month: "2025-05") { shortfall }
    viewer { name } }`;
  const post = (accept: string) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    });
  const draft = await post('application/graphql-response+json');
  expect(draft.status).toBe(294);
  expect(await draft.json()).toMatchObject({ data: { whyShort: null, viewer: { name: 'local' } } });
  expect((await post('application/json')).status).toBe(200);
});

test('assignments are listed over weeks from–to, history by instants and people', async () => {
  const { assignments, history } = await ask(
    `{ assignments(filter: { fromWeek: "2025-W19", toWeek: "2025-W20" }) { totalCount nodes { week } }
      history(filter: { from: "2025-04-01T00:00:00Z", to: "2025-12-31", resourceCns: ["a"] }) { nodes { action } } }`,
  );
  expect(assignments).toEqual({ totalCount: 1, nodes: [{ week: '2025-W19' }] });
  expect(JSON.stringify(history)).toContain('assignment.');
});
