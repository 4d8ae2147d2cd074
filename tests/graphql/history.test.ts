import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.graphql(
    'mutation { createCapacityTier(input: { tierName: "Ramp 40", capacityPercentage: 0.4 }) { tier { id } } }',
  );
  await server.graphql(
    'mutation { updateCapacityTier(id: "5", input: { capacityPercentage: 0.35 }) { tier { id } } }',
  );
});
afterAll(() => server.close());

interface HistoryAnswer {
  history: {
    totalCount: number;
    nodes: {
      action: string;
      actor: string;
      createdDatetime: string;
      entries: { totalCount: number; nodes: Record<string, unknown>[] };
    }[];
  };
}

const HISTORY = `query ($filter: HistoryFilterInput) {
  history(filter: $filter) {
    totalCount
    nodes { action actor createdDatetime entries { totalCount nodes { entity entityKey before after } } }
  }
}`;

test('every write is listed newest first with who, when, and before → after', async () => {
  const { data } = await server.graphql<HistoryAnswer>(HISTORY);
  expect(data.history.totalCount).toBe(2);
  expect(
    data.history.nodes.map(({ action, actor, createdDatetime }) => ({ action, actor, createdDatetime })),
  ).toEqual([
    { action: 'tier.update', actor: 'local', createdDatetime: '2025-04-02T12:00:00.000Z' },
    { action: 'tier.create', actor: 'local', createdDatetime: '2025-04-02T12:00:00.000Z' },
  ]);
  const [entry] = data.history.nodes[0]?.entries.nodes ?? [];
  expect(entry).toMatchObject({
    entity: 'production_capacity_tier',
    entityKey: '[5]',
    before: { capacity_percentage: '0.4' },
    after: { capacity_percentage: '0.35' },
  });
});

test('filters by noun, by key and by half-open days', async () => {
  const count = async (filter: object): Promise<number> => {
    const { data } = await server.graphql<HistoryAnswer>(HISTORY, { filter });
    return data.history.totalCount;
  };
  expect(await count({ actions: ['tier'] })).toBe(2);
  expect(await count({ actions: ['tier.create'] })).toBe(1);
  expect(await count({ key: '5' })).toBe(2);
  expect(await count({ key: 'no such key' })).toBe(0);
  expect(await count({ from: '2025-04-02', to: '2025-04-03' })).toBe(2);
  expect(await count({ from: '2025-04-01', to: '2025-04-02' })).toBe(0);
});

test('entries of many change sets cost one statement, not one each', async () => {
  const { extensions } = await server.graphql(HISTORY);
  // history page, total, entries of both, counts of both
  expect(extensions?.statements ?? 4).toBe(4);
});

test('filters by the demand of changed rows: line, state and case type of one row', async () => {
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [{ caseType: 'Claims' }, { state: 'GA', caseType: 'Appeals' }],
  });
  await server.graphql(
    `mutation { setForecast(input: { mainLob: "Amisys Medicaid DOMESTIC", state: "FL", caseType: "Claims",
       forecastMonth: "2025-06", forecast: 7 }) { userErrors { message } } }`,
  );
  const count = async (filter: object): Promise<number> => {
    const { data } = await server.graphql<HistoryAnswer>(HISTORY, { filter });
    return data.history.totalCount;
  };
  expect(await count({ mainLobs: ['amisys medicaid domestic'] })).toBe(1);
  expect(await count({ caseTypes: ['Claims', 'Appeals'], states: ['FL'] })).toBe(1);
  expect(await count({ caseTypes: ['Appeals'] })).toBe(0);
  expect(await count({ mainLobs: ['Facets Medicare GLOBAL'], caseTypes: ['Claims'] })).toBe(0);
});

test('names that only the history has are known there, misspelt ones are remarked with the nearest', async () => {
  await server.database.query(
    `INSERT INTO change_set_row (change_set_id, entity, entity_key, before) SELECT max(id), 'forecast', '[1]',
       '{"main_lob": "Xcelys Gone DOMESTIC", "state": "ZZ", "case_type": "Gone"}' FROM change_set`,
  );
  await server.database.query(
    `INSERT INTO change_set_row (change_set_id, entity, entity_key, before)
     SELECT max(id), 'resource_v2', '["GG000001"]', '{"cn": "GG000001"}' FROM change_set`,
  );
  const ask = async (filter: object): Promise<[number | undefined, string[]]> => {
    const { data, errors, extensions } = await server.graphql<HistoryAnswer | null>(HISTORY, { filter });
    const warnings = (extensions?.['warnings'] ?? []) as { message: string }[];
    const told = [...(errors ?? []), ...warnings].map(({ message }) => message);
    return [data?.history.totalCount, told];
  };
  const gone = { mainLobs: ['xcelys gone domestic'], states: ['zz'], caseTypes: ['GONE'] };
  expect(await ask(gone)).toEqual([1, []]);
  expect(await ask({ resourceCns: ['gg000001'] })).toEqual([1, []]);
  expect(await ask({ actors: ['LOCAL'], actions: ['Tier'] })).toEqual([expect.any(Number), []]);
  expect((await ask({ actors: ['LOCAL'] }))[0]).toBeGreaterThan(1);
  expect(
    await ask({ mainLobs: ['Amisys Medicaid DOMESTC'], caseTypes: ['Claimz'], actions: ['tiers.update'] }),
  ).toEqual([
    0,
    expect.arrayContaining([
      'no line of business is called "Amisys Medicaid DOMESTC"; did you mean "Amisys Medicaid DOMESTIC"?',
      'no case type is called "Claimz"; did you mean "Claims"?',
      'no recorded action is called "tiers.update"; did you mean "tier.update"?',
    ]),
  ]);
  expect(await ask({ resourceCns: ['GG000002'], actors: ['lokal'] })).toEqual([
    0,
    expect.arrayContaining([
      'no person is called "GG000002"',
      'no recorded actor is called "lokal"; did you mean "local"?',
    ]),
  ]);
  expect((await ask({ states: ['Florida'] }))[1]).toEqual([
    'states: "Florida" is not accepted; expected a USPS code such as FL, or N/A; did you mean "FL"?',
  ]);
});
