import { insertForecasts, insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

/** Three at least: what a test reaches for is there. */
type Some<T> = [T, T, T, ...T[]];
interface Point {
  label: string;
  isFrozen: boolean;
  forecast: number;
  fteCount: number;
}
interface Node {
  id: string;
  name: string;
  groupBy: string;
  metrics: object;
  months: string[];
  reportMonths: Some<Point>;
  series: Some<Point>;
  tierBreakdown: Some<object>;
  categories: Some<Node>;
  lobs: Some<Node>;
  states: Some<Node>;
  caseTypes: Some<Node>;
  weeks: object[];
  people: { pageInfo: { endCursor: string } };
}

let server: TestServer;
const AMISYS = 'Amisys Medicaid DOMESTIC';
const FACETS = 'Facets Medicare GLOBAL';
const MIXED = 'Amisys OIC Volumes';

const refresh = () =>
  server.newScope().write({ action: 'test.refresh' }, async (tx) => {
    for (const month of ['05', '06', '07', '08', '09', '10']) tx.stale.month(`2025-${month}-01`);
    await Promise.resolve();
  });

beforeAll(async () => {
  server = await startTestServer();
  // May 2025 has the ISO weeks 18 … 22: five weeks of 5 days × 9 hours, shrinkage 0.1 = 40.5 hours a week.
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: 'Claims', targetCph: '10', months: [1000, 500, 0, 0, 0, 0] },
      { mainLob: AMISYS, state: 'FL', caseType: 'Appeals', targetCph: '20', months: [3000, 0, 0, 0, 0, 0] },
      { mainLob: AMISYS, state: 'N/A', caseType: 'Claims', targetCph: null, months: [700, 0, 0, 0, 0, 0] },
      { mainLob: AMISYS, state: 'AZ', caseType: 'Claims', targetCph: '10', months: [0, 0, 0, 0, 0, 0] },
      {
        mainLob: FACETS,
        state: 'TX',
        caseType: 'Claims',
        targetCph: '10',
        months: [100, 100, 100, 100, 100, 100],
      },
    ],
  });
  await insertPeople(server.database, ['A', 'B', 'C']);
  await insertPeople(server.database, ['G'], 'Global');
  await insertAssignments(server.database, [
    // A works on two demands of Florida in May: two heads below, one at the state.
    { cn: 'A', weeks: ['2025-W18', '2025-W19'], mainLob: AMISYS, caseType: 'Claims' },
    {
      cn: 'A',
      weeks: ['2025-W20'],
      mainLob: AMISYS,
      caseType: 'Appeals',
      percentage: '0.5',
      tierName: '50% Ramp',
    },
    {
      cn: 'B',
      weeks: ['2025-W18', '2025-W22'],
      mainLob: AMISYS,
      caseType: 'Appeals',
      percentage: '0.75',
      tierName: '75% Ramp',
    },
    { cn: 'C', weeks: ['2025-W21'], mainLob: AMISYS, state: 'N/A', caseType: 'Claims' },
    { cn: 'A', weeks: ['2025-W23'], mainLob: AMISYS, caseType: 'Claims', index: 2 },
    { cn: 'G', weeks: ['2025-W18'], mainLob: FACETS, state: 'TX', caseType: 'Claims' },
  ]);
  await refresh();
});
afterAll(() => server.close());

async function ask<T = Record<string, unknown>>(query: string, variables?: object): Promise<T> {
  const { data, errors } = await server.graphql<T>(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const METRICS = 'metrics { forecast capacity gap coverage fteCount fteEquivalent fteRequired }';
const NODE = `name slug ${METRICS} tierBreakdown { label percentage count } warnings { code count }`;

const tiers = (full: number, threeQuarters: number, half: number, quarter: number) => [
  { label: '100%', percentage: 1, count: full },
  { label: '75%', percentage: 0.75, count: threeQuarters },
  { label: '50%', percentage: 0.5, count: half },
  { label: '25%', percentage: 0.25, count: quarter },
];

test('every level has its sums, its distinct people and its own warnings', async () => {
  const { capacityTree: tree } = await ask<{ capacityTree: Node }>(`{
    capacityTree(filter: { mainLobs: ["amisys medicaid domestic"] }) {
      reportMonth reportYear forecastMonthIndex month groupBy
      months reportMonths { forecastMonthIndex label month isFrozen }
      lobs { ${NODE} platform market states { ${NODE} code caseTypes { ${NODE} demand { targetCph isVanished fteRequiredReason } } } }
    }
  }`);
  expect(tree).toMatchObject({
    reportMonth: '2025-04',
    reportYear: 2025,
    forecastMonthIndex: 1,
    month: '2025-05',
    groupBy: 'LOB',
  });
  expect(tree.months).toEqual(['2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10']);
  // A at 100 % for two weeks: 2 × 40.5 × 10 = 810. Equivalent 2 ÷ 5 = 0.4. Required 1000 ÷ (5 × 40.5 × 10 = 2025) → 1.
  const claims = {
    name: 'Claims',
    slug: 'amisys-medicaid-domestic-fl-claims',
    metrics: {
      forecast: 1000,
      capacity: 810,
      gap: -190,
      coverage: 0.81,
      fteCount: 1,
      fteEquivalent: 0.4,
      fteRequired: 1,
    },
    tierBreakdown: tiers(1, 0, 0, 0),
    warnings: [],
    demand: { targetCph: 10, isVanished: false, fteRequiredReason: null },
  };
  // A 0.5 × 40.5 × 20 = 405 and B 2 × 0.75 × 40.5 × 20 = 1215: 1620. Equivalent (0.5 + 1.5) ÷ 5. Required 3000 ÷ 4050 → 1.
  const appeals = {
    name: 'Appeals',
    slug: 'amisys-medicaid-domestic-fl-appeals',
    metrics: {
      forecast: 3000,
      capacity: 1620,
      gap: -1380,
      coverage: 0.54,
      fteCount: 2,
      fteEquivalent: 0.4,
      fteRequired: 1,
    },
    tierBreakdown: tiers(0, 1, 1, 0),
    warnings: [],
    demand: { targetCph: 20, isVanished: false, fteRequiredReason: null },
  };
  const [lob] = tree.lobs;
  expect(lob.states.map((state: Node) => state.name)).toEqual(['Arizona', 'Florida', 'N/A']);
  const [arizona, florida, unsplit] = lob.states;
  // Two people although the case types below count three: A’s latest week in Florida is W20, at 50 %.
  expect(florida).toEqual({
    name: 'Florida',
    code: 'FL',
    slug: 'amisys-medicaid-domestic-fl',
    // 2430 ÷ 4000 = 0.6075.
    metrics: {
      forecast: 4000,
      capacity: 2430,
      gap: -1570,
      coverage: 0.6075,
      fteCount: 2,
      fteEquivalent: 0.8,
      fteRequired: 2,
    },
    tierBreakdown: tiers(0, 1, 1, 0),
    warnings: [],
    caseTypes: [appeals, claims],
  });
  expect(unsplit).toMatchObject({
    slug: 'amisys-medicaid-domestic-n-a',
    metrics: {
      forecast: 700,
      capacity: 0,
      gap: -700,
      coverage: 0,
      fteCount: 1,
      fteEquivalent: 0.2,
      fteRequired: null,
    },
    warnings: [
      { code: 'UNKNOWN_FTE_REQUIRED', count: 1 },
      { code: 'UNKNOWN_CAPACITY', count: 1 },
    ],
    caseTypes: [{ demand: { targetCph: null, fteRequiredReason: 'NO_CPH' } }],
  });
  expect(arizona).toMatchObject({
    metrics: { forecast: 0, capacity: 0, gap: 0, coverage: null, fteCount: 0, fteRequired: 0 },
    tierBreakdown: tiers(0, 0, 0, 0),
  });
  // 2430 ÷ 4700 = 0.51702127…; required 2 + 0, one unknown.
  expect(lob).toMatchObject({
    name: AMISYS,
    slug: 'amisys-medicaid-domestic',
    platform: 'Amisys',
    market: 'Medicaid',
    metrics: {
      forecast: 4700,
      capacity: 2430,
      gap: -2270,
      coverage: 0.517021,
      fteCount: 3,
      fteEquivalent: 1,
      fteRequired: 2,
    },
    tierBreakdown: tiers(1, 1, 1, 0),
    warnings: [
      { code: 'UNKNOWN_FTE_REQUIRED', count: 1 },
      { code: 'UNKNOWN_CAPACITY', count: 1 },
    ],
  });
});

test('a filter counts within its selection, and gives narrowed nodes ids of their own', async () => {
  const query = `query ($filter: DemandFilterInput) {
    capacityTree(filter: $filter) { id ${METRICS} lobs { id name ${METRICS} states { id tierBreakdown { label count } caseTypes { id } } } }
  }`;
  const all = (await ask<{ capacityTree: Node }>(query)).capacityTree;
  const narrowed = (
    await ask<{ capacityTree: Node }>(query, { filter: { states: ['fl'], caseTypes: ['CLAIMS'] } })
  ).capacityTree;
  expect(narrowed.metrics).toMatchObject({ forecast: 1000, capacity: 810, fteCount: 1 });
  // Within Claims, A’s latest week is W19 at 100 %, not W20 on Appeals.
  expect(narrowed.lobs[0].states[0].tierBreakdown[0]).toEqual({ label: '100%', count: 1 });
  const [amisys] = all.lobs;
  const florida = amisys.states[1];
  expect(narrowed.id).not.toBe(all.id);
  expect(narrowed.lobs[0].id).not.toBe(amisys.id);
  expect(narrowed.lobs[0].states[0].id).not.toBe(florida.id);
  expect(narrowed.lobs[0].states[0].caseTypes[0].id).toBe(florida.caseTypes[1].id);
  // A filter on LOBs leaves the figures of a LOB as they are.
  const oneLob = (await ask<{ capacityTree: Node }>(query, { filter: { mainLobs: [AMISYS] } })).capacityTree;
  expect(oneLob.lobs[0].id).toBe(amisys.id);
  expect(oneLob.id).not.toBe(all.id);
});

test('series run over the six months at every level', async () => {
  const { capacityTree: tree } = await ask<{ capacityTree: Node }>(`{
    capacityTree { series { month isFrozen forecast capacity gap coverage fteCount fteEquivalent fteRequired }
      lobs { name series { month forecast fteCount } } }
  }`);
  // June: 1 × 40.5 × 10 = 405 against 500 + 100; four ISO weeks: 1 ÷ 4 = 0.25; required ⌈500 ÷ 1620⌉ + ⌈100 ÷ 1620⌉ = 2.
  expect(tree.series[1]).toEqual({
    month: '2025-06',
    isFrozen: false,
    forecast: 600,
    capacity: 405,
    gap: -195,
    coverage: 0.675,
    fteCount: 1,
    fteEquivalent: 0.25,
    fteRequired: 2,
  });
  // May: A, B, C and G.
  expect(tree.series.map((point: Point) => point.fteCount)).toEqual([4, 1, 0, 0, 0, 0]);
  expect(tree.lobs.map((lob: Node) => lob.name)).toEqual([AMISYS, FACETS]);
  expect(tree.lobs[1].series.map((point: Point) => point.forecast)).toEqual([100, 100, 100, 100, 100, 100]);
});

test('a demand shows its weeks and its people, page by page', async () => {
  const people = `people(first: 1) { totalCount pageInfo { hasNextPage endCursor }
    nodes { resourceCn lastName location capacity resource { cn } weeks { weekNumber productionPercentage weeklyCapacity tierPercentage } } }`;
  const { capacityTree: tree } = await ask<{ capacityTree: Node }>(`{
    capacityTree(filter: { states: ["FL"], caseTypes: ["Appeals"] }) { lobs { states { caseTypes { id
      weeks { year weekNumber weekStart workingDays capacity fteCount fteEquivalent } ${people} } } } }
  }`);
  const [appeals] = tree.lobs[0].states[0].caseTypes;
  expect(appeals.weeks).toEqual([
    // B 0.75 × 40.5 × 20 = 607.5; A 0.5 × 40.5 × 20 = 405.
    {
      year: 2025,
      weekNumber: 18,
      weekStart: '2025-04-28',
      workingDays: 5,
      capacity: 607.5,
      fteCount: 1,
      fteEquivalent: 0.75,
    },
    {
      year: 2025,
      weekNumber: 19,
      weekStart: '2025-05-05',
      workingDays: 5,
      capacity: 0,
      fteCount: 0,
      fteEquivalent: 0,
    },
    {
      year: 2025,
      weekNumber: 20,
      weekStart: '2025-05-12',
      workingDays: 5,
      capacity: 405,
      fteCount: 1,
      fteEquivalent: 0.5,
    },
    {
      year: 2025,
      weekNumber: 21,
      weekStart: '2025-05-19',
      workingDays: 5,
      capacity: 0,
      fteCount: 0,
      fteEquivalent: 0,
    },
    {
      year: 2025,
      weekNumber: 22,
      weekStart: '2025-05-26',
      workingDays: 5,
      capacity: 607.5,
      fteCount: 1,
      fteEquivalent: 0.75,
    },
  ]);
  expect(appeals.people).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: true },
    nodes: [
      {
        resourceCn: 'A',
        lastName: 'Last A',
        location: 'DOMESTIC',
        capacity: 405,
        resource: { cn: 'A' },
        weeks: [{ weekNumber: 20, productionPercentage: 0.5, weeklyCapacity: 405, tierPercentage: 0.5 }],
      },
    ],
  });
  const after = appeals.people.pageInfo.endCursor;
  const { capacityNode } = await ask<{ capacityNode: Node }>(
    `query ($id: ID!, $after: String) { capacityNode(id: $id) { ... on CaseTypeNode {
       people(first: 1, after: $after) { nodes { resourceCn weeks { weekNumber } } pageInfo { hasNextPage } } } } }`,
    { id: appeals.id, after },
  );
  expect(capacityNode.people).toEqual({
    nodes: [{ resourceCn: 'B', weeks: [{ weekNumber: 18 }, { weekNumber: 22 }] }],
    pageInfo: { hasNextPage: false },
  });
});

test('grouped by category, a LOB whose case types name the locality stands in both categories', async () => {
  await insertForecasts(
    server.database,
    { year: 2025, month: 4 },
    {
      mainLob: MIXED,
      state: 'N/A',
      caseType: 'OIC Domestic Volumes',
      targetCph: '10',
      months: [50, 0, 0, 0, 0, 0],
    },
  );
  await insertForecasts(
    server.database,
    { year: 2025, month: 4 },
    {
      mainLob: MIXED,
      state: 'N/A',
      caseType: 'OIC Global Volumes',
      targetCph: '10',
      months: [70, 0, 0, 0, 0, 0],
    },
  );
  const { capacityTree: tree } = await ask<{ capacityTree: Node }>(`{
    capacityTree(groupBy: CATEGORY) {
      groupBy lobs { name }
      categories { id name slug platform locality ${METRICS} lobs { id name metrics { forecast } states { caseTypes { name } } } }
    }
  }`);
  expect(tree.lobs).toBeNull();
  expect(tree.groupBy).toBe('CATEGORY');
  expect(tree.categories).toMatchObject([
    {
      name: 'Amisys Offshore',
      slug: 'amisys-offshore',
      locality: 'GLOBAL',
      metrics: { forecast: 70 },
      lobs: [
        { name: MIXED, metrics: { forecast: 70 }, states: [{ caseTypes: [{ name: 'OIC Global Volumes' }] }] },
      ],
    },
    {
      name: 'Amisys Onshore',
      slug: 'amisys-onshore',
      platform: 'Amisys',
      metrics: { forecast: 4750, fteCount: 3 },
      lobs: [
        { name: AMISYS, metrics: { forecast: 4700 } },
        { name: MIXED, metrics: { forecast: 50 } },
      ],
    },
    { name: 'Facets Offshore', metrics: { forecast: 100, fteCount: 1 }, lobs: [{ name: FACETS }] },
  ]);
  const [offshore, onshore] = tree.categories;
  expect(offshore.lobs[0].id).not.toBe(onshore.lobs[1].id);
  const byLob = await ask<{ capacityTree: Node }>('{ capacityTree { categories { id } lobs { id name } } }');
  expect(byLob.capacityTree.categories).toBeNull();
  expect(byLob.capacityTree.lobs.find((lob: Node) => lob.name === AMISYS)?.id).toBe(onshore.lobs[0].id);
  await server.database.query('DELETE FROM forecast WHERE main_lob = $1', [MIXED]);
});

test('every node is found again by its id, with the figures it had', async () => {
  const fields = `id __typename name ${METRICS} series { forecast fteCount } tierBreakdown { label count }`;
  const { capacityTree: tree } = await ask<{ capacityTree: Node }>(`{
    capacityTree(groupBy: CATEGORY, filter: { caseTypes: ["Claims", "Appeals"] }) { ${fields}
      categories { ${fields} lobs { ${fields} states { ${fields} caseTypes { ${fields} } } } } }
  }`);
  const nodes = [
    tree,
    ...tree.categories.flatMap((category: Node) => [
      category,
      ...category.lobs.flatMap((lob: Node) => [
        lob,
        ...lob.states.flatMap((state: Node) => [state, ...state.caseTypes]),
      ]),
    ]),
  ];
  expect(new Set(nodes.map((node: Node) => node.id)).size).toBe(nodes.length);
  for (const node of nodes) {
    const { capacityNode } = await ask<{ capacityNode: Node }>(
      `query ($id: ID!) { capacityNode(id: $id) { ${fields} } }`,
      { id: node.id },
    );
    expect(node).toMatchObject(capacityNode);
  }
});

test('what does not exist is null, and what makes no sense is refused', async () => {
  expect(await ask('{ capacityTree(report: "2020-03") { name } }')).toEqual({
    capacityTree: null,
  });
  const gone = Buffer.from(
    JSON.stringify([
      'lob',
      2025,
      'April',
      1,
      false,
      [null, null, 'Gone', null, null],
      [null, null, null, null, null, null],
    ]),
  ).toString('base64url');
  expect(await ask('query ($id: ID!) { capacityNode(id: $id) { name } }', { id: gone })).toEqual({
    capacityNode: null,
  });
  for (const query of [
    '{ capacityTree(forecastMonthIndex: 7) { name } }',
    '{ capacityNode(id: "x") { name } }',
    '{ capacityTree(filter: { states: ["ZZ"] }) { name } }',
  ]) {
    const { errors } = await server.graphql(query);
    expect(errors?.[0]?.message).toMatch(/1 to 6|id of a node|a USPS code such as FL/);
  }
  expect(
    await ask(
      '{ capacityTree(filter: { states: ["WY"] }) { metrics { forecast capacity fteCount } lobs { name } } }',
    ),
  ).toEqual({
    capacityTree: { metrics: { forecast: 0, capacity: 0, fteCount: 0 }, lobs: [] },
  });
});

const DEEP = `{ capacityTree { months lobs { id name ${METRICS} tierBreakdown { count } series { forecast fteCount }
  states { name ${METRICS} tierBreakdown { count } caseTypes { name ${METRICS} tierBreakdown { count } weeks { capacity }
  people(first: 3) { totalCount nodes { resourceCn resource { lastName } } } } } } } }`;
const SHALLOW = '{ capacityTree { lobs { name metrics { forecast } } } }';

/** Statements of one request, as answers tell outside production. */
async function statements(query: string): Promise<number> {
  const { errors, extensions } = await server.graphql(query);
  expect(errors).toBeUndefined();
  return extensions?.['statements'] as number;
}

/** The fewest of several answers: a commit in another database of the same PostgreSQL has figures looked at once more. */
async function fewestStatements(query: string): Promise<number> {
  const counts: number[] = [];
  for (let n = 0; n < 5; n += 1) counts.push(await statements(query));
  return Math.min(...counts);
}

test('nothing is read of a tree that has not changed, however wide it is; weeks and people take their statements', async () => {
  await statements(DEEP);
  const narrow = [await fewestStatements(SHALLOW), await fewestStatements(DEEP)];
  for (let n = 1; n <= 10; n += 1) {
    await insertForecasts(
      server.database,
      { year: 2025, month: 4 },
      { mainLob: `Xcelys Plan ${n} DOMESTIC`, state: 'FL', caseType: 'Claims' },
    );
    await insertForecasts(
      server.database,
      { year: 2025, month: 4 },
      { mainLob: `Xcelys Plan ${n} DOMESTIC`, state: 'GA', caseType: 'Claims' },
    );
  }
  await refresh();
  await statements(DEEP);
  const wide = [await fewestStatements(SHALLOW), await fewestStatements(DEEP)];
  expect(wide).toEqual(narrow);
  // Below demands their weeks, the configured weeks, and people twice.
  expect(wide).toEqual([0, 4]);
});

test('people of all levels and a series come with no further statement', async () => {
  // Whether anything has been committed is read with the data version, before the operation.
  expect(
    await fewestStatements(
      '{ capacityTree { lobs { metrics { forecast fteCount } series { forecast } states { metrics { fteCount } } } } }',
    ),
  ).toBe(0);
});

test('aliases, fragments and skipped fields leave no figure unread', async () => {
  const { one, two } = await ask<{ one: Node; two: Node }>(
    `query ($no: Boolean! = false) {
       one: capacityTree(filter: { mainLobs: ["${AMISYS}"] }) {
         lobs { ...Below series @include(if: $no) { fteCount } } again: lobs { metrics { gap } } categories { metrics { fteCount } }
       }
       two: capacityTree(filter: { mainLobs: ["${AMISYS}"] }) { lobs { metrics @skip(if: $no) { coverage } } }
     }
     fragment Below on LobNode { metrics { forecast } states { code ... on StateNode { people: metrics { fteCount } } } }`,
  );
  // 1000 + 3000 + 700 cases; 2430 can be produced: gap −2270, coverage 0.51702127…; A and B in Florida, C in no state.
  expect(one).toMatchObject({
    lobs: [
      {
        metrics: { forecast: 4700 },
        states: [
          { code: 'AZ', people: { fteCount: 0 } },
          { code: 'FL', people: { fteCount: 2 } },
          { code: 'N/A', people: { fteCount: 1 } },
        ],
      },
    ],
    again: [{ metrics: { gap: -2270 } }],
    categories: null,
  });
  expect(two.lobs).toEqual([{ metrics: { coverage: 0.517021 } }]);
});

test('a frozen month is read from its snapshot, whatever happens to today’s tiers and assignments', async () => {
  const query = `{ capacityTree(filter: { mainLobs: ["${AMISYS}"] }) {
    reportMonths { isFrozen } ${METRICS} tierBreakdown { label count }
    lobs { ${METRICS} tierBreakdown { label count } states { name ${METRICS} caseTypes { name weeks { weekNumber capacity } people { nodes { resourceCn } } tierBreakdown { label count } } } } } }`;
  const before = (await ask<{ capacityTree: Node }>(query)).capacityTree;
  await server.database.query(
    `INSERT INTO frozen_assignment (assignment_id, year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity, assignment_type,
       pinned, note, assigned_by, assigned_datetime, tier_name, tier_percentage, location, frozen_datetime)
     SELECT a.id, a.year, a.week_number, a.report_month, a.report_year, a.forecast_month_index, a.resource_cn, a.demand_main_lob,
       a.demand_state, a.demand_case_type, a.capacity_tier_id, a.production_percentage, a.weekly_capacity, a.assignment_type,
       a.pinned, a.note, a.assigned_by, a.assigned_datetime, p.tier_name, p.capacity_percentage, r.location, now()
     FROM weekly_resource_assignment a JOIN production_capacity_tier p ON p.id = a.capacity_tier_id
     JOIN resource_v2 r ON r.cn = a.resource_cn WHERE a.is_active AND a.forecast_month_index = 1`,
  );
  await server.database.query(
    `UPDATE forecast_report_month SET is_frozen = true, frozen_datetime = now() WHERE forecast_month_index = 1`,
  );
  await server.database.query(
    `UPDATE monthly_capacity_summary SET is_frozen = true WHERE forecast_month_index = 1`,
  );
  await server.database.query(`DELETE FROM weekly_resource_assignment WHERE forecast_month_index = 1`);
  await server.database.query(
    `UPDATE production_capacity_tier SET capacity_percentage = 0.6 WHERE tier_name = '50% Ramp'`,
  );
  const after = (await ask<{ capacityTree: Node }>(query)).capacityTree;
  expect(after.reportMonths[0].isFrozen).toBe(true);
  expect({ ...after, reportMonths: [] }).toEqual({ ...before, reportMonths: [] });
});
