import { onObserved } from '../../src/platform/observation/observed';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

/** What a JSON text and SQL could get wrong. */
const LOB = `O"Brien \\ {"a":1}, Größe 😀 DOMESTIC`;
const NOTE = 'tab\t line\n quote" backslash\\ \u0001 null % $1 ${x} \u2028';

let server: TestServer;
const batches = new Set<string>();
const stop = onObserved('batch', ({ loader }) => batches.add(loader));
afterAll(() => {
  stop();
  return server.close();
});

beforeAll(async () => {
  server = await startTestServer();
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: LOB, state: 'FL', caseType: 'Claims', targetCph: '10.5', months: [1000, 500, 0, 0, 0, 0] },
      { mainLob: LOB, state: 'N/A', caseType: 'Claims', targetCph: null, months: [700, 0, 0, 0, 0, 0] },
      { mainLob: LOB, state: 'GA', caseType: 'Nobody', targetCph: '1', months: [7, 0, 0, 0, 0, 0] },
    ],
  });
  await insertPeople(server.database, ['A', 'B', 'C', 'D']);
  await insertAssignments(server.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19', '2025-W20'], mainLob: LOB, caseType: 'Claims' },
    {
      cn: 'B',
      weeks: ['2025-W18'],
      mainLob: LOB,
      caseType: 'Claims',
      percentage: '0.33',
      tierName: '25% Ramp',
    },
    { cn: 'C', weeks: ['2025-W21'], mainLob: LOB, state: 'N/A', caseType: 'Claims' },
    { cn: 'A', weeks: ['2025-W23'], mainLob: LOB, caseType: 'Claims', index: 2 },
  ]);
  await server.database.query(
    `UPDATE weekly_resource_assignment SET note = $1, pinned = true WHERE resource_cn = 'A'`,
    [NOTE],
  );
  await server.database.query(
    `UPDATE weekly_resource_assignment SET weekly_capacity = NULL WHERE demand_state = 'N/A'`,
  );
  await server.database.query(`UPDATE resource_v2 SET first_name = $1, last_name = 'Null' WHERE cn = 'A'`, [
    NOTE,
  ]);
  await server.newScope().write({ action: 'test.refresh' }, async (tx) => {
    for (const month of ['05', '06']) tx.stale.month(`2025-${month}-01`);
    await Promise.resolve();
  });
});

type Any = Record<string, unknown>;
interface Page {
  nodes: Any[];
  edges: { node: Any }[];
}

async function ask(query: string): Promise<unknown> {
  const { data, errors } = await server.graphql<Any>(query);
  expect(errors).toBeUndefined();
  return data;
}

const ALL = `kind: __typename id year weekNumber reportYear forecastMonthIndex resourceCn demandMainLob demandState demandCaseType
  capacityTierId share: productionPercentage productionPercentage weeklyCapacity assignmentType pinned note assignedBy isActive
  deallocatedBy version`;

/** The pages of every parent, as `nodes` alone and with what only rows can answer. */
async function bothWays(parents: string, page: string, fields: string): Promise<[Any[][], Any[][]]> {
  const find = (value: unknown, found: Page[] = []): Page[] => {
    if (typeof value !== 'object' || value === null) return found;
    if ('nodes' in value && 'marked' in value) found.push(value as unknown as Page);
    else Object.values(value).forEach((inner) => find(inner, found));
    return found;
  };
  const text = find(await ask(parents.replace('PAGE', `${page} { marked: __typename nodes { ${fields} } }`)));
  const rows = find(
    await ask(
      parents.replace(
        'PAGE',
        `${page} { marked: __typename nodes { cn: __typename } edges { cursor node { ${fields} } } }`,
      ),
    ),
  );
  return [text.map(({ nodes }) => nodes), rows.map(({ edges }) => edges.map(({ node }) => node))];
}

/** How many rows there are, and what loads them. */
const CASES: readonly [
  name: string,
  loader: string,
  count: number,
  parents: string,
  page: string,
  fields: string,
][] = [
  ['people', 'assignmentPageText.resource', 6, '{ resources { nodes { cn PAGE } } }', 'assignments', ALL],
  [
    'weeks of people',
    'assignmentPageText.resource',
    2,
    '{ resources { nodes { PAGE } } }',
    'assignments(fromWeek: "2025-W19", toWeek: "2025-W20")',
    ALL,
  ],
  [
    'pages of people',
    'assignmentPageText.resource',
    2,
    '{ resources { nodes { PAGE } } }',
    'assignments(first: 2, offset: 1)',
    ALL,
  ],
  ['tiers', 'assignmentPageText.tier', 6, '{ capacityTiers { PAGE } }', 'assignments', ALL],
  [
    'weeks',
    'assignmentPageText.week',
    6,
    '{ weekConfigs(filter: { years: [2025] }, first: 100) { nodes { PAGE } } }',
    'assignments',
    ALL,
  ],
  [
    'demands',
    'assignmentPageText.live',
    6,
    '{ forecasts(first: 100) { nodes { PAGE } } }',
    'assignments',
    ALL,
  ],
  [
    'people on demands',
    'tree.leafPeopleText',
    3,
    '{ capacityTree(month: "2025-05") { lobs { states { caseTypes { PAGE } } } } }',
    'people',
    `kind: __typename resourceCn firstName lastName location capacity weeks { kind: __typename assignmentId version week year
      weekNumber productionPercentage weeklyCapacity tierPercentage assignmentType pinned }`,
  ],
];

test.each(CASES)(
  'of %s: the database writes what rows would have answered',
  async (_name, loader, count, parents, page, fields) => {
    batches.clear();
    const [text, rows] = await bothWays(parents, page, fields);
    expect(text).toEqual(rows);
    expect(text.flat()).toHaveLength(count);
    expect([...batches]).toContain(loader);
  },
);

test('below the objects of a list, names, variables, fragments and several pages are what rows would have answered', async () => {
  const document = (page: string): string =>
    `query ($week: IsoWeek = "2025-W20", $none: Int = 0) {
      resources { nodes { cn
        late: assignments(fromWeek: $week) { kind: __typename ${page} __typename }
        early: assignments(toWeek: "2025-W18", first: 1) { ${page} }
        none: assignments(first: $none) { ${page} } } } }
     fragment Week on WeeklyAssignment { week: weekNumber demandState }`;
  batches.clear();
  const texts = await ask(document('rows: nodes { ...Week }'));
  expect([...batches]).toContain('assignmentPageText.resource');
  const person = (cn: string, late: Any[], early: Any[]): Any => ({
    cn,
    late: { kind: 'AssignmentConnection', rows: late, __typename: 'AssignmentConnection' },
    early: { rows: early },
    none: { rows: [] },
  });
  const week = (number: number, demandState = 'FL'): Any => ({ week: number, demandState });
  expect(texts).toEqual({
    resources: {
      nodes: [
        person('A', [week(20), week(23)], [week(18)]),
        person('B', [], [week(18)]),
        person('C', [week(21, 'N/A')], []),
        person('D', [], []),
      ],
    },
  });
});

test('lists below lists are read in one statement, however many parents they have', async () => {
  const sizes: number[] = [];
  const stopCounting = onObserved('batch', ({ loader, size }) => {
    if (loader === 'tree.leafPeopleText') sizes.push(size);
  });
  await ask(
    '{ capacityTree(month: "2025-05") { lobs { states { caseTypes { people { nodes { resourceCn } } } } } } }',
  );
  stopCounting();
  expect(sizes).toEqual([1]);
});

test('what is wrong with a page below a list is told of its first parent, and of nobody where there is none', async () => {
  const query = (filter: string): string =>
    `{ resources${filter} { nodes { page: assignments(first: 1001) { nodes { week: weekNumber } } } } }`;
  const { data, errors } = await server.graphql<Any>(query(''));
  expect(data).toBeNull();
  expect(errors).toEqual([
    expect.objectContaining({
      message: 'first: 1001 is not accepted; expected an integer from 0 to 1000',
      path: ['resources', 'nodes', 0, 'page'],
      locations: [{ line: 1, column: 23 }],
    }),
  ]);
  expect(await ask(query('(filter: {locations: []})'))).toEqual({ resources: { nodes: [] } });
});
