import { addAssignable, DEMAND } from '../support/factories/assignment';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addAssignable(server.database);
});
afterAll(() => server.close());

const REVERT = `mutation ($id: ID!) {
  revertChangeSet(id: $id, note: "wrong person") {
    restored deallocated changeSet { action note revertsChangeSetId } userErrors { code message }
  }
}`;

test('a change set is taken back once, and both ends of the history know it', async () => {
  const created = await server.graphql<{
    assign: { assignment: { id: string } | null; userErrors: unknown[] };
  }>(
    `mutation ($input: CreateAssignmentInput!) { assign(input: $input) { assignment { id } userErrors { code message } } }`,
    { input: { resourceCn: 'AA000001', week: '2025-W19', ...DEMAND } },
  );
  expect(created.data.assign.userErrors).toEqual([]);
  const history = await server.graphql<{ history: { nodes: { id: string }[] } }>(
    '{ history(first: 1) { nodes { id } } }',
  );
  const id = history.data.history.nodes[0]?.id;

  const { data } = await server.graphql<{ revertChangeSet: unknown }>(REVERT, { id });
  expect(data.revertChangeSet).toEqual({
    restored: 0,
    deallocated: 1,
    changeSet: { action: 'change_set.revert', note: 'wrong person', revertsChangeSetId: Number(id) },
    userErrors: [],
  });
  const again = await server.graphql<{ revertChangeSet: { userErrors: { code: string }[] } }>(REVERT, { id });
  expect(again.data.revertChangeSet.userErrors[0]?.code).toBe('REVERT_BLOCKED');
});

test('an unknown number is refused by name', async () => {
  const { data } = await server.graphql<{ revertChangeSet: { userErrors: unknown[] } }>(REVERT, {
    id: '4711',
  });
  expect(data.revertChangeSet.userErrors).toEqual([
    { code: 'NOT_FOUND', message: 'there is no change set 4711' },
  ]);
});

const WHY = `query ($ids: [ID!]) { history(filter: { ids: $ids }) { nodes { id whyNotRevertible { code message value } } } }`;
interface Why {
  history: { nodes: { id: string; whyNotRevertible: { code: string; message: string }[] }[] };
}

test('why a change cannot be taken back is said before, in the words of the refusal, for a page in one statement', async () => {
  const change = async (mutation: string): Promise<string> => {
    const { data } = await server.graphql<{ done: { userErrors: unknown[] } }>(
      `mutation { done: ${mutation} }`,
    );
    expect(data.done.userErrors).toEqual([]);
    const { data: last } = await server.graphql<{ history: { nodes: { id: string }[] } }>(
      '{ history(first: 1) { nodes { id } } }',
    );
    return last.history.nodes[0]?.id ?? '';
  };
  const errors = 'userErrors { code message }';
  const skills = (text: string): string =>
    `updateResource(cn: "AA000001", input: { skills: "${text}" }) { ${errors} }`;
  const touched = await change(skills('ADJ'));
  const later = await change(skills('OMN'));
  const tier = await change(
    `createCapacityTier(input: { tierName: "Ninety", capacityPercentage: 0.9 }) { ${errors} }`,
  );
  const person = await change(
    `createResource(input: { cn: "NEW1", primaryPlatform: "Amisys", location: "Domestic", skills: "FTC" }) { ${errors} }`,
  );
  await change(
    `applyRamp(resourceCns: ["NEW1"], fromWeek: "2025-W20", ramp: [{ percentage: 0.5 }]) { ${errors} }`,
  );
  const ids = [touched, later, tier, person];
  const { data, extensions } = await server.graphql<Why>(WHY, { ids });
  const said = new Map(data.history.nodes.map(({ id, whyNotRevertible }) => [id, whyNotRevertible]));
  expect(said.get(touched)).toEqual([
    {
      code: 'REVERT_BLOCKED',
      message: `["AA000001"] was changed since by change set ${later} (resource.update, local)`,
      value: Number(later),
    },
  ]);
  expect(said.get(later)).toEqual([]);
  expect(said.get(tier)).toEqual([]);
  expect(said.get(person)).toEqual([
    {
      code: 'REVERT_BLOCKED',
      message: `["NEW1"], which change set ${person} added, is used since (resource_production_step)`,
      value: Number(person),
    },
  ]);
  // What is refused afterwards is what was said before, and the statement is one for four as it is for one.
  for (const id of [touched, person]) {
    const refused = await server.graphql<{ revertChangeSet: { userErrors: { message: string }[] } }>(REVERT, {
      id,
    });
    expect(refused.data.revertChangeSet.userErrors.map(({ message }) => message)).toEqual(
      said.get(id)?.map(({ message }) => message),
    );
  }
  const alone = await server.graphql<Why>(WHY, { ids: [touched] });
  expect(extensions?.['statements']).toEqual(expect.any(Number));
  expect(extensions?.['statements']).toBe(alone.extensions?.['statements']);
  expect(
    (await server.graphql<{ revertChangeSet: { userErrors: unknown[] } }>(REVERT, { id: later })).data
      .revertChangeSet.userErrors,
  ).toEqual([]);
  const after = await server.graphql<Why>(WHY, { ids: [touched, later] });
  expect(after.data.history.nodes.map(({ whyNotRevertible }) => whyNotRevertible[0]?.message)).toEqual([
    expect.stringContaining('was reverted already, by change set'),
    undefined,
  ]);
});
