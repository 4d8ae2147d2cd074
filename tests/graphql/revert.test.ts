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
