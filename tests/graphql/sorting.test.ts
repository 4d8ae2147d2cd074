import { isObjectType } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { addAssignable, addForecast, addPeople } from '../support/factories/assignment';
import { Dice } from '../support/fuzz/dice';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addAssignable(server.database);
  await fill();
}, 60_000);
afterAll(() => server.close());

const people = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ cn: `${prefix}${String(i).padStart(3, '0')}` }));

/** Of each list some rows, with ties, unknowns, and texts that a language sorts otherwise than bytes do. */
async function fill(): Promise<void> {
  const { database } = server;
  await addPeople(database, ...people('P', 12));
  await database.query(
    `UPDATE resource_v2 SET last_name = (ARRAY['Zoe', 'anna', 'Émile', 'Bo'])[1 + right(cn, 2)::integer % 4],
       first_name = (ARRAY['x', 'X'])[1 + right(cn, 2)::integer % 2],
       opid = CASE WHEN right(cn, 1)::integer % 3 > 0 THEN 'o' || right(cn, 1)::integer % 2 END,
       hire_date = CASE WHEN right(cn, 1)::integer % 2 > 0 THEN '2025-01-01'::date - right(cn, 1)::integer % 3 END,
       production_percentage = (ARRAY[1, 0.5, 0.125])[1 + right(cn, 2)::integer % 3],
       -- Microseconds of one millisecond: rows show none of them.
       created_datetime = '2025-01-01T00:00:00Z'::timestamptz + right(cn, 2)::integer % 5 * interval '1 microsecond'
         + right(cn, 2)::integer % 3 * interval '1 millisecond'
     WHERE cn LIKE 'P%'`,
  );
  for (const [i, state] of ['AL', 'GA', 'N/A', 'TX', 'NY'].entries())
    await addForecast(database, { state, forecast: 1000 * (i % 3), indexes: [1, 2] });
  await database.query(
    `UPDATE forecast SET target_cph = CASE id % 3 WHEN 0 THEN NULL WHEN 1 THEN 12.5 ELSE 9 END`,
  );
  const ids = { mainLob: 'Amisys Medicaid DOMESTIC', caseType: 'FTC-Basic/Non MMP' };
  for (const [i, { cn }] of people('P', 7).entries())
    await server.graphql(
      `mutation ($input: BulkAssignInput!) { bulkAssign(input: $input) { userErrors { message } } }`,
      {
        input: {
          assignments: [18, 19].map((weekNumber) => ({
            ...ids,
            state: 'FL',
            resourceCn: cn,
            year: 2025,
            weekNumber,
            production: { percentage: [1, 0.25, 0.5][i % 3] },
            pinned: i % 2 === 0,
            assignmentType: ['PRIMARY', 'BENCH', 'MANUAL'][i % 3],
          })),
        },
      },
    );
  await database.query(
    `UPDATE weekly_resource_assignment SET assigned_by = (ARRAY['b', 'A', 'é'])[1 + id % 3],
       weekly_capacity = CASE WHEN id % 4 > 0 THEN weekly_capacity END`,
  );
  await server.graphql('mutation { recompute { differenceCount } }');
  await database.query(
    `INSERT INTO target_cph (main_lob, case_type, target_cph) SELECT 'L' || i % 3, 'C' || i, 1 + i % 2 FROM generate_series(1, 7) i`,
  );
  await database.query(
    `INSERT INTO holiday (holiday_date, work_type, name)
     SELECT '2025-05-01'::date + i / 2, (ARRAY['Domestic', 'Global'])[1 + i % 2], (ARRAY['x', 'É', 'B'])[1 + i % 3] FROM generate_series(0, 8) i`,
  );
  await database.query(
    `INSERT INTO month_configuration (year, month, month_start, work_type, working_days, work_hours, occupancy, shrinkage)
     SELECT 2025, trim(to_char(d, 'Month')), d::date, t, 20 + extract(month FROM d) % 2, 9, 0.9, 0.1
     FROM generate_series('2025-01-01'::date, '2025-05-01', '1 month') d CROSS JOIN unnest(ARRAY['Domestic', 'Global']) t`,
  );
}

type Row = Readonly<Record<string, unknown>>;
interface Found {
  nodes: Row[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** A list, with the fields that each of its orders goes by. */
interface List {
  field: string;
  enumName: string;
  args?: string;
  by: Readonly<Record<string, readonly string[]>>;
}

const WORKING_TIME = {
  WORKING_DAYS: ['workingDays'],
  WORK_HOURS: ['workHours'],
  OCCUPANCY: ['occupancy'],
  SHRINKAGE: ['shrinkage'],
  WORK_TYPE: ['workType'],
};
const PEOPLE = {
  CN: ['cn'],
  LAST_NAME: ['lastName', 'firstName'],
  FIRST_NAME: ['firstName', 'lastName'],
  OPID: ['opid'],
  PLATFORM: ['primaryPlatform'],
  LOCATION: ['location'],
  HIRE_DATE: ['hireDate'],
  ACTIVE: ['isActive'],
  PRODUCTION_PERCENTAGE: ['productionPercentage'],
  CREATED: ['createdDatetime'],
  UPDATED: ['updatedDatetime'],
};

const LISTS: readonly List[] = [
  { field: 'resources', enumName: 'ResourceSort', by: PEOPLE },
  { field: 'freeResources', enumName: 'ResourceSort', args: 'week: "2025-W19"', by: PEOPLE },
  {
    field: 'forecasts',
    enumName: 'ForecastSort',
    by: {
      LOB: ['mainLob'],
      STATE: ['state'],
      CASE_TYPE: ['caseType'],
      MONTH: ['forecastMonth'],
      MARKET: ['market'],
      FORECAST: ['forecast'],
      TARGET_CPH: ['targetCph'],
      PLATFORM: ['platform'],
      LOCALITY: ['locality'],
    },
  },
  {
    field: 'assignments',
    enumName: 'AssignmentSort',
    by: {
      WEEK: ['year', 'weekNumber'],
      RESOURCE: ['resourceCn'],
      WEEKLY_CAPACITY: ['weeklyCapacity'],
      DEMAND: ['demandMainLob', 'demandState', 'demandCaseType'],
      TYPE: ['assignmentType'],
      PINNED: ['pinned'],
      PRODUCTION_PERCENTAGE: ['productionPercentage'],
      ASSIGNED_BY: ['assignedBy'],
      ASSIGNED: ['assignedDatetime'],
    },
  },
  {
    field: 'monthlySummaries',
    enumName: 'MonthlySummarySort',
    by: {
      LOB: ['mainLob'],
      STATE: ['state'],
      CASE_TYPE: ['caseType'],
      MONTH: ['forecastMonthIndex'],
      GAP: ['capacityGap'],
      FORECAST: ['totalForecast'],
      CAPACITY: ['totalCapacity'],
      FTE_COUNT: ['totalFteCount'],
      FTE_EQUIVALENT: ['totalFteEquivalent'],
      FTE_REQUIRED: ['fteRequired'],
      COMPUTED: ['computedDatetime'],
    },
  },
  {
    field: 'targetCphs',
    enumName: 'TargetCphSort',
    by: { LOB: ['mainLob'], CASE_TYPE: ['caseType'], TARGET_CPH: ['targetCph'] },
  },
  {
    field: 'weekConfigs',
    enumName: 'WeekConfigSort',
    args: 'filter: { monthNames: ["May"] }',
    by: { ...WORKING_TIME, WEEK: ['year', 'weekNumber'], MANUAL: ['isManual'] },
  },
  { field: 'monthConfigs', enumName: 'MonthConfigSort', by: { ...WORKING_TIME, MONTH: ['month'] } },
  {
    field: 'holidays',
    enumName: 'HolidaySort',
    by: { DATE: ['holidayDate'], WORK_TYPE: ['workType'], NAME: ['name'] },
  },
  {
    field: 'history',
    enumName: 'ChangeSetSort',
    by: { CREATED: ['createdDatetime'], ACTOR: ['actor'], ACTION: ['action'] },
  },
];

/** Fields that tell rows apart and that orders go by. */
function fieldsOf({ by, field }: List): string {
  const own = field === 'targetCphs' ? [] : ['id'];
  return [...new Set([...own, ...Object.values(by).flat()])].join(' ');
}

async function page(list: List, args: string): Promise<Found> {
  const query = `{ list: ${list.field}(${list.args ?? ''} ${args}) { nodes { ${fieldsOf(list)} }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const { data, errors } = await server.graphql<{ list: Found }>(query);
  if (errors) throw new Error(`${query}: ${errors[0]?.message}`);
  return data.list;
}

/** Every row, forward from the first. */
async function forward(
  list: List,
  sort: string,
  first: number,
): Promise<{ rows: Row[]; end: string | null }> {
  const rows: Row[] = [];
  let end: string | null = null;
  for (;;) {
    const found = await page(list, `${sort} first: ${first} ${end === null ? '' : `after: "${end}"`}`);
    expect(found.pageInfo.hasPreviousPage).toBe(end !== null);
    rows.push(...found.nodes);
    end = found.pageInfo.endCursor ?? end;
    if (!found.pageInfo.hasNextPage) return { rows, end };
  }
}

/** Every row before a cursor, backward from there, in the order of the list. */
async function backward(list: List, sort: string, first: number, from: string): Promise<Row[]> {
  const rows: Row[] = [];
  let before = from;
  for (;;) {
    const found = await page(list, `${sort} first: ${first} before: "${before}"`);
    expect(found.pageInfo.hasNextPage).toBe(true);
    rows.unshift(...found.nodes);
    if (!found.pageInfo.hasPreviousPage) return rows;
    before = found.pageInfo.startCursor ?? '';
  }
}

/** By bytes, numbers by size, no before yes. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

/** Rows as an order asks: unknown ones last either way, ties as they were. */
function sorted(rows: readonly Row[], fields: readonly string[], descending: boolean): Row[] {
  const by = (a: Row, b: Row): number => {
    for (const field of fields) {
      const [x, y] = [a[field] ?? null, b[field] ?? null];
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1;
      } else {
        const order = compare(x, y);
        if (order !== 0) return descending ? -order : order;
      }
    }
    return 0;
  };
  return [...rows].sort(by);
}

async function sortsOf({ enumName }: List): Promise<string[]> {
  const { data } = await server.graphql<{ __type: { enumValues: { name: string }[] } }>(
    `{ __type(name: "${enumName}") { enumValues { name } } }`,
  );
  return data.__type.enumValues.map(({ name }) => name);
}

/** Enums have names of their own for texts that are stored otherwise. */
const stored = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, STORED[String(value)] ?? value])),
  );
const STORED: Readonly<Record<string, string>> = {
  PRIMARY: 'primary',
  BENCH: 'bench',
  MANUAL: 'manual',
  DOMESTIC: 'Domestic',
  GLOBAL: 'Global',
};

describe.each(LISTS.map((list) => [`${list.field}(${list.args ?? ''})`, list] as const))(
  '%s',
  (_name, list) => {
    test('every order is what it says, with ties as listed and unknown rows last', async () => {
      const { nodes: listed } = await page(list, 'first: 1000');
      expect(listed.length).toBeGreaterThan(4);
      const names = await sortsOf(list);
      expect([...names].sort()).toEqual(
        [
          'LISTED',
          'REVERSED',
          ...Object.keys(list.by).flatMap((key) => [`${key}_ASC`, `${key}_DESC`]),
        ].sort(),
      );
      for (const name of names) {
        const { nodes } = await page(list, `first: 1000 sort: ${name}`);
        const [, key = '', direction] = /^(.*)_(ASC|DESC)$/.exec(name) ?? [];
        const expected =
          name === 'LISTED'
            ? stored(listed)
            : name === 'REVERSED'
              ? stored(listed).reverse()
              : sorted(stored(listed), list.by[key] ?? [], direction === 'DESC');
        expect({ name, rows: stored(nodes) }).toEqual({ name, rows: expected });
      }
    });

    test('pages of every order lead through every row once, forward and backward', async () => {
      const dice = new Dice(7);
      for (const name of await sortsOf(list)) {
        const sort = `sort: ${name}`;
        const { nodes: whole } = await page(list, `first: 1000 ${sort}`);
        // Three or four pages, which end in other places each time.
        const size = (): number => 1 + dice.index(3) + Math.floor(whole.length / 4);
        const { rows, end } = await forward(list, sort, size());
        expect({ name, rows }).toEqual({ name, rows: whole });
        const before = await backward(list, sort, size(), end ?? '');
        expect({ name, before }).toEqual({ name, before: whole.slice(0, -1) });
      }
    });
  },
);

test('several orders: by the first, ties by the next, at last as listed', async () => {
  const list = LISTS[0] as List;
  const { nodes: listed } = await page(list, 'first: 1000');
  const sort = 'sort: [HIRE_DATE_DESC, PRODUCTION_PERCENTAGE_ASC, REVERSED]';
  const expected = sorted(sorted([...listed].reverse(), ['productionPercentage'], false), ['hireDate'], true);
  expect((await forward(list, sort, 2)).rows).toEqual(expected);
});

test('rows that come and go while somebody pages by a column with ties and unknowns shift nothing', async () => {
  const list = LISTS[0] as List;
  const dice = new Dice(3);
  const guest = async (): Promise<void> => {
    const cn = `G${String(dice.index(9)).padStart(3, '0')}`;
    await server.database.query('DELETE FROM resource_v2 WHERE cn = $1', [cn]);
    await addPeople(server.database, { cn });
    await server.database.query('UPDATE resource_v2 SET hire_date = $2, opid = $3 WHERE cn = $1', [
      cn,
      dice.pick(['2024-12-31', '2025-01-01', null]),
      dice.pick(['o0', 'o1', null]),
    ]);
  };
  for (const sort of ['HIRE_DATE_ASC', 'HIRE_DATE_DESC', 'OPID_DESC']) {
    const stays = ({ cn }: Row): boolean => !String(cn).startsWith('G');
    const whole = (await page(list, `first: 1000 sort: ${sort}`)).nodes.filter(stays);
    for (const way of ['after', 'before'] as const) {
      const seen: Row[] = [];
      const { rows, end } = await forward(list, `sort: ${sort}`, 1000);
      let cursor = way === 'after' ? '' : `before: "${end}"`;
      for (;;) {
        const { nodes, pageInfo } = await page(list, `first: 2 sort: ${sort} ${cursor}`);
        if (way === 'after') seen.push(...nodes);
        else seen.unshift(...nodes);
        if (!(way === 'after' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
        cursor = `${way}: "${way === 'after' ? pageInfo.endCursor : pageInfo.startCursor}"`;
        await guest();
      }
      // Backward begins before the last row.
      const expected = whole.filter(({ cn }) => way === 'after' || cn !== rows.at(-1)?.['cn']);
      expect({ sort, way, rows: seen.filter(stays) }).toEqual({ sort, way, rows: expected });
    }
  }
  await server.database.query(`DELETE FROM resource_v2 WHERE cn LIKE 'G%'`);
});

test('a cursor is good for its own order, in both directions, and for one direction at a time', async () => {
  const list = LISTS[0] as List;
  const { pageInfo } = await page(list, 'first: 3 sort: OPID_ASC');
  const cursor = pageInfo.endCursor;
  await expect(page(list, `sort: OPID_DESC after: "${cursor}"`)).rejects.toThrow('a cursor of the same list');
  await expect(page(list, `before: "${cursor}"`)).rejects.toThrow('a cursor of the same list');
  await expect(page(list, `sort: OPID_ASC before: "${cursor}" after: "${cursor}"`)).rejects.toThrow(
    'either after or before',
  );
  await expect(page(list, `sort: [${'CN_ASC '.repeat(9)}]`)).rejects.toThrow(/sort/);
  const forged = (position: unknown): string => {
    const [name] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as [string];
    return Buffer.from(JSON.stringify([name, position, 'P001'])).toString('base64url');
  };
  // Unknown is a position of its own; what no column can hold is none.
  expect((await page(list, `sort: OPID_ASC after: "${forged(null)}"`)).nodes.length).toBeGreaterThan(0);
  await expect(page(list, `sort: OPID_ASC after: "${forged(7)}"`)).rejects.toThrow(
    'a cursor that an earlier page has given',
  );
});

test('a list that cannot be sorted says in which order it comes', () => {
  const silent = Object.values(buildSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ ...field, at: `${type.name}.${field.name}` })),
    )
    .filter(
      ({ type, args }) => /Connection!?$/.test(String(type)) && !args.some(({ name }) => name === 'sort'),
    )
    .filter(({ description }) => !/\bby\b|in the order/.test(description ?? ''));
  expect(silent.map(({ at }) => at)).toEqual([]);
});
