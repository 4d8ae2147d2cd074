import { graphql } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { startTestServer, type TestServer } from '../support/http';
import {
  addAssignable,
  addForecast,
  addPeople,
  addStep,
  closeMonthOf,
  DEMAND,
} from '../support/factories/assignment';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addAssignable(server.database);
  await addForecast(server.database, { caseType: 'ADJ-Basic/NON MMP', targetCph: '8' });
  await addForecast(server.database, {
    mainLob: 'Facets Medicare',
    state: 'N/A',
    caseType: 'FTC',
    platform: 'Facets',
    locality: 'Global',
  });
  await addPeople(
    server.database,
    { cn: 'AA000002', percentage: '0.5', states: 'ALL' },
    { cn: 'AA000003', states: 'TX' },
    { cn: 'FC000001', platform: 'Facets', location: 'Global', states: '', skills: 'FTC' },
  );
});
afterAll(() => server.close());

type Any = Record<string, unknown>;
const nodesOf = (data: unknown) => (data as { resources: { nodes: Any[] } }).resources.nodes;
async function ask<T = Any>(query: string, variables: object = {}): Promise<T> {
  const answer = await server.graphql<T>(query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const ASSIGN = `mutation ($input: CreateAssignmentInput!) { assign(input: $input) {
  assignment { id week year weekNumber month weeklyCapacity productionPercentage assignmentType version
    resource { cn } tier { tierName } demand { forecast targetCph } weekConfig { workingDays } }
  existing { id resourceCn } userErrors { path message code reason value } } }`;

interface Assigned {
  assign: { assignment: Any & { id: string }; existing: Any | null; userErrors: Any[] };
}
const assign = (input: object) =>
  ask<Assigned>(ASSIGN, { input: { resourceCn: 'AA000001', ...DEMAND, ...input } }).then(
    (data) => data.assign,
  );

test('an assignment comes back with its capacity and everything it is connected with', async () => {
  const { assignment, userErrors } = await assign({ week: '2025-W18' });
  expect(userErrors).toEqual([]);
  // 1.0 × 5 × 9 × 0.9 × 10 = 405
  expect(assignment).toMatchObject({
    week: '2025-W18',
    year: 2025,
    weekNumber: 18,
    month: '2025-05',
    weeklyCapacity: 405,
    productionPercentage: 1,
    assignmentType: 'MANUAL',
    version: 1,
    resource: { cn: 'AA000001' },
    tier: { tierName: 'Full Production' },
    demand: { forecast: 1000, targetCph: 10 },
    weekConfig: { workingDays: 5 },
  });
});

test('the week may be year and number and the demand may carry the names of its columns', async () => {
  const input = {
    year: 2025,
    weekNumber: 19,
    mainLob: null,
    state: null,
    caseType: null,
    demandMainLob: DEMAND.mainLob,
    demandState: 'fl',
    demandCaseType: DEMAND.caseType,
  };
  const { assignment } = await assign(input);
  expect(assignment).toMatchObject({ week: '2025-W19' });
  const missing = await assign({ week: null, mainLob: null });
  expect(missing.userErrors.map((error) => error.path)).toEqual([['mainLob'], ['week']]);
});

test('a double booking names the assignment that is there, an ineligible person every reason', async () => {
  const { assignment } = await assign({ week: '2025-W20' });
  const double = await assign({ week: '2025-W20', caseType: 'ADJ-Basic/NON MMP' });
  expect(double.assignment).toBeNull();
  expect(double.existing).toEqual({ id: assignment.id, resourceCn: 'AA000001' });
  expect(double.userErrors[0]).toMatchObject({ code: 'DOUBLE_BOOKING', path: ['resourceCn'] });
  const wrong = await assign({ week: '2025-W20', resourceCn: 'FC000001' });
  expect(wrong.userErrors.map((error) => [error.code, error.reason])).toEqual([
    ['INELIGIBLE', 'PLATFORM'],
    ['INELIGIBLE', 'LOCATION'],
    ['INELIGIBLE', 'SKILL'],
    ['INELIGIBLE', 'STATE'],
  ]);
});

test('one assignment is changed, moved, pinned and freed', async () => {
  const { assignment } = await assign({ week: '2025-W21' });
  const changed = await ask<{ changeProduction: Any }>(
    `mutation ($id: ID!) { changeProduction(id: $id, input: { productionPercentage: 0.75, version: 1 }) {
      assignment { weeklyCapacity version capacityTierId } userErrors { message } } }`,
    { id: assignment.id },
  );
  // 0.75 × 405 = 303.75
  expect(changed.changeProduction).toEqual({
    assignment: { weeklyCapacity: 303.75, version: 2, capacityTierId: '2' },
    userErrors: [],
  });
  const moved = await ask<{ moveAssignments: Any; pinAssignments: Any; unpinAssignments: Any }>(
    `mutation ($ids: [ID!]!, $to: MoveToInput!) {
      moveAssignments(ids: $ids, to: $to) { assignments { demandCaseType weeklyCapacity } skippedClosed userErrors { message } }
      pinAssignments(ids: $ids) { assignments { pinned } userErrors { message } }
      unpinAssignments(ids: $ids) { assignments { pinned } userErrors { message } } }`,
    { ids: [assignment.id], to: { ...DEMAND, caseType: 'ADJ-Basic/NON MMP' } },
  );
  // 0.75 × 5 × 9 × 0.9 × 8 = 243
  expect(moved.moveAssignments).toEqual({
    assignments: [{ demandCaseType: 'ADJ-Basic/NON MMP', weeklyCapacity: 243 }],
    skippedClosed: [],
    userErrors: [],
  });
  expect([moved.pinAssignments.assignments, moved.unpinAssignments.assignments]).toEqual([
    [{ pinned: true }],
    [{ pinned: false }],
  ]);
  const freed = await ask<{ deallocate: Any; deallocateAssignments: Any }>(
    `mutation ($id: ID!) { deallocate(id: $id) { assignment { isActive deallocatedBy } userErrors { code } }
      deallocateAssignments(ids: ["999999"]) { assignments { id } skippedClosed userErrors { code path } } }`,
    { id: assignment.id },
  );
  expect(freed).toEqual({
    deallocate: { assignment: { isActive: false, deallocatedBy: 'local' }, userErrors: [] },
    deallocateAssignments: {
      assignments: [],
      skippedClosed: [],
      userErrors: [{ code: 'NOT_FOUND', path: ['ids'] }],
    },
  });
});

const BULK = `mutation ($input: BulkAssignInput!) { bulkAssign(input: $input) {
  result { dryRun counts { created failed } rows { row key status column code message } rowsTruncated warnings { code message } skippedClosed }
  userErrors { path code reason } } }`;

test('many are assigned at once; a refused bulk lists the failed rows', async () => {
  const row = (resourceCn: string, week: string) => ({ resourceCn, week, ...DEMAND });
  const good = await ask<{ bulkAssign: Any }>(BULK, {
    input: { assignments: [row('AA000002', '2025-W18'), row('AA000002', '2025-W19')], onError: 'SKIP' },
  });
  expect(good.bulkAssign).toMatchObject({ result: { counts: { created: 2, failed: 0 } }, userErrors: [] });
  const bad = await ask<{ bulkAssign: Any }>(BULK, {
    input: {
      assignments: [row('AA000002', '2025-W22'), row('AA000003', '2025-W22'), { resourceCn: 'AA000002' }],
    },
  });
  expect(bad.bulkAssign).toMatchObject({
    result: {
      counts: { created: 0, failed: 2 },
      rows: [
        { row: 2, key: 'AA000003 2025-W22', status: 'FAILED', column: 'resourceCn', code: 'INELIGIBLE' },
        { row: 3, key: 'AA000002', status: 'FAILED', column: 'mainLob', code: 'VALIDATION' },
      ],
    },
    userErrors: [
      { path: ['assignments', '1', 'resourceCn'], code: 'VALIDATION', reason: 'INELIGIBLE' },
      { path: ['assignments', '2', 'mainLob'], code: 'VALIDATION', reason: 'VALIDATION' },
    ],
  });
});

test('lists filter, sort and count', async () => {
  const data = await ask<{ all: Any; freed: Any; some: Any }>(
    `{ all: assignments(filter: { resourceCns: ["aa000001"] }, first: 2) { totalCount nodes { week } pageInfo { hasNextPage endCursor } }
       freed: assignments(filter: { active: false }) { nodes { week isActive } }
       some: assignments(filter: { weekNumbers: [18, 19], states: ["fl"], years: [2025] }) { nodes { week resourceCn } } }`,
  );
  expect(data.all).toMatchObject({
    totalCount: 3,
    nodes: [{ week: '2025-W18' }, { week: '2025-W19' }],
    pageInfo: { hasNextPage: true },
  });
  expect(data.freed).toEqual({ nodes: [{ week: '2025-W21', isActive: false }] });
  expect(data.some.nodes).toEqual([
    { week: '2025-W18', resourceCn: 'AA000001' },
    { week: '2025-W18', resourceCn: 'AA000002' },
    { week: '2025-W19', resourceCn: 'AA000001' },
    { week: '2025-W19', resourceCn: 'AA000002' },
  ]);
  const one = await ask('{ assignment(id: "999") { id } }');
  expect(one).toEqual({ assignment: null });
  const unknown = await server.graphql('{ assignments(after: "nonsense") { nodes { id } } }');
  expect(unknown.errors?.[0]?.message).toContain('nonsense');
});

test('nested assignments cost the same statements for three people as for four', async () => {
  const query = (cns: string) => `{ resources(filter: { q: "${cns}" }) { nodes { cn
    assignments(first: 5) { totalCount nodes { week demand { mainLob assignments { totalCount } } tier { tierName assignments(first: 1) { nodes { id } } } } }
    servableDemands { totalCount nodes { caseType eligibleResources { totalCount nodes { cn } } } } } } }`;
  const schema = buildSchema();
  const run = (source: string) =>
    countStatements(() => graphql({ schema, source, contextValue: server.newScope() }));
  const few = await run(query('AA00000'));
  const all = await run(query('00000'));
  expect(all.result.errors).toBeUndefined();
  expect(few.statements).toBeGreaterThan(5);
  expect(all.statements).toBe(few.statements);
  const weeks = (weekNumbers: number[]) =>
    run(`{ assignments(filter: { weekNumbers: [${weekNumbers.join()}] }) { nodes {
      weekConfig { weekNumber assignments(first: 2) { nodes { resourceCn } } } } } }`);
  expect((await weeks([18, 19, 20])).statements).toBe((await weeks([18])).statements);
  const people = nodesOf(few.result.data);
  expect(people.map((person) => person.cn)).toEqual(['AA000001', 'AA000002', 'AA000003']);
  expect(people[0]).toMatchObject({
    assignments: { totalCount: 3 },
    servableDemands: {
      totalCount: 2,
      nodes: [
        { caseType: 'ADJ-Basic/NON MMP', eligibleResources: { totalCount: 2 } },
        {
          caseType: 'FTC-Basic/Non MMP',
          eligibleResources: { totalCount: 2, nodes: [{ cn: 'AA000001' }, { cn: 'AA000002' }] },
        },
      ],
    },
  });
  expect(nodesOf(all.result.data)).toHaveLength(4);
});

test('planners’ questions: why not, who is free, who is best', async () => {
  const demand = { ...DEMAND };
  const why = await ask<{ eligibility: Any }>(
    `query ($demand: DemandInput!) { eligibility(resourceCn: "AA000001", demand: $demand, week: "2025-W20") {
      eligible assignable productionPercentage reasons { code } existing { week } resource { cn } } }`,
    { demand },
  );
  expect(why.eligibility).toEqual({
    eligible: true,
    assignable: false,
    productionPercentage: 1,
    reasons: [{ code: 'DOUBLE_BOOKING' }],
    existing: { week: '2025-W20' },
    resource: { cn: 'AA000001' },
  });
  const free = await ask<{ freeResources: Any }>(
    `{ freeResources(week: "2025-W20", skill: "ftc-basic/non mmp", state: "FL", location: "onshore") { totalCount nodes { cn } } }`,
  );
  expect(free.freeResources).toEqual({ totalCount: 1, nodes: [{ cn: 'AA000002' }] });
  await addStep(server.database, 'AA000002', 22, '0.75');
  const best = await ask<{ week: Any; month: Any }>(
    `query ($demand: DemandInput!) {
      week: candidates(demand: $demand, when: { week: "2025-W22" }) { cn productionPercentage capacity freeWeeks resource { location } }
      month: candidates(demand: $demand, when: { month: "May-25" }) { cn capacity freeWeeks } }`,
    { demand },
  );
  expect(best.week).toEqual([
    {
      cn: 'AA000001',
      productionPercentage: 1,
      capacity: 405,
      freeWeeks: ['2025-W22'],
      resource: { location: 'DOMESTIC' },
    },
    {
      cn: 'AA000002',
      productionPercentage: 0.75,
      capacity: 303.75,
      freeWeeks: ['2025-W22'],
      resource: { location: 'DOMESTIC' },
    },
  ]);
  // May has the weeks 18 to 22. AA000001 is free in 21 (0.75, set for that week alone above) and 22: 1.75 × 405 = 708.75.
  // AA000002 in 20, 21 (0.5) and 22 (0.75): the same, in more weeks.
  expect(best.month).toEqual([
    { cn: 'AA000002', capacity: 708.75, freeWeeks: ['2025-W20', '2025-W21', '2025-W22'] },
    { cn: 'AA000001', capacity: 708.75, freeWeeks: ['2025-W21', '2025-W22'] },
  ]);
});

test('production, ramps, copied weeks and deactivation over GraphQL', async () => {
  const data = await ask<{ setProduction: Any; applyRamp: Any; copyWeek: Any }>(
    `mutation {
      setProduction(resourceCns: ["AA000001"], productionPercentage: 0.8, fromWeek: "2025-W20") { resources { cn } fromWeek changedAssignments skippedClosed userErrors { message } }
      applyRamp(resourceCns: ["AA000002"], ramp: [{ weeks: 1, percentage: 0.25 }, { percentage: 0.5 }], fromWeek: "2025-W18") { changedSteps changedAssignments userErrors { message } }
      copyWeek(input: { fromWeek: "2025-W18", toWeeks: ["2025-W30"] }) { result { counts { created skipped failed } } userErrors { message } } }`,
  );
  expect(data.setProduction).toEqual({
    resources: [{ cn: 'AA000001' }],
    fromWeek: '2025-W20',
    changedAssignments: 1,
    skippedClosed: [],
    userErrors: [],
  });
  expect(data.applyRamp).toMatchObject({ changedAssignments: 1, userErrors: [] });
  expect(data.copyWeek).toEqual({
    result: { counts: { created: 2, skipped: 0, failed: 0 } },
    userErrors: [],
  });
  const refused = await ask<{ deactivateResource: Any }>(
    `mutation { deactivateResource(cn: "AA000001") { resource { cn } deallocated { week } userErrors { code path } } }`,
  );
  expect(refused.deactivateResource).toEqual({
    resource: null,
    deallocated: [],
    userErrors: [{ code: 'CONFLICT', path: ['deallocateFrom'] }],
  });
  const done = await ask<{ deactivateResource: Any }>(
    `mutation { deactivateResource(cn: "AA000001", deallocateFrom: "2025-W15") { resource { isActive } deallocated { week } userErrors { code } } }`,
  );
  expect(done.deactivateResource).toMatchObject({
    resource: { isActive: false },
    deallocated: [{ week: '2025-W18' }, { week: '2025-W19' }, { week: '2025-W20' }, { week: '2025-W30' }],
  });
  await closeMonthOf(server.database, '2025-07-01');
  const closed = await ask<{ copyWeek: Any }>(
    `mutation { copyWeek(input: { fromWeek: "2025-W18", toWeeks: ["2025-W28"], dryRun: true }) { result { dryRun counts { created skipped } skippedClosed } userErrors { message } } }`,
  );
  expect(closed.copyWeek).toMatchObject({
    result: { dryRun: true, counts: { created: 0, skipped: 1 }, skippedClosed: ['2025-07'] },
  });
});

test('an assignment says which rules it breaks once the person has changed', async () => {
  const [cn, week] = ['AA000002', '2025-W33'];
  expect((await assign({ resourceCn: cn, week })).userErrors).toEqual([]);
  const misfits = async (): Promise<unknown> => {
    const query = `{ resource(cn: "${cn}") { assignments(fromWeek: "${week}", toWeek: "${week}") {
      nodes { ineligible { code message } } } } }`;
    const { resource } = await ask<{ resource: { assignments: { nodes: Any[] } } }>(query);
    return resource.assignments.nodes.map(({ ineligible }) => ineligible);
  };
  expect(await misfits()).toEqual([[]]);
  await server.database.query(`UPDATE resource_v2 SET skills = 'Sewing' WHERE cn = $1`, [cn]);
  expect(await misfits()).toEqual([[{ code: 'SKILL', message: expect.stringContaining('"Sewing"') }]]);
});
