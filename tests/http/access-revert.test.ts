import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { Callers } from '../support/keys';

let server: TestServer;
let callers: Callers;

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  callers = new Callers(server);
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [{ mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'Claims', targetCph: '12.5' }],
  });
  for (const name of ['Paul', 'Pia']) await callers.add(name, 'planner');
  await callers.add('Ada', 'admin');
  await callers.add('Amy', 'admin', ['Amisys *']);
});
afterAll(() => server.close());

interface Why {
  history: { nodes: { id: string; whyNotRevertible: { code: string; message: string }[] }[] };
}
const why = async (name: string) =>
  (
    await callers.graphql<Why>(
      name,
      '{ history(first: 1) { nodes { id whyNotRevertible { code message } } } }',
    )
  ).history.nodes[0];
const revert = async (name: string, id: string | undefined) => {
  const { revertChangeSet } = await callers.graphql<{
    revertChangeSet: { userErrors: { code: string; message: string }[] };
  }>(name, `mutation { revertChangeSet(id: "${id}") { userErrors { code message } } }`);
  return revertChangeSet.userErrors;
};
const forecast = (name: string, cases: number): Promise<unknown> =>
  callers.graphql(
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
