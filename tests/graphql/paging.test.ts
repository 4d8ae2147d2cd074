import { addAssignable, addForecast, addPeople } from '../support/factories/assignment';
import { Dice } from '../support/fuzz/dice';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addAssignable(server.database);
});
afterAll(() => server.close());
/** Away with the rows of one test. */
async function tidy(): Promise<void> {
  await server.database.query(`DELETE FROM resource_v2 WHERE cn ~ '^(K|.X)'`);
  await server.database.query('DELETE FROM target_cph');
}

interface Found {
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

/** A page of a list; `field` may be a path, e.g. `resource(cn: "A").assignments`. */
async function page(field: string, args: string, fields: string): Promise<Found> {
  const path = field.split('.');
  const given = args === '' ? '' : `(${args})`;
  const inner = `${given} { nodes { ${fields} } pageInfo { hasNextPage hasPreviousPage endCursor } }`;
  const query = path.reduceRight((below, name, i) => {
    const isLeaf = i === path.length - 1;
    return isLeaf ? `${name}${inner}` : `${name} { ${below} }`;
  }, '');
  const { data, errors } = await server.graphql(`{ ${query} }`);
  if (errors) throw new Error(errors[0]?.message);
  return path.reduce<unknown>((at, name) => {
    const found = (at as Record<string, unknown>)[name.split('(')[0] ?? ''];
    return Array.isArray(found) ? found[0] : found;
  }, data) as Found;
}

/** Every row, page by page of `first`; `between` happens after each page. */
async function walk(
  list: { field: string; args?: string; fields: string },
  first: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const after: string = cursor === null ? '' : `after: "${cursor}"`;
    const found = await page(list.field, `${list.args ?? ''} first: ${first} ${after}`, list.fields);
    expect(found.pageInfo.hasPreviousPage).toBe(cursor !== null);
    seen.push(...found.nodes.map((node) => JSON.stringify(node)));
    cursor = found.pageInfo.endCursor;
    if (!found.pageInfo.hasNextPage) return seen;
    await between();
  }
}

const people = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ cn: `${prefix}${String(i).padStart(3, '0')}` }));

/** People, forecasts, assignments, weeks, history: some of everything, and names that tie. */
async function fill(): Promise<void> {
  const { database } = server;
  await addPeople(database, ...people('P', 12));
  await database.query(
    `UPDATE resource_v2 SET last_name = 'Name' || (right(cn, 1)::integer % 3), first_name = 'é'`,
  );
  for (const [i, state] of ['AL', 'GA', 'N/A', 'TX', 'NY'].entries())
    await addForecast(database, { state, forecast: 1000 * (i % 3), indexes: [1, 2] });
  const ids = { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP' };
  for (const { cn } of people('P', 7))
    await server.graphql(
      `mutation ($input: BulkAssignInput!) { bulkAssign(input: $input) { userErrors { message } } }`,
      {
        input: {
          assignments: [18, 19, 20].map((weekNumber) => ({ ...ids, resourceCn: cn, year: 2025, weekNumber })),
        },
      },
    );
  await server.graphql('mutation { recompute { differenceCount } }');
  await database.query(
    `INSERT INTO target_cph (main_lob, case_type, target_cph) SELECT 'L' || i % 3, 'C' || i, 1 FROM generate_series(1, 7) i`,
  );
  await database.query(
    `INSERT INTO holiday (holiday_date, work_type, name) SELECT '2025-05-01'::date + i / 2, (ARRAY['Domestic', 'Global'])[1 + i % 2], 'x' FROM generate_series(0, 8) i`,
  );
  await database.query(
    `INSERT INTO month_configuration (year, month, month_start, work_type, working_days, work_hours, occupancy, shrinkage)
     SELECT 2025, trim(to_char(d, 'Month')), d::date, t, 20, 9, 0.9, 0.1
     FROM generate_series('2025-01-01'::date, '2025-05-01', '1 month') d CROSS JOIN unnest(ARRAY['Domestic', 'Global']) t`,
  );
}

const LISTS = [
  { field: 'resources', fields: 'cn' },
  { field: 'resources', args: 'sort: CN_DESC', fields: 'cn' },
  { field: 'resources', args: 'sort: LAST_NAME_ASC', fields: 'cn lastName' },
  { field: 'resources', args: 'sort: LAST_NAME_DESC', fields: 'cn lastName' },
  { field: 'resources', args: 'filter: {q: "P00"}', fields: 'cn' },
  { field: 'assignments', fields: 'id' },
  { field: 'assignments', args: 'filter: {weekNumbers: [18, 20], active: null}', fields: 'id' },
  { field: 'forecasts', fields: 'id' },
  { field: 'forecasts', args: 'sort: MONTH_ASC', fields: 'id' },
  { field: 'forecasts', args: 'sort: FORECAST_ASC', fields: 'id forecast' },
  { field: 'forecasts', args: 'sort: FORECAST_DESC', fields: 'id forecast' },
  { field: 'targetCphs', fields: 'mainLob caseType' },
  { field: 'weekConfigs', fields: 'weekNumber workType' },
  { field: 'monthConfigs', fields: 'month workType' },
  { field: 'holidays', fields: 'holidayDate workType' },
  { field: 'monthlySummaries', fields: 'id' },
  { field: 'history', fields: 'id' },
  { field: 'changeSet(id: 1).entries', fields: 'id' },
  { field: 'freeResources', args: 'week: "2025-W19"', fields: 'cn' },
  { field: 'resource(cn: "P001").assignments', fields: 'id' },
  { field: 'resource(cn: "P001").assignments', args: 'fromWeek: "2025-W19"', fields: 'id' },
  { field: 'resource(cn: "P001").servableDemands', fields: 'id' },
  { field: 'capacityTiers.assignments', fields: 'id' },
  { field: 'weekConfig(year: 2025, weekNumber: 19, workType: DOMESTIC).assignments', fields: 'id' },
  { field: 'forecast(id: 1).assignments', fields: 'id' },
  { field: 'forecast(id: 1).eligibleResources', fields: 'cn' },
];

describe('rows that come and go while somebody pages shift nothing', () => {
  afterEach(tidy);
  const noise = [
    {
      list: { field: 'resources', fields: 'cn' },
      keep: (): Promise<void> => addPeople(server.database, ...people('K', 20)),
      come: (cn: string) => addPeople(server.database, { cn }),
      go: (cn: string) => server.database.query('DELETE FROM resource_v2 WHERE cn = $1', [cn]),
    },
    {
      list: { field: 'resources', args: 'sort: LAST_NAME_DESC', fields: 'cn' },
      keep: (): Promise<void> => addPeople(server.database, ...people('K', 20)),
      come: (cn: string) => addPeople(server.database, { cn }),
      go: (cn: string) => server.database.query('DELETE FROM resource_v2 WHERE cn = $1', [cn]),
    },
    {
      list: { field: 'freeResources', args: 'week: "2025-W19"', fields: 'cn' },
      keep: (): Promise<void> => addPeople(server.database, ...people('K', 20)),
      come: (cn: string) => addPeople(server.database, { cn }),
      go: (cn: string) => server.database.query('DELETE FROM resource_v2 WHERE cn = $1', [cn]),
    },
    {
      list: { field: 'targetCphs', fields: 'mainLob' },
      keep: () =>
        server.database.query(
          `INSERT INTO target_cph (main_lob, case_type, target_cph) SELECT 'K' || lpad(i::text, 3, '0'), 'x', 1 FROM generate_series(0, 19) i`,
        ),
      come: (name: string) =>
        server.database.query(
          `INSERT INTO target_cph (main_lob, case_type, target_cph) VALUES ($1, 'x', 1)`,
          [name],
        ),
      go: (name: string) => server.database.query('DELETE FROM target_cph WHERE main_lob = $1', [name]),
    },
  ];

  test.each(
    noise.flatMap((one) =>
      [1, 2, 3].map((seed) => [`${one.list.field} ${one.list.args ?? ''}`, seed, one] as const),
    ),
  )('%s, seed %d', async (_name, seed, { list, keep, come, go }) => {
    const dice = new Dice(seed);
    await keep();
    // Some before, among and after the rows that stay.
    const guests = ['A', 'K', 'Z'].flatMap((prefix) => people(`${prefix}X`, 15).map(({ cn }) => cn));
    const present = new Set<string>();
    const toggle = async (): Promise<void> => {
      const guest = dice.pick(guests);
      await (present.has(guest) ? go(guest) : come(guest));
      if (!present.delete(guest)) present.add(guest);
    };
    for (let i = 0; i < 10; i += 1) await toggle();
    const seen = await walk(list, 1 + dice.index(4), async () => {
      for (let i = dice.index(5); i > 0; i -= 1) await toggle();
    });
    const stayed = seen.filter((row) => /"K\d/.test(row));
    const order = list.args?.startsWith('sort') ? [...stayed].sort() : stayed;
    expect(order).toEqual(people('K', 20).map(({ cn }) => JSON.stringify({ [list.fields]: cn })));
    expect(new Set(stayed).size).toBe(20);
  });

  test('the row of the cursor itself may be gone', async () => {
    await addPeople(server.database, ...people('K', 6));
    const { pageInfo } = await page('resources', 'first: 3', 'cn');
    await server.database.query(`DELETE FROM resource_v2 WHERE cn = 'K001'`);
    const rest = await page('resources', `first: 10, after: "${pageInfo.endCursor}"`, 'cn');
    expect(rest.nodes.map(({ cn }) => cn)).toEqual(['K002', 'K003', 'K004', 'K005']);
  });
});

describe('a cursor is only good for the list that gave it', () => {
  afterEach(tidy);
  const SAME = 'a cursor of the same list: same order, same filter as the page that gave it';
  let cursor: string | null;
  beforeEach(async () => {
    await addPeople(server.database, ...people('K', 6));
    cursor = (await page('resources', 'first: 3, filter: {active: true}', 'cn')).pageInfo.endCursor;
  });

  test('the same filter said otherwise, and an offset after it, are the same list', async () => {
    const args = `first: 1, filter: {active: true, q: null}, after: "${cursor}", offset: 1`;
    expect((await page('resources', args, 'cn')).nodes).toEqual([{ cn: 'K003' }]);
  });

  test.each([
    ['another filter', 'resources', 'filter: {active: false}'],
    ['no filter', 'resources', ''],
    ['another order', 'resources', 'filter: {active: true}, sort: CN_DESC'],
    ['another list', 'targetCphs', ''],
  ])('%s', async (_what, field, args) => {
    await expect(page(field, `${args} after: "${cursor}"`, '__typename')).rejects.toThrow(SAME);
  });

  const forged = (...values: unknown[]): string => {
    const [list] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as [string];
    return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
  };
  test.each([
    ['nothing', () => ''],
    ['no base64', () => '%%%'],
    ['a position of old', () => Buffer.from('row:3').toString('base64url')],
    ['no values', () => forged()],
    ['too many values', () => forged('K001', 'K002')],
    ['another type', () => forged({ cn: 1 })],
    ['a NUL', () => forged('K\0')],
    ['half a character', () => forged('\ud800')],
    ['a very long one', () => forged('x'.repeat(50_000))],
  ])('%s is refused', async (_what, make) => {
    const { errors } = await server.graphql(
      'query ($after: String) { resources(filter: {active: true}, after: $after) { nodes { cn } } }',
      { after: make() },
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'VALIDATION',
      issues: [
        {
          path: 'after',
          message: expect.stringContaining('a cursor that an earlier page has given') as string,
        },
      ],
    });
  });
});

describe('page by page every list says what it says at once, in every order', () => {
  beforeAll(fill);

  test.each(LISTS.map((list) => [`${list.field} ${list.args ?? ''}`, list] as const))(
    '%s',
    async (_what, list) => {
      const whole = (await page(list.field, `${list.args ?? ''} first: 1000`, list.fields)).nodes;
      const rows = whole.map((node) => JSON.stringify(node));
      expect(rows.length).toBeGreaterThan(1);
      const first = Math.ceil(rows.length / 5);
      expect(await walk(list, first)).toEqual(rows);
    },
  );
});
