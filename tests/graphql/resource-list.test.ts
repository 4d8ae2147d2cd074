import { graphql } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { getResources } from '../../src/features/resource/list/resource-list.service';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { insertHold, insertReport } from '../support/factories/demand';
import { insertPersons, insertSteps } from '../support/factories/resource';
import { startTestServer, type TestServer } from '../support/http';

const schema = buildSchema();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertPersons(server.database, [
    {
      cn: 'AA000003',
      lastName: 'Alpha',
      stateList: 'FL|GA',
      skills: 'FTC,ADJ-COB NON MMP',
      hireDate: '2025-06-02',
    },
    { cn: 'AA000001', lastName: 'Élan', stateList: 'ALL', primaryPlatform: 'Facets', location: 'Global' },
    { cn: 'AA000002', lastName: 'Zeta', stateList: '', opid: 'Op-77', isActive: false },
    { cn: 'AB000001', lastName: 'beta', stateList: 'TX', primaryPlatform: 'Mainframe' },
  ]);
  await insertSteps(server.database, [{ cn: 'AA000003', year: 2025, week: 18, percentage: '0.5' }]);
  await insertReport(server.database);
  await insertHold(server.database, {
    cn: 'AA000001',
    week: 20,
    mainLob: 'Amisys Medicaid DOMESTIC',
    state: 'FL',
    caseType: 'FTC-Basic/Non MMP',
  });
});
afterAll(() => server.close());

interface List {
  nodes: { cn: string }[];
  edges: { cursor: string; node: { cn: string } }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
}

async function list(args: string, fields = 'nodes { cn }'): Promise<List> {
  const { data, errors } = await server.graphql<{ resources: List }>(`{ resources${args} { ${fields} } }`);
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data.resources;
}

const cns = async (filter: string) => (await list(`(filter: { ${filter} })`)).nodes.map(({ cn }) => cn);

describe('the list of people', () => {
  it.each([
    ['', ['AA000001', 'AA000002', 'AA000003', 'AB000001']],
    ['platforms: ["amisys"]', ['AA000002', 'AA000003']],
    ['platforms: ["Facets", "mainframe"]', ['AA000001', 'AB000001']],
    ['platforms: []', []],
    ['states: []', []],
    ['platforms: ["Amisys", "Punchcards"]', ['AA000002', 'AA000003']],
    ['locations: ["Offshore"]', ['AA000001']],
    ['locations: ["DOMESTIC", "global"]', ['AA000001', 'AA000002', 'AA000003', 'AB000001']],
    ['active: false', ['AA000002']],
    ['active: true', ['AA000001', 'AA000003', 'AB000001']],
    ['states: ["fl"]', ['AA000001', 'AA000003']],
    ['states: ["GA", "TX"]', ['AA000001', 'AA000003', 'AB000001']],
    ['states: ["N/A"]', ['AA000001', 'AA000002']],
    ['states: ["ALL"]', ['AA000001']],
    ['skills: [" adj-cob  non mmp"]', ['AA000003']],
    ['skills: ["ADJ", "FTC"]', ['AA000003']],
    ['q: "op-7"', ['AA000002']],
    ['q: "ada ZETA"', ['AA000002']],
    ['q: "zeta ADA"', ['AA000002']],
    ['q: "éLAN"', ['AA000001']],
    ['q: "b00"', ['AB000001']],
    ['q: "%"', []],
    ['active: true, states: ["FL"], platforms: ["Amisys"]', ['AA000003']],
    // AA000001 works in week 20, AA000002 is inactive, AA000003 is hired in week 23.
    ['freeIn: "2025-W20"', ['AB000001']],
    ['freeIn: "2025-W23"', ['AA000001', 'AA000003', 'AB000001']],
    ['mainLobs: ["amisys medicaid domestic"]', ['AA000001']],
    ['mainLobs: ["Amisys Medicaid DOMESTIC"], fromWeek: "2025-W20", toWeek: "2025-W20"', ['AA000001']],
    ['mainLobs: ["Amisys Medicaid DOMESTIC"], fromWeek: "2025-W21"', []],
    ['mainLobs: ["Facets"]', []],
    ['ramping: true', ['AA000003']],
    ['ramping: true, toWeek: "2025-W17"', []],
    ['ramping: false, fromWeek: "2025-W18", active: true', ['AA000001', 'AB000001']],
  ])('with { %s } holds the people that match', async (filter, expected) => {
    expect(await cns(filter)).toEqual(expected);
  });

  it.each([
    ['locations: ["Mars"]', '"Mars" is not accepted; expected Domestic'],
    ['states: ["FL", "XX"], locations: ["Mars"]', '"XX" is not accepted; expected ALL, N/A or a USPS code'],
    [`q: "${'x'.repeat(201)}"`, '201 characters'],
    [`skills: [${'"a",'.repeat(1001)}]`, '1001 values'],
  ])('refuses { %s }', async (filter, message) => {
    await expect(cns(filter)).rejects.toThrow(message);
  });

  it('comes in the order asked for, by the bytes of the text', async () => {
    const sorted = async (sort: string) => (await list(`(sort: ${sort})`)).nodes.map(({ cn }) => cn);
    expect(await sorted('CN_DESC')).toEqual(['AB000001', 'AA000003', 'AA000002', 'AA000001']);
    expect(await sorted('LAST_NAME_ASC')).toEqual(['AA000003', 'AA000002', 'AB000001', 'AA000001']);
    expect(await sorted('LAST_NAME_DESC')).toEqual(['AA000001', 'AB000001', 'AA000002', 'AA000003']);
  });

  it('is read page by page', async () => {
    const fields = 'nodes { cn } totalCount pageInfo { hasNextPage hasPreviousPage endCursor }';
    const first = await list('(first: 3)', fields);
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await list(`(first: 3, after: "${first.pageInfo.endCursor}")`, fields);
    expect(second).toMatchObject({
      nodes: [{ cn: 'AB000001' }],
      totalCount: 4,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect((await list('(offset: 2, first: 1)')).nodes).toEqual([{ cn: 'AA000003' }]);
  });

  it.each(['first: 1001', 'first: -1', 'offset: -1', 'after: "nonsense"'])('refuses %s', async (args) => {
    await expect(list(`(${args})`)).rejects.toThrow('is not accepted');
  });

  it('counts only when asked to', async () => {
    const page = { limit: 50, offset: 0 };
    const counted = await countStatements(() =>
      getResources(server.newScope(), { ...page, withTotal: true }),
    );
    const plain = await countStatements(() => getResources(server.newScope(), { ...page, withTotal: false }));
    expect([counted.statements, plain.statements]).toEqual([2, 1]);
    expect([counted.result.total, plain.result.total]).toEqual([4, 0]);
  });

  it.each([1, 4])('costs three statements with the nested fields of %i people', async (first) => {
    const { result, statements } = await countStatements(async () =>
      graphql({
        schema,
        source: `{ resources(first: ${first}) {
          nodes { states skillList productionSteps { week } productionIn(week: "2025-W20") } } }`,
        contextValue: server.newScope(),
      }),
    );
    expect(result.errors).toBeUndefined();
    // The page, the steps, the percentages.
    expect(statements).toBe(3);
  });
});
