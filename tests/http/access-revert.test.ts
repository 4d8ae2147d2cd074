import { createApiKey } from '../../src/features/access';
import type { Role } from '../../src/platform/scope/actor';
import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
const keys: Record<string, string> = {};

async function makeKey(name: string, role: Role, lobs: string[] = []): Promise<void> {
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs }));
  keys[name] = made.text;
}

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [{ mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'Claims', targetCph: '12.5' }],
  });
  for (const name of ['Paul', 'Pia']) await makeKey(name, 'planner');
  await makeKey('Ada', 'admin');
  await makeKey('Amy', 'admin', ['Amisys *']);
});
afterAll(() => server.close());

async function graphql<T>(name: string, query: string): Promise<T> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys[name]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as { data: T; errors?: unknown[] };
  expect(body.errors).toBeUndefined();
  return body.data;
}

interface Why {
  history: { nodes: { id: string; whyNotRevertible: { code: string; message: string }[] }[] };
}
const why = async (name: string) =>
  (await graphql<Why>(name, '{ history(first: 1) { nodes { id whyNotRevertible { code message } } } }'))
    .history.nodes[0];
const revert = async (name: string, id: string | undefined) => {
  const { revertChangeSet } = await graphql<{
    revertChangeSet: { userErrors: { code: string; message: string }[] };
  }>(name, `mutation { revertChangeSet(id: "${id}") { userErrors { code message } } }`);
  return revertChangeSet.userErrors;
};
const forecast = (name: string, cases: number): Promise<unknown> =>
  graphql(
    name,
    `mutation { setForecast(input: { mainLob: "Amisys Medicaid DOMESTIC", state: "FL", caseType: "Claims",
       forecastMonth: "2025-06", forecast: ${cases} }) { userErrors { message } } }`,
  );

it('lets planners take back what they did themselves, and an administrator of all lines what anybody did', async () => {
  await forecast('Paul', 7);
  const set = await why('Pia');
  const refusal = [
    {
      code: 'FORBIDDEN',
      message: `change set ${set?.id} is of Paul; Pia may take back what Pia did, an administrator of all lines of business what anybody did`,
    },
  ];
  expect(set?.whyNotRevertible).toEqual(refusal);
  expect(await revert('Pia', set?.id)).toEqual(refusal);
  expect((await why('Amy'))?.whyNotRevertible[0]?.code).toBe('FORBIDDEN');
  expect((await why('Paul'))?.whyNotRevertible).toEqual([]);
  expect(await revert('Paul', set?.id)).toEqual([]);

  await forecast('Paul', 8);
  const second = await why('Ada');
  expect(second?.whyNotRevertible).toEqual([]);
  expect(await revert('Ada', second?.id)).toEqual([]);
});
